// Package theme holds the looks of the program: styles by role and the signs
// that are drawn. No screen writes a colour, a border or a sign of its own.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Theme is one look: styles by role and the signs. It is never changed after
// New.
type Theme struct {
	Text     lipgloss.Style // plain
	Question lipgloss.Style // the one thing in the middle
	Title    lipgloss.Style // where you are
	Accent   lipgloss.Style // the place of the focus
	Good     lipgloss.Style // saved, satisfied
	Warn     lipgloss.Style // wants attention
	Bad      lipgloss.Style // not saved, refused, dissatisfied
	Dim      lipgloss.Style // beside the point now
	Key      lipgloss.Style // a key to press
	Chosen   lipgloss.Style // a choice that is taken
	Bar      lipgloss.Style // the filled part of a bar
	Track    lipgloss.Style // its empty part
	Banner   lipgloss.Style // loud: practice, demo
	Select   lipgloss.Style // selected text
	Rule     lipgloss.Style // lines that separate
	Signs    Signs
	tags     [TagColours]lipgloss.Style
}

// Look says what the terminal can show.
type Look struct {
	Dark   bool // dark background
	Colour bool // colours at all
	ASCII  bool // only signs of one certain cell
}

// New makes the theme for a terminal.
func New(l Look) *Theme {
	t := &Theme{Signs: unicodeSigns}
	if l.ASCII {
		t.Signs = asciiSigns
	}
	plain := lipgloss.NewStyle()
	t.Text, t.Question, t.Title = plain, plain.Bold(true), plain.Bold(true)
	t.Accent, t.Good, t.Warn, t.Bad = plain.Bold(true), plain, plain.Bold(true), plain.Bold(true)
	t.Dim, t.Key, t.Chosen = plain, plain.Bold(true), plain.Bold(true)
	t.Bar, t.Track, t.Banner, t.Select, t.Rule = plain, plain, plain.Bold(true).Reverse(true), plain.Reverse(true), plain
	for i, c := range tagPalette(l.Dark) {
		if t.tags[i] = plain; l.Colour {
			t.tags[i] = plain.Foreground(c)
		}
	}
	if l.Colour {
		t.paint(palette(l.Dark))
	}
	return t
}

// colours are one palette by role.
type colours struct{ accent, good, warn, bad, dim, rule color.Color }

func palette(dark bool) colours {
	if dark {
		return colours{lipgloss.Color("#6CB6FF"), lipgloss.Color("#7EC699"), lipgloss.Color("#E5B567"),
			lipgloss.Color("#F08080"), lipgloss.Color("#8A919C"), lipgloss.Color("#4A5058")}
	}
	return colours{lipgloss.Color("#0B5CAD"), lipgloss.Color("#1E7B3A"), lipgloss.Color("#8F5A00"),
		lipgloss.Color("#B3261E"), lipgloss.Color("#666C75"), lipgloss.Color("#B8BEC6")}
}

func (t *Theme) paint(c colours) {
	t.Title = t.Title.Foreground(c.accent)
	t.Accent = t.Accent.Foreground(c.accent)
	t.Good = t.Good.Foreground(c.good)
	t.Warn = t.Warn.Foreground(c.warn)
	t.Bad = t.Bad.Foreground(c.bad)
	t.Dim = t.Dim.Foreground(c.dim)
	t.Key = t.Key.Foreground(c.accent)
	t.Chosen = t.Chosen.Foreground(c.accent)
	t.Bar = t.Bar.Foreground(c.accent)
	t.Track = t.Track.Foreground(c.rule)
	t.Rule = t.Rule.Foreground(c.rule)
	t.Banner = t.Banner.Foreground(c.warn)
}
