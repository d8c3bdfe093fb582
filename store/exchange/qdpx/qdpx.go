// Package qdpx writes interviews of a guide as a REFI-QDA project (.qdpx), the
// format in which programs for qualitative analysis hand projects to one
// another. The same interviews and options give the same bytes.
//
// # What becomes what
//
//   - A tag is a code with its colour and definition.
//   - An interview is a case, with the hall, the person's role and the other
//     facts of the form as variables, and a text source: the topics as headings,
//     under each its notes, each below a line with its time and kind; then
//     take-aways, follow-ups and the list of attachments, whose files are not in
//     the project.
//   - A tag on a stretch of a note is a selection of exactly that stretch with a
//     coding; tags on the same stretch share the selection.
//   - A note that is the interviewer's own thought is no part of the source: it
//     is a note (memo) the source refers to, with selections of its own.
//   - An interviewer is a user, known by number.
//
// Positions count Unicode code points of the source from 0, the end is the one
// behind the last; line ends are LF.
//
// # What stays out
//
// Personal items, and quotes a person did not agree to, unless asked for.
//
// # Signs that XML does not have
//
// Texts of sources and notes stand in files of plain text and keep every
// control character. What stands in the project's XML (names of codes and
// topics, values of variables) cannot: there a sign that XML does not have is
// U+FFFD.
package qdpx

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// Mark ends every project written here, as the comment of its zip file: it
// tells it from one that another program has worked on.
const Mark = "tingfang"

// Interview is one interview of a guide with what it holds beside its answers.
type Interview struct {
	Form     *questionnaire.Form // the version it was held with
	Response questionnaire.Response
	Talk     talk.Record
}

// Options says what goes into a project.
type Options struct {
	Form      *questionnaire.Form // the current version
	Lang      questionnaire.Lang  // of headings and the words of answers
	Personal  bool                // personal items too
	AllQuotes bool                // quotes without consent too
	Tags      []talk.Tag          // every tag that a note may bear
	Program   string              // what the project says it comes from
}

// Count is what a project has in it.
type Count struct {
	Interviews, Notes int
	Quotes            int // left out, for want of consent
}

// colours are those of the tags, to be read on white.
var colours = [...]string{"#0B5CAD", "#8A4B00", "#1E7B3A", "#7B3FA0", "#00727A", "#A0307A", "#5B6400", "#4B5563"}

// Write writes the interviews, in the order they come, as a project. It fails
// with the stream's or the writer's error, and on a tag that is not among
// o.Tags.
func Write(w io.Writer, all iter.Seq2[Interview, error], o Options) (Count, error) {
	b := &builder{o: o, users: map[string]string{}, variables: map[string]string{}}
	for in, err := range all {
		if err != nil {
			return Count{}, fmt.Errorf("read interviews: %w", err)
		}
		if err := b.interview(in); err != nil {
			return Count{}, err
		}
	}
	return b.count, b.write(w)
}

// builder gathers a project.
type builder struct {
	o         Options
	people    []user
	named     []variable
	cases     []caseOf
	sources   []textSource
	memos     []textSource
	files     []file
	users     map[string]string // guid by number
	variables map[string]string // guid by kind and key
	last      time.Time         // of what is in the project
	count     Count
}

// file is a text of the project.
type file struct{ name, text string }

func (b *builder) interview(in Interview) error {
	r := &in.Response
	notes, left := talk.HandedOn(in.Form, r.Answers, in.Talk, b.o.AllQuotes)
	b.count.Interviews, b.count.Notes, b.count.Quotes = b.count.Interviews+1, b.count.Notes+len(notes), b.count.Quotes+left
	for _, at := range []time.Time{r.StartedAt, r.EndedAt} {
		if at.After(b.last) {
			b.last = at
		}
	}
	user := b.user(r.Interviewer.Number)
	name := r.StartedAt.Format("2006-01-02 15:04") + " " + r.Hall.Code
	source := textSource{GUID: guid("source", r.ID), Name: name, User: user, Created: moment(r.StartedAt)}
	t := newText(b.o.Lang)
	if err := b.fill(t, in, notes); err != nil {
		return err
	}
	source.Selections = t.selections
	for _, n := range notes {
		if n.Kind != talk.Thought {
			continue
		}
		memo, err := b.memo(n, user)
		if err != nil {
			return err
		}
		b.memos = append(b.memos, memo)
		source.NoteRefs = append(source.NoteRefs, reference{memo.GUID})
	}
	source.Path = b.file(source.GUID, t.String())
	b.sources = append(b.sources, source)
	b.cases = append(b.cases, caseOf{GUID: guid("case", r.ID), Name: name, Values: b.values(in), Sources: []reference{{source.GUID}}})
	return nil
}

// memo is a note of the interviewer's own.
func (b *builder) memo(n talk.Note, user string) (textSource, error) {
	id := guid("note", n.ID)
	t := newText(b.o.Lang)
	if err := b.note(t, n); err != nil {
		return textSource{}, err
	}
	return textSource{GUID: id, Name: n.Kind.Words().In(b.o.Lang) + " " + clock(n.Offset), User: user, Created: moment(n.At), Path: b.file(id, t.String()),
		Selections: t.selections}, nil
}

// note adds a note's text and the selections of its tags.
func (b *builder) note(t *text, n talk.Note) error {
	for _, m := range n.Marks {
		if !slices.ContainsFunc(b.o.Tags, func(g talk.Tag) bool { return g.ID == m.Tag }) {
			return fmt.Errorf("write project: tag %s is not among the tags", m.Tag)
		}
	}
	t.note(n)
	return nil
}

// file puts a text beside the project and gives its path in there.
func (b *builder) file(id, text string) string {
	b.files = append(b.files, file{"Sources/" + id + ".txt", text})
	return "internal://" + id + ".txt"
}

// user is the guid of an interviewer, "" for none.
func (b *builder) user(number string) string {
	if number == "" {
		return ""
	}
	id, known := b.users[number]
	if !known {
		id = guid("user", number)
		b.users[number] = id
		b.people = append(b.people, user{GUID: id, Name: number})
	}
	return id
}

// write writes the zip file.
func (b *builder) write(w io.Writer) error {
	var codes []codeOf
	for _, t := range b.o.Tags {
		n := len(colours)
		codes = append(codes, codeOf{GUID: guid("code", t.ID), Name: t.Name, Codable: true, Colour: colours[(t.Colour%n+n)%n], Description: t.Definition})
	}
	body, err := xml.MarshalIndent(project{Space: "urn:QDA-XML:project:1.0", Name: b.o.Form.Title.In(b.o.Lang), Origin: b.o.Program, Created: moment(b.last),
		Users: some(b.people), Codes: some(codes), Variables: some(b.named), Cases: some(b.cases), Sources: some(b.sources), Notes: some(b.memos)}, "", " ")
	if err != nil {
		return fmt.Errorf("write project: %w", err)
	}
	z := zip.NewWriter(w)
	for _, f := range append([]file{{"project.qde", xml.Header + string(body) + "\n"}}, b.files...) {
		in, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(in, f.text)
		}
		if err != nil {
			return fmt.Errorf("write project: %w", err)
		}
	}
	if err := z.SetComment(Mark); err != nil {
		return fmt.Errorf("write project: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write project: %w", err)
	}
	return nil
}
