package summary

import (
	"testing"

	"tingfang/questionnaire/expr"
)

// BenchmarkWhere is a filter over answers and lead columns, with thirteen tables.
func BenchmarkWhere(b *testing.B) {
	for _, source := range []string{"${overall} <= 2", "${overall} <= 2 and ${hall} = 'H01'", "${started_at} >= '2026-06-01'", "selected(${switch_why}, '1') and ${tariff} = 3"} {
		b.Run(source, func(b *testing.B) {
			e, err := expr.Parse(source)
			if err != nil {
				b.Fatal(err)
			}
			tables(b, Query{Where: e})
		})
	}
}

func BenchmarkAnalyses(b *testing.B) {
	sizes(b, func(b *testing.B, n int) {
		c := filled(b, n)
		s, err := c.Select(Query{})
		if err != nil {
			b.Fatal(err)
		}
		for name, run := range map[string]func() error{
			"drivers":       func() error { _, err := c.Drivers(s, "overall", nil, Options{}); return err },
			"quadrant":      func() error { _, err := c.Quadrant(s, "overall", nil, Cuts{}, Options{}); return err },
			"overview":      func() error { c.Overview(s, Options{}); return nil },
			"matrix":        func() error { c.Matrix(s, Options{}); return nil },
			"participation": func() error { _, err := c.Participation(Query{}, nil, "hall", Options{}); return err },
		} {
			b.Run(name, func(b *testing.B) {
				for b.Loop() {
					if err := run(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	})
}
