package exchange_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
)

// survey is a form of 24 items, like the one held at a hall, and 100,000
// interviews on it.
func survey(b *testing.B) (*questionnaire.Form, []questionnaire.Response) {
	f := &questionnaire.Form{ID: "survey", Version: "1", Lists: map[string]*questionnaire.List{
		"sat": list("1", "很差", "bad", "2", "不好", "poor", "3", "一般", "fair", "4", "不错", "good", "5", "很好", "great"),
	}}
	for i := range 24 {
		q := questionnaire.Question{Name: fmt.Sprintf("item%02d", i), Group: -1, Kind: questionnaire.SelectOne, List: "sat"}
		switch {
		case i >= 22:
			q.Kind = questionnaire.FreeText
		case i == 21:
			q.Kind = questionnaire.SelectMultiple
		case i == 20:
			q.Kind = questionnaire.Range
		}
		f.Questions = append(f.Questions, q)
	}
	compile(b, f)
	codes := [...][]string{{"1"}, {"2"}, {"3"}, {"4"}, {"5"}}
	rs := make([]questionnaire.Response, 100_000)
	for n := range rs {
		rs[n] = held(f, fmt.Sprintf("019abc00-0000-7000-8000-%012d", n))
		rs[n].Answers = make([]questionnaire.Answer, 0, 24)
		for i := range f.Questions {
			q := &f.Questions[i]
			a := questionnaire.Answer{Ref: ref(q.Name), Status: questionnaire.Given}
			switch q.Kind {
			case questionnaire.FreeText:
				a.Text = "排队太久，希望多开一个窗口"
			case questionnaire.Range:
				a.Number = float64(n % 11)
			default:
				a.Codes = codes[(n+i)%5]
			}
			if (n+i)%17 == 0 {
				a.Status = questionnaire.Refused
			}
			rs[n].Answers = append(rs[n].Answers, a)
		}
		slices.SortFunc(rs[n].Answers, func(a, b questionnaire.Answer) int { return strings.Compare(a.Item, b.Item) })
	}
	return f, rs
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) { c.n += int64(len(p)); return len(p), nil }

func BenchmarkWide(b *testing.B) { benchmark(b, exchange.CSVOptions{}) }
func BenchmarkLong(b *testing.B) { benchmark(b, exchange.CSVOptions{Long: true}) }

func benchmark(b *testing.B, o exchange.CSVOptions) {
	f, rs := survey(b)
	var size counter
	if _, err := exchange.WriteCSV(&size, f, stream(rs...), o); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size.n)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := exchange.WriteCSV(io.Discard, f, stream(rs...), o); err != nil {
			b.Fatal(err)
		}
	}
}
