package expr

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

var dateFunctions = map[string]function{
	"today": {strict: func(env Env, _ []Value) (Value, error) { return Date(env.Now()), nil }},
	"now":   {strict: func(env Env, _ []Value) (Value, error) { return DateTime(env.Now()), nil }},
	"date": ofMoment("date", 1, Str(""), func(at time.Time, _ []Value) (Value, error) {
		return Date(at), nil
	}),
	"decimal-date-time": ofMoment("decimal-date-time", 1, Num(math.NaN()), func(at time.Time, _ []Value) (Value, error) {
		return Num(DateTime(at).Float()), nil
	}),
	"decimal-time":     decimalTime(),
	"format-date":      formatting("format-date"),
	"format-date-time": formatting("format-date-time"),
}

// moment reads a value as a moment in local time: a date, a text written as
// one, or a number of days since 1970-01-01.
func moment(env Env, v Value) (time.Time, bool) {
	loc := env.Now().Location()
	switch v.kind {
	case DateKind:
		year, month, day := v.at.Date()
		return time.Date(year, month, day, 0, 0, 0, 0, loc), true
	case DateTimeKind:
		return v.at.In(loc), true
	case NumberKind:
		return fromDays(v.number, loc)
	case StringKind:
		return readTime(v.text, loc)
	}
	return time.Time{}, false
}

// fromDays is the moment so many days after the start of 1970 on the local
// calendar; there is none for NaN or beyond the years of four digits.
func fromDays(days float64, loc *time.Location) (time.Time, bool) {
	if !(days >= -719162 && days < 2932897) { // 0001-01-01 up to 9999-12-31
		return time.Time{}, false
	}
	whole := math.Floor(days)
	clock := time.Duration(math.Round((days-whole)*86400e3)) * time.Millisecond
	at := time.Date(1970, 1, 1+int(whole), 0, 0, 0, 0, time.UTC).Add(clock)
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), loc), true
}

// ofMoment makes a function of the moment its first argument gives; where that
// is blank or NaN, as after arithmetic on an undecided item, it gives none.
func ofMoment(name string, arity int, none Value, result func(at time.Time, args []Value) (Value, error)) function {
	return function{least: arity, most: arity, strict: func(env Env, args []Value) (Value, error) {
		if text := args[0].Text(); text == "" || text == "NaN" {
			return none, nil
		}
		at, ok := moment(env, args[0])
		if !ok {
			return Value{}, &ValueError{name, NotADate}
		}
		return result(at, args)
	}}
}

// decimalTime is the part of the day that has passed, by the local clock, at a
// moment or at a time of day written alone.
func decimalTime() function {
	f := ofMoment("decimal-time", 1, Num(math.NaN()), func(at time.Time, _ []Value) (Value, error) {
		days := DateTime(at).Float()
		return Num(days - math.Floor(days)), nil
	})
	ofDate := f.strict
	f.strict = func(env Env, args []Value) (Value, error) {
		if at, ok := readTime("1970-01-01T"+args[0].Text(), env.Now().Location()); ok {
			args = []Value{DateTime(at)}
		}
		return ofDate(env, args)
	}
	return f
}

func formatting(name string) function {
	return ofMoment(name, 2, Str(""), func(at time.Time, args []Value) (Value, error) {
		s, ok := formatTime(at, args[1].Text())
		if !ok {
			return Value{}, &ValueError{name, BadFormat}
		}
		return Str(s), nil
	})
}

// formatTime writes a moment as the format says; names of months and days are
// the English short ones.
func formatTime(at time.Time, format string) (string, bool) {
	var b strings.Builder
	percent := false
	for _, c := range format {
		switch {
		case percent:
			part, ok := timePart(at, c)
			if !ok {
				return "", false
			}
			b.WriteString(part)
			percent = false
		case c == '%':
			percent = true
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), !percent
}

func timePart(at time.Time, letter rune) (string, bool) {
	switch letter {
	case '%':
		return "%", true
	case 'Y':
		return fmt.Sprintf("%04d", at.Year()), true
	case 'n':
		return strconv.Itoa(int(at.Month())), true
	case 'e':
		return strconv.Itoa(at.Day()), true
	case 'h':
		return strconv.Itoa(at.Hour()), true
	case '3':
		return fmt.Sprintf("%03d", at.Nanosecond()/1e6), true
	}
	layout, ok := layouts[letter]
	return at.Format(layout), ok
}

var layouts = map[rune]string{
	'y': "06", 'm': "01", 'b': "Jan", 'd': "02", 'a': "Mon", 'H': "15", 'M': "04", 'S': "05",
}
