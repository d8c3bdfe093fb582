package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"tingfang/questionnaire"
)

// Correction is one change of the answers of an interview that had ended,
// wherever it was made.
type Correction struct {
	At     time.Time
	Who    questionnaire.Person
	Reason string              // "" = none was given
	Items  []questionnaire.Ref // whose answers changed, by name, without those the route alone left; never empty
}

// Correctable tells whether Correct would change answers of an interview: nil,
// or an error that is ErrReadOnly, ErrNotFound, ErrEnded or ErrUndecided.
func (s *Store) Correctable(ctx context.Context, id string) error {
	if s.w == nil {
		return wrap(ErrReadOnly, "correct interview "+id)
	}
	var stage questionnaire.Stage
	var end questionnaire.Disposition
	var clashes int
	err := s.r.QueryRowContext(ctx, "SELECT stage, disposition, (SELECT count(*) FROM clash WHERE record = id) FROM response WHERE id = ?", id).Scan(&stage, &end, &clashes)
	switch {
	case err != nil:
	case stage != questionnaire.Ended || end == questionnaire.Withdrawn:
		err = ErrEnded
	case clashes > 0:
		err = ErrUndecided
	}
	return wrap(err, "correct interview "+id)
}

// Corrections lists how the answers of an interview were changed after it had
// ended, the first change first. It reads the revisions, so that what other
// laptops corrected is among them; none where they are erased.
func (s *Store) Corrections(ctx context.Context, id string) ([]Correction, error) {
	out, err := s.corrections(ctx, id)
	return out, wrap(err, "read corrections of "+id)
}

func (s *Store) corrections(ctx context.Context, id string) ([]Correction, error) {
	_, list, err := nodes(ctx, s.r, id)
	if err != nil || len(list) < 2 {
		return nil, err
	}
	d, err := s.directory(ctx, s.r)
	if err != nil {
		return nil, err
	}
	known := map[string]*node{}
	for _, n := range list {
		known[n.hash] = n
	}
	var out []Correction
	for _, n := range list {
		if items := n.changes(known); len(items) > 0 {
			out = append(out, Correction{At: when(n.at, offset(s.o.Now())), Who: d.person(n.who), Reason: n.reason, Items: items})
		}
	}
	slices.SortStableFunc(out, func(a, b Correction) int { return a.At.Compare(b.At) })
	return out, nil
}

// changes are the items for which a revision says what none of those it
// follows says; none for a first one, or where one of them is erased.
func (n *node) changes(known map[string]*node) []questionnaire.Ref {
	if n.fields == nil || len(n.parents) == 0 {
		return nil
	}
	fields := maps.Clone(n.fields)
	for _, p := range n.parents {
		if known[p] == nil || known[p].fields == nil {
			return nil
		}
		for f := range known[p].fields {
			fields[f] = n.fields[f] // "" where it was taken back
		}
	}
	var out []questionnaire.Ref
	for _, f := range slices.Sorted(maps.Keys(fields)) {
		at, answer := fieldRef(f)
		said := func(p string) bool { return valued(known[p].fields[f]) == valued(n.fields[f]) }
		if answer && !slices.ContainsFunc(n.parents, said) {
			out = append(out, at)
		}
	}
	return out
}

// valued is an answer's field as far as somebody gave it: not whether the
// route reaches it.
func valued(value string) string {
	var k kept
	if json.Unmarshal([]byte(value), &k) != nil { // none, or none of ours
		return value
	}
	k.At, k.Edits, k.Aside = 0, 0, false
	b, err := canonical(k)
	if err != nil {
		return value
	}
	return string(b)
}
