package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/home"
	"tingfang/ui/nav"
	"tingfang/ui/tables"
)

// The settings the root keeps.
const (
	settingLang   = "lang"   // "zh" or "en"
	settingChrome = "chrome" // "ascii", "unicode" or "" = as the terminal needs
)

// wire joins the store to the screens: it opens it, and makes each screen with
// what it needs and with the ways to the next.
type wire struct {
	o      Options
	env    *nav.Env
	store  *store.Store
	chrome string                    // the signs wished for
	forms  []*questionnaire.Form     // that can be begun, the last one begun first
	counts map[string]*tables.Source // by form, what its tables are counted from
}

// openedMsg says that the store is open, with what stood in it, or why not.
type openedMsg struct {
	store  *store.Store
	lang   questionnaire.Lang
	chrome string
	person questionnaire.Person
	hall   questionnaire.Hall
	study  questionnaire.Study
	forms  []*questionnaire.Form
	err    error
}

// chromeMsg changes the signs: true = ASCII.
type chromeMsg bool

// open opens the store and reads all that the first screen shows.
func (w *wire) open(ctx context.Context) tea.Msg {
	st, err := w.o.Open(ctx)
	if err != nil {
		return openedMsg{err: err}
	}
	msg, err := w.read(ctx, st)
	if err != nil {
		st.Close()
		return openedMsg{err: err}
	}
	return msg
}

func (w *wire) read(ctx context.Context, st *store.Store) (openedMsg, error) {
	msg := openedMsg{store: st}
	want := map[string]string{}
	for _, key := range []string{settingLang, settingChrome, home.SettingPerson, home.SettingHall, home.SettingForm} {
		value, err := st.Setting(ctx, key)
		if err != nil {
			return msg, err
		}
		want[key] = value
	}
	msg.lang, msg.chrome = questionnaire.Lang(want[settingLang]), want[settingChrome]
	var err error
	if msg.study, err = st.Study(ctx); err != nil {
		return msg, err
	}
	if msg.forms, err = begun(ctx, st, want[home.SettingForm]); err != nil {
		return msg, err
	}
	people, err := st.People(ctx)
	if err != nil {
		return msg, err
	}
	halls, err := st.Halls(ctx)
	if err != nil {
		return msg, err
	}
	msg.person, msg.hall = lastPerson(people, want[home.SettingPerson]), lastHall(halls, want[home.SettingHall])
	return msg, nil
}

// begun are the current forms, the one named first, then the surveys.
func begun(ctx context.Context, st *store.Store, first string) ([]*questionnaire.Form, error) {
	all, err := st.Current(ctx)
	slices.SortStableFunc(all, func(a, b *questionnaire.Form) int {
		return cmp.Compare(rank(a, first), rank(b, first))
	})
	return all, err
}

func rank(f *questionnaire.Form, first string) int {
	switch {
	case f.ID == first:
		return 0
	case f.Mode == questionnaire.Survey:
		return 1
	}
	return 2
}

// lastPerson is the interviewer with the id, or the first one in service.
func lastPerson(all []questionnaire.Person, id string) questionnaire.Person {
	var found questionnaire.Person
	for _, p := range all {
		if !p.Retired && (p.ID == id || found.ID == "") {
			found = p
		}
	}
	return found
}

// lastHall is the hall with the id, or the first one in service.
func lastHall(all []questionnaire.Hall, id string) questionnaire.Hall {
	var found questionnaire.Hall
	for _, h := range all {
		if !h.Retired && (h.ID == id || found.ID == "") {
			found = h
		}
	}
	return found
}

// take keeps what the store held when it was opened.
func (w *wire) take(msg openedMsg) {
	w.store, w.forms = msg.store, msg.forms
	w.env.ReadOnly, w.env.Demo = msg.store.ReadOnly(), msg.store.Demo()
	w.env.Person, w.env.Hall, w.env.Study = msg.person, msg.hall, msg.study
}

// demo reports that the database holds made-up interviews; an import may have
// brought them.
func (w *wire) demo() bool { return w.store != nil && w.store.Demo() }

// keptMsg says how keeping a setting went.
type keptMsg struct{ err error }

// keep stores a setting; a copy that only reads keeps none.
func (w *wire) keep(key, value string) tea.Cmd {
	if w == nil || w.store == nil || w.store.ReadOnly() {
		return nil
	}
	return func() tea.Msg { return keptMsg{w.store.SetSetting(context.Background(), key, value)} }
}

// announce tells other copies of the program who is working here.
func (w *wire) announce() tea.Cmd {
	if w.store == nil || w.store.ReadOnly() {
		return nil
	}
	st, who := w.store, strings.TrimSpace(w.env.Person.Name+" "+w.env.Person.Number)
	return func() tea.Msg { return keptMsg{st.Announce(who)} }
}

// close closes the store once nothing uses it any more.
func (w *wire) close() error {
	if w.store == nil {
		return nil
	}
	return w.store.Close()
}
