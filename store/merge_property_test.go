package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/questionnaire/xlsform"
)

// fleet is laptops whose interviewers do whatever there is to do, hand bundles
// to one another now and then, and confirm some of them.
type fleet struct {
	t       *testing.T
	rng     *rand.Rand
	desks   []*desk
	bundles []string
	done    map[string]int
}

func newFleet(t *testing.T, seed uint64, laptops int) *fleet {
	f := &fleet{t: t, rng: rand.New(rand.NewPCG(seed, 7)), done: map[string]int{}}
	for range laptops {
		f.desks = append(f.desks, instruments(t))
	}
	return f
}

func pick[T any](rng *rand.Rand, list []T) (v T, ok bool) {
	if len(list) == 0 {
		return v, false
	}
	return list[rng.IntN(len(list))], true
}

// known lists the ended interviews of a laptop.
func (f *fleet) known(d *desk) []questionnaire.Response {
	var out []questionnaire.Response
	for r, err := range d.Responses(context.Background(), Query{FormID: "small"}) {
		ok(f.t, err)
		if r.Disposition != questionnaire.Withdrawn {
			out = append(out, r)
		}
	}
	for r, err := range d.Responses(context.Background(), Query{FormID: "manager"}) {
		ok(f.t, err)
		if r.Disposition != questionnaire.Withdrawn {
			out = append(out, r)
		}
	}
	return out
}

// step lets something happen on a laptop.
func (f *fleet) step(d *desk) {
	ctx, rng := context.Background(), f.rng
	r, some := pick(rng, f.known(d))
	n := func(k int) string { return fmt.Sprint(1 + rng.IntN(k)) }
	what := ""
	switch do := rng.IntN(16); {
	case do < 3 || !some:
		what = "interview"
		d.form = form(f.t)
		d.finishes(chose("consent", "1"), chose("overall", n(5)), counted("recommend", float64(rng.IntN(11))), wrote("phone", "1380000"+fmt.Sprint(1000+rng.IntN(9000))))
	case do < 5:
		what = "talk"
		d.form = builtin.Manager()
		o := d.opening(d.o.Now())
		d.save(o, chose("consent_notes", "1"), chose("consent_quote", n(2)))
		note := said(o, "tiers", 1, "先试新业务"+n(9))
		if tags := must[[]TagCount](f.t)(d.Tags(ctx)); len(tags) > 0 {
			tag, _ := pick(rng, tags)
			note.Marks = []talk.Mark{on(tag.Tag, 0, 3)}
		}
		d.talks(o, talk.Change{Notes: []talk.Note{note, said(o, "loyal_who", 2, "老客户")}, FollowUps: []talk.FollowUp{{ID: newID(), Response: o.ID, What: "核对", Who: "王芳"}},
			Visits: []talk.Visit{{Topic: note.Topic, At: at(o, 0), For: time.Minute}}, Topics: []talk.OwnTopic{{ID: newID(), Title: "夜班", Position: 1}}})
		ok(f.t, d.Finish(ctx, o.ID, questionnaire.Complete, time.Minute))
	case do < 9:
		what = "correction"
		item := [...]questionnaire.Answer{counted("tariff", float64(rng.IntN(4))), chose("overall", n(5)), counted("recommend", float64(rng.IntN(11))), {Ref: questionnaire.Ref{Item: "recommend"}}}[rng.IntN(4)]
		err := d.Correct(ctx, r.ID, []questionnaire.Answer{item}, d.person.ID, "更正"+n(3))
		if err != nil && !strings.Contains(err.Error(), ErrUndecided.Error()) {
			f.t.Fatal(err)
		}
	case do == 9:
		what = "decision"
		list := must[[]Conflict](f.t)(d.Conflicts(ctx))
		c, some := pick(rng, list)
		if !some {
			return
		}
		decision := Decision{Sides: map[string]string{}}
		for _, other := range list {
			if other.Record == c.Record {
				decision.Sides[other.Field] = other.Sides[rng.IntN(len(other.Sides))].Value
			}
		}
		ok(f.t, d.Resolve(ctx, c.Record, decision, d.person.ID, "核对过"))
	case do == 10:
		what = "hall"
		h := d.hall
		h.Name, h.Target = "营业厅"+n(4), rng.IntN(3)
		must[questionnaire.Hall](f.t)(d.SaveHall(ctx, h))
	case do == 11:
		what = "tag"
		switch tags := must[[]TagCount](f.t)(d.Tags(ctx)); {
		case len(tags) > 1 && rng.IntN(3) == 0:
			rng.Shuffle(len(tags), func(i, j int) { tags[i], tags[j] = tags[j], tags[i] })
			ok(f.t, d.MergeTag(ctx, tags[0].ID, tags[1].ID))
		case len(tags) > 3:
			ok(f.t, d.DeleteTag(ctx, tags[rng.IntN(len(tags))].ID))
		default:
			d.SaveTag(ctx, talk.Tag{Name: "标签" + n(5), Definition: n(2), Sign: "●"}) // one of that name may be there
		}
	case do == 12:
		what = "mark"
		t := must[talk.Record](f.t)(d.Talk(ctx, r.ID))
		tags := must[[]TagCount](f.t)(d.Tags(ctx))
		if len(t.Notes) == 0 || len(tags) == 0 {
			return
		}
		tag, _ := pick(rng, tags)
		note := t.Notes[0]
		note.Marks = append(note.Marks, on(tag.Tag, rng.IntN(2), 3))
		if rng.IntN(3) == 0 {
			note.Marks = note.Marks[1:]
		}
		ok(f.t, d.SaveTalk(ctx, Opening{ID: r.ID}, talk.Change{Notes: []talk.Note{note}}))
	case do == 13:
		what = "follow-up"
		t := must[talk.Record](f.t)(d.Talk(ctx, r.ID))
		if len(t.FollowUps) == 0 {
			return
		}
		t.FollowUps[0].Who = "李" + n(3)
		ok(f.t, d.SaveFollowUp(ctx, t.FollowUps[0]))
	case do == 14:
		what = "try to call"
		must[Contact](f.t)(d.AddContact(ctx, Contact{Response: r.ID, Outcome: NoAnswer}))
	case rng.IntN(3) == 0:
		what = "withdrawal"
		ok(f.t, d.Withdraw(ctx, r.ID))
	default:
		what = "voiding"
		ok(f.t, d.Void(ctx, r.ID, "重复"))
	}
	f.done[what]++
}

