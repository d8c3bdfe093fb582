package exchange_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, shanghai)

// took reads a whole file, or says what is wrong with it.
func took(file []byte, o exchange.ReadOptions) ([]questionnaire.Response, error) {
	if o.Now.IsZero() {
		o.Now = noon
	}
	r, err := exchange.NewReader(bytes.NewReader(file), o)
	if err != nil {
		return nil, err
	}
	var out []questionnaire.Response
	for one, err := range r.Responses() {
		if err != nil {
			return out, err
		}
		out = append(out, one)
	}
	return out, nil
}

// A file read and written again has the same bytes, whatever stands in it.
func TestOwnFilesComeBack(t *testing.T) {
	f := form(t)
	rapid.Check(t, func(t *rapid.T) {
		o := exchange.CSVOptions{Raw: rapid.Bool().Draw(t, "raw"), Remarks: rapid.Bool().Draw(t, "remarks"), Personal: rapid.Bool().Draw(t, "personal")}
		n := rapid.IntRange(0, 6).Draw(t, "interviews")
		var rs []questionnaire.Response
		for i := range n {
			rs = append(rs, random(t, f, i))
		}
		file := write(t, f, o, rs...)
		got, err := took(file, exchange.ReadOptions{Form: f})
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		if again := write(t, f, o, got...); !bytes.Equal(file, again) {
			t.Fatalf("came back as\n%s\nfrom\n%s", again, file)
		}
	})
}

// anyText is a text as it is stored, hostile ones among them.
func anyText(t *rapid.T, name string) string {
	if rapid.Bool().Draw(t, name+" kind") {
		return questionnaire.Clean(rapid.String().Draw(t, name))
	}
	return questionnaire.Clean(rapid.SampledFrom(starts).Draw(t, name+" start") + rapid.SampledFrom(bodies).Draw(t, name+" body"))
}

// random is an interview with any answer that may be stored.
func random(t *rapid.T, f *questionnaire.Form, n int) questionnaire.Response {
	r := held(f, fmt.Sprintf("%x%d", rapid.IntRange(0, 15).Draw(t, "id"), n))
	zone := time.FixedZone("", 60*rapid.IntRange(-12*60, 14*60).Draw(t, "zone"))
	r.StartedAt = time.UnixMilli(rapid.Int64Range(1.7e12, 1.7e12+3000).Draw(t, "start")).In(zone)
	r.EndedAt = r.StartedAt.Add(time.Duration(rapid.IntRange(0, 1e6).Draw(t, "took")) * time.Millisecond)
	r.Active = time.Duration(rapid.IntRange(0, 1e7).Draw(t, "active")) * time.Millisecond
	r.Hall.Code, r.Interviewer.Number, r.Device = anyText(t, "hall"), anyText(t, "person"), anyText(t, "device")
	r.Voided = rapid.Bool().Draw(t, "void")
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		r.EndedAt, r.Stage, r.Disposition, r.Voided = time.Time{}, questionnaire.Draft, "", false
	case 1:
		r.Practice = questionnaire.Practised
	case 2:
		r.Origin = questionnaire.Demo
	}
	for i := range f.Questions {
		if a := randomAnswer(t, f, &f.Questions[i]); a.Status != questionnaire.Open || a.Remark != "" {
			r.Answers = append(r.Answers, a)
		}
	}
	return r
}

func randomAnswer(t *rapid.T, f *questionnaire.Form, q *questionnaire.Question) questionnaire.Answer {
	a := questionnaire.Answer{Ref: ref(q.Name)}
	if rapid.IntRange(0, 3).Draw(t, q.Name+" remarked") == 0 {
		a.Remark = anyText(t, q.Name+" remark")
	}
	st := rapid.SampledFrom([]questionnaire.Status{questionnaire.Open, questionnaire.Given, questionnaire.Given, questionnaire.DontKnow,
		questionnaire.Refused, questionnaire.NotApplicable}).Draw(t, q.Name+" status")
	if q.Kind == questionnaire.Note || !q.Missing.Allows(st) {
		return a
	}
	if a.Status = st; st != questionnaire.Given {
		return a
	}
	switch q.Kind {
	case questionnaire.SelectOne:
		a.Codes = []string{rapid.SampledFrom(f.Choices(q)).Draw(t, q.Name).Name}
	case questionnaire.SelectMultiple:
		for _, c := range f.Choices(q) {
			if rapid.Bool().Draw(t, q.Name+" "+c.Name) {
				a.Codes = append(a.Codes, c.Name)
			}
		}
		if a.Codes == nil {
			a.Status = questionnaire.Open
		}
	case questionnaire.Range:
		a.Number = float64(rapid.IntRange(0, 10).Draw(t, q.Name))
	case questionnaire.Decimal:
		a.Number = rapid.Float64Range(-1e18, 1e18).Draw(t, q.Name)
	case questionnaire.Date:
		a.Text = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, q.Name), 0).UTC().Format(time.DateOnly)
	default:
		a.Text = anyText(t, q.Name)
	}
	return a
}

