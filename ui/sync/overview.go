package sync

import (
	"fmt"
	"slices"
	"strings"

	"tingfang/store"
	"tingfang/ui/nav"
)

// perColumn is how many entries stand under one another.
const perColumn = 4

// Draw gives the overview in width by height cells.
func (s *Screen) Draw(width, height int) nav.Frame {
	t := s.env.Theme
	f := nav.Frame{Title: s.env.Texts.Sync.Title, Help: s.help(), Right: t.Cut(laptopName(s.data.me.Name, ""), width/2)}
	lines := s.above(width)
	for i := range perColumn {
		lines = append(lines, s.row(i, width))
	}
	lines = append(lines, "")
	shown, status := window(t, s.env.Texts.Common.Of, "PgUp PgDn", s.lists(width), s.from, height-len(lines))
	lines = append(lines, shown...)
	if f.Status = status; s.status != "" {
		f.Status = s.status
		if s.bad {
			f.Status = t.Bad.Render(t.Signs.Cross + " " + s.status)
		}
	}
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}

// top is the line of the first entry.
func (s *Screen) top() int { return len(s.above(s.width)) }

// room is how many lines of the lists are shown.
func (s *Screen) room() int { return s.height - s.top() - perColumn - 1 }

// above are the figures over the entries.
func (s *Screen) above(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Sync
	if !s.loaded {
		return []string{"", "", "", ""}
	}
	figures := pairs(t, []pair{{x.Here, s.held()}, {x.LastBundle, s.last()}}, 1000)
	if cells(figures[0]) > width-margin {
		figures[0] = space + t.Cut(s.held(), width-margin-1)
	}
	lines := append([]string{""}, figures...)
	if s.data.Conflicts > 0 {
		lines = append(lines, space+t.Warn.Render(t.Cut(t.Signs.Attend+" "+fmt.Sprintf(x.ConflictsOpen, s.data.Conflicts), width-2*margin)))
	}
	if s.data.Waiting > 0 {
		lines = append(lines, space+t.Warn.Render(t.Cut(t.Signs.Attend+" "+fmt.Sprintf(x.Waiting, s.data.Waiting), width-2*margin)))
	}
	return append(lines, "")
}

// held are the figures of where this laptop's interviews are.
func (s *Screen) held() string {
	t, x, d := s.env.Theme, s.env.Texts.Sync, s.data
	only := fmt.Sprint(d.By[store.OnlyHere])
	if d.By[store.OnlyHere] > 0 {
		only = t.Warn.Render(only)
	}
	if d.Drafts > 0 {
		only += t.Dim.Render(fmt.Sprintf(x.Drafts, d.Drafts))
	}
	received := fmt.Sprint(d.By[store.Received])
	if d.By[store.Received] > 0 {
		received = t.Good.Render(received)
	}
	return x.OnlyHere + " " + only + "   " + x.Packed + " " + fmt.Sprint(d.By[store.Packed]) + "   " + x.Received + " " + received
}

func (s *Screen) last() string {
	if s.data.LastSeq == 0 {
		return s.env.Theme.Dim.Render(s.env.Texts.Sync.NoBundle)
	}
	return number(s.env, s.data.LastSeq) + "  " + s.env.Theme.Dim.Render(s.data.LastAt.In(s.env.Now().Location()).Format("2006-01-02 15:04"))
}

// column is the cell at which the second column of entries begins.
func (s *Screen) column(width int) int { return 2 + min((width-2)/2, 38) }

// row is one line of entries.
func (s *Screen) row(i, width int) string {
	t, all := s.env.Theme, s.entries()
	left := "  " + s.entry(i)
	if i+perColumn >= len(all) {
		return left
	}
	at := s.column(width)
	return t.Pad(left, at) + t.Cut(s.entry(i+perColumn), width-at-1)
}

func (s *Screen) entry(i int) string {
	t, e := s.env.Theme, s.entries()[i]
	mark, style := " ", t.Text
	if i == s.at {
		mark, style = t.Accent.Render(t.Signs.Cursor), t.Accent
	}
	return fmt.Sprintf("%s %s  %s", mark, t.Key.Render(fmt.Sprint(i+1)), style.Render(s.name(e))) + t.Dim.Render(s.note(e))
}

// name is what an entry is called.
func (s *Screen) name(e entry) string {
	x := s.env.Texts.Sync
	switch e {
	case theConflicts:
		return fmt.Sprintf(x.Conflicts, s.data.Conflicts)
	case theCoordinator:
		if s.data.coordinator {
			return x.CoordinatorOn
		}
		return x.CoordinatorOff
	}
	return map[entry]string{theMeeting: x.Meet, thePacking: x.Pack, theTaking: x.Take, theCode: x.Code, theRecipients: x.Recipients, theLaptop: x.Myself}[e]
}

// note stands behind an entry's name.
func (s *Screen) note(e entry) string {
	if e == theRecipients && s.loaded {
		return "  " + fmt.Sprint(s.data.recipients)
	}
	return ""
}

// lists are the other laptops and, for a coordinator, the halls.
func (s *Screen) lists(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Sync
	if !s.loaded {
		return nil
	}
	if len(s.data.others) == 0 {
		lines := block(t.Dim, x.NoOthers, width)
		return append(lines, s.hallLines(width)...)
	}
	return append(s.laptopLines(width), s.hallLines(width)...)
}

func (s *Screen) laptopLines(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Sync
	table := [][]string{dimmed(t.Dim.Render, []string{x.Others, x.LastCame, x.Interviews, x.Gaps})}
	for _, l := range s.data.others {
		name := laptopName(l.Name, l.Device)
		if l.Coordinator {
			name += t.Dim.Render(" " + t.Signs.Between + " " + x.IsCoordinator)
		}
		last, gaps := t.Dim.Render(x.Never), t.Dim.Render(t.Signs.None)
		if l.Last > 0 {
			last = number(s.env, l.Last) + "  " + t.Dim.Render(l.LastAt.In(s.env.Now().Location()).Format("01-02"))
		}
		if len(l.Missing) > 0 {
			gaps = t.Warn.Render(t.Cut(missing(l.Missing), max(width/5, 8)))
		}
		table = append(table, []string{name, last, fmt.Sprint(l.Interviews), gaps})
	}
	lines := columns(t.Pad, table, width, []int{2})
	if slices.ContainsFunc(s.data.others, func(l store.Laptop) bool { return len(l.Missing) > 0 }) {
		lines = append(lines, block(t.Dim, x.GapsHint, width)...)
	}
	return lines
}

// hallLines are the halls against their targets.
func (s *Screen) hallLines(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Sync
	if len(s.data.halls) == 0 {
		return nil
	}
	table := [][]string{dimmed(t.Dim.Render, []string{x.Halls, x.DoneOf, ""})}
	var bars []float64
	for _, h := range s.data.halls {
		figures, share := fmt.Sprint(h.Done), 0.0
		if h.Target > 0 {
			figures, share = fmt.Sprintf("%d / %d", h.Done, h.Target), float64(h.Done)/float64(h.Target)
		}
		bars = append(bars, share)
		table = append(table, []string{line(h.Code + "  " + h.Name), figures, ""})
	}
	bar := min(max(width-56, 0), 30)
	if bar >= 8 {
		for i, share := range bars {
			if s.data.halls[i].Target > 0 {
				table[i+1][2] = t.Meter(share, bar)
			}
		}
	}
	return append([]string{""}, columns(t.Pad, table, width, []int{1})...)
}
