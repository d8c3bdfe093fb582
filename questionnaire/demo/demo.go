// Package demo makes interviews up: as many as wanted of any form, over halls,
// interviewers and weeks, with answers that go together as those of people do.
// The same form, number and seed give the same interviews.
package demo

import (
	"cmp"
	"encoding/binary"
	"iter"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"github.com/google/uuid"

	"tingfang/questionnaire"
)

// Options say how many interviews are made up, and which.
type Options struct {
	Count int
	Seed  uint64
}

// The made-up fieldwork: three quarters of a year, so that there is a wave to
// compare with.
var (
	zone  = time.FixedZone("", 8*3600)
	first = time.Date(2026, 1, 5, 0, 0, 0, 0, zone)
)

const days = 38 * 7

// Responses makes interviews up in the order in which they began. All have
// origin demo, no practice, and halls and interviewers that have codes and
// names but no ids.
func Responses(f *questionnaire.Form, o Options) questionnaire.Responses {
	return func(yield func(questionnaire.Response, error) bool) {
		m := newMaker(f, o.Seed)
		for batch := range ahead(m, starts(o)) {
			for _, one := range batch {
				if !yield(one, nil) {
					return
				}
			}
		}
	}
}

// batchSize is how many interviews one goroutine makes up at a time.
const batchSize = 64

// ahead makes batches up while earlier ones are used: each interview has its
// own source of chance, so that it matters not which is made first.
func ahead(m *maker, at []int64) iter.Seq[[]questionnaire.Response] {
	return func(yield func([]questionnaire.Response) bool) {
		var waiting []chan []questionnaire.Response
		begin := func(from int) {
			done := make(chan []questionnaire.Response, 1)
			waiting = append(waiting, done)
			part := at[from:min(from+batchSize, len(at))]
			go func() {
				out := make([]questionnaire.Response, len(part))
				for i := range part {
					out[i] = m.one(uint64(from+i), part[i])
				}
				done <- out
			}()
		}
		for from := 0; from < len(at) || len(waiting) > 0; {
			for from < len(at) && len(waiting) <= runtime.GOMAXPROCS(0) {
				begin(from)
				from += batchSize
			}
			next := <-waiting[0]
			waiting = waiting[1:]
			if !yield(next) {
				return
			}
		}
	}
}

// starts are the seconds at which the interviews begin, in order: on weekends
// more of them, most before noon and in the middle of the afternoon.
func starts(o Options) []int64 {
	r := rand.New(rand.NewPCG(o.Seed, math.MaxUint64))
	weekday := [7]float64{1, 0.9, 0.9, 0.9, 1.1, 1.5, 1.3} // from Monday
	hour := [9]float64{0.6, 1.3, 1.5, 0.8, 0.5, 1, 1.4, 1.2, 0.7}
	out := make([]int64, 0, o.Count)
	for range o.Count {
		day := r.IntN(days/7)*7 + pick(r, weekday[:])
		out = append(out, first.Unix()+int64(day)*86400+int64(9+pick(r, hour[:]))*3600+int64(r.IntN(3600)))
	}
	slices.Sort(out)
	return out
}

// pick gives an index, each as often as its weight says.
func pick(r *rand.Rand, weights []float64) int {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	x := r.Float64() * total
	for i, w := range weights {
		if x -= w; x < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// maker makes up the interviews of one form.
type maker struct {
	form    *questionnaire.Form
	seed    uint64
	words   words
	devices []string
	mood    []float64 // by hall: how much better than usual
	order   []int     // the form's questions in the order of their names
	place   map[string]int
}

func newMaker(f *questionnaire.Form, seed uint64) *maker {
	m := &maker{form: f, seed: seed, words: loaded(), place: make(map[string]int, len(f.Questions))}
	r := rand.New(rand.NewPCG(seed, math.MaxUint64-1))
	for range m.words.halls {
		m.mood = append(m.mood, 0.25*r.NormFloat64())
	}
	for range 4 {
		m.devices = append(m.devices, m.id(first.Unix(), r))
	}
	for i := range f.Questions {
		m.order = append(m.order, i)
	}
	slices.SortFunc(m.order, func(a, b int) int { return cmp.Compare(f.Questions[a].Name, f.Questions[b].Name) })
	for place, i := range m.order {
		m.place[f.Questions[i].Name] = place
	}
	return m
}

// id is a UUIDv7 for a second.
func (m *maker) id(at int64, r *rand.Rand) string {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:], uint64(at*1000+r.Int64N(1000))<<16|r.Uint64()&0x0fff|0x7000)
	binary.BigEndian.PutUint64(id[8:], r.Uint64()&(1<<62-1)|1<<63)
	return id.String()
}

// one makes up the i-th interview.
func (m *maker) one(i uint64, at int64) questionnaire.Response {
	r := rand.New(rand.NewPCG(m.seed, i))
	hall, person := pick(r, hallShares[:len(m.words.halls)]), r.IntN(len(m.words.people))
	one := questionnaire.Response{ID: m.id(at, r), FormID: m.form.ID, FormVersion: m.form.Version, FormHash: m.form.Hash, Hall: m.words.halls[hall],
		Interviewer: m.words.people[person], Device: m.devices[person%len(m.devices)], Language: questionnaire.ZH, Stage: questionnaire.Ended,
		Voided: r.IntN(250) == 0, Origin: questionnaire.Demo, StartedAt: time.Unix(at, 0).In(zone)}
	if r.IntN(40) == 0 {
		one.Language = questionnaire.EN
	}
	p := newCustomer(m, r, &one)
	p.mood = m.mood[hall] + 0.05*float64(person%3-1) + trend(at) + r.NormFloat64()
	p.hold()
	one.Active = time.Duration(8+r.IntN(20)+len(one.Answers)*(5+r.IntN(4))) * time.Second
	one.EndedAt = one.StartedAt.Add(one.Active + time.Duration(r.IntN(40))*time.Second)
	return one
}

// hallShares are how busy the halls are.
var hallShares = [...]float64{18, 15, 13, 11, 10, 9, 8, 7, 5, 4}

// trend lets things get a little better over the year.
func trend(at int64) float64 {
	return 0.35 * (float64(at-first.Unix())/(86400*days) - 0.5)
}
