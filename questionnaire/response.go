package questionnaire

import (
	"iter"
	"time"
)

// Stage tells whether an interview is still open.
type Stage uint8

// The stages; their numbers stand in the database.
const (
	Draft Stage = iota
	Ended
)

// Practice tells real interviews from practice ones.
type Practice uint8

// The kinds of interview; their numbers stand in the database.
const (
	Real Practice = iota
	Practised
)

// Origin tells where an interview came from.
type Origin string

// The origins.
const (
	Keyed    Origin = "keyed"
	Imported Origin = "imported"
	Demo     Origin = "demo"
)

// Response is one interview as it is kept: what was known before it, how it
// went, and every answer.
type Response struct {
	ID          string // UUIDv7, fixed from the first key
	FormID      string
	FormVersion string
	FormHash    [32]byte // the version of the form it was held with
	Hall        Hall
	Interviewer Person
	Device      string // the laptop's id
	Language    Lang
	Practice    Practice
	Stage       Stage
	Disposition Disposition
	Voided      bool
	Origin      Origin
	StartedAt   time.Time     // in the zone it was held in
	EndedAt     time.Time     // zero while it is a draft
	Active      time.Duration // time spent on it, pauses left out
	At          Ref           // where the interviewer stood
	Follows     string        // id of the interview this one calls back
	Changed     int64         // the store's counter at its last change

	Answers []Answer // in the order of item names; personal ones only where asked for
}

// Responses is a stream of interviews; it stops at the first error.
type Responses = iter.Seq2[Response, error]
