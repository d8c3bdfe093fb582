package xlsform

import (
	"slices"
	"strings"

	"tingfang/questionnaire"
)

// table is a sheet whose headers are understood.
type table struct {
	sheet string
	heads []head
	rows  []record
}

// head is one column: its canonical name and, of a translated one, its
// language.
type head struct {
	name       string
	lang       questionnaire.Lang
	translated bool   // written with ::
	written    string // as in the sheet
	at         int
}

// record is one row of a table.
type record struct {
	*table
	number int
	cells  []string
}

func (r record) cell(at int) string {
	if at < len(r.cells) {
		return r.cells[at]
	}
	return ""
}

// get is the cell of the plain column; "" where there is none.
func (r record) get(name string) string {
	for _, h := range r.heads {
		if h.name == name && !h.translated {
			return r.cell(h.at)
		}
	}
	return ""
}

// text is the cells of a column in every language it is written in, as they may
// be drawn; the form's source keeps them as they are.
func (r record) text(name string) questionnaire.Text {
	var t questionnaire.Text
	for _, h := range r.heads {
		s := r.cell(h.at)
		if h.name != name || s == "" || t[h.lang] != "" && !h.translated {
			continue
		}
		if t == nil {
			t = questionnaire.Text{}
		}
		t[h.lang] = questionnaire.Harmless(s)
	}
	return t
}

// column is the header, as written, under which a plain column stands.
func (t *table) column(name string) string {
	for _, h := range t.heads {
		if h.name == name {
			return h.written
		}
	}
	return name
}

func (t *table) has(name string) bool {
	return slices.ContainsFunc(t.heads, func(h head) bool { return h.name == name })
}

// langOf is the code in "English (en)", or the name itself where there is none.
func langOf(written string) questionnaire.Lang {
	written = strings.TrimSpace(written)
	inside, closed := strings.CutSuffix(written, ")")
	at := strings.LastIndexByte(inside, '(')
	if code := strings.TrimSpace(inside[at+1:]); closed && at >= 0 && langCode(code) {
		return questionnaire.Lang(code)
	}
	return questionnaire.Lang(written)
}

// langCode reports a code such as zh or zh-Hans-CN: two to eight letters, then
// parts of one to eight letters and digits.
func langCode(s string) bool {
	first, rest, more := strings.Cut(s, "-")
	ok := len(first) >= 2 && len(first) <= 8 && strings.Trim(first, letters) == ""
	for ok && more {
		var part string
		part, rest, more = strings.Cut(rest, "-")
		ok = len(part) >= 1 && len(part) <= 8 && strings.Trim(part, letters+"0123456789") == ""
	}
	return ok
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// readTable understands the first row of a sheet as headers. The columns it
// does not know are reported; those it was told to keep stay by their written
// name.
func (b *builder) readTable(s *Sheet, kind *columns) *table {
	t := &table{sheet: s.Name}
	if len(s.Rows) == 0 {
		return t
	}
	first := s.Rows[0]
	t.heads = make([]head, 0, len(first.Cells))
	for at, written := range first.Cells {
		if written == "" {
			continue
		}
		if h, ok := b.readHead(kind, t, first.Number, written); ok {
			h.at = at
			t.heads = append(t.heads, h)
		}
	}
	t.rows = make([]record, 0, len(s.Rows)-1)
	for _, r := range s.Rows[1:] {
		t.rows = append(t.rows, record{t, r.Number, r.Cells})
	}
	return t
}

func (b *builder) readHead(kind *columns, t *table, row int, written string) (head, bool) {
	base, lang, translated := strings.Cut(written, "::")
	name := kind.name(base)
	h := head{name: name, written: written, translated: translated, lang: langOf(lang)}
	place := Fault{Sheet: t.sheet, Row: row, Column: written, Value: written}
	switch {
	case kind.plain[name] && !translated || kind.texts[name]:
		if slices.ContainsFunc(t.heads, func(o head) bool {
			return o.name == name && o.translated == translated && o.lang == h.lang
		}) {
			b.fail(place, RuleColumnTwice)
			return h, false
		}
		return h, true
	case strings.HasPrefix(name, "x_"):
		b.fail(place, RuleUnknownExtension)
	case kind.keepOthers && !media[name]:
		h.name, h.translated = written, false
		return h, true
	default:
		b.warn(place, RuleUnknownColumn)
	}
	return h, false
}
