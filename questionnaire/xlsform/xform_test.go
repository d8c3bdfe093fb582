package xlsform_test

import (
	"encoding/xml"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// node is one element of an XForm.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []node     `xml:",any"`
	Inner   string     `xml:",innerxml"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all gives the elements of a name below n, at any depth.
func (n *node) all(name string) []*node {
	var out []*node
	for i := range n.Nodes {
		if n.Nodes[i].XMLName.Local == name {
			out = append(out, &n.Nodes[i])
		}
		out = append(out, n.Nodes[i].all(name)...)
	}
	return out
}

// tally counts, per aspect, how often two readings of a form were compared and
// how often they were equal.
type tally map[string]struct{ equal, all int }

func (y tally) String() string {
	var out []string
	for _, what := range slices.Sorted(maps.Keys(y)) {
		out = append(out, fmt.Sprintf("%s %d of %d", what, y[what].equal, y[what].all))
	}
	return strings.Join(out, ", ")
}

func (y tally) note(t *testing.T, c foreign, what, ours, theirs string) {
	n := y[what]
	n.all++
	if ours == theirs {
		n.equal++
	} else {
		t.Logf("%s: %s: here %q, there %q", c.ID, what, ours, theirs)
	}
	y[what] = n
}

// xform is another compiler's reading of a form.
type xform struct {
	root  node
	binds map[string]*node                         // by path
	body  map[string]*node                         // by path
	texts map[questionnaire.Lang]map[string]string // by id
}

func readXForm(t *testing.T, c foreign) *xform {
	x := &xform{binds: map[string]*node{}, body: map[string]*node{}, texts: map[questionnaire.Lang]map[string]string{}}
	if err := xml.Unmarshal([]byte(c.XForm), &x.root); err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	for _, b := range x.root.all("bind") {
		x.binds[b.attr("nodeset")] = b
	}
	for _, kind := range []string{"input", "select", "select1", "range"} {
		for _, n := range x.root.all(kind) {
			x.body[n.attr("ref")] = n
		}
	}
	for _, tr := range x.root.all("translation") {
		lang := questionnaire.Lang(tr.attr("lang"))
		if m := regexp.MustCompile(`\((\w+)\)$`).FindStringSubmatch(string(lang)); m != nil {
			lang = questionnaire.Lang(m[1])
		}
		x.texts[lang] = map[string]string{}
		for _, text := range tr.all("text") {
			for i := range text.Nodes {
				if v := &text.Nodes[i]; v.XMLName.Local == "value" && v.attr("form") == "" {
					x.texts[lang][text.attr("id")] = words(v.Inner)
				}
			}
		}
	}
	return x
}

var (
	output   = regexp.MustCompile(`<output value="([^"]*)"\s*/>`)
	pathName = regexp.MustCompile(`\s*(?:\.\.|(?:current\(\)/)?\.\.|)(?:/[\pL_][\pL\pN_.-]*)+`)
	itextID  = regexp.MustCompile(`^jr:itext\('(.*)'\)$`)
	listID   = regexp.MustCompile(`^instance\('(.*?)'\)`)
)

// named turns the paths of an XForm back into ${name}.
func named(s string) string {
	return pathName.ReplaceAllStringFunc(s, func(p string) string { return " ${" + p[strings.LastIndex(p, "/")+1:] + "}" })
}

