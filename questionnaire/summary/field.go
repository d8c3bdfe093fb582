package summary

import (
	"math"
	"strings"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// field is one name of a Where as it stands on a case: a number below size, and
// what the expression sees of it.
type field struct {
	size  uint64
	read  func(b *block, out []uint64) // the numbers of a block's cases
	value func(number uint64) expr.Value
}

// readNumbers reads an array of a block.
func readNumbers[T uint8 | uint16](of func(*block) []T, mask T) func(*block, []uint64) {
	return func(b *block, out []uint64) {
		for i, n := range of(b) {
			out[i] = uint64(n & mask)
		}
	}
}

func versionsOf(b *block) []uint8     { return b.versions[:] }
func dispositionsOf(b *block) []uint8 { return b.dispositions[:] }
func marksIn(b *block) []uint8        { return b.marks[:] }

const minutesADay = 24 * 60

// LeadNames are the names of what is known of an interview besides its answers,
// as Where and breaks know them.
var LeadNames = [...]string{"hall", "interviewer", "started_at", "mode", "disposition", "voided", "form_id", "form_version"}

// lead gives the field of a lead column.
func (c *Columns) lead(name string, zone *time.Location) (field, bool) {
	text := func(size int, read func(*block, []uint64), word func(int) string) (field, bool) {
		return field{uint64(max(1, size)), read, func(n uint64) expr.Value { return expr.Str(word(int(n))) }}, true
	}
	switch name {
	case "hall":
		return text(len(c.halls.codes), readNumbers(hallsOf, math.MaxUint16), c.halls.code)
	case "interviewer":
		return text(len(c.persons.codes), readNumbers(peopleOf, math.MaxUint16), c.persons.code)
	case "form_version":
		return text(len(c.versions), readNumbers(versionsOf, math.MaxUint8), func(n int) string { return c.versions[n].form.Version })
	case "form_id":
		return text(1, func(_ *block, out []uint64) { clear(out) }, func(int) string { return c.form.ID })
	case "disposition":
		return text(1+len(questionnaire.Dispositions), readNumbers(dispositionsOf, math.MaxUint8), dispositionCode)
	case "voided":
		return text(2, readNumbers(marksIn, markVoided), func(n int) string { return [...]string{"0", "1"}[n] })
	case "mode":
		return text(256, readNumbers(marksIn, math.MaxUint8), modeWord)
	case "started_at":
		return c.started(zone), true
	}
	return field{}, false
}

// started is when the interview began, to the minute, on the clock of its own
// place: the expression is to see that clock whatever its zone.
func (c *Columns) started(zone *time.Location) field {
	first := uint64(c.firstDay) * minutesADay
	return field{uint64(c.lastDay+1)*minutesADay - first, func(b *block, out []uint64) {
		for i, day := range b.days {
			// Places behind the last case have no day yet.
			out[i] = max(uint64(day)*minutesADay+uint64(b.minutes[i]), first) - first
		}
	}, func(n uint64) expr.Value {
		at := time.Unix(int64(n+first)*60, 0).UTC()
		return expr.DateTime(time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, zone))
	}}
}

func (d *dictionary) code(n int) string {
	if n < len(d.codes) {
		return d.codes[n]
	}
	return ""
}

func dispositionCode(n int) string {
	if n == 0 {
		return ""
	}
	return string(questionnaire.Dispositions[n-1])
}

// modeWord is the mode of a case's marks as files carry it.
func modeWord(marks int) string {
	switch {
	case marks&markPractice != 0:
		return "practice"
	case marks/markOrigin < len(questionnaire.Origins) && questionnaire.Origins[marks/markOrigin] == questionnaire.Demo:
		return "demo"
	}
	return "real"
}

// fields gives what stands behind a name: for an item with other codes in older
// versions more than one, of which a case has at most one; for one of several
// answers a part for each 16 choices.
func (c *Columns) fields(name string, zone *time.Location) ([]field, error) {
	cols := c.named[name]
	if cols == nil {
		if f, ok := c.lead(name, zone); ok {
			return []field{f}, nil
		}
		col, err := c.column(name)
		if err != nil {
			return nil, err
		}
		cols = []*column{col}
	}
	var out []field
	for _, col := range cols {
		if !col.item.Multiple {
			out = append(out, col.field())
			continue
		}
		for first := 0; first < col.item.Count; first += 16 {
			out = append(out, col.part(first))
		}
	}
	return out, nil
}

// field is a column as expressions see it: the code, or the number; ” for what
// is not given.
func (col *column) field() field {
	return field{uint64(questionnaire.PackedFirst + col.item.Count), func(b *block, out []uint64) {
		clear(out)
		for j := range col.lanes {
			b.read(col.lane+j, 8*j, out)
		}
	}, func(n uint64) expr.Value {
		switch {
		case n < questionnaire.PackedFirst:
			return expr.Str("")
		case col.q.Kind == questionnaire.Range:
			return expr.Num(col.values[n-questionnaire.PackedFirst])
		}
		return expr.Str(col.codes[n-questionnaire.PackedFirst])
	}}
}

// part is up to 16 choices of a select_multiple as expressions see them: the
// codes chosen with spaces between.
func (col *column) part(first int) field {
	n := min(16, col.item.Count-first)
	return field{1 << n, func(b *block, out []uint64) {
		clear(out)
		for j := 0; 8*j < n; j++ {
			b.read(col.lane+1+first/8+j, 8*j, out)
		}
	}, func(set uint64) expr.Value {
		var codes []string
		for i := range n {
			if set&(1<<i) != 0 {
				codes = append(codes, col.codes[first+i])
			}
		}
		return expr.Str(strings.Join(codes, " "))
	}}
}

// read adds a lane to numbers, shifted.
func (b *block) read(lane, shift int, out []uint64) {
	if lane >= len(b.lanes) || b.lanes[lane] == nil {
		return
	}
	for i, v := range b.lanes[lane] {
		out[i] |= uint64(v) << shift
	}
}
