package xlsform

import (
	"os"
	"testing"
)

// The walk over the customer survey proves every item and every choice: none
// is merely not refuted.
func TestTheWalkVisitsTheWholeCustomerSurvey(t *testing.T) {
	src, err := os.ReadFile("../builtin/customer.md")
	if err != nil {
		t.Fatal(err)
	}
	f, faults := Load("customer.md", src)
	if f == nil {
		t.Fatal(faults)
	}
	w := &walker{form: f, found: map[string]verdict{}}
	filtered := 0
	for i := range f.Questions {
		q := &f.Questions[i]
		if v := w.reach(w.conditions(q.Group, q.Relevant)); v != reached {
			t.Errorf("%s: verdict %d", q.Name, v)
		}
		if q.Filter == nil {
			continue
		}
		filtered++
		if hidden, v := w.offered(q); v != reached {
			t.Errorf("choices of %s: verdict %d, hidden %v", q.Name, v, hidden)
		}
	}
	if filtered == 0 {
		t.Error("no item has a filter: switch_to should hide the hall's own operator")
	}
	t.Logf("%d items, work %d of %d", len(f.Questions), w.work, maxWork)
}

func BenchmarkLoadCustomer(b *testing.B) {
	src, err := os.ReadFile("../builtin/customer.md")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("checked", func(b *testing.B) {
		for b.Loop() {
			Load("customer.md", src)
		}
	})
	b.Run("parsed", func(b *testing.B) {
		for b.Loop() {
			if _, err := Parse(src); err != nil {
				b.Fatal(err)
			}
		}
	})
}
