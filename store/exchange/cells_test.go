package exchange_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
)

func TestCells(t *testing.T) {
	f := form(t)
	f.Lists["sat"] = list("1", "=很差", "=bad", "2", "-", "-", "10", "013", "013")
	f.Lists["yesno"] = list("01", "愿意", "yes", "=x", "不愿意", "no")
	f.Lists["channels"] = list("-1", "@一", "@one", "2", "二", "two")
	f.Questions = append(f.Questions, questionnaire.Question{Name: "left", Kind: questionnaire.SelectOne, Group: -1, List: "sat", Role: questionnaire.RoleBreakoffReason})
	compile(t, f)
	aside := func(a questionnaire.Answer) questionnaire.Answer { a.Aside = true; return a }
	for _, c := range []struct {
		says   string
		o      exchange.CSVOptions
		answer questionnaire.Answer
		want   string
	}{
		{"a code that is a number", exchange.CSVOptions{}, chose("overall", "10"), "10"},
		{"a code that is a text", exchange.CSVOptions{}, chose("consent", "01"), "'01"},
		{"a code that is a formula", exchange.CSVOptions{}, chose("consent", "=x"), "'=x"},
		{"the same, raw", exchange.CSVOptions{Raw: true}, chose("consent", "=x"), "=x"},
		{"a code the form does not list", exchange.CSVOptions{}, chose("overall", "+7"), "'+7"},
		{"a label", exchange.CSVOptions{Labels: true}, chose("overall", "1"), "'=很差"},
		{"a label in English", exchange.CSVOptions{Labels: true, Lang: questionnaire.EN}, chose("overall", "1"), "'=bad"},
		{"a label of digits", exchange.CSVOptions{Labels: true}, chose("overall", "10"), "'013"},
		{"several labels", exchange.CSVOptions{Labels: true}, chose("channels", "-1", "2"), "'@一、二"},
		{"several codes", exchange.CSVOptions{}, chose("channels", "-1", "2"), "'-1 2"},
		{"one code of several", exchange.CSVOptions{}, chose("channels", "-1"), "'-1"},
		{"a negative number", exchange.CSVOptions{}, number("spend", -0.5), "-0.5"},
		{"a long number", exchange.CSVOptions{}, number("spend", 13800138000), "13800138000"},
		{"a number past whole ones", exchange.CSVOptions{}, number("spend", 1e21), "1000000000000000000000"},
		{"a date", exchange.CSVOptions{}, typed("since", "2026-01-02"), "2026-01-02"},
		{"a computed number", exchange.CSVOptions{}, typed("twice", "-1.5"), "-1.5"},
		{"a computed telephone number", exchange.CSVOptions{}, typed("twice", "13800138000"), "'13800138000"},
		{"a computed missing code", exchange.CSVOptions{}, typed("twice", "-97"), "'-97"},
		{"a text, raw, that reads as missing", exchange.CSVOptions{Raw: true}, typed("words", "-97"), "'-97"},
		{"don't know", exchange.CSVOptions{}, status("overall", questionnaire.DontKnow), "-98"},
		{"don't know in words", exchange.CSVOptions{Labels: true, Lang: questionnaire.EN}, status("overall", questionnaire.DontKnow), "don't know"},
		{"an answer off the route", exchange.CSVOptions{}, aside(chose("overall", "1")), ""},
		{"the reason for leaving", exchange.CSVOptions{}, aside(chose("left", "2")), "2"},
		{"an open item", exchange.CSVOptions{}, status("overall", questionnaire.Open), ""},
	} {
		row := read(t, write(t, f, c.o, held(f, "x", c.answer)))[0]
		if got := row[c.answer.Item]; got != c.want {
			t.Errorf("%s is %q, want %q", c.says, got, c.want)
		}
	}
}

func TestWhatIsKnownOfEveryInterview(t *testing.T) {
	f := form(t)
	for _, c := range []struct {
		name, want string
		change     func(*questionnaire.Response)
	}{
		{"utc_offset", "-03:30", func(r *questionnaire.Response) { r.StartedAt = r.StartedAt.In(time.FixedZone("", -12600)) }},
		{"ended_at", "2026-11-24 21:39:07", func(r *questionnaire.Response) { r.StartedAt = r.StartedAt.In(time.FixedZone("", -12600)) }},
		{"ended_at", "", func(r *questionnaire.Response) { r.EndedAt = time.Time{} }},
		{"started_at", "", func(r *questionnaire.Response) { r.StartedAt = time.Time{} }},
		{"utc_offset", "", func(r *questionnaire.Response) { r.StartedAt = time.Time{} }},
		{"duration_s", "182", func(r *questionnaire.Response) { r.Active = 182499 * time.Millisecond }},
		{"duration_s", "0", func(r *questionnaire.Response) { r.Active = 0 }},
		{"mode", "practice", func(r *questionnaire.Response) { r.Practice = questionnaire.Practised }},
		{"mode", "demo", func(r *questionnaire.Response) { r.Origin = questionnaire.Demo }},
		{"voided", "1", func(r *questionnaire.Response) { r.Voided = true }},
		{"device", "'=d", func(r *questionnaire.Response) { r.Device = "=d" }},
		{"interviewer", "'=a\nb", func(r *questionnaire.Response) { r.Interviewer.Number = "\x00=a\r\nb" }},
	} {
		r := held(f, "x")
		c.change(&r)
		if got := read(t, write(t, f, exchange.CSVOptions{}, r))[0][c.name]; got != c.want {
			t.Errorf("%s is %q, want %q", c.name, got, c.want)
		}
	}
}

func TestQuotes(t *testing.T) {
	f := form(t)
	for text, want := range map[string]string{
		"好": "好", "a,b": `"a,b"`, `a"b`: `"a""b"`, "a\nb": "\"a\nb\"", " a": `" a"`, "a ": `"a "`, "a\r\nb": "\"a\nb\"", "=a,b": `"'=a,b"`,
	} {
		file := string(write(t, f, exchange.CSVOptions{}, held(f, "x", typed("words", text))))
		if !strings.HasSuffix(file, ","+want+"\r\n") {
			t.Errorf("%q is written as %q, want %q", text, file[strings.Index(file, "\r\n"):], want)
		}
	}
}

func ExampleWriteCSV() {
	f := &questionnaire.Form{ID: "visit", Version: "1", Questions: []questionnaire.Question{{Name: "words", Kind: questionnaire.FreeText, Group: -1}}}
	if err := f.Compile(); err != nil {
		panic(err)
	}
	said := questionnaire.Answer{Ref: questionnaire.Ref{Item: "words"}, Status: questionnaire.Given, Text: "=1+1"}
	interviews := func(yield func(questionnaire.Response, error) bool) {
		yield(questionnaire.Response{ID: "019abc00", FormVersion: "1", Answers: []questionnaire.Answer{said}}, nil)
	}
	var file strings.Builder
	rows, err := exchange.WriteCSV(&file, f, interviews, exchange.CSVOptions{Long: true})
	_, row, _ := strings.Cut(file.String(), "\r\n")
	fmt.Println(rows, err, row)
	// Output: 1 <nil> "019abc00",1,words,,'=1+1,,,,0,
}
