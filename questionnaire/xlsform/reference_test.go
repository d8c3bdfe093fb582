package xlsform_test

import (
	"bufio"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tingfang/questionnaire/xlsform"
)

// foreign is one form that another compiler was given, and what it made of it.
type foreign struct {
	ID, Form, XForm, Error string
	Accepted               bool
}

func reference(t *testing.T) []foreign {
	folder := os.Getenv("TINGFANG_REFERENCE")
	if folder == "" {
		t.Skip("TINGFANG_REFERENCE names no folder: 307 forms not compared")
	}
	f, err := os.Open(filepath.Join(folder, "xlsform", "forms.jsonl"))
	if err != nil {
		t.Skipf("307 forms not compared: %v", err)
	}
	defer f.Close()
	var all []foreign
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var c foreign
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// source is the form as a Markdown workbook; some are given as JSON.
func (c foreign) source(t *testing.T) []byte {
	if !strings.HasPrefix(strings.TrimSpace(c.Form), "{") {
		return []byte(c.Form)
	}
	var sheets map[string][]map[string]any
	if err := json.Unmarshal([]byte(c.Form), &sheets); err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	var w xlsform.Workbook
	for _, name := range slices.Sorted(maps.Keys(sheets)) {
		heads := map[string]bool{}
		for _, r := range sheets[name] {
			for h := range r {
				heads[h] = true
			}
		}
		s := xlsform.Sheet{Name: name, Rows: []xlsform.Row{{Number: 1, Cells: slices.Sorted(maps.Keys(heads))}}}
		for n, r := range sheets[name] {
			var cells []string
			for _, h := range s.Rows[0].Cells {
				v, _ := r[h].(string)
				cells = append(cells, v)
			}
			s.Rows = append(s.Rows, xlsform.Row{Number: n + 2, Cells: cells})
		}
		w.Sheets = append(w.Sheets, s)
	}
	return xlsform.Canonical(&w)
}

// outside are the faults that say: this is XLSForm, but not supported here.
var outside = []xlsform.Rule{xlsform.RuleOtherType, xlsform.RuleOtherSheet, xlsform.RuleUnsupported, xlsform.RuleParameterKey}

// stricter are our own rules, which the other compiler has not got.
var stricter = []xlsform.Rule{xlsform.RuleUnreachable, xlsform.RuleLeadName, xlsform.RuleContextName, xlsform.RuleReservedName,
	xlsform.RuleLongName, xlsform.RuleMissingCode, xlsform.RuleRangeStep, xlsform.RuleNameTwice, xlsform.RuleNoItems, xlsform.RuleSyntax,
	xlsform.RuleNoSuchField, xlsform.RuleColumnTwice}

// A form is either taken as the other compiler takes it, or refused for a
// reason of ours, or refused because it is outside the subset; the row is the
// one the other names, and what is taken says the same.
func TestFormsWrittenByOthers(t *testing.T) {
	var n struct{ outside, agree, stricter, differ, rows, rowsAgree int }
	same := tally{}
	for _, c := range reference(t) {
		f, faults := xlsform.Load("data.md", c.source(t))
		faults = slices.DeleteFunc(faults, func(f xlsform.Fault) bool { return f.Warning })
		has := func(rules []xlsform.Rule) bool {
			return slices.ContainsFunc(faults, func(f xlsform.Fault) bool {
				return slices.Contains(rules, f.Rule) || f.Rule == xlsform.RuleSyntax && f.Detail == "unsupported"
			})
		}
		switch {
		case has(outside):
			n.outside++
			continue
		case c.Accepted == (f != nil):
			n.agree++
		case c.Accepted && has(stricter):
			n.stricter++
		default:
			n.differ++
			t.Logf("%s: accepted there %v %s, here %v\n%s", c.ID, c.Accepted, c.Error, said(faults), c.Form)
		}
		if m := rowSaid.FindStringSubmatch(c.Error); m != nil && len(faults) > 0 {
			n.rows++
			if row, err := strconv.Atoi(m[1]); err == nil && slices.ContainsFunc(faults, func(f xlsform.Fault) bool { return f.Row == row }) {
				n.rowsAgree++
			}
		}
		if c.Accepted && f != nil {
			same.compare(t, c, f)
		}
	}
	t.Logf("%+v", n)
	t.Logf("equal to the XForm: %s", same)
	if n.differ > 3 || n.rowsAgree < n.rows-1 || n.outside > 132 || n.agree < 159 {
		t.Errorf("fewer agree than before: %+v", n)
	}
	// Typographic quotes stay in texts as written, and the words of or_other
	// stand in every language of the form: by choice, unlike there.
	differ := map[string]int{"label": 4, "list": 1}
	for what, c := range same {
		if c.equal < c.all-differ[what] || c.all == 0 {
			t.Errorf("%s: %d of %d equal", what, c.equal, c.all)
		}
	}
}

var rowSaid = regexp.MustCompile(`\[row : (\d+)\]`)
