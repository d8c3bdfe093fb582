package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"tingfang/questionnaire"
	"tingfang/store"
)

// Run says how this laptop and the others stand.
func (c *syncStatusCmd) Run(r *run) error {
	return r.exchangeIn(store.WriteOrRead, "", func(ctx context.Context, s *store.Store) error {
		h, err := s.Holdings(ctx)
		if err != nil {
			return err
		}
		laptops, err := s.Laptops(ctx)
		if err != nil {
			return err
		}
		recipients, err := s.Recipients(ctx)
		if err != nil {
			return err
		}
		r.stand(h, laptops[0])
		r.fleet(laptops[1:], recipients)
		return nil
	})
}

// sayln prints a text that takes values; names in it do no harm.
func (r *run) sayln(format string, args ...any) {
	for i, a := range args {
		if s, is := a.(string); is {
			args[i] = questionnaire.HarmlessLine(s)
		}
	}
	fmt.Fprintf(r.out, format+"\n", args...)
}

func (r *run) stand(h store.Holdings, me store.Laptop) {
	t := r.texts.SyncCLI
	r.sayln(t.Me, me.Name, me.Fingerprint)
	r.sayln(t.Address1, me.Recipient)
	if me.Coordinator {
		r.sayln(t.IsCoord)
	}
	r.sayln(t.Held, h.By[store.OnlyHere], h.By[store.Packed], h.By[store.Received])
	if h.Drafts > 0 {
		r.sayln(t.Drafts, h.Drafts)
	}
	if h.LastSeq == 0 {
		r.sayln(t.NeverPacked)
	} else {
		r.sayln(t.LastPacked, h.LastSeq, h.LastAt.Format("2006-01-02 15:04"))
	}
	if h.Conflicts > 0 {
		r.sayln(t.Conflicts, h.Conflicts)
	}
	if h.Waiting > 0 {
		r.sayln(t.Waiting, h.Waiting)
	}
}

func (r *run) fleet(laptops []store.Laptop, recipients []store.Recipient) {
	t := r.texts.SyncCLI
	if len(laptops) > 0 {
		r.sayln("\n" + t.Laptops)
	}
	for _, l := range laptops {
		last := t.NoBundle
		if l.Last > 0 {
			last = fmt.Sprintf(t.LastOf, l.Last, l.LastAt.Format("2006-01-02 15:04"))
		}
		if l.Coordinator {
			last += "   " + t.OfCoord
		}
		r.sayln("  "+t.LaptopLine, l.Name, l.Interviews, last)
		if len(l.Missing) > 0 {
			r.sayln("    "+t.Missing, numbers(l.Missing))
		}
	}
	r.sayln("\n" + t.Recipients)
	for _, p := range recipients {
		r.sayln("  %s   %s", p.Name, p.Address)
	}
	if len(recipients) == 0 {
		r.sayln("  " + t.NoRecipient)
	}
}

// numbers lists numbers, runs of them as from-to.
func numbers(list []int64) string {
	var out []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		s := strconv.FormatInt(list[i], 10)
		if j > i {
			s += "-" + strconv.FormatInt(list[j], 10)
		}
		out = append(out, s)
		i = j + 1
	}
	return strings.Join(out, ", ")
}
