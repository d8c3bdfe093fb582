package demo_test

import (
	"crypto/sha256"
	"encoding/json"
	"math"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
)

func made(count int, seed uint64) []questionnaire.Response {
	var out []questionnaire.Response
	for r := range demo.Responses(builtin.Customer(), demo.Options{Count: count, Seed: seed}) {
		out = append(out, r)
	}
	return out
}

func sum(t *testing.T, v any) [32]byte {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(b)
}

func TestSameSeedSameInterviews(t *testing.T) {
	a := sum(t, made(300, 7))
	if a != sum(t, made(300, 7)) {
		t.Error("the same seed gives other interviews")
	}
	if a == sum(t, made(300, 8)) {
		t.Error("another seed gives the same interviews")
	}
}

// Everything made up could have been said: it stands on the route, in an
// interview that ends as the route says, and breaks no rule.
func TestEveryInterviewCouldHaveBeenHeld(t *testing.T) {
	f, seen := builtin.Customer(), map[string]bool{}
	var before time.Time
	for _, r := range made(2000, 1) {
		if seen[r.ID] || r.StartedAt.Before(before) || r.EndedAt.Before(r.StartedAt) || r.Origin != questionnaire.Demo {
			t.Fatalf("interview %+v", r)
		}
		seen[r.ID], before = true, r.StartedAt
		s := questionnaire.Begin(f, questionnaire.NewContext(r.Hall, r.Interviewer, questionnaire.Study{}, r.StartedAt), r.Answers)
		for _, a := range s.Answers() {
			if a.Aside {
				t.Errorf("%s: %s is off the route", r.ID, a.Item)
			}
		}
		ends := s.Outcome()
		switch r.Disposition {
		case questionnaire.Partial, questionnaire.Breakoff:
			ends = s.LeftAs()
		case questionnaire.Unable, questionnaire.Appointment:
			ends = r.Disposition
		default:
			for _, bad := range s.Faults() {
				t.Errorf("%s: %+v", r.ID, bad)
			}
		}
		if ends != r.Disposition {
			t.Errorf("%s ends as %s, the route says %s", r.ID, r.Disposition, ends)
		}
	}
}

func TestSharesAreBelievable(t *testing.T) {
	n, top, na, complete, halls := map[string]float64{}, map[string]float64{}, map[string]float64{}, 0.0, map[string]int{}
	all := made(4000, 3)
	for _, r := range all {
		if r.Disposition != questionnaire.Complete {
			continue
		}
		complete++
		halls[r.Hall.Code]++
		for _, a := range r.Answers {
			switch a.Status {
			case questionnaire.NotApplicable:
				na[a.Item]++
			case questionnaire.Given:
				n[a.Item]++
				if len(a.Codes) > 0 && a.Codes[0] >= "4" {
					top[a.Item]++
				}
			}
		}
	}
	for _, c := range []struct {
		what      string
		got       float64
		low, high float64
	}{
		{"complete interviews", complete / float64(len(all)), 0.45, 0.65},
		{"satisfied overall", top["overall"] / n["overall"], 0.5, 0.75},
		{"satisfied with complaints", top["complaints"] / n["complaints"], 0.2, 0.45},
		{"without complaint", na["complaints"] / complete, 0.75, 0.9},
		{"without hotline", na["hotline"] / complete, 0.35, 0.5},
		{"halls", float64(len(halls)), 10, 10},
	} {
		if c.got < c.low || c.got > c.high || math.IsNaN(c.got) {
			t.Errorf("%s: %.3f is not between %v and %v", c.what, c.got, c.low, c.high)
		}
	}
}

func BenchmarkResponses(b *testing.B) {
	for b.Loop() {
		for range demo.Responses(builtin.Customer(), demo.Options{Count: 1000, Seed: 1}) {
		}
	}
}