// words is a text of an XForm as it was written.
func words(s string) string {
	s = output.ReplaceAllStringFunc(s, func(o string) string { return strings.TrimSpace(named(output.FindStringSubmatch(o)[1])) })
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// canonical prints an expression in one canonical way.
func canonical(s string) string {
	if s == "" {
		return ""
	}
	e, err := expr.Parse(named(s))
	if err != nil {
		return "?" + s
	}
	return e.String()
}

func printed(e *expr.Expr) string {
	if e == nil {
		return ""
	}
	return e.String()
}

// labels are the texts of an element in the languages it has them in; those
// marked missing are left out.
func (x *xform) labels(n *node) questionnaire.Text {
	t := questionnaire.Text{}
	for i := range n.Nodes {
		l := &n.Nodes[i]
		if l.XMLName.Local != "label" {
			continue
		}
		if m := itextID.FindStringSubmatch(l.attr("ref")); m != nil {
			return x.itext(m[1])
		}
		if said := words(l.Inner); said != "" {
			t["default"] = said
		}
	}
	return t
}

func (x *xform) itext(id string) questionnaire.Text {
	t := questionnaire.Text{}
	for lang, texts := range x.texts {
		if s := texts[id]; s != "" && s != "-" {
			t[lang] = s
		}
	}
	return t
}

func texts(t questionnaire.Text, plain questionnaire.Lang) string {
	var out []string
	for lang, s := range t {
		if lang == "" || lang == plain {
			lang = "default"
		}
		out = append(out, string(lang)+"="+strings.Join(strings.Fields(s), " "))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

var bindTypes = map[questionnaire.Kind]string{questionnaire.Note: "string", questionnaire.FreeText: "string", questionnaire.Integer: "int",
	questionnaire.Decimal: "decimal", questionnaire.Date: "date", questionnaire.SelectOne: "string", questionnaire.SelectMultiple: "string",
	questionnaire.Calculate: "string"}

func (y tally) compare(t *testing.T, c foreign, f *questionnaire.Form) {
	x := readXForm(t, c)
	instance := x.root.all("instance")[0].Nodes[0].XMLName.Local
	for i := range f.Questions {
		q := &f.Questions[i]
		path := "/" + q.Name
		for g := q.Group; g >= 0; g = f.Groups[g].Parent {
			path = "/" + f.Groups[g].Name + path
		}
		path = "/" + instance + path
		b := x.binds[path]
		y.note(t, c, "path", fmt.Sprint(b != nil), "true")
		if b == nil {
			continue
		}
		if q.Kind == questionnaire.Range {
			r := x.body[path]
			y.note(t, c, "range", fmt.Sprintf("%v %v %v", q.Range.Start, q.Range.End, q.Range.Step), r.attr("start")+" "+r.attr("end")+" "+r.attr("step"))
		} else {
			y.note(t, c, "type", bindTypes[q.Kind], b.attr("type"))
		}
		y.note(t, c, "required", printed(q.Required), canonical(b.attr("required")))
		y.note(t, c, "relevant", printed(q.Relevant), canonical(b.attr("relevant")))
		y.note(t, c, "constraint", printed(q.Constraint), canonical(b.attr("constraint")))
		y.note(t, c, "calculation", printed(q.Calculation), canonical(b.attr("calculate")))
		if n := x.body[path]; n != nil {
			y.note(t, c, "label", texts(q.Label, f.DefaultLanguage), texts(x.labels(n), f.DefaultLanguage))
			y.list(t, c, x, f, q, n)
		}
	}
}

// list compares the codes of an item's list and their labels.
func (y tally) list(t *testing.T, c foreign, x *xform, f *questionnaire.Form, q *questionnaire.Question, n *node) {
	if q.List == "" {
		return
	}
	var ours, theirs []string
	for _, ch := range f.Choices(q) {
		ours = append(ours, ch.Name+" "+texts(ch.Label, f.DefaultLanguage))
	}
	for _, set := range n.all("itemset") {
		m := listID.FindStringSubmatch(set.attr("nodeset"))
		for _, in := range x.root.all("instance") {
			if m == nil || in.attr("id") != m[1] {
				continue
			}
			for _, item := range in.all("item") {
				theirs = append(theirs, x.choice(item, f.DefaultLanguage))
			}
		}
	}
	y.note(t, c, "list", strings.Join(ours, " | "), strings.Join(theirs, " | "))
}

func (x *xform) choice(item *node, plain questionnaire.Lang) string {
	var name string
	label := questionnaire.Text{}
	for i := range item.Nodes {
		switch n := &item.Nodes[i]; n.XMLName.Local {
		case "name":
			name = words(n.Inner)
		case "label":
			label["default"] = words(n.Inner)
		case "itextId":
			label = x.itext(words(n.Inner))
		}
	}
	return name + " " + texts(label, plain)
}
