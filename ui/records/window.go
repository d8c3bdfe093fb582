package records

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
)

// span is how many rows are read at a time: several screens full.
const span = 160

// window is the stretch of the list that has been read.
type window struct {
	rows    []store.Row
	from    int // place in the list of the first of rows
	total   int // rows in the whole list
	known   bool
	forms   map[string]*questionnaire.Form   // current ones by id
	held    map[[32]byte]*questionnaire.Form // by the hash of the version held
	titles  []*questionnaire.Form            // current ones, in order
	halls   []questionnaire.Hall
	people  []questionnaire.Person
	visible store.Filter // what was read
}

// holds reports that n rows from top are read, as far as there are as many.
func (w *window) holds(top, n int) bool {
	return w.known && top >= w.from && min(top+n, w.total) <= w.from+len(w.rows)
}

// row is one row by its place in the list.
func (w *window) row(at int) (store.Row, bool) {
	if at < w.from || at >= w.from+len(w.rows) {
		return store.Row{}, false
	}
	return w.rows[at-w.from], true
}

// windowMsg brings a stretch of the list.
type windowMsg struct {
	owner  *Screen
	window window
	err    error
}

// read reads the stretch around what is in sight. One read is under way at a
// time: while the disk is slow, keys do not queue reads.
func (s *Screen) read() tea.Cmd {
	if s.loading {
		s.again = true
		return nil
	}
	s.loading = true
	f := s.filter()
	f.Limit, f.Offset = span, max(s.top-(span-s.rows())/2, 0)
	st := s.store
	return func() tea.Msg {
		w, err := load(context.Background(), st, f)
		return windowMsg{s, w, err}
	}
}

// take shows what was read, and reads once more where that is out of date.
func (s *Screen) take(msg windowMsg) tea.Cmd {
	s.loading = false
	if s.failed = msg.err; msg.err != nil {
		s.again = false
		return nil
	}
	s.window = msg.window
	more := s.again
	s.again = false
	cmd := s.move(0)
	if cmd == nil && more {
		cmd = s.read()
	}
	return cmd
}

func load(ctx context.Context, st Store, f store.Filter) (w window, err error) {
	w = window{from: f.Offset, known: true, visible: f, forms: map[string]*questionnaire.Form{}, held: map[[32]byte]*questionnaire.Form{}}
	if w.total, err = st.CountRows(ctx, f); err != nil {
		return w, err
	}
	if w.rows, err = st.List(ctx, f); err != nil {
		return w, err
	}
	if w.halls, err = st.Halls(ctx); err != nil {
		return w, err
	}
	if w.people, err = st.People(ctx); err != nil {
		return w, err
	}
	return w, w.readForms(ctx, st)
}

// readForms reads the forms that words are taken from; the store keeps each
// once it was read.
func (w *window) readForms(ctx context.Context, st Store) error {
	infos, err := st.Forms(ctx)
	if err != nil {
		return err
	}
	for _, info := range infos {
		f, err := st.FormByHash(ctx, info.Hash)
		if err != nil {
			return err
		}
		w.held[info.Hash] = f
		if info.Current {
			w.forms[info.ID] = f
			w.titles = append(w.titles, f)
		}
	}
	return nil
}
