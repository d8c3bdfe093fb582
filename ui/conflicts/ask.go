package conflicts

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
)

// drawAsked is the field for a third value or for the reason.
func (s *Screen) drawAsked(width, height int) ([]string, *tea.Cursor) {
	t, x, i := s.env.Theme, s.texts(), s.list[s.at]
	rows := []string{""}
	label, hint := x.Reason, x.ReasonHint
	if s.phase == typing {
		label, hint = x.Third, s.typeWhat(i)
		rows = append(append(rows, s.block(t.Question, s.asked(i), width)...), "")
		rows = append(rows, s.drawChoices(i, width, height-len(rows)-7)...)
	} else {
		for _, other := range s.list {
			if c, done := s.chosen[other.key()]; done && other.Record == i.Record {
				rows = append(rows, margin+t.Dim.Render(t.Cut(s.what(other), width/3)+"  ")+t.Accent.Render(t.Cut(s.decided(other, c), width-width/3-6)))
			}
		}
		rows = append(rows, "")
	}
	rows = append(rows, margin+t.Accent.Render(label))
	field, cursor := s.field().Draw(width-6, 1)
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+4, len(rows)
	}
	rows = append(rows, margin+t.Accent.Render(t.Signs.Cursor)+" "+field, "")
	if s.fault != "" {
		return append(rows, s.block(t.Bad, t.Signs.Cross+" "+s.fault, width)...), cursor
	}
	return append(rows, s.block(t.Dim, hint, width)...), cursor
}

func (s *Screen) decided(i item, c choice) string {
	if c.side < 0 {
		return questionnaire.HarmlessLine(s.answer(i, c.third))
	}
	return questionnaire.HarmlessLine(s.value(i, i.Sides[c.side]))
}

func (s *Screen) typeWhat(i item) string {
	x := s.texts()
	switch q := i.form.Question(i.Item.Item); q.Kind {
	case questionnaire.SelectOne, questionnaire.SelectMultiple:
		return x.ThirdCodes
	case questionnaire.Integer, questionnaire.Decimal, questionnaire.Range:
		return x.ThirdNumber
	}
	return x.ThirdText
}

// drawChoices lists the codes of a closed item, as far as there is room.
func (s *Screen) drawChoices(i item, width, room int) (rows []string) {
	t := s.env.Theme
	list := i.form.Choices(i.form.Question(i.Item.Item))
	for n, c := range list {
		if n >= room {
			rows = append(rows, margin+t.Dim.Render(fmt.Sprintf("… %d", len(list)-n)))
			break
		}
		rows = append(rows, margin+t.Key.Render(t.Pad(questionnaire.HarmlessLine(c.Name), 4))+t.Cut(questionnaire.HarmlessLine(c.Label.In(s.env.Lang)), width-10))
	}
	if len(rows) > 0 {
		rows = append(rows, "")
	}
	return rows
}
