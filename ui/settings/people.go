package settings

import (
	"context"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/nav"
	"tingfang/ui/widget/form"
	"tingfang/ui/widget/pick"
)

// crumbs is a title below the settings.
func crumbs(env *nav.Env, words ...string) string {
	out := env.Texts.Settings.Title
	for _, w := range words {
		out += " " + env.Theme.Signs.Cursor + " " + w
	}
	return out
}

// newPeople is the list of interviewers.
func newPeople(env *nav.Env, st Store) *roll {
	x := func() string { return env.Texts.Settings.People }
	return &roll{env: env,
		title: func() string { return crumbs(env, x()) },
		empty: func() string { return env.Texts.Settings.NoPeople },
		load: func() ([]entry, error) {
			people, err := st.People(context.Background())
			out := make([]entry, len(people))
			for i, p := range people {
				out[i] = entry{p.ID, p.Retired, p}
			}
			return out, err
		},
		items: func(all []entry) []pick.Item {
			out := make([]pick.Item, len(all))
			for i, e := range all {
				p := e.value.(questionnaire.Person)
				out[i] = pick.Item{Text: env.Theme.Pad(questionnaire.HarmlessLine(p.Name), 16), Note: p.Number + state(env, e, env.Person.ID), Dim: p.Retired}
			}
			return out
		},
		inUse: func(e entry) bool { return e.id == env.Person.ID && !e.retired },
		retire: func(e entry) (entry, error) {
			p := e.value.(questionnaire.Person)
			p.Retired = !p.Retired
			_, err := st.SavePerson(context.Background(), p)
			return e, err
		},
		edit: func(e entry) nav.Screen {
			p, _ := e.value.(questionnaire.Person)
			return personPage(env, st, p)
		},
	}
}

// state is what stands behind a name: in use, or retired.
func state(env *nav.Env, e entry, inUse string) string {
	switch {
	case e.retired:
		return "   " + env.Texts.Settings.Retired
	case e.id == inUse:
		return "   " + env.Theme.Signs.Tick + " " + env.Texts.Settings.InUse
	}
	return ""
}

// personPage changes an interviewer, or with the zero one adds one.
func personPage(env *nav.Env, st Store, had questionnaire.Person) *page {
	title := func() string {
		if had.ID == "" {
			return crumbs(env, env.Texts.Settings.NewPerson)
		}
		return crumbs(env, env.Texts.Settings.EditPerson)
	}
	fields := func() []form.Field { return personFields(&env.Texts.Settings, had) }
	var p *page
	p = newPage(env, title, fields, func(m form.Model) tea.Cmd {
		person := personOf(m, had)
		return func() tea.Msg {
			person, err := st.SavePerson(context.Background(), person)
			return pageMsg{page: p, err: err, then: nav.Change(func(e *nav.Env) {
				if e.Person.ID == person.ID || e.Person.ID == "" {
					e.Person = person
				}
			})}
		}
	})
	p.clash = personNumber
	return p
}

// newHalls is the list of halls.
func newHalls(env *nav.Env, st Store) *roll {
	return &roll{env: env,
		title: func() string { return crumbs(env, env.Texts.Settings.Halls) },
		empty: func() string { return env.Texts.Settings.NoHalls },
		load: func() ([]entry, error) {
			halls, err := st.Halls(context.Background())
			out := make([]entry, len(halls))
			for i, h := range halls {
				out[i] = entry{h.ID, h.Retired, h}
			}
			return out, err
		},
		items: func(all []entry) []pick.Item {
			out := make([]pick.Item, len(all))
			for i, e := range all {
				h := e.value.(questionnaire.Hall)
				note := env.Theme.Pad(h.Code, 8) + env.Theme.Pad(questionnaire.OperatorName(h.Operator).In(env.Lang), 16) + h.City
				out[i] = pick.Item{Text: env.Theme.Pad(questionnaire.HarmlessLine(h.Name), 22), Note: note + state(env, e, env.Hall.ID), Dim: h.Retired}
			}
			return out
		},
		inUse: func(e entry) bool { return e.id == env.Hall.ID && !e.retired },
		retire: func(e entry) (entry, error) {
			h := e.value.(questionnaire.Hall)
			h.Retired = !h.Retired
			_, err := st.SaveHall(context.Background(), h)
			return e, err
		},
		edit: func(e entry) nav.Screen {
			h, _ := e.value.(questionnaire.Hall)
			return hallPage(env, st, h)
		},
		more: func(*roll) ([]key.Binding, ask) {
			return []key.Binding{nav.Bind("F7", env.Texts.Settings.KeyList, "f7")}, func(pressed string) nav.Screen {
				if pressed == "f7" {
					return listPage(env, st)
				}
				return nil
			}
		},
	}
}

// hallPage changes a hall, or with the zero one adds one.
func hallPage(env *nav.Env, st Store, had questionnaire.Hall) *page {
	title := func() string {
		if had.ID == "" {
			return crumbs(env, env.Texts.Settings.NewHall)
		}
		return crumbs(env, env.Texts.Settings.EditHall)
	}
	if had.ID == "" {
		had.Kind, had.Operator, had.City = questionnaire.HallKinds[0], env.Hall.Operator, env.Hall.City
	}
	fields := func() []form.Field { return hallFields(&env.Texts.Settings, env.Lang, had) }
	var p *page
	p = newPage(env, title, fields, func(m form.Model) tea.Cmd {
		hall := hallOf(m, had)
		return func() tea.Msg {
			hall, err := st.SaveHall(context.Background(), hall)
			return pageMsg{page: p, err: err, then: nav.Change(func(e *nav.Env) {
				if e.Hall.ID == hall.ID || e.Hall.ID == "" {
					e.Hall = hall
				}
			})}
		}
	})
	p.clash = hallCode
	return p
}

// listPage reads a list of halls from a file.
func listPage(env *nav.Env, st Store) *page {
	var p *page
	p = newPage(env, func() string { return crumbs(env, env.Texts.Settings.ListTitle) },
		func() []form.Field { return listFields(env) },
		func(m form.Model) tea.Cmd {
			path := m.Value(0)
			return func() tea.Msg {
				got := readRoster(st, path)
				return pageMsg{page: p, err: got.failed, below: rosterLines(&env.Texts.Settings, got, 10), then: nav.Change(func(e *nav.Env) {
					for _, h := range got.halls {
						if h.ID == e.Hall.ID {
							e.Hall = h
						}
					}
				})}
			}
		})
	p.words = env.Texts.Settings.KeyRead
	return p
}

// studyPage changes what the notice names.
func studyPage(env *nav.Env, st Store) *page {
	var p *page
	p = newPage(env, func() string { return crumbs(env, env.Texts.Settings.Study) },
		func() []form.Field { return studyFields(&env.Texts.Settings, env.Study) },
		func(m form.Model) tea.Cmd {
			study := studyOf(m)
			return func() tea.Msg {
				err := st.SetStudy(context.Background(), study)
				return pageMsg{page: p, err: err, then: nav.Change(func(e *nav.Env) { e.Study = study })}
			}
		})
	return p
}