const head = "consent,overall,channels,score,spend,since,words,hall,interviewer,started_at\n"

func TestPlainRowsAreReadAsPeopleMeanThem(t *testing.T) {
	f := form(t)
	got, err := took([]byte(head+
		"1,5,voice +web,10,58.5,2026/2/3,很好,H01,007,2026-11-25 9:05\n"+
		"愿意,-98,电话、短信,,，,,,,,\n"+
		" 1 ,2.0,-99,７, ,,拒答,,,\n"+
		",,,,,,,,,\n"+
		"1,没用过,,,,,,,,\n"), exchange.ReadOptions{Form: f})
	if err == nil || !strings.Contains(err.Error(), `"spend"`) || len(got) != 3 {
		t.Fatalf("%d rows, error %v", len(got), err)
	}
	first := got[0]
	if first.Hall.Code != "H01" || first.Interviewer.Number != "007" || first.Disposition != questionnaire.Complete || first.Stage != questionnaire.Ended ||
		!first.StartedAt.Equal(time.Date(2026, 11, 25, 9, 5, 0, 0, shanghai)) || first.Origin != questionnaire.Imported || first.FormHash != f.Hash {
		t.Errorf("first row %+v", first)
	}
	if s := show(f, first); s != "channels=电话、网上 consent=愿意 overall=非常满意 score=10 since=2026-02-03 spend=58.5 words=很好" {
		t.Errorf("first row holds %s", s)
	}
	if s := show(f, got[1]); s != "channels=拒答 consent=愿意 overall=不太满意 score=7 words=拒答" {
		t.Errorf("second sound row holds %s", s)
	}
	if s := show(f, got[2]); s != "consent=愿意 overall=没用过" || !got[2].StartedAt.Equal(noon) {
		t.Errorf("third sound row holds %s, began %v", s, got[2].StartedAt)
	}
}

func show(f *questionnaire.Form, r questionnaire.Response) string {
	var out []string
	for _, a := range r.Answers {
		out = append(out, a.Item+"="+f.Show(f.Question(a.Item), a, questionnaire.ZH))
	}
	return strings.Join(out, " ")
}

