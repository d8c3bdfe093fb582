package settings

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire/summary"
	"tingfang/ui/lang"
	"tingfang/ui/nav"
	"tingfang/ui/widget/form"
	"tingfang/ui/widget/pick"
)

// year is from the first day of the year to today: where quarters are listed
// while no waves are set.
func year(env *nav.Env) (first, last int32) {
	now := env.Now()
	first, _ = summary.Start(time.Date(now.Year(), 1, 1, 0, 0, 0, 0, time.UTC))
	last, _ = summary.Start(now)
	return first, last
}

// changeWaves makes the list that is kept; with an error nothing is.
type changeWaves func([]summary.Wave) ([]summary.Wave, error)

// errTaken says that another wave has the name.
var errTaken = errors.New("name of a wave is taken")

// newWaves is the list of waves.
func newWaves(env *nav.Env, st Store) *roll {
	load := func() ([]summary.Wave, error) {
		first, last := year(env)
		return st.Waves(context.Background(), first, last)
	}
	keep := func(change changeWaves) error {
		all, err := load()
		if err != nil {
			return err
		}
		if all, err = change(all); err != nil {
			return err
		}
		return st.SetWaves(context.Background(), all)
	}
	return &roll{env: env,
		title: func() string { return crumbs(env, env.Texts.Settings.Waves) },
		empty: func() string { return env.Texts.Settings.WavesNote },
		load: func() ([]entry, error) {
			all, err := load()
			out := make([]entry, len(all))
			for i, w := range all {
				out[i] = entry{id: w.Name, value: w}
			}
			return out, err
		},
		items: func(all []entry) []pick.Item {
			out := make([]pick.Item, len(all))
			for i, e := range all {
				w := e.value.(summary.Wave)
				out[i] = pick.Item{Text: env.Theme.Pad(w.Name, 16), Note: date(w.From) + "   " + date(w.To-1)}
			}
			return out
		},
		inUse:  func(entry) bool { return false },
		remove: func() string { return env.Texts.Settings.KeyRemove },
		retire: func(e entry) (entry, error) {
			return e, keep(func(all []summary.Wave) ([]summary.Wave, error) {
				return slices.DeleteFunc(all, func(w summary.Wave) bool { return w.Name == e.id }), nil
			})
		},
		edit: func(e entry) nav.Screen {
			w, _ := e.value.(summary.Wave)
			return wavePage(env, w, keep)
		},
		act: func() (key.Binding, func() error) {
			return nav.Bind("F4", env.Texts.Settings.KeyQuarters, "f4"), func() error { return st.SetWaves(context.Background(), nil) }
		},
	}
}

func date(day int32) string { return summary.Date(day).Format(time.DateOnly) }

const (
	waveName = iota
	waveFrom
	waveTo
)

func waveFields(x *lang.Settings, w summary.Wave) []form.Field {
	from, to := "", ""
	if w.Name != "" {
		from, to = date(w.From), date(w.To-1)
	}
	day := func(s string) string {
		if _, err := time.Parse(time.DateOnly, fold(s)); err != nil {
			return fmt.Sprintf(x.NeedDate, s)
		}
		return ""
	}
	return []form.Field{
		waveName: {Label: x.WaveName, Hint: x.WaveNameHint, Value: w.Name, Example: x.WaveNameExample, Check: needText(x)},
		waveFrom: {Label: x.WaveFrom, Hint: x.WaveFromHint, Value: from, Example: "2026-01-01", Check: day},
		waveTo:   {Label: x.WaveTo, Hint: x.WaveToHint, Value: to, Example: "2026-03-31", Check: day},
	}
}

// waveOf is the wave with what was typed; every value has passed its check.
func waveOf(m form.Model) summary.Wave {
	from, _ := time.Parse(time.DateOnly, fold(m.Value(waveFrom)))
	to, _ := time.Parse(time.DateOnly, fold(m.Value(waveTo)))
	w := summary.Wave{Name: m.Value(waveName)}
	w.From, _ = summary.Start(from)
	w.To, _ = summary.Start(to)
	w.To++
	return w
}

// wavePage changes a wave, or with the zero one adds one.
func wavePage(env *nav.Env, had summary.Wave, keep func(changeWaves) error) *page {
	x := func() *lang.Settings { return &env.Texts.Settings }
	title := func() string {
		if had.Name == "" {
			return crumbs(env, x().NewWave)
		}
		return crumbs(env, x().EditWave)
	}
	var p *page
	p = newPage(env, title, func() []form.Field { return waveFields(x(), had) }, func(m form.Model) tea.Cmd {
		w := waveOf(m)
		said := ""
		if w.To <= w.From {
			said = x().WaveTurned
		}
		return func() tea.Msg {
			if said != "" {
				return pageMsg{page: p, below: []string{said}}
			}
			err := keep(func(all []summary.Wave) ([]summary.Wave, error) {
				all = slices.DeleteFunc(all, func(o summary.Wave) bool { return o.Name == had.Name })
				if slices.ContainsFunc(all, func(o summary.Wave) bool { return o.Name == w.Name }) {
					return nil, errTaken
				}
				return append(all, w), nil
			})
			if errors.Is(err, errTaken) {
				return pageMsg{page: p, below: []string{fmt.Sprintf(x().WaveTaken, w.Name)}}
			}
			return pageMsg{page: p, err: err}
		}
	})
	return p
}
