package exchange

import (
	"bytes"

	"tingfang/questionnaire"
)

// comparison tells two interviews apart by the cells that the file has of them.
type comparison struct {
	p        *plan
	raw      bool
	there    []bool // by variable of p: the file has the column
	mine, is *sheet
}

func newComparison(r *Reader, o ReadOptions, raw bool) *comparison {
	c := &comparison{raw: raw, mine: newSheet(nil, raw), is: newSheet(nil, raw)}
	c.p = newPlan(o.Form, CSVOptions{Remarks: true, Personal: true, Raw: raw, Older: o.Older})
	has := map[string]bool{}
	for _, col := range r.columns {
		switch {
		case col.lead >= 0:
			has[leads[col.lead].name] = true
		case col.v != nil:
			has[col.v.Name] = true
		}
	}
	c.there = make([]bool, len(c.p.vars))
	for i := range c.p.vars {
		c.there[i] = has[c.p.vars[i].Name]
	}
	return c
}

// differ gives the first column in which two interviews differ, "" for none,
// and its cell in each.
func (c *comparison) differ(mine, read *questionnaire.Response) (column, was, is string, err error) {
	a, err := c.row(c.mine, mine)
	if err != nil {
		return "", "", "", err
	}
	b, err := c.row(c.is, read)
	if err != nil {
		return "", "", "", err
	}
	for i := range a {
		if !bytes.Equal(a[i], b[i]) {
			return c.p.vars[i].Name, cellText(a[i]), cellText(b[i]), nil
		}
	}
	return "", "", "", nil
}

func cellText(cell []byte) string { return string(bytes.TrimSuffix(cell, []byte(","))) }

// row writes an interview's cells, each for itself; those the file has no
// column for are nil.
func (c *comparison) row(s *sheet, r *questionnaire.Response) ([][]byte, error) {
	answers := make([]*questionnaire.Answer, len(c.p.slots))
	v, err := c.p.place(r, answers)
	if err != nil {
		return nil, err
	}
	s.buf = s.buf[:0]
	ends := make([]int, len(c.p.vars))
	for i := range c.p.vars {
		if c.there[i] && c.p.vars[i].Part != Counted {
			c.p.cell(s, v, i, r, answers)
		}
		ends[i] = len(s.buf)
	}
	out, from := make([][]byte, len(ends)), 0
	for i, end := range ends {
		out[i], from = s.buf[from:end], end
	}
	return out, nil
}