func TestThePlainRowIsKnownByItsValues(t *testing.T) {
	f := form(t)
	read := func(file string) []string {
		rs, err := took([]byte(file), exchange.ReadOptions{Form: f, Now: noon.Add(time.Duration(len(file)) * time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range rs {
			out = append(out, r.ID)
		}
		return out
	}
	a := read("consent,overall\n1,5\n1,5\n1,2\n")
	b := read("overall;consent\n5;愿意\n非常满意;1\n2;1\n")
	if fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("the same rows are %v and %v", a, b)
	}
	if a[0] == a[1] || a[1] == a[2] {
		t.Errorf("different rows are one: %v", a)
	}
}

func TestFaultsOfFiles(t *testing.T) {
	f := form(t)
	own := string(write(t, f, exchange.CSVOptions{}, held(f, "x", chose("channels", "voice"), chose("consent", "1"))))
	gbk := "consent,words\n1,\xd6\xd0\xb9\xfa\xd2\xc6\xb6\xaf\n"
	for _, c := range []struct {
		name, file, encoding string
		row                  int
		column               string
		rule                 questionnaire.Rule
		detail               string
	}{
		{"nothing", "", "", 0, "", exchange.RuleNothing, ""},
		{"another encoding", gbk, "", 2, "words", exchange.RuleEncoding, "gb18030"},
		{"a strange encoding", "consent\n1\n", "latin", 0, "", exchange.RuleNotCoded, "utf-8, utf-16, gb18030"},
		{"declared wrongly", "consent,words\n1,中国移动中国移动\n", "gb18030", 0, "", exchange.RuleEncoding, "utf-8"},
		{"broken bytes", "consent,words\n1,\xff\xff\n", "", 2, "words", exchange.RuleEncoding, ""},
		{"a quote", "consent,words\n1,a\"b\n", "", 2, "", exchange.RuleSyntax, ""},
		{"ragged", "consent,words\n\n1,a\n1\n", "", 4, "", exchange.RuleRagged, "2"},
		{"ragged after lines", "consent,words\n1,\"a\nb\"\n1\n", "", 3, "", exchange.RuleRagged, "2"},
		{"a column", "consent,colour\n1,a\n", "", 1, "colour", exchange.RuleColumn, ""},
		{"a column twice", "consent,Consent\n1,1\n", "", 1, "Consent", exchange.RuleColumnTwo, ""},
		{"no item", "hall\nH01\n", "", 1, "", exchange.RuleNoItem, ""},
		{"the long layout", string(write(t, f, exchange.CSVOptions{Long: true})), "", 1, "question", exchange.RuleLong, ""},
		{"no lead", "uuid,consent\nx,1\n", "", 1, "form_id", exchange.RuleColumns, ""},
		{"a code", "consent\n7\n", "", 2, "consent", questionnaire.RuleChoice, ""},
		{"two codes", "consent\n1 2\n", "", 2, "consent", questionnaire.RuleOne, ""},
		{"a status", "consent\n-97\n", "", 2, "consent", questionnaire.RuleStatus, ""},
		{"a number", "spend\nx\n", "", 2, "spend", questionnaire.RuleNumber, ""},
		{"a rule of the form", "spend\n-1\n", "", 2, "spend", questionnaire.RuleConstraint, ""},
		{"a range", "score\n11\n", "", 2, "score", questionnaire.RuleRange, ""},
		{"a date", "since\n2026-02-30\n", "", 2, "since", questionnaire.RuleDate, ""},
		{"a time", "consent,started_at\n1,yesterday\n", "", 2, "started_at", exchange.RuleTime, ""},
		{"the year nought of a spreadsheet", "consent,started_at\n1,1899-12-30\n", "", 2, "started_at", exchange.RuleTime, ""},
		{"off the route", "consent,overall\n2,5\n", "", 2, "overall", questionnaire.RuleNotAsked, ""},
		{"a choice's column", "channels,channels__voice\nvoice,0\n", "", 2, "channels__voice", exchange.RuleDisagree, ""},
		{"another form", strings.Replace(own, ",visit,", ",guide,", 1), "", 2, "form_id", exchange.RuleForm, "visit"},
		{"another version", strings.Replace(own, ",visit,2,", ",visit,9,", 1), "", 2, "form_version", exchange.RuleVersion, ""},
		{"a mode", strings.Replace(own, ",real,", ",joke,", 1), "", 2, "mode", exchange.RuleOneOf, ""},
		{"an ending", strings.Replace(own, ",complete,", ",done,", 1), "", 2, "disposition", exchange.RuleOneOf, ""},
		{"an offset", strings.Replace(own, "+08:00", "CST", 1), "", 2, "utc_offset", exchange.RuleOffset, ""},
		{"no uuid", strings.Replace(own, `"x"`, "", 1), "", 2, "uuid", exchange.RuleBlank, ""},
	} {
		_, err := took([]byte(c.file), exchange.ReadOptions{Form: f, Encoding: c.encoding})
		var bad *exchange.FaultsError
		if !errors.As(err, &bad) {
			t.Errorf("%s: error %v", c.name, err)
			continue
		}
		got := bad.First[0]
		if got.Row != c.row || got.Column != c.column || got.Rule != c.rule || c.detail != "" && got.Detail != c.detail {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestTheFirstFaultsAndHowManyMore(t *testing.T) {
	_, err := took([]byte("consent\n"+strings.Repeat("7\n", 50)), exchange.ReadOptions{Form: form(t)})
	var bad *exchange.FaultsError
	if !errors.As(err, &bad) || len(bad.First) != 20 || bad.More != 30 || bad.First[19].Row != 21 {
		t.Errorf("%v", err)
	}
}

func TestEncodingsAreRead(t *testing.T) {
	f := form(t)
	for name, c := range map[string]struct{ file, encoding string }{
		"UTF-8 with a mark": {"\ufeffconsent,words\n1,中国移动\n", ""},
		"GB18030":           {"consent,words\n1,\xd6\xd0\xb9\xfa\xd2\xc6\xb6\xaf\n", "GB18030"},
		"UTF-16":            {"\xff\xfe" + wide16("consent\twords\n1\t中国移动\n"), ""},
		"UTF-16, no mark":   {wide16("consent,words\n1,中国移动\n"), ""},
	} {
		rs, err := took([]byte(c.file), exchange.ReadOptions{Form: f, Encoding: c.encoding})
		if err != nil || len(rs) != 1 || show(f, rs[0]) != "consent=愿意 words=中国移动" {
			t.Errorf("%s: %v, error %v", name, rs, err)
		}
	}
}

func wide16(s string) string {
	var b strings.Builder
	for _, c := range s {
		b.WriteByte(byte(c))
		b.WriteByte(byte(c >> 8))
	}
	return b.String()
}

func TestColumnsOfChoicesAloneAreEnough(t *testing.T) {
	f := form(t)
	rs, err := took([]byte("channels__voice,channels__2,channels__3\n1,0,1\n0,0,0\n-98,-98,-98\n"), exchange.ReadOptions{Form: f})
	if err != nil || len(rs) != 3 {
		t.Fatalf("%d rows, error %v", len(rs), err)
	}
	if got := []string{show(f, rs[0]), show(f, rs[1]), show(f, rs[2])}; fmt.Sprint(got) != "[channels=电话、短信  channels=不清楚]" {
		t.Errorf("%q", got)
	}
}

func TestTheSameInterviewIsToldFromAnother(t *testing.T) {
	f := form(t)
	mine := interviews(f)[0]
	file := write(t, f, exchange.CSVOptions{Remarks: true}, mine)
	r, err := exchange.NewReader(bytes.NewReader(file), exchange.ReadOptions{Form: f, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	for read, err := range r.Responses() {
		if err != nil {
			if bad := (*exchange.FaultsError)(nil); !errors.As(err, &bad) || len(bad.First) != 2 ||
				bad.First[0].Column != "overall" || bad.First[0].Value != "5" || bad.First[0].Detail != "2" || bad.First[1].Rule != exchange.RuleTwice {
				t.Errorf("%v", err)
			}
			break
		}
		mine.Answers[4] = typed("phone", "not in the file") // is not in the file
		if !r.Known(mine, read, false) {
			t.Error("the same interview is another")
		}
		other := mine
		other.Answers = append([]questionnaire.Answer(nil), mine.Answers...)
		for i := range other.Answers {
			if other.Answers[i].Item == "overall" {
				other.Answers[i].Codes = []string{"2"}
			}
		}
		if r.Known(other, read, false) || r.Known(mine, read, true) {
			t.Error("another interview is the same")
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	small := form(f)
	for _, o := range []exchange.CSVOptions{{Remarks: true, Personal: true}, {Raw: true}, {Long: true}, {Labels: true}} {
		f.Add(write(f, small, o, interviews(small)...), "")
	}
	f.Add([]byte(head+"1,5,voice +web,10,58.5,2026/2/3,很好,H01,007,2026-11-25 9:05\n"), "gb18030")
	f.Add([]byte("\xff\xfec\x00"), "utf-16")
	f.Fuzz(func(t *testing.T, file []byte, encoding string) {
		rs, err := took(file, exchange.ReadOptions{Form: small, Encoding: encoding})
		if err != nil {
			return
		}
		o := exchange.CSVOptions{Remarks: true, Personal: true}
		once := write(t, small, o, rs...)
		again, err := took(once, exchange.ReadOptions{Form: small})
		if err != nil {
			t.Fatalf("what was read is not read again: %v\n%s", err, once)
		}
		if twice := write(t, small, o, again...); !bytes.Equal(once, twice) {
			t.Fatalf("came back as\n%s\nfrom\n%s", twice, once)
		}
	})
}
