package exchange

import (
	"cmp"
	"slices"

	"tingfang/questionnaire"
)

// longColumns are the columns of the long layout, the same for every form; one
// in which items are refused for a reason has that as a last one.
var longColumns = [...]string{"uuid", "form_version", "question", "repeat_index", "code", "label", "missing", "answered_at", "edits", "remark", "reason"}

func (p *plan) longColumns() []string {
	if p.reasoned {
		return longColumns[:]
	}
	return longColumns[:len(longColumns)-1]
}

// placed is an answer and the slot that orders it.
type placed struct {
	slot int
	*questionnaire.Answer
}

// long writes one row an answer, one a chosen code of a select_multiple.
func long(p *plan, s *sheet) func(*questionnaire.Response) error {
	var answers []placed
	return func(r *questionnaire.Response) error {
		v := p.of(r)
		answers = answers[:0]
		for i := range r.Answers {
			a := &r.Answers[i]
			slot, write, err := p.slot(v, r, i)
			if err != nil {
				return err
			}
			if write && (a.Status.Decided() || a.Remark != "") {
				answers = append(answers, placed{slot, a})
			}
		}
		slices.SortStableFunc(answers, func(a, b placed) int {
			return cmp.Or(cmp.Compare(a.slot, b.slot), cmp.Compare(a.Instance, b.Instance))
		})
		for _, a := range answers {
			if err := longAnswer(p, s, r, &v.items[a.slot], a.Answer); err != nil {
				return err
			}
		}
		return nil
	}
}

func longAnswer(p *plan, s *sheet, r *questionnaire.Response, it *item, a *questionnaire.Answer) error {
	n := 1
	if a.Status == questionnaire.Given {
		n = max(1, len(a.Codes))
	}
	for i := range n {
		s.first(r.ID)
		s.text(r.FormVersion)
		s.text(a.Item)
		s.text(a.Instance)
		longValue(p, s, it, a, i)
		s.moment(local(a.At, r))
		s.whole(int64(a.Edits))
		if i == 0 {
			s.text(a.Remark)
		} else {
			s.blank()
		}
		switch {
		case !p.reasoned:
		case i == 0:
			writeReason(s, it, a)
		default:
			s.blank()
		}
		if err := s.end(); err != nil {
			return err
		}
	}
	return nil
}

// longValue writes code, label and missing of the i-th row of an answer.
func longValue(p *plan, s *sheet, it *item, a *questionnaire.Answer, i int) {
	switch {
	case a.Status == questionnaire.Open:
		s.blanks(3)
	case a.Status != questionnaire.Given:
		s.blank()
		s.text(a.Status.Words().In(p.o.Lang))
		s.bare(missingCode(a.Status))
	case i < len(a.Codes):
		writeCodes(s, p, it, a.Codes[i:i+1])
		s.text(it.label(a.Codes[i]))
		s.blank()
	default:
		writeValue(s, p, it, a)
		s.blanks(2)
	}
}
