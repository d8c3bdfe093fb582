package report

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/summary"
	"tingfang/ui/theme"
	"tingfang/ui/uitest"
)

// whole is a document with a table of each kind.
func whole(t *testing.T, s Style, demo bool) Document {
	t.Helper()
	var blocks []Block
	for _, table := range tables(t, customers(t, 120)) {
		blocks = append(blocks, table.lay(s)...)
	}
	return s.Document(builtin.Customer(), Source{Form: "customer", Version: "1", Where: "${overall} <= 2 or ${hall} = 'A<1>'", Interviews: 120, Demo: demo}, blocks)
}

func TestTablesAsFiles(t *testing.T) {
	for _, l := range []questionnaire.Lang{"zh", "en"} {
		s := style(l, theme.Look{ASCII: true, Colour: true}, builtin.Customer())
		d := whole(t, s.Paper(), l == "en")
		for ending, content := range map[string][]byte{"csv": s.CSV(d), "md": s.Markdown(d), "html": s.HTML(d)} {
			uitest.Golden(t, "file_"+string(l)+"_"+ending, strings.ReplaceAll(string(content), "\r\n", "\n"))
		}
	}
}

// outside is what would make a page ask for something elsewhere.
var outside = regexp.MustCompile(`(?i)https?:|url\(|@import|<script|<link|<img|<iframe|src=|href=`)

func TestPagesAreWellFormedAndSelfContained(t *testing.T) {
	s := style("zh", theme.Look{}, builtin.Customer())
	page := s.HTML(whole(t, s, true))
	if found := outside.Find(page); found != nil {
		t.Errorf("the page refers to something outside: %q", found)
	}
	d := xml.NewDecoder(bytes.NewReader(page))
	d.Strict = true
	plots := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the page is not well formed: %v", err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "circle" {
			plots++
		}
	}
	if plots == 0 {
		t.Error("the page has no plot")
	}
	if !bytes.Contains(page, []byte("DEMO")) {
		t.Error("the page does not say that its data are made up")
	}
}

// A spreadsheet opens the file, takes nothing in it for a formula, and a program
// reads every figure at its full precision.
func TestCSVKeepsItsConventions(t *testing.T) {
	f := parse(t, "| survey |\n| | type | name | label | x_scale |\n| | select_one a | q | Q, \"quoted\" | nominal |\n| choices |\n| | list_name | name | label |\n| | a | 1 | =1+1 |\n| | a | 2 | two |\n| settings |\n| | form_id | form_title | version |\n| | f | F | 1 |\n")
	c := summary.NewColumns(f)
	for i, code := range []string{"1", "1", "2"} {
		if err := c.PutResponse(int64(i+1), f, questionnaire.Response{StartedAt: opened, Disposition: questionnaire.Complete,
			Answers: []questionnaire.Answer{{Ref: questionnaire.Ref{Item: "q"}, Status: questionnaire.Given, Codes: []string{code}}}}); err != nil {
			t.Fatal(err)
		}
	}
	s := style("en", theme.Look{}, f)
	it := must[summary.Item](t)(c.Distribution(all(t, c), "q"))
	raw := s.CSV(Document{Demo: true, Blocks: []Block{s.Item(it), s.Item(it)}})
	text, bom := strings.CutPrefix(string(raw), "\ufeff")
	if !bom || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Errorf("no byte order mark, or lines without CRLF: %q", text)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 {
		t.Fatalf("%d rows, wanted one head and two answers a table:\n%s", len(rows), text)
	}
	at := map[string]string{}
	for i, key := range rows[0] {
		at[key] = rows[1][i]
	}
	for key, want := range map[string]string{"data": "DEMO", "title": `Q, "quoted"`, "label": "'=1+1", "n": "2", "pct": "66.66666666666667", "cum": "", "base": "3"} {
		if at[key] != want {
			t.Errorf("%s is %q, wanted %q", key, at[key], want)
		}
	}
}

// Markdown's own signs in a label stay text.
func TestMarkdownKeepsLabelsAsTheyAre(t *testing.T) {
	s := style("en", theme.Look{}, nil)
	got := string(s.Markdown(Document{Title: "a*b", Blocks: []Block{{Title: "T", Grid: Grid{Heads: []Head{{Title: "x|y", Kind: Words}, {Title: "n"}}, Rows: []Line{{Cells: []Cell{text("<b>|`"), count(3)}}}}}}}))
	if want := "# a\\*b\n\n## T\n\n| x\\|y | n |\n| :--- | ---: |\n| &lt;b>\\|\\` | 3 |\n"; got != want {
		t.Errorf("got %q\nwanted %q", got, want)
	}
}
