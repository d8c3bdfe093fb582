// Package talk is what a guide interview holds beside its answers: notes with
// their marks, the interviewer's own topics, visits to topics, follow-up
// actions and attachments. It is pure data and rules, like the package above
// it: no clock, file, database or terminal.
package talk

import (
	"time"

	"tingfang/questionnaire"
)

// Kind is what a note is. The numbers stand in the database.
type Kind uint8

// The kinds of notes.
const (
	Paraphrase  Kind = iota // what was said, in the interviewer's words
	Quote                   // the person's own words
	Observation             // what was seen
	Thought                 // the interviewer's own
)

// Note is one paragraph written during the talk.
type Note struct {
	ID       string // UUIDv7
	Topic    questionnaire.Ref
	Position float64 // its place among the interview's notes, in the order they stand
	Kind     Kind
	Text     string
	Offset   time.Duration // when it was begun, on the clock of the talk
	At       time.Time     // when it was last changed
	Marks    []Mark        // in the order of First
	Gone     bool          // deleted
}

// Mark ties a tag to a stretch of a note.
type Mark struct {
	ID          string // UUIDv7
	Tag         string // id of the tag
	First, Last int    // in code points of the note's text, half open
}

// Tag (标签) is a word of the analysis. Tags are shared by all interviews.
type Tag struct {
	ID         string
	Name       string
	Definition string
	Colour     int    // a place in the theme's row of tag colours, from 0
	Sign       string // one character that tells it apart without colour
	Into       string // id of the tag it was merged into; "" = none
	Gone       bool
}

// Visit is a stretch of the talk spent on one topic.
type Visit struct {
	Topic questionnaire.Ref
	At    time.Time
	For   time.Duration
}

// OwnTopic is a topic the interviewer added. Its Ref is {Item: Own, Instance:
// its ID}.
type OwnTopic struct {
	ID       string
	Title    string
	Position int
	Declined string // why it was declined, a code of the form's list; "" = it was not
	Gone     bool
}

// Own is the item of every own topic's Ref.
const Own = "own"

// FollowUp (后续事项) is an action agreed in an interview.
type FollowUp struct {
	ID, Response string
	What, Who    string
	Due          string // YYYY-MM-DD; "" = none
	DoneAt       time.Time
	Gone         bool
}

// Attachment is a photo or document from the visit, kept under its hash in the
// data folder.
type Attachment struct {
	ID, Response string
	Topic        questionnaire.Ref
	SHA256       [32]byte
	Name         string // the file's own name, without folders
	MediaType    string
	Size         int64 // bytes as kept
	Caption      string
	At           time.Time
	Gone         bool
}

// Record is all that one interview holds beside its answers; nothing in it is
// gone, notes are in the order of their Position.
type Record struct {
	Notes       []Note
	Topics      []OwnTopic
	Visits      []Visit
	FollowUps   []FollowUp
	Attachments []Attachment
}

// Change is one step of a talk: saved whole or not at all. What is named
// replaces what was kept under its ID; Gone takes it away.
type Change struct {
	Notes       []Note // left, with their marks
	Typing      *Note  // being typed: kept, but not yet found by searching
	Topics      []OwnTopic
	Visits      []Visit // added
	FollowUps   []FollowUp
	Attachments []Attachment
}
