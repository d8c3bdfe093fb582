package qdpx

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"time"
)

// project is the XML of a project, in the order its schema wants.
type project struct {
	XMLName   xml.Name      `xml:"Project"`
	Space     string        `xml:"xmlns,attr"`
	Name      string        `xml:"name,attr"`
	Origin    string        `xml:"origin,attr,omitempty"`
	Created   string        `xml:"creationDateTime,attr,omitempty"`
	Users     *[]user       `xml:"Users>User"`
	Codes     *[]codeOf     `xml:"CodeBook>Codes>Code"`
	Variables *[]variable   `xml:"Variables>Variable"`
	Cases     *[]caseOf     `xml:"Cases>Case"`
	Sources   *[]textSource `xml:"Sources>TextSource"`
	Notes     *[]textSource `xml:"Notes>Note"`
}

// some points to a list, nil for an empty one: its element is then not written,
// as the schema wants.
func some[T any](list []T) *[]T {
	if len(list) == 0 {
		return nil
	}
	return &list
}

type user struct {
	GUID string `xml:"guid,attr"`
	Name string `xml:"name,attr"`
}

type codeOf struct {
	GUID        string `xml:"guid,attr"`
	Name        string `xml:"name,attr"`
	Codable     bool   `xml:"isCodable,attr"`
	Colour      string `xml:"color,attr"`
	Description string `xml:"Description,omitempty"`
}

type variable struct {
	GUID string `xml:"guid,attr"`
	Name string `xml:"name,attr"`
	Kind string `xml:"typeOfVariable,attr"`
}

type caseOf struct {
	GUID    string      `xml:"guid,attr"`
	Name    string      `xml:"name,attr"`
	Values  []valueOf   `xml:"VariableValue"`
	Sources []reference `xml:"SourceRef"`
}

// valueOf is the value of one variable: one of text, number and day.
type valueOf struct {
	Variable reference `xml:"VariableRef"`
	Text     *string   `xml:"TextValue"`
	Number   *string   `xml:"FloatValue"`
	Day      *string   `xml:"DateValue"`
}

type reference struct {
	Target string `xml:"targetGUID,attr"`
}

// textSource is a source, or a note, whose text stands in a file.
type textSource struct {
	GUID       string      `xml:"guid,attr"`
	Name       string      `xml:"name,attr"`
	Path       string      `xml:"plainTextPath,attr"`
	User       string      `xml:"creatingUser,attr,omitempty"`
	Created    string      `xml:"creationDateTime,attr,omitempty"`
	Selections []selection `xml:"PlainTextSelection"`
	NoteRefs   []reference `xml:"NoteRef"`
}

// selection is a stretch of a text, in code points, half open.
type selection struct {
	GUID    string   `xml:"guid,attr"`
	Name    string   `xml:"name,attr"`
	First   int      `xml:"startPosition,attr"`
	Last    int      `xml:"endPosition,attr"`
	Codings []coding `xml:"Coding"`
}

type coding struct {
	GUID string    `xml:"guid,attr"`
	Code reference `xml:"CodeRef"`
}

// guid is an identifier made from what it is of, so that the same thing has the
// same one in every file.
func guid(kind, of string) string {
	h := sha256.Sum256([]byte("tingfang\x00" + kind + "\x00" + of))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80 // version 8: made from other data
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// moment is a time as XML has it, "" for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Truncate(time.Second).Format(time.RFC3339)
}
