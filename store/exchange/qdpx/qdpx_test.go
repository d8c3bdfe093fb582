package qdpx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/store/exchange/qdpx"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 8*3600))

func ref(item string) questionnaire.Ref { return questionnaire.Ref{Item: item} }

func chose(item string, codes ...string) questionnaire.Answer {
	return questionnaire.Answer{Ref: ref(item), Status: questionnaire.Given, Codes: codes}
}

func typed(item, text string) questionnaire.Answer {
	return questionnaire.Answer{Ref: ref(item), Status: questionnaire.Given, Text: text}
}

var tags = []talk.Tag{{ID: "t-price", Name: "价格<&>", Colour: 1, Definition: "谈到\x1b价格"}, {ID: "t-wait", Name: "等候", Colour: 9}}

// notes stand under two topics; the second is a quote, the third a thought.
var notes = []talk.Note{
	{ID: "n1", Topic: ref("loyal_who"), Kind: talk.Paraphrase, Text: "𠮷野家旁边，𠮷利。\n第二行", Offset: 65 * time.Second,
		Marks: []talk.Mark{{ID: "m1", Tag: "t-price", First: 0, Last: 13}, {ID: "m2", Tag: "t-wait", First: 6, Last: 8}, {ID: "m3", Tag: "t-price", First: 6, Last: 8}}},
	{ID: "n2", Topic: ref("loyal_who"), Kind: talk.Quote, Text: "“太\x1b[31m慢\x07”", Marks: []talk.Mark{{ID: "m4", Tag: "t-wait", First: 1, Last: 8}}},
	{ID: "n3", Topic: ref("rivals"), Kind: talk.Thought, Text: "𠮷：要再问", Marks: []talk.Mark{{ID: "m5", Tag: "t-price", First: 1, Last: 3}}},
	{ID: "n4", Topic: questionnaire.Ref{Item: talk.Own, Instance: "o1"}, Kind: talk.Observation, Text: "门口\t排队"},
}

func interview(id, quote string) qdpx.Interview {
	f := builtin.Manager()
	return qdpx.Interview{Form: f,
		Response: questionnaire.Response{ID: id, FormID: f.ID, FormHash: f.Hash, Hall: questionnaire.Hall{Code: "A01", Name: "人民路"}, Interviewer: questionnaire.Person{Number: "07"},
			StartedAt: noon, EndedAt: noon.Add(time.Hour), Disposition: questionnaire.Complete,
			Answers: []questionnaire.Answer{chose("consent_notes", "1"), chose("consent_quote", quote), typed("organisation", "某市分公司"), chose("role", "1"),
				{Ref: ref("years"), Status: questionnaire.Given, Number: 2.5}, {Ref: ref("tiers_notes"), Status: questionnaire.Refused, Reason: "2"}, typed("takeaways", "看数据")}},
		Talk: talk.Record{Notes: notes, Topics: []talk.OwnTopic{{ID: "o1", Title: "排队"}}, FollowUps: []talk.FollowUp{{ID: "f1", What: "寄报告", Due: "2026-12-01"}},
			Attachments: []talk.Attachment{{ID: "a1", Name: "大厅.jpg", Caption: "柜台"}}}}
}

func stream(all ...qdpx.Interview) iter.Seq2[qdpx.Interview, error] {
	return func(yield func(qdpx.Interview, error) bool) {
		for _, in := range all {
			if !yield(in, nil) {
				return
			}
		}
	}
}

func write(t *testing.T, o qdpx.Options, all ...qdpx.Interview) ([]byte, qdpx.Count) {
	t.Helper()
	o.Form, o.Lang, o.Tags = builtin.Manager(), questionnaire.ZH, tags
	var b bytes.Buffer
	n, err := qdpx.Write(&b, stream(all...), o)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), n
}

