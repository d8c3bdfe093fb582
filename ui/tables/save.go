package tables

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/exporting"
	"tingfang/ui/report"
)

// kinds are the formats of a saved table by the ending of its file.
var kinds = []string{".csv", ".md", ".html"}

// askPath asks where the table is to be saved.
func (s *Screen) askPath() tea.Cmd {
	if !s.current() || s.have.bad != nil {
		return nil
	}
	s.typing, s.fault, s.again = path, "", ""
	s.field.SetValue(filepath.Join(s.folder, s.fileName()+kinds[s.kind]))
	return nil
}

// fileName names the table: form, page, item, break, day.
func (s *Screen) fileName() string {
	o := s.have
	parts := []string{s.source.form.ID, pageWords[o.page]}
	switch {
	case o.page == items || o.page == waves && o.detail:
		parts = append(parts, o.want.item)
	case o.page == crosstab:
		parts = append(parts, o.want.item, o.by)
	case o.page == quadrant:
		parts = append(parts, o.target)
	}
	return strings.Join(append(parts, s.env.Now().Format("2006-01-02")), "-")
}

// pageWords name the pages in files.
var pageWords = [pages]string{"overview", "item", "matrix", "crosstab", "quadrant", "waves", "participation", "topics"}

// nextKind changes the ending of the path to the next format.
func (s *Screen) nextKind() {
	value := s.field.Value()
	ending := filepath.Ext(value)
	s.kind = (slices.Index(kinds, strings.ToLower(ending)) + 1) % len(kinds)
	if slices.Contains(kinds, strings.ToLower(ending)) {
		value = strings.TrimSuffix(value, ending)
	}
	s.field.SetValue(value + kinds[s.kind])
	s.fault, s.again = "", ""
}

// document is what is shown, as files have it.
func (s *Screen) document() (report.Style, report.Document) {
	st := s.style().Paper()
	var blocks []report.Block
	for _, p := range s.partsIn(st) {
		blocks = append(blocks, p.block)
	}
	where := strings.Join(s.have.filter.words(s.env, s.source.form, s.have.known), " "+st.Theme.Signs.Between+" ")
	return st, st.Document(s.source.form, report.Source{Form: s.source.form.ID, Version: s.source.form.Version, Where: where, Interviews: s.have.count(),
		Demo: s.env.Demo}, named(blocks, s.pageName(s.have.page)))
}

// named gives the first block a title where it has none.
func named(blocks []report.Block, title string) []report.Block {
	if len(blocks) > 0 && blocks[0].Title == "" {
		blocks[0].Title = title
	}
	return blocks
}

// save writes the table in the format of the path's ending.
func (s *Screen) save() tea.Cmd {
	to := strings.TrimSpace(s.field.Value())
	ending := strings.ToLower(filepath.Ext(to))
	if !slices.Contains(kinds, ending) {
		ending = kinds[s.kind]
		to += ending
	}
	st, doc := s.document()
	force := s.again == to
	return func() tea.Msg {
		write := map[string]func(report.Document) []byte{".csv": st.CSV, ".md": st.Markdown, ".html": st.HTML}[ending]
		abs, err := exporting.WriteFile(to, write(doc), force)
		if abs == "" {
			abs = to
		}
		return savedMsg{owner: s, path: abs, tried: to, err: err}
	}
}

// saved says where the file is, or why there is none.
func (s *Screen) saved(msg savedMsg) {
	t, x := s.env.Theme, s.env.Texts.Tables
	var file *exporting.FileError
	switch {
	case msg.err == nil:
		s.typing, s.folder = nothing, filepath.Dir(msg.path)
		s.status = t.Good.Render(t.Signs.Tick + " " + fmt.Sprintf(x.Saved, msg.path))
	case errors.As(msg.err, &file) && file.Rule == exporting.Foreign:
		s.fault, s.again = x.Exists, msg.tried
	default:
		s.fault = exporting.Word(msg.err, s.env.Texts)
	}
}

// copy sends the table to the clipboard through the terminal, as Markdown,
// which spreadsheets and documents both take.
func (s *Screen) copy() tea.Cmd {
	if !s.current() || s.have.bad != nil {
		return nil
	}
	st, doc := s.document()
	s.status = s.env.Theme.Good.Render(s.env.Theme.Signs.Tick + " " + s.env.Texts.Tables.Sent)
	return tea.SetClipboard(string(st.Markdown(doc)))
}
