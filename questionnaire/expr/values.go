package expr

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Kind says what a Value is.
type Kind uint8

// The kinds of values.
const (
	StringKind Kind = iota
	NumberKind
	BooleanKind
	DateKind     // a day
	DateTimeKind // a moment
)

// Value is a string, a number, a boolean, a day or a moment; the zero Value is
// the empty string. It turns into the others as XPath 1.0 says.
type Value struct {
	kind   Kind
	text   string
	number float64 // of a boolean 0 or 1
	at     time.Time
}

// Str is a text.
func Str(s string) Value { return Value{text: s} }

// Num is a number; NaN and the infinities are allowed.
func Num(f float64) Value { return Value{kind: NumberKind, number: f} }

// Boolean is true or false.
func Boolean(b bool) Value {
	v := Value{kind: BooleanKind}
	if b {
		v.number = 1
	}
	return v
}

// Date is the day on which t falls in its own time zone.
func Date(t time.Time) Value {
	year, month, day := t.Date()
	return Value{kind: DateKind, at: time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// DateTime is the moment t, shown in its own time zone.
func DateTime(t time.Time) Value { return Value{kind: DateTimeKind, at: t} }

// Kind says what the value is, before any conversion.
func (v Value) Kind() Kind { return v.kind }

// Text is the value as a text: a number without exponent and without ".0",
// "true" or "false", 2006-01-02, or 2006-01-02T15:04:05.000+08:00.
func (v Value) Text() string {
	switch v.kind {
	case NumberKind:
		return numberText(v.number)
	case BooleanKind:
		return strconv.FormatBool(v.number == 1)
	case DateKind:
		return v.at.Format(time.DateOnly)
	case DateTimeKind:
		return v.at.Format("2006-01-02T15:04:05.000Z07:00")
	}
	return v.text
}

func numberText(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 0):
		return strings.TrimPrefix(strconv.FormatFloat(f, 'f', -1, 64), "+") + "inity"
	case f == 0:
		return "0" // never "-0"
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// Float is the value as a number: NaN for a text that is none, 0 or 1 for a
// boolean, the days since 1970-01-01 on the local calendar for a date or a
// moment, and for a text written as one.
func (v Value) Float() float64 {
	switch v.kind {
	case StringKind:
		return textNumber(v.text)
	case DateKind, DateTimeKind:
		_, offset := v.at.Zone()
		seconds := float64(v.at.Unix()+int64(offset)) + float64(v.at.Nanosecond())/1e9
		return seconds / 86400
	}
	return v.number
}

func textNumber(s string) float64 {
	s = strings.TrimSpace(s)
	if isDecimal(s) {
		f, err := strconv.ParseFloat(s, 64)
		if err == nil || math.IsInf(f, 0) {
			return f
		}
	}
	if at, ok := readTime(s, time.UTC); ok {
		return DateTime(at).Float()
	}
	return math.NaN()
}

// isDecimal holds for an optional minus, digits, and at most one point: XPath
// knows neither a plus sign nor an exponent.
func isDecimal(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, fraction, _ := strings.Cut(s, ".")
	digits := whole + fraction
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return false
		}
	}
	return digits != ""
}

// True is the value as a boolean: false for ”, 0, NaN and false.
func (v Value) True() bool {
	switch v.kind {
	case StringKind:
		return v.text != ""
	case NumberKind, BooleanKind:
		return v.number != 0 && !math.IsNaN(v.number)
	}
	return true
}

// timeLayouts are the ways a date or a moment is written; a fraction of a
// second is read wherever seconds are.
var timeLayouts = []string{
	"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05",
	"2006-01-02T15:04Z07:00", "2006-01-02T15:04",
}

// readTime reads a date or a moment; one without an offset is in loc, one with
// an offset is turned to loc.
func readTime(s string, loc *time.Location) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) < len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return time.Time{}, false
	}
	if len(s) == len(time.DateOnly) {
		at, err := time.ParseInLocation(time.DateOnly, s, loc)
		return at, err == nil
	}
	for _, layout := range timeLayouts {
		if at, err := time.ParseInLocation(layout, s, loc); err == nil {
			return at.In(loc), true
		}
	}
	return time.Time{}, false
}
