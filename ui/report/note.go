package report

import (
	"fmt"
	"strconv"
	"strings"

	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
)

// Note words a note.
func (s Style) Note(n summary.Note) string {
	item := n.Item
	if s.Form != nil {
		if q := s.Form.Question(item); q != nil {
			item = q.Title(s.Lang)
		}
	}
	said := strings.NewReplacer("{n}", strconv.Itoa(n.N), "{item}", item, "{version}", n.Version).Replace(s.Texts.Report.Notes[n.Kind])
	return strings.TrimSpace(said)
}

// notes words notes, each once, those on small bases left to the mark beside
// the base.
func (s Style) notes(notes []summary.Note) []string {
	var out []string
	seen := map[string]bool{}
	for _, n := range notes {
		said := s.Note(n)
		if n.Kind == summary.NoteSmall || said == "" || seen[said] {
			continue
		}
		seen[said] = true
		out = append(out, said)
	}
	return out
}

// itemNotes are the notes of an item with those on the marks it is drawn with.
func (s Style) itemNotes(it summary.Item) []string {
	t := s.Texts.Report
	out := s.notes(it.Notes)
	small, hidden := !it.Hidden && it.Base < stat.FlagBelow, it.Hidden
	letters, residuals := false, false
	for i, k := range it.Columns {
		small, hidden = small || k.Small && !k.Hidden, hidden || k.Hidden
		letters = letters || k.Letters != ""
		for _, r := range it.Rows {
			c := r.Cells[i]
			letters = letters || c.Letters != ""
			residuals = residuals || c.Residual >= notable || c.Residual <= -notable
		}
	}
	return append(out, s.marks(small, hidden, letters, residuals, t.Rounding)...)
}

// marks explains the marks that are drawn.
func (s Style) marks(small, hidden, letters, residuals bool, more ...string) []string {
	t := s.Texts.Report
	var out []string
	if small {
		out = append(out, t.SmallMark)
	}
	if hidden {
		out = append(out, fmt.Sprintf(t.HiddenMark, s.Theme.Signs.Concealed))
	}
	if letters {
		out = append(out, t.LettersNote)
	}
	if residuals {
		out = append(out, fmt.Sprintf(t.ResidualNote, s.Theme.Signs.Minus))
	}
	return append(out, more...)
}