// unzip gives the files of a project by name.
func unzip(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if z.Comment != qdpx.Mark || z.File[0].Name != "project.qde" {
		t.Errorf("comment %q, first file %q", z.Comment, z.File[0].Name)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// node is any element of the project.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []node     `xml:",any"`
	Text    string     `xml:",chardata"`
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all are the elements with a name anywhere below.
func (n node) all(name string) (out []node) {
	for _, c := range n.Nodes {
		if c.XMLName.Local == name {
			out = append(out, c)
		}
		out = append(out, c.all(name)...)
	}
	return out
}

func root(t *testing.T, files map[string]string) (n node) {
	t.Helper()
	if err := xml.Unmarshal([]byte(files["project.qde"]), &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestSelectionsCutExactlyTheWordsOfNotes(t *testing.T) {
	b, n := write(t, qdpx.Options{}, interview("i1", "1"))
	if n != (qdpx.Count{Interviews: 1, Notes: 4}) {
		t.Errorf("count %+v", n)
	}
	files := unzip(t, b)
	p := root(t, files)
	code := map[string]string{}
	for _, c := range p.all("Code") {
		code[c.attr("guid")] = c.attr("name")
	}
	got := map[string]string{}
	for _, s := range append(p.all("TextSource"), p.all("Note")...) {
		text := []rune(files["Sources/"+strings.TrimPrefix(s.attr("plainTextPath"), "internal://")])
		for _, sel := range s.all("PlainTextSelection") {
			var said []string
			for _, c := range sel.all("CodeRef") {
				said = append(said, code[c.attr("targetGUID")])
			}
			cut := string(text[atoi(t, sel.attr("startPosition")):atoi(t, sel.attr("endPosition"))])
			got[cut] = strings.Join(said, "+")
		}
	}
	want := map[string]string{"𠮷野家旁边，𠮷利。\n第二行": "价格<&>", "𠮷利": "等候+价格<&>", "太\x1b[31m慢": "等候", "：要": "价格<&>"}
	for cut, tags := range want {
		if got[cut] != tags {
			t.Errorf("%q bears %q, want %q", cut, got[cut], tags)
		}
	}
	if len(got) != len(want) {
		t.Errorf("selections %q", got)
	}
}

func TestEveryReferenceLeadsSomewhereAndNoGUIDTwice(t *testing.T) {
	b, _ := write(t, qdpx.Options{}, interview("i1", "1"), second())
	p := root(t, unzip(t, b))
	seen := map[string]bool{}
	var walk func(node, func(node))
	walk = func(n node, do func(node)) {
		do(n)
		for _, c := range n.Nodes {
			walk(c, do)
		}
	}
	walk(p, func(n node) {
		if id := n.attr("guid"); id != "" {
			if seen[id] {
				t.Errorf("%s %s stands twice", n.XMLName.Local, id)
			}
			seen[id] = true
		}
	})
	walk(p, func(n node) {
		for _, name := range []string{"targetGUID", "creatingUser"} {
			if id := n.attr(name); id != "" && !seen[id] {
				t.Errorf("%s leads nowhere", n.XMLName.Local)
			}
		}
	})
	if len(p.all("Case")) != 2 || len(p.all("User")) != 1 || len(p.all("Note")) != 2 {
		t.Errorf("%d cases, %d users, %d notes", len(p.all("Case")), len(p.all("User")), len(p.all("Note")))
	}
}

// second is another interview, with notes of its own.
func second() qdpx.Interview {
	in := interview("i2", "1")
	in.Talk.Notes = nil
	for _, n := range notes {
		n.ID += "b"
		var marks []talk.Mark
		for _, m := range n.Marks {
			m.ID += "b"
			marks = append(marks, m)
		}
		n.Marks = marks
		in.Talk.Notes = append(in.Talk.Notes, n)
	}
	return in
}

func TestWhatStaysOut(t *testing.T) {
	b, n := write(t, qdpx.Options{}, interview("i1", "2"))
	whole := all(unzip(t, b))
	if n.Quotes != 1 || strings.Contains(whole, "慢") || strings.Contains(whole, "某市分公司") {
		t.Errorf("%+v; a quote without consent or the organisation is in it", n)
	}
	for _, there := range []string{"营业厅经理", "A01 人民路", "不谈: 涉及保密", "看数据", "寄报告", "大厅.jpg", "排队", "2.5", "#8A4B00"} {
		if !strings.Contains(whole, there) {
			t.Errorf("%q is not in it", there)
		}
	}
	b, n = write(t, qdpx.Options{Personal: true, AllQuotes: true}, interview("i1", "2"))
	whole = all(unzip(t, b))
	if n.Quotes != 0 || !strings.Contains(whole, "慢") || !strings.Contains(whole, "未同意引用") || !strings.Contains(whole, "某市分公司") {
		t.Errorf("%+v; what was asked for is not in it", n)
	}
}

func all(files map[string]string) (whole string) {
	for _, text := range files {
		whole += text
	}
	return whole
}

func TestTheSameInterviewsGiveTheSameBytes(t *testing.T) {
	a, _ := write(t, qdpx.Options{}, interview("i1", "1"))
	b, _ := write(t, qdpx.Options{}, interview("i1", "1"))
	if !bytes.Equal(a, b) {
		t.Error("they differ")
	}
}

func TestATagThatIsNotThereIsAnError(t *testing.T) {
	_, err := qdpx.Write(io.Discard, stream(interview("i1", "1")), qdpx.Options{Form: builtin.Manager(), Lang: questionnaire.ZH})
	if err == nil {
		t.Error("no error")
	}
	broken := errors.New("broken")
	_, err = qdpx.Write(io.Discard, func(yield func(qdpx.Interview, error) bool) { yield(qdpx.Interview{}, broken) }, qdpx.Options{Form: builtin.Manager()})
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

// The published schema stands in refi-qda of the folder that
// TINGFANG_REFERENCE names.
func TestProjectsPassTheSchema(t *testing.T) {
	lint, err := exec.LookPath("xmllint")
	folder := os.Getenv("TINGFANG_REFERENCE")
	schema := filepath.Join(folder, "refi-qda", "Project-mrt2019.xsd")
	if _, there := os.Stat(schema); err != nil || folder == "" || there != nil {
		t.Skip("no xmllint, or TINGFANG_REFERENCE names no folder with the schema: 3 projects not checked")
	}
	odd := interview("i3", "1")
	odd.Response.Answers = nil
	odd.Response.Interviewer.Number, odd.Response.StartedAt, odd.Response.EndedAt = "", time.Time{}, time.Time{}
	for name, in := range map[string][]qdpx.Interview{"full": {interview("i1", "1"), second()}, "empty": nil, "odd": {odd}} {
		b, _ := write(t, qdpx.Options{Personal: true, AllQuotes: true, Program: "tingfang 1"}, in...)
		path := filepath.Join(t.TempDir(), "project.qde")
		if err := os.WriteFile(path, []byte(unzip(t, b)["project.qde"]), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(lint, "--noout", "--nonet", "--schema", schema, path).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func atoi(t *testing.T, s string) (n int) {
	t.Helper()
	for _, r := range s {
		if r < '0' || r > '9' {
			t.Fatalf("%q is no number", s)
		}
		n = n*10 + int(r-'0')
	}
	return n
}
