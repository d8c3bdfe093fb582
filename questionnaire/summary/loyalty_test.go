package summary

import (
	"errors"
	"strconv"
	"testing"

	"tingfang/questionnaire/builtin"
)

// loyal holds ten interviews with the loyalty survey: four recommend, three are
// passive, three do not; all mind prices much and compare long.
func loyal(t *testing.T) *interviews {
	in := newInterviews(t, builtin.Loyalty())
	for i, points := range []int{10, 10, 9, 9, 8, 7, 7, 6, 3, 0} {
		price := strconv.Itoa(4 + i%2)
		in.hold(nil, "recommend="+strconv.Itoa(points), "wont_switch=2", "sign_attention=2", "sign_choosing=5", "sign_price="+price, "sign_rivals=4", "sign_tolerance=1",
			"overall=3", "repurchase=4")
	}
	return in
}

func TestRecommendIsTheNetPromoterItemOfTheLoyaltySurvey(t *testing.T) {
	in := loyal(t)
	n, err := in.c.NPS(in.all(), "recommend", "", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n.Total.N != 10 {
		t.Errorf("base %v", n.Total.N)
	}
	near(t, "the score", n.Total.Score, 10)
	var not *NotNPS
	if _, err := in.c.NPS(in.all(), "repurchase", "", Options{}); !errors.As(err, &not) {
		t.Errorf("an item of likelihood has a score: %v", err)
	}
}

// Who minds prices, compares long and likes rivals is not loyal: the average of
// the signs is low although many of the answers are high.
func TestTheReversedSignsCountTurnedAround(t *testing.T) {
	in := loyal(t)
	for _, s := range in.c.Matrix(in.all(), Options{}).Scales {
		if s.Scale != "agree5" {
			continue
		}
		if len(s.Items) != 6 {
			t.Fatalf("%d items", len(s.Items))
		}
		near(t, "the average", s.Mean, (2+2+(6-5)+(6-4.5)+(6-4)+1)/6.0)
		near(t, "agreement as it counts", s.Top2, 0)
		near(t, "disagreement as it counts", s.Bottom2, in.table("wont_switch").Stats.Bottom2)
		return
	}
	t.Error("there is no scale of agreement")
}
