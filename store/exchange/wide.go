package exchange

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"tingfang/questionnaire"
)

// WriteCSV writes the interviews, in the order they come, as the CSV file that
// o describes; f is the current version of their form. It gives the number of
// rows written below the header: interviews, or answers in the long layout. It
// fails with the stream's or the writer's error, and on an answer to an item
// that no version handed in has.
func WriteCSV(w io.Writer, f *questionnaire.Form, rs questionnaire.Responses, o CSVOptions) (rows int, err error) {
	p, s := newPlan(f, o), newSheet(w, o.Raw)
	write := wide(p, s)
	names := make([]string, len(p.vars))
	for i, v := range p.vars {
		names[i] = v.Name
	}
	if o.Long {
		write, names = long(p, s), p.longColumns()
	}
	if err := s.header(names); err != nil {
		return 0, err
	}
	var one questionnaire.Response
	for r, err := range rs {
		if err != nil {
			return s.rows, fmt.Errorf("read interviews: %w", err)
		}
		one = r
		if err := write(&one); err != nil {
			return s.rows, err
		}
	}
	return s.rows, s.flush()
}

// wide writes one row an interview.
func wide(p *plan, s *sheet) func(*questionnaire.Response) error {
	answers := make([]*questionnaire.Answer, len(p.slots))
	return func(r *questionnaire.Response) error {
		v, err := p.place(r, answers)
		if err != nil {
			return err
		}
		told, err := p.counts(r)
		if err != nil {
			return err
		}
		for i := range p.vars {
			if p.vars[i].Part == Counted {
				told.write(s, &p.vars[i])
				continue
			}
			p.cell(s, v, i, r, answers)
		}
		return s.end()
	}
}

// place puts the answers of an interview into their slots.
func (p *plan) place(r *questionnaire.Response, answers []*questionnaire.Answer) (*view, error) {
	v := p.of(r)
	clear(answers)
	for i := range r.Answers {
		a := &r.Answers[i]
		slot, write, err := p.slot(v, r, i)
		switch {
		case err != nil:
			return nil, err
		case a.Instance != "":
			return nil, fmt.Errorf("write interview %s: item %s is repeated, which the wide layout cannot hold", r.ID, a.Item)
		case write:
			answers[slot] = a
		}
	}
	return v, nil
}

// cell writes the i-th column of an interview.
func (p *plan) cell(s *sheet, v *view, i int, r *questionnaire.Response, answers []*questionnaire.Answer) {
	if p.vars[i].Part == Lead {
		leads[i].write(s, r)
		return
	}
	c := v.cells[i]
	writeCell(s, p, &p.vars[i], &v.items[c.slot], c, answers[c.slot])
}

func writeCell(s *sheet, p *plan, v *Variable, it *item, c cell, a *questionnaire.Answer) {
	switch {
	case a == nil:
		s.blank()
	case v.Part == Remark:
		s.text(a.Remark)
	case v.Part == Reason:
		writeReason(s, it, a)
	case a.Status == questionnaire.Open:
		s.blank()
	case a.Status != questionnaire.Given && p.o.Labels:
		s.text(a.Status.Words().In(p.o.Lang))
	case a.Status != questionnaire.Given:
		s.bare(missingCode(a.Status))
	case v.Part == Whole:
		writeValue(s, p, it, a)
	case c.offered || slices.Contains(a.Codes, v.Code):
		s.bare(oneIf(slices.Contains(a.Codes, v.Code)))
	default:
		s.blank()
	}
}

// writeValue writes a given answer.
func writeValue(s *sheet, p *plan, it *item, a *questionnaire.Answer) {
	switch it.q.Kind {
	case questionnaire.SelectOne, questionnaire.SelectMultiple:
		writeCodes(s, p, it, a.Codes)
	case questionnaire.Integer, questionnaire.Decimal, questionnaire.Range:
		s.number(a.Number)
	case questionnaire.Calculate:
		if isNumber(a.Text) {
			s.bare(a.Text)
			return
		}
		s.text(a.Text)
	default:
		s.text(a.Text)
	}
}

// writeReason writes why an item was refused.
func writeReason(s *sheet, it *item, a *questionnaire.Answer) {
	if a.Status != questionnaire.Refused {
		s.blank()
		return
	}
	for i := range it.reasons {
		if it.reasons[i].name == a.Reason {
			s.buf = append(append(s.buf, it.reasons[i].cell...), ',')
			return
		}
	}
	s.text(a.Reason)
}

func writeCodes(s *sheet, p *plan, it *item, codes []string) {
	if len(codes) == 1 {
		for i := range it.codes {
			if it.codes[i].name == codes[0] {
				s.buf = append(append(s.buf, it.codes[i].cell...), ',')
				return
			}
		}
	}
	s.text(joined(p, it, codes))
}

// joined is several choices in one cell: codes with a space between them, or
// labels as a sentence lists them.
func joined(p *plan, it *item, codes []string) string {
	if !p.o.Labels {
		return strings.Join(codes, " ")
	}
	labels := make([]string, len(codes))
	for i, c := range codes {
		labels[i] = it.label(c)
	}
	if p.o.Lang == questionnaire.EN {
		return strings.Join(labels, ", ")
	}
	return strings.Join(labels, "、")
}

// label is the label of a code, or the code itself where there is none.
func (it *item) label(name string) string {
	for i := range it.codes {
		if it.codes[i].name == name {
			return it.codes[i].label
		}
	}
	return name
}
