package exchange

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// Told is one interview of a guide with what it holds beside its answers.
type Told struct {
	Form     *questionnaire.Form // the version it was held with
	Response questionnaire.Response
	Talk     talk.Record
}

// Tolds is a stream of interviews of a guide; it stops at the first error.
type Tolds = iter.Seq2[Told, error]

// TalkOptions says what of talks goes into a file. Quotes to which a person
// did not agree stay out unless AllQuotes.
type TalkOptions struct {
	Lang      questionnaire.Lang
	Raw       bool // CSV without the guard against formulas
	Personal  bool // personal items too
	AllQuotes bool // quotes without consent too, marked as such
	Tags      []talk.Tag
}

// TalkCount is what a file of talks has in it.
type TalkCount struct {
	Interviews int
	Notes      int
	Quotes     int // left out, for want of consent
}

// add puts another file's figures to these.
func (c *TalkCount) add(d TalkCount) {
	c.Interviews, c.Notes, c.Quotes = c.Interviews+d.Interviews, c.Notes+d.Notes, c.Quotes+d.Quotes
}

// noteColumns follow the leads in a file of notes.
var noteColumns = [...]struct {
	name, kind string
	label      questionnaire.Text
}{
	{"topic", "text", bi("主题；own 是自加的", "topic; own is one of the interviewer's")},
	{"title", "text", bi("主题的名称", "title of the topic")},
	{"position", "integer", bi("笔记在这次访谈里的次序，从 1 起", "place among the interview's notes, from 1")},
	{"offset_s", "integer", bi("谈到第几秒时开始写", "second of the talk at which it was begun")},
	{"kind", "text", bi("种类", "kind")},
	{"text", "text", bi("笔记", "note")},
	{"tags", "text", bi("标签，用分号隔开", "tags, with semicolons between")},
	{"quotable", "integer", bi("原话可否引用；别的笔记空着", "whether a quote may be used; blank for other notes")},
}

// WriteNotes writes the notes of interviews as CSV: a row for each note, with
// the leads of its interview. A tag on a part of the note stands as on the
// whole of it. The bytes are those of WriteCSV.
func WriteNotes(w io.Writer, ts Tolds, o TalkOptions) (TalkCount, error) {
	var n TalkCount
	s := newSheet(w, o.Raw)
	var names []string
	for _, l := range leads {
		names = append(names, l.name)
	}
	for _, c := range noteColumns {
		names = append(names, c.name)
	}
	if err := s.header(names); err != nil {
		return n, err
	}
	for t, err := range ts {
		if err != nil {
			return n, fmt.Errorf("read interviews: %w", err)
		}
		one, err := writeNotes(s, &t, o)
		if err != nil {
			return n, err
		}
		n.add(one)
	}
	return n, s.flush()
}

func writeNotes(s *sheet, t *Told, o TalkOptions) (TalkCount, error) {
	notes, left := talk.HandedOn(t.Form, t.Response.Answers, t.Talk, o.AllQuotes)
	titles := map[questionnaire.Ref]string{}
	for _, topic := range talk.All(t.Form, t.Talk) {
		titles[topic.Ref] = topic.Title.In(o.Lang)
	}
	quotable := talk.Agreed(t.Form, questionnaire.RoleConsentQuote, t.Response.Answers)
	for i, n := range notes {
		for _, l := range leads {
			l.write(s, &t.Response)
		}
		s.text(n.Topic.Item)
		s.text(titles[n.Topic])
		s.whole(int64(i + 1))
		s.whole(int64(n.Offset.Seconds()))
		s.text(n.Kind.Code())
		s.text(n.Text)
		tags, err := tagsOf(n, o.Tags)
		if err != nil {
			return TalkCount{}, err
		}
		s.text(strings.Join(tags, "; "))
		if n.Kind == talk.Quote {
			s.bare(oneIf(quotable))
		} else {
			s.blank()
		}
		if err := s.end(); err != nil {
			return TalkCount{}, err
		}
	}
	return TalkCount{1, len(notes), left}, nil
}

// tagsOf are the names of a note's tags, each once, in the order of its marks.
func tagsOf(n talk.Note, tags []talk.Tag) (names []string, err error) {
	seen := map[string]bool{}
	for _, m := range n.Marks {
		if seen[m.Tag] {
			continue
		}
		seen[m.Tag] = true
		name, err := tagName(tags, m.Tag)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

func tagName(tags []talk.Tag, id string) (string, error) {
	for _, t := range tags {
		if t.ID == id {
			return t.Name, nil
		}
	}
	return "", fmt.Errorf("write notes: tag %s is not among the tags", id)
}

// WriteNotesCodebook writes what the columns of a file of notes hold, as
// WriteCodebook does for the wide layout.
func WriteNotesCodebook(w io.Writer, o TalkOptions) error {
	s := newSheet(w, o.Raw)
	if err := s.header(codebookColumns[:]); err != nil {
		return err
	}
	for i := range leads {
		e := describe(i, &Variable{Part: Lead})
		if err := e.write(s, i+1, leads[i].name, o.Lang); err != nil {
			return err
		}
	}
	for i, c := range noteColumns {
		e := entry{kind: c.kind, numeric: c.kind == "integer", label: c.label}
		switch c.name {
		case "kind":
			for k := talk.Paraphrase; k <= talk.Thought; k++ {
				e.values = append(e.values, value{k.Code(), k.Words()})
			}
		case "quotable":
			e.values = yesNo
		}
		if err := e.write(s, len(leads)+i+1, c.name, o.Lang); err != nil {
			return err
		}
	}
	return s.flush()
}
