package xlsform_test

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/xlsform"
)

// case_ is one form that another compiler was given, and what it made of it.
type case_ struct {
	ID, Form, XForm, Error string
	Accepted               bool
}

func reference(t *testing.T) []case_ {
	folder := os.Getenv("TINGFANG_REFERENCE")
	if folder == "" {
		t.Skip("TINGFANG_REFERENCE names no folder: 307 forms not compared")
	}
	f, err := os.Open(filepath.Join(folder, "xlsform", "forms.jsonl"))
	if err != nil {
		t.Skipf("307 forms not compared: %v", err)
	}
	defer f.Close()
	var all []case_
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var c case_
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// source is the form as a Markdown workbook; some are given as JSON.
func (c case_) source(t *testing.T) []byte {
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
	xlsform.RuleLongName, xlsform.RuleMissingCode, xlsform.RuleRangeStep}

func TestFormsWrittenByOthers(t *testing.T) {
	var n struct{ outside, agree, strict, differ, rows, rowsRight int }
	for _, c := range reference(t) {
		_, faults := xlsform.Load("data.md", c.source(t))
		faults = slices.DeleteFunc(faults, func(f xlsform.Fault) bool { return f.Warning })
		has := func(rules []xlsform.Rule) bool {
			return slices.ContainsFunc(faults, func(f xlsform.Fault) bool { return slices.Contains(rules, f.Rule) })
		}
		switch {
		case has(outside):
			n.outside++
			continue
		case c.Accepted == (len(faults) == 0):
			n.agree++
		case c.Accepted && has(stricter):
			n.strict++
		default:
			n.differ++
			said := c.Error
			if len(faults) > 0 {
				said = faults[0].Error()
			}
			t.Logf("%s: accepted there %v: %s\n%s", c.ID, c.Accepted, said, c.Form)
		}
		if m := rowSaid.FindStringSubmatch(c.Error); m != nil && len(faults) > 0 {
			n.rows++
			row, _ := strconv.Atoi(m[1])
			if slices.ContainsFunc(faults, func(f xlsform.Fault) bool { return f.Row == row }) {
				n.rowsRight++
			} else {
				t.Logf("%s: row %s there, here %v\n%s", c.ID, c.Error, faults[0].Error(), c.Form)
			}
		}
	}
	t.Logf("%+v", n)
}

var rowSaid = regexp.MustCompile(`\[row : (\d+)\]`)
var _ = xml.NewDecoder
var _ = io.EOF
var _ = questionnaire.ZH
