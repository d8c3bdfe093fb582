package summary

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/expr"
)

var thirteen = []string{"tenure", "overall", "tariff", "payment", "billing", "broadband", "premises", "staff", "hotline", "complaints", "gap", "plans", "switching"}

// customers are made-up interviews of the customer survey in packed form, over
// a year, 20 halls and 100 interviewers.
func customers() (*questionnaire.Form, func(i int) Case) {
	f := builtin.Customer()
	l, r := questionnaire.NewLayout(f), rand.New(rand.NewPCG(1, 2))
	const kinds = 4096
	rows := make([][]byte, kinds)
	for i := range rows {
		rows[i] = make([]byte, l.Size())
		for _, it := range l.Items {
			switch asked := f.Questions[it.Question].No > 0 || r.IntN(3) == 0; {
			case asked && it.Multiple:
				rows[i][it.At], rows[i][it.At+1] = questionnaire.PackedFirst, byte(1+r.IntN(1<<it.Count-1))
			case asked:
				rows[i][it.At] = byte(1 + r.IntN(4+it.Count))
			}
		}
	}
	var halls, persons []string
	for i := range 100 {
		halls, persons = append(halls, fmt.Sprintf("H%02d", i%20+1)), append(persons, fmt.Sprintf("P%03d", i+1))
	}
	return f, func(i int) Case {
		who := r.IntN(100)
		return Case{Key: int64(i + 1), Form: f, Hall: halls[who], Person: persons[who], Day: int32(20454 + r.IntN(365)), Minute: int16(r.IntN(600) + 480),
			Disposition: questionnaire.Dispositions[r.IntN(2)], Packed: rows[r.IntN(kinds)]}
	}
}

func filled(tb testing.TB, n int) *Columns {
	f, next := customers()
	c := NewColumns(f)
	for i := range n {
		if err := c.Put(next(i)); err != nil {
			tb.Fatal(err)
		}
	}
	return c
}

func tabulate(tb testing.TB, c *Columns, q Query) {
	s, err := c.Select(q)
	if err != nil {
		tb.Fatal(err)
	}
	for _, item := range thirteen {
		if _, err := c.Distribution(s, item); err != nil {
			tb.Fatal(err)
		}
	}
}

// halfYear is half of the dates of customers.
var halfYear = Query{From: 20454, To: 20454 + 182}

func BenchmarkPut(b *testing.B)      { sizes(b, func(b *testing.B, n int) { filled(b, n) }) }
func BenchmarkTabulate(b *testing.B) { tables(b, Query{}) }
func BenchmarkRefilter(b *testing.B) { tables(b, halfYear) }
func BenchmarkCrosstab(b *testing.B) {
	sizes(b, func(b *testing.B, n int) {
		c := filled(b, n)
		s, _ := c.Select(Query{})
		for b.Loop() {
			if _, err := c.Crosstab(s, "overall", "hall", Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func tables(b *testing.B, q Query) {
	sizes(b, func(b *testing.B, n int) {
		c := filled(b, n)
		for b.Loop() {
			tabulate(b, c, q)
		}
	})
}

func sizes(b *testing.B, run func(b *testing.B, n int)) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { run(b, n) })
	}
}

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
