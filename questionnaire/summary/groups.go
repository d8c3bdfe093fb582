package summary

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"time"

	"tingfang/questionnaire"
)

// MaxGroups is the most groups of a break.
const MaxGroups = 100

// BreakNames are the breaks besides the closed items of the form.
var BreakNames = [...]string{"hall", "interviewer", "day", "week", "wave", "disposition", "mode", "form_version"}

// group is one group of a break.
type group struct {
	code  string
	label questionnaire.Text
	sel   *Selection
}

// groups parts a selection by a break; overlap says that an interview may be in
// more than one group. Groups that stand for answers or waves are all there,
// others where they hold an interview.
func (s *Selection) groups(by string, waves []Wave) (out []group, overlap bool, err error) {
	if col := s.c.breakColumn(by); col != nil {
		out, err = s.groupsOf(col)
		return out, col.item.Multiple, err
	}
	plain := func(text string) questionnaire.Text { return questionnaire.Text{"": text} }
	days := func(b *block, at int) int { return int(b.days[at]) }
	switch by {
	case "hall":
		out = s.split(len(s.c.halls.codes), func(b *block, at int) int { return int(b.halls[at]) - 1 }, s.c.halls.label)
	case "interviewer":
		out = s.split(len(s.c.persons.codes), func(b *block, at int) int { return int(b.people[at]) - 1 }, s.c.persons.label)
	case "form_version":
		out = s.split(len(s.c.versions), func(b *block, at int) int { return int(b.versions[at]) }, func(n int) (string, questionnaire.Text) {
			version := s.c.versions[n].form.Version
			return version, plain(version)
		})
	case "disposition":
		out = s.split(1+len(questionnaire.Dispositions), func(b *block, at int) int { return int(b.dispositions[at]) }, func(n int) (string, questionnaire.Text) {
			d := questionnaire.Disposition(dispositionCode(n))
			return string(d), d.Words()
		})
		return out, false, nil
	case "mode":
		modes := [...]string{"real", "practice", "demo"}
		out = s.split(len(modes), func(b *block, at int) int { return slices.Index(modes[:], modeWord(int(b.marks[at]))) },
			func(n int) (string, questionnaire.Text) { return modes[n], plain(modes[n]) })
	case "day":
		out = s.split(1<<16, days, func(n int) (string, questionnaire.Text) {
			day := Date(int32(n)).Format(time.DateOnly)
			return day, plain(day)
		})
		return out, false, tooMany(by, len(out))
	case "week":
		out = s.split(1<<16/7+1, func(b *block, at int) int { return (int(b.days[at]) + mondayShift) / 7 }, weekLabel)
		return out, false, tooMany(by, len(out))
	case "wave":
		return s.waves(waves)
	default:
		_, err := s.c.column(by)
		return nil, false, err
	}
	slices.SortStableFunc(out, func(a, b group) int { return compareCodes(a.code, b.code) })
	return out, false, tooMany(by, len(out))
}

// breakColumn is the column of a break, nil where it is no item. "segment" is
// the item with that role, whatever its name.
func (c *Columns) breakColumn(by string) *column {
	if q := c.form.WithRole(questionnaire.RoleSegment); by == "segment" && q != nil && c.find(by) == nil {
		by = q.Name
	}
	return c.find(by)
}

func tooMany(by string, n int) error {
	if n > MaxGroups {
		return &TooManyGroups{by, n, MaxGroups}
	}
	return nil
}

// mondayShift makes weeks begin on Monday: 1970-01-01 was a Thursday.
const mondayShift = 3

func weekLabel(n int) (string, questionnaire.Text) {
	monday := Date(int32(7*n - mondayShift))
	year, week := monday.ISOWeek()
	code := fmt.Sprintf("%d-W%02d", year, week)
	return code, questionnaire.Text{"": code}
}

// label is the code and the name of the n-th text from 0; a text without a name
// is its own.
func (d *dictionary) label(n int) (string, questionnaire.Text) {
	return d.codes[n+1], questionnaire.Text{"": cmp.Or(d.names[n+1], d.codes[n+1])}
}

// compareCodes orders codes as people number them: 2 before 10.
func compareCodes(a, b string) int {
	if len(a) != len(b) && digits(a) && digits(b) {
		return len(a) - len(b)
	}
	return cmp.Compare(a, b)
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// split parts a selection by a number below n, or −1 for none, and leaves empty
// parts out. Parts past MaxGroups are named, but not filled.
func (s *Selection) split(n int, number func(b *block, at int) int, label func(int) (string, questionnaire.Text)) []group {
	parts, made := make([]*Selection, n), 0
	for i, w := range s.words {
		for rest := w; rest != 0; rest &= rest - 1 {
			j := trailing(rest)
			g := number(s.c.blocks[(i*64+j)/blockSize], (i*64+j)%blockSize)
			if g < 0 {
				continue
			}
			if parts[g] == nil {
				parts[g] = &Selection{c: s.c}
				if made++; made <= MaxGroups {
					parts[g].words = make([]uint64, len(s.words))
				}
			}
			if words := parts[g].words; words != nil {
				words[i] |= 1 << j
			}
		}
	}
	var out []group
	for g, part := range parts {
		if part != nil {
			code, text := label(g)
			out = append(out, group{code, text, part})
		}
	}
	return out
}

// groupsOf parts a selection by the answers of a column.
func (s *Selection) groupsOf(col *column) ([]group, error) {
	var out []group
	if col.item.Multiple {
		for i := range col.codes {
			out = append(out, group{col.codes[i], col.labels[i], s.filter(func(b *block, at int) bool { return col.chosen(b, at, i) })})
		}
		return out, tooMany(col.name, len(out))
	}
	found := s.split(col.item.Count, func(b *block, at int) int { return col.code(b, at) - questionnaire.PackedFirst }, func(n int) (string, questionnaire.Text) {
		return col.codes[n], col.labels[n]
	})
	if col.item.Count > MaxGroups {
		return found, tooMany(col.name, len(found))
	}
	for i, code := range col.codes {
		out = append(out, group{code, col.labels[i], &Selection{s.c, make([]uint64, len(s.words))}})
		for _, g := range found {
			if g.code == code {
				out[i] = g
			}
		}
	}
	return out, nil
}

// waves parts a selection by waves, which may overlap.
func (s *Selection) waves(waves []Wave) ([]group, bool, error) {
	if len(waves) == 0 {
		return nil, false, &NoWaves{}
	}
	var out []group
	for _, w := range waves {
		part := &Selection{s.c, slices.Clone(s.words)}
		part.keepDays([]Wave{w})
		out = append(out, group{w.Name, questionnaire.Text{"": w.Name}, part})
	}
	overlap := false
	for i, g := range out {
		for _, h := range out[:i] {
			overlap = overlap || g.sel.And(h.sel).Count() > 0
		}
	}
	return out, overlap, tooMany("wave", len(out))
}

// filter gives the interviews that hold.
func (s *Selection) filter(holds func(b *block, at int) bool) *Selection {
	out := &Selection{s.c, make([]uint64, len(s.words))}
	for i, w := range s.words {
		for rest := w; rest != 0; rest &= rest - 1 {
			if j := trailing(rest); holds(s.c.blocks[(i*64+j)/blockSize], (i*64+j)%blockSize) {
				out.words[i] |= 1 << j
			}
		}
	}
	return out
}

func trailing(w uint64) int { return bits.TrailingZeros64(w) }
