package demo

import (
	"iter"

	"tingfang/questionnaire"
)

// shares are how often the choices of an item are taken, in the order of its
// list; what is not here goes by the shape of its list.
var shares = map[string][]float64{
	"consent": {66, 34}, "refusal_why": {37, 24, 11, 8, 9, 3, 7, 1},
	"customer_of": {93, 7}, "adult": {97, 3}, "before": {4, 96},
	"segment": {58, 14, 17, 9, 2}, "tenure": {16, 29, 55}, "tariff": {5, 44, 42, 9},
	"switch_to": {26, 24, 27, 6, 15, 2}, "switch_why": {46, 31, 18, 22, 24, 9, 4},
	"stay_why": {44, 38, 21, 19, 12, 3}, "callback_ok": {28, 72}, "contact_consent": {81, 19}, "breakoff_why": {46, 27, 15, 8, 1, 3},
}

// lift is how much better than usual a thing is found.
var lift = map[string]float64{"payment": 0.5, "billing": 0.15, "broadband": -0.1, "premises": 0.3, "staff": 0.55, "hotline": -0.35, "complaints": -0.75,
	"plans": -0.2, "overall": 0.1, "gap": 0}

// weight is how much a thing counts in the opinion of the whole.
func weight(item string) float64 {
	switch item {
	case "plans":
		return 3
	case "staff", "billing":
		return 2
	case "overall", "gap":
		return 0
	}
	return 1
}

// notApplicable is how many have nothing to do with a thing.
var notApplicable = map[string]float64{"payment": 0.06, "billing": 0.11, "broadband": 0.34, "staff": 0.05, "hotline": 0.43, "complaints": 0.84}

// missingShares are the statuses besides an answer and how often each comes,
// in a fixed order.
func missingShares(q *questionnaire.Question) iter.Seq2[questionnaire.Status, float64] {
	return func(yield func(questionnaire.Status, float64) bool) {
		na, listed := notApplicable[q.Name]
		if !listed {
			na = 0.08
		}
		_ = yield(questionnaire.NotApplicable, na) && yield(questionnaire.DontKnow, 0.015) && yield(questionnaire.Refused, 0.006)
	}
}

// cuts part the usual run of feelings into the five points of a scale.
var cuts = [...]float64{-1.7, -1.05, -0.2, 0.95}

// single takes one choice of a list.
func (p *customer) single(q *questionnaire.Question) string {
	choices := p.m.form.Choices(q)
	at := p.place(q, choices)
	return choices[min(at, len(choices)-1)].Name
}

func (p *customer) place(q *questionnaire.Question, choices []questionnaire.Choice) int {
	x, scaled := p.felt[q.Name]
	switch known := shares[q.Name]; {
	case q.Name == "switching" && len(choices) == 3:
		return p.switching()
	case len(known) == len(choices):
		return pick(p.r, known)
	case scaled && len(choices) == len(cuts)+1:
		at := 0
		for at < len(cuts) && x > cuts[at] {
			at++
		}
		return at
	case scaled:
		return min(max(int((x+2.5)/5*float64(len(choices))), 0), len(choices)-1)
	}
	weights := make([]float64, len(choices))
	for i, c := range choices {
		weights[i] = 1 / float64(i+2)
		if c.Ends != "" {
			weights[i] /= 8
		}
	}
	return pick(p.r, weights)
}

// switching goes with how content the customer is with the whole.
func (p *customer) switching() int {
	yes := min(max(0.13-0.1*p.felt["overall"], 0.02), 0.6)
	unsure := min(max(0.16-0.04*p.felt["overall"], 0.06), 0.3)
	return pick(p.r, []float64{yes, 1 - yes - unsure, unsure})
}

// several takes some choices of a list, at least one.
func (p *customer) several(q *questionnaire.Question) []string {
	choices := p.m.form.Choices(q)
	known := shares[q.Name]
	var out []string
	for i, c := range choices {
		share := 0.25
		if len(known) == len(choices) {
			share = known[i] / 100
		}
		if !c.Exclusive && p.r.Float64() < share {
			out = append(out, c.Name)
		}
	}
	if out == nil {
		out = []string{choices[p.r.IntN(min(3, len(choices)))].Name}
	}
	return out
}
