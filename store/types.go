package store

import (
	"time"

	"tingfang/questionnaire"
)

// FormInfo is one version of a form as it is kept.
type FormInfo struct {
	ID, Version string
	Title       questionnaire.Text
	Hash        [32]byte
	Origin      string // "builtin", or where it was added from
	Current     bool   // new interviews use this version
	AddedAt     time.Time
	Responses   int // interviews held with this version, drafts and practice included
}

// Opening is what is fixed when an interview begins; the first change creates
// the interview from it.
type Opening struct {
	ID          string // UUIDv7
	Form        *questionnaire.Form
	Hall        questionnaire.Hall // by its ID; the zero Hall = none
	Interviewer questionnaire.Person
	Language    questionnaire.Lang
	Practice    questionnaire.Practice
	StartedAt   time.Time // in the zone it is held in
	Follows     string    // id of the interview this one calls back; "" = none
}

// Change is one step of an interview: saved whole or not at all.
type Change struct {
	Opening Opening
	// Answers are those that changed; one with status Open and no remark takes
	// the answer back. One that is the same as stored only ends the typing of
	// its item.
	Answers  []questionnaire.Answer
	At       questionnaire.Ref // where the interviewer stands now
	Active   time.Duration     // spent on the interview so far
	Language questionnaire.Lang
	Kind     string // an event beside the answers: "jump", "pause", "resume", "lang"; "" = none
}

// Typed is a text in progress. A remark in progress stands under the item's
// name with RemarkSuffix.
type Typed struct {
	Ref   questionnaire.Ref
	Text  string
	Caret int // in runes from the start
}

// RemarkSuffix marks, behind an item's name, the remark on that item.
const RemarkSuffix = "__remark"

// Approach is a customer spoken to without an interview being opened.
type Approach struct {
	FormID      string
	Hall        questionnaire.Hall
	Interviewer questionnaire.Person
	Practice    questionnaire.Practice
	Disposition questionnaire.Disposition
	Reason      string // a code or words; "" = none
}

// Row is one interview or tallied approach in a list.
type Row struct {
	ID          string
	Approach    bool // tallied, no interview: FormHash, Active, At and Answers are empty
	FormID      string
	FormHash    [32]byte
	Hall        questionnaire.Hall
	Interviewer questionnaire.Person
	Practice    questionnaire.Practice
	Stage       questionnaire.Stage
	Disposition questionnaire.Disposition
	Reason      string // of an approach
	Voided      bool
	StartedAt   time.Time // in the zone it was held in
	EndedAt     time.Time // zero while a draft
	Active      time.Duration
	At          questionnaire.Ref
	Exported    bool                   // unchanged since the last export of its form
	Answers     []questionnaire.Answer // of Filter.Items only, in their order
}

// Filter chooses rows. Zero fields choose everything, except that practice,
// voided ones and approaches are only included where asked for.
type Filter struct {
	FormID, HallID, PersonID string
	Dispositions             []questionnaire.Disposition
	Stage                    *questionnaire.Stage
	From, To                 time.Time // of the start, half open; zero = open
	Text                     string    // found in remarks, texts, hall, interviewer or id
	Practice, Voided         bool      // include them
	Approaches               bool      // include them
	Items                    []string  // answers wanted in Row.Answers; personal ones never
	Limit, Offset            int       // Limit 0 = all
}

// Query chooses the interviews of Responses.
type Query struct {
	FormID   string
	Filter   Filter
	All      bool // drafts, practice and voided ones too
	Personal bool // with the personal items
}

// Counts are the figures of home: real interviews, not voided, and approaches.
type Counts struct {
	Approached  int // ended interviews and tallied approaches
	By          map[questionnaire.Disposition]int
	Drafts      int
	NotExported int // ended interviews that changed since the last export
}
