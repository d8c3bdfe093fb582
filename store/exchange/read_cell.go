package exchange

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"tingfang/questionnaire"
)

// read makes an answer of an item's cell that is not blank. Of our own files
// the text stands as it was typed; a plain one is read as a person means it.
func (it *readItem) read(cell string, raw, plain bool) (questionnaire.Answer, *Fault) {
	a := questionnaire.Answer{Ref: questionnaire.Ref{Item: it.q.Name}}
	text := cell
	if plain {
		text = strings.TrimSpace(questionnaire.FoldWidth(cell, it.q.Kind))
	}
	if st := statusOf(text); st != questionnaire.Open {
		return it.status(a, st)
	}
	a.Status, text = questionnaire.Given, Unguard(text, raw)
	var bad *Fault
	switch it.q.Kind {
	case questionnaire.FreeText, questionnaire.Calculate:
		if st, ok := it.words[strings.ToLower(text)]; ok && plain && it.q.Missing.Allows(st) {
			return it.status(a, st)
		}
		a.Text = questionnaire.Clean(text)
		return a, nil
	case questionnaire.SelectOne, questionnaire.SelectMultiple:
		if a.Codes, bad = it.choices(text, Unguard(strings.TrimSpace(cell), raw)); bad == nil && plain {
			a.Codes = it.inOrder(a.Codes)
		}
	case questionnaire.Date:
		a.Text, bad = readDay(text)
	default:
		a.Number, bad = it.number(text)
	}
	if bad != nil {
		if st, ok := it.words[strings.ToLower(strings.TrimSpace(cell))]; ok {
			return it.status(questionnaire.Answer{Ref: a.Ref}, st)
		}
		bad.Value = cell
	}
	return a, bad
}

func (it *readItem) status(a questionnaire.Answer, st questionnaire.Status) (questionnaire.Answer, *Fault) {
	a.Status = st
	if !it.q.Missing.Allows(st) {
		return a, &Fault{Rule: questionnaire.RuleStatus, Value: missingCode(st)}
	}
	return a, nil
}

// statusOf is the status a missing code stands for; Open for any other text.
func statusOf(cell string) questionnaire.Status {
	switch cell {
	case "-97":
		return questionnaire.NotApplicable
	case "-98":
		return questionnaire.DontKnow
	case "-99":
		return questionnaire.Refused
	}
	return questionnaire.Open
}

// choices reads codes with spaces between them, or else labels as they are
// listed; shown is the cell as a label would stand in it.
func (it *readItem) choices(text, shown string) ([]string, *Fault) {
	if one, ok := it.codes[text]; ok {
		return one, nil
	}
	parts := strings.Fields(text)
	if unknown := it.unknown(parts); unknown >= 0 {
		labels := it.labelled(shown)
		if labels == nil {
			return nil, &Fault{Rule: questionnaire.RuleChoice}
		}
		parts = labels
	}
	switch {
	case len(parts) == 0:
		return nil, &Fault{Rule: questionnaire.RuleEmpty}
	case it.q.Kind == questionnaire.SelectOne && len(parts) > 1:
		return nil, &Fault{Rule: questionnaire.RuleOne}
	case len(parts) > 1 && slices.ContainsFunc(parts, func(c string) bool { return it.alone[c] }):
		return nil, &Fault{Rule: questionnaire.RuleExclusive}
	}
	return parts, nil
}

// unknown is the place of the first part that is no code, or -1. A code that a
// spreadsheet has turned into 3.0 is put right.
func (it *readItem) unknown(parts []string) int {
	for i, part := range parts {
		if _, ok := it.codes[part]; ok {
			continue
		}
		x, err := strconv.ParseFloat(part, 64)
		whole := questionnaire.Number(x)
		if _, ok := it.codes[whole]; err != nil || !ok {
			return i
		}
		parts[i] = whole
	}
	return -1
}

// labelled reads labels; nil where one of them is none.
func (it *readItem) labelled(shown string) []string {
	if code := it.labels[strings.ToLower(shown)]; code != "" {
		return it.codes[code]
	}
	if it.q.Kind != questionnaire.SelectMultiple {
		return nil
	}
	const between = "、,，;； "
	var out []string
	rest := strings.ToLower(strings.Trim(shown, between))
	for rest != "" {
		best := "" // a label may hold what stands between labels
		for label, code := range it.labels {
			after, begins := strings.CutPrefix(rest, label)
			if code != "" && begins && len(label) > len(best) && (after == "" || separated(after)) {
				best = label
			}
		}
		if best == "" {
			return nil
		}
		out = append(out, it.labels[best])
		rest = strings.TrimLeft(rest[len(best):], between)
	}
	return out
}

// separated reports that a text begins with what stands between labels.
func separated(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	return strings.ContainsRune("、,，;；", r)
}

func (it *readItem) inOrder(codes []string) []string {
	if len(codes) < 2 {
		return codes
	}
	out := slices.Clone(codes)
	slices.SortFunc(out, func(a, b string) int { return it.place[a] - it.place[b] })
	return slices.Compact(out)
}

func (it *readItem) number(text string) (float64, *Fault) {
	x, err := strconv.ParseFloat(text, 64)
	b := it.q.Range
	switch {
	case err != nil || math.IsNaN(x) || math.IsInf(x, 0):
		return 0, &Fault{Rule: questionnaire.RuleNumber}
	case it.q.Kind == questionnaire.Integer && (x != math.Trunc(x) || math.Abs(x) > 1<<53):
		return 0, &Fault{Rule: questionnaire.RuleWhole}
	case it.q.Kind == questionnaire.Range:
		steps := (x - b.Start) / b.Step
		if x < min(b.Start, b.End) || x > max(b.Start, b.End) || math.Abs(steps-math.Round(steps)) > 1e-9 {
			return 0, &Fault{Rule: questionnaire.RuleRange, Low: questionnaire.Number(b.Start), High: questionnaire.Number(b.End), Step: questionnaire.Number(b.Step)}
		}
	}
	return x, nil
}

func readDay(text string) (string, *Fault) {
	day, ok := questionnaire.ReadDate(text)
	if !ok {
		return "", &Fault{Rule: questionnaire.RuleDate}
	}
	return day, nil
}

// clocks are the ways a time of day stands behind a date.
var clocks = [...]string{"15:04:05", "15:04", "3:04:05 PM", "3:04 PM"}

// readMoment reads a local time as we write it, or as spreadsheets turn it. A
// year in which nobody was interviewed is a slip.
func readMoment(cell string, zone *time.Location) (time.Time, bool) {
	at, ok := parseMoment(cell, zone)
	return at, ok && at.Year() > 1970 && at.Year() < 2149
}

func parseMoment(cell string, zone *time.Location) (time.Time, bool) {
	if at, err := time.ParseInLocation(time.DateTime, cell, zone); err == nil {
		return at, true
	}
	if at, err := time.Parse(time.RFC3339, cell); err == nil {
		return at, true
	}
	date, clock, timed := strings.Cut(strings.Replace(strings.TrimSpace(cell), "T", " ", 1), " ")
	day, ok := questionnaire.ReadDate(date)
	if !ok {
		return time.Time{}, false
	}
	if !timed {
		at, err := time.ParseInLocation(time.DateOnly, day, zone)
		return at, err == nil
	}
	for _, layout := range clocks {
		if at, err := time.ParseInLocation(time.DateOnly+" "+layout, day+" "+strings.TrimSpace(clock), zone); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}
