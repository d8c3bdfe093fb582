// Package exchange writes interviews as files other programs read, and reads
// them back. It knows no SQL and opens no file: interviews are a stream, bytes
// go to an io.Writer or come from an io.Reader. The same interviews and options
// give the same bytes.
//
// # One list of variables
//
// [Variables] is the list of columns that every writer and the codebook follow:
//
//   - what is known of every interview, from uuid to language;
//   - then the items in the order of the form. A note has no column, a
//     calculation has one. A select_multiple q has q, the codes with a space
//     between them, and q__CODE with 0 or 1 for each choice; q__1, q__2 … by
//     position where a code is no identifier or the name would exceed 32 bytes;
//   - NAME__reason behind an item that may be refused for a reason: the code of
//     the reason, blank where it was not refused;
//   - in a guide TOPIC__minutes, TOPIC__notes and TOPIC__quotes behind the items
//     of each topic, own__topics, own__declined and the like for those the
//     interviewer added, talk__followups and talk__attachments: figures of what
//     an interview holds beside its answers (CSVOptions.Talk), blank where notes
//     were not agreed to. They are not read back: a wide file carries answers,
//     the notes themselves go into files of their own;
//   - with CSVOptions.Remarks, NAME__remark behind each item's columns, notes
//     included;
//   - at the end what only earlier versions of the form asked
//     (CSVOptions.Older). An answer to an item that stands in no version handed
//     in is an error: nothing is dropped unsaid.
//
// Personal items are written only with CSVOptions.Personal; an item is personal
// if any version says so. An answer the route no longer reaches is not written.
//
// # Cells
//
// An open item and one that was not asked are blank: the route, printed in the
// codebook as relevant, tells them apart. Not applicable is -97, don't know
// -98, refused -99; so are the 0/1 columns of a select_multiple. A 0/1 column
// is blank where the version of the form then used had no such choice. With
// CSVOptions.Labels items carry the labels of choices, in the words of the
// version then used, and the words of a status in place of a missing code; what
// stands before the items stays as it is, and so do 0 and 1.
//
// Times are local to the interview: YYYY-MM-DD HH:MM:SS, with utc_offset
// beside them.
//
// # The long layout
//
// With CSVOptions.Long one row is one decided answer, and one chosen code of a
// select_multiple; interviews in the order they come, items in the order of
// the form. The column code holds the value as in the wide layout: a code, a
// number, a date or the text; label holds the label of a choice or the words of
// a missing code; missing holds -97, -98 or -99, and then code is blank. A remark
// stands on the first row of its item, on a row without a value where the item
// is open.
//
// # The bytes
//
// UTF-8 with a byte order mark, CRLF between rows, cells in quotes where
// needed and the identifier that begins a row always, a line end inside a cell
// is LF. Numbers and times are written bare;
// every other cell is a text and goes through [Guard], whose exact inverse is
// [Unguard]. A wide file without guard says so in a way only bytes show: one
// name of its first row stands in quotes.
//
// # Notes and transcripts
//
// [WriteNotes] writes one row a note, the same bytes otherwise; [WriteTranscript]
// an interview as Markdown to be read; package qdpx a project for programs of
// qualitative analysis. In all three a quote to which the person did not agree
// stays out unless asked for, and so do personal items; each counts the quotes
// it leaves out. Control characters and escape sequences in a text are written
// as they were typed; Markdown's own signs are escaped; a sign that XML does
// not have is U+FFFD in the XML of a project, and itself in its texts.
//
// # Reading
//
// [Reader] reads a wide file that was written here, cell by cell, so that what
// it gives is written again as the same bytes: the route is not asked again, and
// interviews of one second keep their order. It also reads a plain file, whose
// columns are named like items and may be followed by hall, interviewer,
// started_at and language: a value is a code, a label, a missing code or its
// words, and blank is no answer. There the form's conditions hold as far as the
// file has the items they name, so that a file without consent is still read.
// Commas, semicolons and tabs are told apart, and UTF-8 and UTF-16; GB18030 is
// recognised and must be declared. Whatever is wrong is a [Fault] with row,
// column, value and rule.
package exchange
