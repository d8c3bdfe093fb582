package summary

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// column is one closed item: all versions of the form in which its codes,
// scale, boxes and values are the same.
type column struct {
	name    string // the item's, with @version behind it where another column has the plain name
	form    *questionnaire.Form
	q       *questionnaire.Question
	item    questionnaire.PackedItem
	sign    string
	codes   []string
	labels  []questionnaire.Text
	boxes   []stat.Box
	values  []float64 // the numbers in means; NaN = off the scale
	alone   []bool    // exclusive choices
	numeric bool      // some answer has a number
	lane    int       // its first lane
	lanes   int
}

var boxNames = map[string]stat.Box{"top": stat.Top, "mid": stat.Mid, "bottom": stat.Bottom, "focus": stat.Focus}

// newColumn reads an item of a form.
func newColumn(f *questionnaire.Form, it questionnaire.PackedItem) *column {
	col := &column{form: f, q: &f.Questions[it.Question], item: it, lanes: it.Size}
	if col.q.Kind == questionnaire.Range {
		col.steps()
	} else {
		for _, ch := range f.Choices(col.q) {
			value := math.NaN()
			if ch.Value != nil {
				value = *ch.Value
			}
			col.add(ch.Name, ch.Label, boxNames[ch.Box], value, ch.Exclusive)
		}
	}
	for _, v := range col.values {
		col.numeric = col.numeric || !math.IsNaN(v)
	}
	col.numeric = col.numeric && col.q.Scale != "nominal" && !it.Multiple
	col.sign = col.signature()
	return col
}

// steps are the answers of a range: numbers that name and stand for themselves.
func (col *column) steps() {
	r := col.q.Range
	step := math.Copysign(r.Step, r.End-r.Start)
	for i := range col.item.Count {
		// Steps of a tenth add up to a hair beside it.
		value := math.Round((r.Start+float64(i)*step)*1e9) / 1e9
		name := questionnaire.Number(value)
		col.add(name, questionnaire.Text{"": name}, rangeBox(col.q, value), value, false)
	}
}

// rangeBox is the box of a number on a scale of 0 to 10: those of the net
// promoter score. Other ranges have none.
func rangeBox(q *questionnaire.Question, value float64) stat.Box {
	switch {
	case q.Scale != "nps11":
		return stat.Unboxed
	case value >= 9:
		return stat.Top
	case value >= 7:
		return stat.Mid
	}
	return stat.Bottom
}

func (col *column) add(code string, label questionnaire.Text, box stat.Box, value float64, alone bool) {
	col.codes, col.labels = append(col.codes, code), append(col.labels, label)
	col.boxes, col.values, col.alone = append(col.boxes, box), append(col.values, value), append(col.alone, alone)
}

// signature is what must be the same for answers to pool: everything but the
// wording and the order of the choices.
func (col *column) signature() string {
	answers := make([]string, len(col.codes))
	for i, code := range col.codes {
		answers[i] = fmt.Sprintf("%q %d %g %t", code, col.boxes[i], col.values[i], col.alone[i])
	}
	slices.Sort(answers)
	return fmt.Sprintf("%d %s %t %s", col.q.Kind, col.q.Scale, col.q.Reverse, strings.Join(answers, ";"))
}

// ordered reports that the answers have an order, so that they add up.
func (col *column) ordered() bool {
	return !col.item.Multiple && (col.q.Kind == questionnaire.Range || col.q.Scale != "" && col.q.Scale != "nominal")
}

// score is an answer's number, of a reversed item turned around.
func (col *column) score(i int) float64 {
	if col.q.Reverse {
		return col.turned(col.values[i])
	}
	return col.values[i]
}

// turned is max + min − x.
func (col *column) turned(x float64) float64 {
	low, high := col.bounds()
	return high + low - x
}

// bounds are the least and the largest number of the column.
func (col *column) bounds() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, x := range col.values {
		if !math.IsNaN(x) {
			low, high = min(low, x), max(high, x)
		}
	}
	return low, high
}

// code reads a case's code of the column, PackedFirst + i for the i-th answer.
func (col *column) code(b *block, at int) int {
	code := int(b.lane(col.lane, at))
	if col.lanes == 2 && !col.item.Multiple {
		code |= int(b.lane(col.lane+1, at)) << 8
	}
	return code
}

// chosen reports whether a case of a select_multiple has the i-th choice.
func (col *column) chosen(b *block, at, i int) bool {
	return b.lane(col.lane+1+i/8, at)&(1<<(i%8)) != 0
}

func (b *block) lane(n, at int) byte {
	if n >= len(b.lanes) || b.lanes[n] == nil {
		return 0
	}
	return b.lanes[n][at]
}

// set writes a byte; a lane is made when it first holds one.
func (b *block) set(n, at int, value byte) {
	if n >= len(b.lanes) || b.lanes[n] == nil {
		if value == 0 {
			return
		}
		b.lanes = append(b.lanes, make([][]byte, max(0, n+1-len(b.lanes)))...)
		b.lanes[n] = make([]byte, blockSize)
	}
	b.lanes[n][at] = value
}

// wipe takes the answers of a case out.
func (b *block) wipe(at int) {
	for _, lane := range b.lanes {
		if lane != nil {
			lane[at] = 0
		}
	}
}
