package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"tingfang/questionnaire/summary"
)

// wavesKey is the setting that holds the waves.
const wavesKey = "waves"

// wave is a wave as the setting has it: local dates, To the last day.
type wave struct {
	Name string `json:"name"`
	From string `json:"from"`
	To   string `json:"to"`
}

// Waves lists the waves in the order of their days. Until others are set they
// are the calendar quarters, as 2026Q1, from the first to the last interview's
// day: first and last are days since 1970-01-01.
func (s *Store) Waves(ctx context.Context, first, last int32) ([]summary.Wave, error) {
	value, err := s.Setting(ctx, wavesKey)
	if err != nil {
		return nil, err
	}
	if value == "" {
		return Quarters(first, last), nil
	}
	var set []wave
	if err := json.Unmarshal([]byte(value), &set); err != nil {
		return nil, wrap(err, "read waves")
	}
	var out []summary.Wave
	for _, w := range set {
		from, err := time.Parse(time.DateOnly, w.From)
		if err != nil {
			return nil, fmt.Errorf("read wave %s: %w", w.Name, err)
		}
		to, err := time.Parse(time.DateOnly, w.To)
		if err != nil {
			return nil, fmt.Errorf("read wave %s: %w", w.Name, err)
		}
		out = append(out, summary.Wave{Name: w.Name, From: dayOf(from), To: dayOf(to) + 1})
	}
	slices.SortStableFunc(out, func(a, b summary.Wave) int { return int(a.From) - int(b.From) })
	return out, nil
}

// SetWaves keeps the waves; none brings the calendar quarters back.
func (s *Store) SetWaves(ctx context.Context, waves []summary.Wave) error {
	if len(waves) == 0 {
		return s.SetSetting(ctx, wavesKey, "")
	}
	var set []wave
	for _, w := range waves {
		set = append(set, wave{w.Name, summary.Date(w.From).Format(time.DateOnly), summary.Date(w.To - 1).Format(time.DateOnly)})
	}
	value, err := json.Marshal(set)
	if err != nil {
		return wrap(err, "save waves")
	}
	return s.SetSetting(ctx, wavesKey, string(value))
}

// Quarters are the calendar quarters from one day to another, both included.
func Quarters(first, last int32) []summary.Wave {
	var out []summary.Wave
	for at := summary.Date(first); dayOf(at) <= last; {
		quarter := (int(at.Month()) + 2) / 3
		from := time.Date(at.Year(), time.Month(3*quarter-2), 1, 0, 0, 0, 0, time.UTC)
		to := from.AddDate(0, 3, 0)
		out = append(out, summary.Wave{Name: fmt.Sprintf("%dQ%d", at.Year(), quarter), From: dayOf(from), To: dayOf(to)})
		at = to
	}
	return out
}

func dayOf(at time.Time) int32 { return int32(at.Unix() / 86400) }