// live lets the fleet work for so many steps.
func (f *fleet) live(steps int) {
	for range steps {
		d, _ := pick(f.rng, f.desks)
		switch f.rng.IntN(8) {
		case 0:
			f.packs(d)
		case 1, 2:
			if path, some := pick(f.rng, f.bundles); some {
				d.merges(path)
			}
		case 3:
			f.confirms(d)
		default:
			f.step(d)
		}
	}
	for _, d := range f.desks {
		f.packs(d)
	}
}

func (f *fleet) packs(d *desk) {
	b := must[Bundled](f.t)(d.Pack(context.Background(), f.t.TempDir(), PackOptions{Plain: true, All: f.rng.IntN(6) == 0}))
	if b.Path != "" {
		f.bundles = append(f.bundles, b.Path)
	}
}

// confirms lets another laptop tell this one what it has.
func (f *fleet) confirms(d *desk) {
	if other, _ := pick(f.rng, f.desks); other != d {
		file := must[[]byte](f.t)(other.WriteReceipt(context.Background()))
		_, err := d.TakeReceipt(context.Background(), file, yes)
		ok(f.t, err)
	}
}

// pictureOf is what a person sees of a database, but for numbers of its own.
func pictureOf(d *desk) map[string]string {
	queries := map[string]string{
		"interviews": `SELECT id, mode, stage, disposition, voided, coalesce(hall, ''), interviewer, device, origin, started_at, ended_at, active_ms, coalesce(follows, ''), hex(base) FROM response ORDER BY id`,
		"answers":    `SELECT r.id, item, instance, status, coalesce(codes, ''), coalesce(number, ''), coalesce(text, ''), coalesce(remark, ''), aside, a.edits, a.at FROM answer a JOIN response r ON r.key = a.response ORDER BY 1, 2, 3`,
		"personal":   `SELECT r.id, item, value FROM personal p JOIN response r ON r.key = p.response ORDER BY 1, 2`,
		"halls":      `SELECT id, code, name, target FROM hall ORDER BY 1`,
		"people":     `SELECT id, number, name FROM person ORDER BY 1`,
		"tags":       `SELECT id, name, definition, coalesce(into_tag, ''), gone FROM tag ORDER BY 1`,
		"notes":      `SELECT n.id, r.id, topic, position, kind, text FROM note n JOIN response r ON r.key = n.response ORDER BY 1`,
		"marks":      `SELECT n.id, g.id, first, last, count(*) > 0 FROM mark m JOIN note n ON n.key = m.note JOIN tag g ON g.key = m.tag GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
		"follow-ups": `SELECT f.id, r.id, what, who, gone FROM followup f JOIN response r ON r.key = f.response ORDER BY 1`,
		"tries":      `SELECT id, response, outcome FROM contact ORDER BY 1`,
		"ways":       `SELECT r.id, topic, at, ms FROM visit v JOIN response r ON r.key = v.response ORDER BY 1, 2, 3`,
		"topics":     `SELECT o.id, r.id, title FROM own_topic o JOIN response r ON r.key = o.response ORDER BY 1`,
		"conflicts":  `SELECT record, field FROM clash ORDER BY 1, 2`,
		"waiting":    `SELECT needs, record FROM waiting ORDER BY 1, 2`,
	}
	out := map[string]string{"content": d.content()}
	for name, query := range queries {
		rows := must[*sql.Rows](d.t)(d.r.Query(query))
		columns := must[[]string](d.t)(rows.Columns())
		var b strings.Builder
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			ok(d.t, rows.Scan(values...))
			for _, v := range values {
				fmt.Fprintf(&b, "%v|", *v.(*any))
			}
			b.WriteByte('\n')
		}
		ok(d.t, rows.Close())
		out[name] = b.String()
	}
	return out
}

// empty is a coordinator's laptop without a form, a hall or a person.
func empty(t testing.TB) *desk {
	o := options(t, filepath.Join(t.TempDir(), "all.db"))
	small := o.Parse
	o.Builtin = nil
	o.Parse = func(source []byte) (*questionnaire.Form, error) {
		if f, err := small(source); err == nil {
			return f, nil
		}
		return xlsform.Parse(source)
	}
	s := must[*Store](t)(Open(context.Background(), o))
	t.Cleanup(func() { s.Close() })
	return &desk{Store: s, t: t, form: form(t)}
}

// gather merges the bundles, in an order of its own, some of them twice.
func (f *fleet) gather(rng *rand.Rand, cut bool) *desk {
	d := empty(f.t)
	order := slices.Clone(f.bundles)
	for range len(order) / 4 {
		order = append(order, order[rng.IntN(len(order))])
	}
	rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	for len(order) > 0 {
		n := min(1+rng.IntN(4), len(order))
		if cut && rng.IntN(4) == 0 {
			f.mergesCut(d, rng, order[0])
		}
		d.merges(order[:n]...)
		order = order[n:]
	}
	return d
}

// mergesCut hands in a bundle that ends too early.
func (f *fleet) mergesCut(d *desk, rng *rand.Rand, path string) {
	whole := must[[]byte](f.t)(os.ReadFile(path))
	part := f.t.TempDir() + "/cut"
	ok(f.t, os.WriteFile(part, whole[:rng.IntN(len(whole))], 0o600))
	before := d.content()
	got := must[Merged](f.t)(d.Merge(context.Background(), from(f.t, part), MergeOptions{Trust: trust}))
	if got.Files[0].Err == nil || d.content() != before {
		f.t.Fatalf("a cut bundle was taken in: %+v", got.Files[0])
	}
}

// sameEverywhere merges the bundles in so many orders and compares what comes
// of it; it gives the number of conflicts.
func (f *fleet) sameEverywhere(orders int) (conflicts int) {
	f.t.Helper()
	var want map[string]string
	for i := range orders {
		d := f.gather(rand.New(rand.NewPCG(uint64(i), 99)), i%3 == 0)
		got := pictureOf(d)
		d.same()
		if want == nil {
			want = got
			conflicts = len(must[[]Conflict](f.t)(d.Conflicts(context.Background())))
			f.nothingLost(d)
		}
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if got[name] != want[name] {
				f.t.Fatalf("order %d: %s differ\n%s\nand\n%s", i, name, want[name], got[name])
			}
		}
		ok(f.t, d.Close())
	}
	// So do the laptops themselves, once they have what the others have.
	for i, d := range f.desks {
		d.merges(f.bundles...)
		got := pictureOf(d)
		d.same()
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if got[name] != want[name] {
				f.t.Fatalf("laptop %d: %s differ\n%s\nand\n%s", i, name, want[name], got[name])
			}
		}
	}
	return conflicts
}

// nothingLost holds what was gathered to what the laptops hold: every revision
// that was not erased anywhere is here with its body, and a value two sides
// differ on is listed.
func (f *fleet) nothingLost(d *desk) {
	f.t.Helper()
	have := map[string]bool{}
	for r := range revisions(d) {
		have[r] = true
	}
	for _, laptop := range f.desks {
		for r := range revisions(laptop) {
			if !have[r] && !have[r[:64]+" true"] {
				f.t.Fatalf("revision %s is missing", r)
			}
		}
	}
}

// revisions are the hashes of a database, each with whether it is erased.
func revisions(d *desk) map[string]bool {
	out := map[string]bool{}
	rows := must[*sql.Rows](d.t)(d.r.Query("SELECT lower(hex(hash)), gone FROM revision"))
	defer rows.Close()
	for rows.Next() {
		var hash string
		var gone bool
		ok(d.t, rows.Scan(&hash, &gone))
		out[fmt.Sprint(hash, " ", gone)] = true
	}
	return out
}

func yes[T any](T) bool { return true }

// In whatever order bundles come, some of them twice and some cut, the same set
// of them makes the same database.
func TestOrderDoesNotMatter(t *testing.T) {
	for seed := range uint64(3) {
		f := newFleet(t, seed, 3)
		f.live(60)
		f.sameEverywhere(4)
	}
}

// The same with twenty laptops and two hundred orders.
func TestMergeCampaign(t *testing.T) {
	campaignSize(t)
	f := newFleet(t, 42, 20)
	f.live(900)
	began := time.Now()
	conflicts := f.sameEverywhere(200)
	fmt.Printf("merge: 20 laptops, %d bundles, %v; 200 orders, one content, %d fields in conflict, all listed, no value dropped (%v)\n",
		len(f.bundles), f.done, conflicts, time.Since(began).Round(time.Second))
	if conflicts == 0 {
		t.Error("no conflict came up")
	}
}
