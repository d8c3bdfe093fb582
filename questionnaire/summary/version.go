package summary

import (
	"fmt"
	"math"
	"slices"

	"tingfang/questionnaire"
)

// version is one version of the form: where the answers of its packed rows go.
type version struct {
	form   *questionnaire.Form
	layout *questionnaire.Layout
	moves  []move
}

// move takes one item of a packed row to its column.
type move struct {
	item   questionnaire.PackedItem
	col    *column
	places []int // the column's place of each answer; nil = the same
}

// versionOf gives the number of a version, a new one where it is new.
func (c *Columns) versionOf(f *questionnaire.Form) (int, error) {
	if v, ok := c.known[f]; ok {
		return v, nil
	}
	// Two forms loaded from one source are one version.
	for v, had := range c.versions {
		if f.Hash != [32]byte{} && had.form.Hash == f.Hash {
			c.known[f] = v
			return v, nil
		}
	}
	if len(c.versions) > math.MaxUint8 {
		return 0, fmt.Errorf("over %d versions of form %s", math.MaxUint8, f.ID)
	}
	v := &version{form: f, layout: questionnaire.NewLayout(f)}
	for _, it := range v.layout.Items {
		v.moves = append(v.moves, c.moveOf(newColumn(f, it)))
	}
	c.known[f] = len(c.versions)
	c.versions = append(c.versions, v)
	return len(c.versions) - 1, nil
}

// moveOf finds the column of an item, or makes the item a column of its own.
func (c *Columns) moveOf(item *column) move {
	m := move{item: item.item}
	for _, had := range c.named[item.q.Name] {
		if had.sign != item.sign {
			continue
		}
		m.col = had
		if !slices.Equal(had.codes, item.codes) {
			for _, code := range item.codes {
				m.places = append(m.places, slices.Index(had.codes, code))
			}
		}
		return m
	}
	item.name, item.lane = c.freeName(item), c.lanes
	c.lanes += item.lanes
	c.columns = append(c.columns, item)
	c.named[item.q.Name] = append(c.named[item.q.Name], item)
	m.col = item
	return m
}

func (c *Columns) freeName(item *column) string {
	name := item.q.Name
	for c.find(name) != nil {
		if name == item.q.Name {
			name += "@" + item.form.Version
		} else {
			name += "+"
		}
	}
	return name
}

func (c *Columns) find(name string) *column {
	for _, col := range c.columns {
		if col.name == name {
			return col
		}
	}
	return nil
}

// check holds a packed row to the layout.
func (v *version) check(row []byte) error {
	if len(row) != v.layout.Size() {
		return fmt.Errorf("packed row has %d bytes, form %s version %s has %d", len(row), v.form.ID, v.form.Version, v.layout.Size())
	}
	for i := range v.moves {
		it := v.moves[i].item
		limit := questionnaire.PackedFirst + it.Count - 1
		if it.Multiple {
			limit = questionnaire.PackedFirst
		}
		if v.layout.Code(row, it) > limit {
			return fmt.Errorf("packed row has code %d for item %s", v.layout.Code(row, it), v.form.Questions[it.Question].Name)
		}
	}
	return nil
}

// put writes the answers of a packed row; of none, that nothing was asked.
func (v *version) put(b *block, at int, row []byte) {
	for _, lane := range b.lanes {
		if lane != nil {
			lane[at] = 0
		}
	}
	if row == nil {
		return
	}
	for i := range v.moves {
		m := &v.moves[i]
		switch {
		case m.places == nil:
			for j := range m.item.Size {
				b.set(m.col.lane+j, at, row[m.item.At+j])
			}
		case m.item.Multiple:
			b.set(m.col.lane, at, row[m.item.At])
			for i, place := range m.places {
				if v.layout.Chosen(row, m.item, i) {
					lane := m.col.lane + 1 + place/8
					b.set(lane, at, b.lane(lane, at)|1<<(place%8))
				}
			}
		default:
			code := v.layout.Code(row, m.item)
			if code >= questionnaire.PackedFirst {
				code = questionnaire.PackedFirst + m.places[code-questionnaire.PackedFirst]
			}
			for j := range m.col.lanes {
				b.set(m.col.lane+j, at, byte(code>>(8*j)))
			}
		}
	}
}
