package settings

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tingfang/questionnaire"
	"tingfang/ui/lang"
)

// columns are those of a list of halls; the first three must be there.
var columns = []string{"code", "name", "operator", "city", "kind", "target"}

const needed = 3

// rosterRule says what is wrong with a place in a list of halls.
type rosterRule uint8

const (
	noRows      rosterRule = iota // no hall in the file
	noColumns                     // Value: the missing columns
	emptyCell                     // a needed cell is empty
	badCode                       // a code with spaces or commas
	badOperator                   // not an operator
	badKind                       // not a kind of hall
	badTarget                     // not a whole number
	twice                         // the code stands above already
	badLine                       // not CSV; Value: what the reader says
)

// RosterFault is one thing wrong in a list of halls, as data. Row counts lines
// of the file from 1; 0 = the whole file.
type RosterFault struct {
	Row           int
	Column, Value string
	rule          rosterRule
}

// ReadRoster reads a list of halls: CSV with the columns code, name, operator,
// city, kind, target named in the first line, in any order; the last three may
// be missing. It reads UTF-8 and, as Excel writes it on Chinese machines, GB
// 18030. With any fault the halls are not to be used.
func ReadRoster(src []byte) ([]questionnaire.Hall, []RosterFault) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(src) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(src); err == nil {
			src = s
		}
	}
	r := csv.NewReader(bytes.NewReader(src))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	head, err := r.Read()
	if err != nil {
		return nil, []RosterFault{{rule: noRows}}
	}
	at, missing := places(head)
	if len(missing) > 0 {
		return nil, []RosterFault{{Row: 1, rule: noColumns, Value: strings.Join(missing, ", ")}}
	}
	var halls []questionnaire.Hall
	var faults []RosterFault
	seen := map[string]bool{}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, append(faults, broken(err))
		}
		line, _ := r.FieldPos(0)
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		h, bad := hallRow(line, cells, at)
		if h.Code != "" && seen[h.Code] {
			bad = append(bad, RosterFault{line, "code", h.Code, twice})
		}
		seen[h.Code] = true
		halls, faults = append(halls, h), append(faults, bad...)
	}
	if len(halls) == 0 {
		return nil, []RosterFault{{rule: noRows}}
	}
	return halls, faults
}

func broken(err error) RosterFault {
	var e *csv.ParseError
	if errors.As(err, &e) {
		return RosterFault{Row: e.Line, rule: badLine, Value: e.Err.Error()}
	}
	return RosterFault{rule: badLine, Value: err.Error()}
}

// places finds the columns by their names.
func places(head []string) (at map[string]int, missing []string) {
	at = map[string]int{}
	for i, name := range head {
		at[strings.ToLower(strings.TrimSpace(name))] = i
	}
	for _, name := range columns[:needed] {
		if _, ok := at[name]; !ok {
			missing = append(missing, name)
		}
	}
	return at, missing
}

func hallRow(line int, cells []string, at map[string]int) (questionnaire.Hall, []RosterFault) {
	var faults []RosterFault
	cell := func(name string) string {
		if i, ok := at[name]; ok && i < len(cells) {
			return strings.TrimSpace(cells[i])
		}
		return ""
	}
	fault := func(name string, rule rosterRule) {
		faults = append(faults, RosterFault{line, name, cell(name), rule})
	}
	for _, name := range columns[:needed] {
		if cell(name) == "" {
			fault(name, emptyCell)
		}
	}
	h := questionnaire.Hall{Code: fold(cell("code")), Name: cell("name"), City: cell("city")}
	if h.Code != "" && !plainCode(h.Code) {
		fault("code", badCode)
	}
	var ok bool
	if h.Operator, ok = operatorOf(cell("operator")); !ok && cell("operator") != "" {
		fault("operator", badOperator)
	}
	if h.Kind, ok = kindOf(cell("kind")); !ok {
		fault("kind", badKind)
	}
	if s := cell("target"); s != "" {
		if h.Target, ok = whole(s, 0, 100000); !ok {
			fault("target", badTarget)
		}
	}
	return h, faults
}

// operatorOf reads an operator's code, or its name in either language.
func operatorOf(s string) (code string, ok bool) {
	for _, code := range questionnaire.Operators {
		name := questionnaire.OperatorName(code)
		for _, known := range []string{code, name.In(questionnaire.ZH), name.In(questionnaire.EN), strings.TrimPrefix(name.In(questionnaire.ZH), "中国")} {
			if strings.EqualFold(s, known) {
				return code, true
			}
		}
	}
	return "", false
}

// kindOf reads a kind of hall, by its code or its word; none is an own hall.
func kindOf(s string) (code string, ok bool) {
	if s == "" {
		return questionnaire.HallKinds[0], true
	}
	for _, l := range []questionnaire.Lang{questionnaire.ZH, questionnaire.EN} {
		for _, c := range kinds(&lang.Of(l).Settings) {
			if strings.EqualFold(s, c.Value) || s == c.Label {
				return c.Value, true
			}
		}
	}
	return s, slices.Contains(questionnaire.HallKinds[:], s)
}

// word says a fault in one sentence: place, value, rule, remedy.
func (f RosterFault) word(x *lang.Settings) string {
	var what string
	switch f.rule {
	case noRows:
		return x.ListNoRows
	case noColumns:
		return fmt.Sprintf(x.ListColumns, f.Value)
	case emptyCell:
		what = fmt.Sprintf(x.ListEmpty, f.Column)
	case badCode:
		what = fmt.Sprintf(x.ListCode, f.Value)
	case badOperator:
		what = fmt.Sprintf(x.ListOperator, f.Value)
	case badKind:
		what = fmt.Sprintf(x.ListKind, f.Value)
	case badTarget:
		what = fmt.Sprintf(x.ListTarget, f.Value)
	case twice:
		what = fmt.Sprintf(x.ListTwice, f.Value)
	case badLine:
		what = fmt.Sprintf(x.ListFields, f.Value)
	}
	if f.Column == "" {
		return fmt.Sprintf(x.ListLine, f.Row, what)
	}
	return fmt.Sprintf(x.ListFault, f.Row, f.Column, what)
}
