package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tingfang/questionnaire"
)

// node is a revision among those of its record.
type node struct {
	hash    string // 32 bytes
	depth   int
	form    string // hex; of the form the answers belong to
	parents []string
	who     string
	device  string
	at      int64
	reason  string
	fields  fields // nil once erased
}

// fields are the body of a revision taken apart into what people change one by
// one: canonical JSON by name. An answer's name is answer, its item and its
// instance with a unit separator between them, a mark's is mark and its id.
type fields map[string]string

const fieldSep = "\x1f"

// The lists that are taken apart, and what tells their parts from one another.
var lists = map[string]struct{ list, part string }{
	kindResponse: {"answers", "answer"},
	kindPersonal: {"answers", "answer"},
	kindNote:     {"marks", "mark"},
}

// apart takes a body apart.
func apart(kind string, body []byte) (fields, error) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(body, &raw); err != nil {
		return nil, err
	}
	out := make(fields, len(raw))
	l, listed := lists[kind]
	for name, value := range raw {
		if !listed || name != l.list {
			out[name] = string(value)
			continue
		}
		var parts []json.RawMessage
		if err := json.Unmarshal(value, &parts); err != nil {
			return nil, err
		}
		for _, part := range parts {
			var id struct{ Item, Instance, ID string }
			if err := json.Unmarshal(part, &id); err != nil {
				return nil, err
			}
			key := l.part + fieldSep + id.ID
			if l.part == "answer" {
				key = answerField(questionnaire.Ref{Item: id.Item, Instance: id.Instance})
			}
			out[key] = string(part)
		}
	}
	return out, nil
}

func answerField(at questionnaire.Ref) string {
	return "answer" + fieldSep + at.Item + fieldSep + at.Instance
}

// fieldRef is the item an answer's field belongs to.
func fieldRef(field string) (questionnaire.Ref, bool) {
	parts := strings.Split(field, fieldSep)
	if len(parts) != 3 || parts[0] != "answer" {
		return questionnaire.Ref{}, false
	}
	return questionnaire.Ref{Item: parts[1], Instance: parts[2]}, true
}

// together puts a body together again, as canonical JSON.
func (f fields) together(kind string) []byte {
	l, listed := lists[kind]
	top := map[string]string{}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if listed && strings.HasPrefix(name, l.part+fieldSep) {
			parts = append(parts, f[name])
		} else {
			top[name] = f[name]
		}
	}
	if listed {
		if l.part == "mark" {
			slices.SortFunc(parts, byStretch)
		}
		top[l.list] = "[" + strings.Join(parts, ",") + "]"
	}
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range slices.Sorted(maps.Keys(top)) {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", name, top[name]) // names are plain ASCII
	}
	b.WriteByte('}')
	return b.Bytes()
}

// byStretch orders marks as a note lists them.
func byStretch(a, b string) int {
	var m, n markBody
	json.Unmarshal([]byte(a), &m) // they were read before
	json.Unmarshal([]byte(b), &n)
	return cmp.Or(cmp.Compare(m.First, n.First), cmp.Compare(m.Last, n.Last), cmp.Compare(m.ID, n.ID))
}

// quiet fields never make a conflict: the winner's holds.
var quiet = map[string]map[string]bool{
	kindResponse:  {"active_ms": true, "ended_at": true, "language": true},
	kindPersonal:  {"salt": true},
	kindNote:      {"at": true, "position": true},
	kindTag:       {"colour": true, "sign": true},
	kindRecipient: {"name": true},
}

// meant is a field's value as far as it counts when two are compared: not when
// an answer was given or how often it was changed.
func meant(field, value string) string {
	if _, ok := fieldRef(field); !ok || value == "" {
		return value
	}
	var k kept
	if json.Unmarshal([]byte(value), &k) != nil {
		return value
	}
	k.At, k.Edits = 0, 0
	b, err := canonical(k)
	if err != nil {
		return value
	}
	return string(b)
}

// state is a record as its revisions make it: a pure function of them, in
// whatever order they came.
type state struct {
	fields  fields // nil = erased
	winner  *node  // whose side is shown where there is a conflict; nil = erased
	heads   []*node
	clashes []string // fields, sorted
}

// reconcile makes a record's state. Of several heads every field is taken
// that one of them has changed since what they have in common; a field that two
// have changed differently is a conflict, and shown as the winner has it, which
// is the deeper one, or the one with the higher hash. A withdrawal wins over
// everything.
func reconcile(kind string, nodes []*node) state {
	by := make(map[string]*node, len(nodes))
	named := map[string]bool{}
	for _, n := range nodes {
		by[n.hash] = n
		for _, p := range n.parents {
			named[p] = true
		}
	}
	var s state
	var live, withdrawn []*node
	for _, n := range nodes {
		if !named[n.hash] {
			s.heads = append(s.heads, n)
			if n.fields != nil {
				live = append(live, n)
			}
		}
		if kind == kindResponse && n.fields["disposition"] == `"`+string(questionnaire.Withdrawn)+`"` {
			withdrawn = append(withdrawn, n)
		}
	}
	slices.SortFunc(s.heads, deeper)
	if len(withdrawn) > 0 {
		live = []*node{slices.MinFunc(withdrawn, deeper)}
	}
	if len(live) == 0 {
		return s
	}
	slices.SortFunc(live, deeper)
	s.winner, s.fields = live[0], live[0].fields
	if len(live) == 1 {
		return s
	}
	base, whole := common(live, by)
	if base == nil && !whole {
		return s // what is between them is still to come
	}
	s.merge(kind, base, live)
	return s
}

// deeper orders nodes: the winner first.
func deeper(a, b *node) int {
	return cmp.Or(cmp.Compare(b.depth, a.depth), cmp.Compare(b.hash, a.hash))
}

// common is the body all heads come from; nil where there is none. whole tells
// whether everything before them is known.
func common(heads []*node, by map[string]*node) (base fields, whole bool) {
	whole = true
	seen := map[*node]int{}
	for _, h := range heads {
		mine := map[*node]bool{}
		for todo := []*node{h}; len(todo) > 0; {
			n := todo[0]
			todo = todo[1:]
			for _, p := range n.parents {
				switch up := by[p]; {
				case up == nil:
					whole = false
				case !mine[up]:
					mine[up] = true
					seen[up]++
					todo = append(todo, up)
				}
			}
		}
	}
	var shared []*node
	for n, times := range seen {
		if times == len(heads) && n.fields != nil {
			shared = append(shared, n)
		}
	}
	if len(shared) == 0 {
		return nil, whole
	}
	return slices.MinFunc(shared, deeper).fields, whole
}

// merge takes from each head what it has changed. heads stand in the order in
// which they win.
func (s *state) merge(kind string, base fields, heads []*node) {
	names := map[string]bool{}
	for _, h := range heads {
		for name := range h.fields {
			names[name] = true
		}
	}
	for name := range base {
		names[name] = true
	}
	s.fields = fields{}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		before, distinct, value := meant(name, base[name]), []string(nil), base[name]
		for _, h := range heads {
			now := meant(name, h.fields[name])
			if now == before || slices.Contains(distinct, now) {
				continue
			}
			if distinct = append(distinct, now); len(distinct) == 1 {
				value = h.fields[name]
			}
		}
		if len(distinct) == 0 {
			value = heads[0].fields[name]
		}
		if len(distinct) > 1 && !quiet[kind][name] {
			s.clashes = append(s.clashes, name)
		}
		if value != "" {
			s.fields[name] = value
		}
	}
}
