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
	limits []uint8 // the largest value of each byte of a row; 255 for those of moves of two bytes
	lanes  []int   // the lane of each byte of a row that goes over as it is; −1 for others
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
	v.straighten()
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

// straighten lays out, byte by byte, what a row may hold and where it goes.
func (v *version) straighten() {
	v.limits = slices.Repeat([]uint8{math.MaxUint8}, v.layout.Size())
	v.lanes = slices.Repeat([]int{-1}, v.layout.Size())
	for _, m := range v.moves {
		if m.item.Multiple {
			v.limits[m.item.At] = questionnaire.PackedFirst
		} else if m.item.Size == 1 {
			v.limits[m.item.At] = uint8(questionnaire.PackedFirst + m.item.Count - 1)
		}
		for j := range m.item.Size {
			if m.places == nil {
				v.lanes[m.item.At+j] = m.col.lane + j
			}
		}
	}
}

// check holds a packed row to the layout.
func (v *version) check(row []byte) error {
	if len(row) != len(v.limits) {
		return fmt.Errorf("packed row has %d bytes, form %s version %s has %d", len(row), v.form.ID, v.form.Version, v.layout.Size())
	}
	for i, limit := range v.limits {
		if row[i] > limit {
			return fmt.Errorf("byte %d of packed row is %d, form %s version %s has up to %d", i, row[i], v.form.ID, v.form.Version, limit)
		}
	}
	for i := range v.moves {
		if it := v.moves[i].item; it.Size == 2 && !it.Multiple && v.layout.Code(row, it) >= questionnaire.PackedFirst+it.Count {
			return fmt.Errorf("packed row has code %d for item %s", v.layout.Code(row, it), v.form.Questions[it.Question].Name)
		}
	}
	return nil
}

// put writes the answers of a packed row into a place where none stand.
func (v *version) put(b *block, at int, row []byte) {
	for i, lane := range v.lanes {
		if row[i] != 0 && lane >= 0 {
			b.set(lane, at, row[i])
		}
	}
	for i := range v.moves {
		if m := &v.moves[i]; m.places != nil {
			m.put(v.layout, b, at, row)
		}
	}
}

// put writes an item whose choices stand in another order than the column's.
func (m *move) put(l *questionnaire.Layout, b *block, at int, row []byte) {
	if m.item.Multiple {
		b.set(m.col.lane, at, row[m.item.At])
		for i, place := range m.places {
			if l.Chosen(row, m.item, i) {
				lane := m.col.lane + 1 + place/8
				b.set(lane, at, b.lane(lane, at)|1<<(place%8))
			}
		}
		return
	}
	code := l.Code(row, m.item)
	if code >= questionnaire.PackedFirst {
		code = questionnaire.PackedFirst + m.places[code-questionnaire.PackedFirst]
	}
	for j := range m.col.lanes {
		b.set(m.col.lane+j, at, byte(code>>(8*j)))
	}
}
