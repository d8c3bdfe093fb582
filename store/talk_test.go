package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

// at is a moment of the interview that begins now, as it is read back.
func at(o Opening, after time.Duration) time.Time {
	return o.StartedAt.Add(after).Truncate(time.Millisecond).In(time.FixedZone("", offset(o.StartedAt)*60))
}

// said is a note under a topic.
func said(o Opening, topic string, place float64, text string, marks ...talk.Mark) talk.Note {
	return talk.Note{ID: newID(), Topic: questionnaire.Ref{Item: topic}, Position: place, Text: text, Offset: time.Duration(place) * time.Minute,
		At: at(o, time.Duration(place)*time.Minute), Marks: marks}
}

func on(tag talk.Tag, first, last int) talk.Mark {
	return talk.Mark{ID: newID(), Tag: tag.ID, First: first, Last: last}
}

func (d *desk) talks(o Opening, c talk.Change) {
	d.t.Helper()
	ok(d.t, d.SaveTalk(context.Background(), o, c))
}

func (d *desk) talk(o Opening) talk.Record {
	d.t.Helper()
	return must[talk.Record](d.t)(d.Talk(context.Background(), o.ID))
}

func (d *desk) tag(name string) talk.Tag {
	d.t.Helper()
	return must[talk.Tag](d.t)(d.SaveTag(context.Background(), talk.Tag{Name: name, Sign: "●"}))
}

// found is the texts of the notes a search gives.
func (d *desk) found(f NoteFilter) []string {
	d.t.Helper()
	out := []string{}
	for _, n := range must[[]FoundNote](d.t)(d.Notes(context.Background(), f)) {
		out = append(out, n.Text)
	}
	if n := must[int](d.t)(d.CountNotes(context.Background(), f)); f.Limit == 0 && n != len(out) {
		d.t.Errorf("%+v counts %d notes, and finds %d", f, n, len(out))
	}
	return out
}

// An interviewer writes, types on, deletes, tags, adds topics and agrees
// actions at random. What is read back is what was last saved, what is found
// is what stands there, and both still hold after the interview has ended.
func TestATalkIsReadBackAsItWasSaved(t *testing.T) {
	d := newDesk(t)
	tags := []talk.Tag{d.tag("价格"), d.tag("服务")}
	texts := []string{"", "先试新业务", "VIP 客户\n肯提意见", "他说：“贵”", "e\u0301🙂𰻝", "100% _ \"AND\" *"}
	rapid.Check(t, func(rt *rapid.T) {
		o := d.opening(d.o.Now())
		notes, topics, follow := map[string]talk.Note{}, map[string]talk.OwnTopic{}, map[string]talk.FollowUp{}
		var visits []talk.Visit
		for range rapid.IntRange(1, 15).Draw(rt, "steps") {
			var c talk.Change
			n := said(o, rapid.SampledFrom([]string{"loyal_who", "tiers"}).Draw(rt, "topic"), rapid.Float64Range(0, 50).Draw(rt, "place"), rapid.SampledFrom(texts).Draw(rt, "text"))
			n.Kind = talk.Kind(rapid.IntRange(0, 3).Draw(rt, "kind"))
			if ids := slices.Sorted(keysOf(notes)); len(ids) > 0 && rapid.Bool().Draw(rt, "again") {
				n.ID = rapid.SampledFrom(ids).Draw(rt, "note")
			}
			if rapid.Bool().Draw(rt, "tagged") {
				n.Marks = []talk.Mark{on(rapid.SampledFrom(tags).Draw(rt, "tag"), 0, 1)}
			}
			notes[n.ID] = n
			switch rapid.IntRange(0, 5).Draw(rt, "do") {
			case 0:
				c.Typing = &n
			case 1:
				n.Gone = true
				delete(notes, n.ID)
				fallthrough
			default:
				c.Notes = []talk.Note{n}
			}
			if rapid.Bool().Draw(rt, "more") {
				own := talk.OwnTopic{ID: newID(), Title: "自己加的", Position: len(topics), Declined: rapid.SampledFrom([]string{"", "2"}).Draw(rt, "declined")}
				f := talk.FollowUp{ID: newID(), Response: o.ID, What: "寄一份资料", Who: "我", Due: rapid.SampledFrom([]string{"", "2026-12-01"}).Draw(rt, "due")}
				v := talk.Visit{Topic: n.Topic, At: at(o, 0), For: time.Second}
				topics[own.ID], follow[f.ID], visits = own, f, append(visits, v)
				c.Topics, c.FollowUps, c.Visits = []talk.OwnTopic{own}, []talk.FollowUp{f}, []talk.Visit{v}
			}
			d.talks(o, c)
		}
		want := talk.Record{Visits: visits}
		for _, id := range slices.Sorted(keysOf(notes)) {
			want.Notes = append(want.Notes, notes[id])
		}
		slices.SortStableFunc(want.Notes, func(a, b talk.Note) int {
			return map[bool]int{true: -1, false: 0}[a.Position < b.Position] + map[bool]int{true: 1, false: 0}[a.Position > b.Position]
		})
		for _, id := range slices.Sorted(keysOf(topics)) {
			want.Topics = append(want.Topics, topics[id])
		}
		for _, id := range slices.Sorted(keysOf(follow)) {
			want.FollowUps = append(want.FollowUps, follow[id])
		}
		slices.SortFunc(want.Topics, func(a, b talk.OwnTopic) int { return a.Position - b.Position })
		check := func(when string) {
			if got := d.talk(o); !reflect.DeepEqual(got, want) {
				rt.Fatalf("%s\ngot  %+v\nwant %+v", when, got, want)
			}
			for _, words := range []string{"新", "客户", "vip", "贵”", "🙂", "%", "_", "ＶＩＰ", "\u0301", "𰻝", "\n", "\"and\"", "*"} {
				n := 0
				for _, note := range want.Notes {
					if bytes.Contains([]byte(talk.FoldText(note.Text)), []byte(talk.FoldText(words))) {
						n++
					}
				}
				if got := d.found(NoteFilter{Response: o.ID, Text: words}); len(got) != n {
					rt.Fatalf("%s %q is found in %q, not in %d notes", when, words, got, n)
				}
			}
		}
		check("as a draft")
		ok(t, d.Finish(context.Background(), o.ID, questionnaire.Complete, 0))
		check("once ended")
		for _, n := range want.Notes {
			if len(d.sealed(n.ID)) != 1 {
				rt.Fatalf("note %s is sealed %d times", n.ID, len(d.sealed(n.ID)))
			}
		}
		if d.count("SELECT count(*) FROM note n JOIN response r ON r.key = n.response WHERE r.id = ? AND indexed <> 1", o.ID) != 0 {
			rt.Fatal("a note of an ended interview is not in the index")
		}
	})
}

func keysOf[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// After the end the text stands; tags and follow-ups may still come, and are
// sealed anew.
func TestAnEndedTalkTakesTagsAndFollowUpsOnly(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	n := said(o, "tiers", 1, "先试新业务")
	d.talks(o, talk.Change{Notes: []talk.Note{n}})
	ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, time.Minute))
	n.Marks = []talk.Mark{on(d.tag("价格"), 0, 2)}
	f := talk.FollowUp{ID: newID(), Response: o.ID, What: "寄资料", Who: "我"}
	d.talks(o, talk.Change{Notes: []talk.Note{n}, FollowUps: []talk.FollowUp{f}})
	f.DoneAt = at(o, time.Hour)
	ok(t, d.SaveFollowUp(ctx, f))
	if r := d.talk(o); !reflect.DeepEqual(r.Notes, []talk.Note{n}) || !reflect.DeepEqual(r.FollowUps, []talk.FollowUp{f}) {
		t.Errorf("read back %+v", r)
	}
	if len(d.sealed(n.ID)) != 2 || len(d.sealed(f.ID)) != 2 {
		t.Errorf("the note is sealed %d times, the follow-up %d", len(d.sealed(n.ID)), len(d.sealed(f.ID)))
	}
	changed, gone, fresh := n, n, said(o, "tiers", 2, "后来想起的")
	changed.Text, gone.Gone = "改了", true
	for what, c := range map[string]talk.Change{"another text": {Notes: []talk.Note{changed}}, "no note": {Notes: []talk.Note{gone}}, "a new note": {Notes: []talk.Note{fresh}},
		"typing": {Typing: &n}, "a topic": {Topics: []talk.OwnTopic{{ID: newID()}}}, "a visit": {Visits: []talk.Visit{{}}}} {
		if err := d.SaveTalk(ctx, o, c); !errors.Is(err, ErrEnded) {
			t.Errorf("%s after the end: %v", what, err)
		}
	}
}

// A note that is being typed is kept and found at once, and only indexed when
// it is left.
func TestTypingIsFoundBeforeItIsIndexed(t *testing.T) {
	d := newDesk(t)
	o := d.opening(d.o.Now())
	n := said(o, "tiers", 1, "先试新业")
	d.talks(o, talk.Change{Typing: &n})
	if got := d.found(NoteFilter{Text: "新业"}); len(got) != 1 || d.count("SELECT indexed FROM note") != unindexed {
		t.Errorf("found %q while typing", got)
	}
	n.Text = "先试新业务"
	d.talks(o, talk.Change{Notes: []talk.Note{n}})
	if d.count("SELECT indexed FROM note") != indexed {
		t.Error("a note that was left is not indexed")
	}
	n.Text = "推荐别人"
	d.talks(o, talk.Change{Typing: &n})
	if old, now := d.found(NoteFilter{Text: "新业务"}), d.found(NoteFilter{Text: "推荐"}); len(old) != 0 || len(now) != 1 || d.count("SELECT indexed FROM note") != outdated {
		t.Errorf("typed on: the old words find %q, the new ones %q", old, now)
	}
}

// Joined to the note before, a note takes its tags along, in whichever order
// the two are saved.
func TestMarksMoveWhenNotesAreJoined(t *testing.T) {
	d := newDesk(t)
	price := d.tag("价格")
	for _, firstGone := range []bool{true, false} {
		o := d.opening(d.o.Now())
		a, b := said(o, "tiers", 1, "先试"), said(o, "tiers", 2, "新业务", on(price, 0, 3))
		d.talks(o, talk.Change{Notes: []talk.Note{a, b}})
		a.Text, a.Marks = "先试新业务", []talk.Mark{{ID: b.Marks[0].ID, Tag: price.ID, First: 2, Last: 5}}
		b.Gone = true
		change := []talk.Note{a, b}
		if firstGone {
			change = []talk.Note{b, a}
		}
		d.talks(o, talk.Change{Notes: change})
		if r := d.talk(o); !reflect.DeepEqual(r.Notes, []talk.Note{a}) {
			t.Errorf("joined to %+v", r.Notes)
		}
	}
}

func TestPagesOfNotesJoin(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	for i := range 23 {
		n := said(o, "tiers", float64(i), fmt.Sprint("第", i, "条客户"))
		if i%5 == 0 {
			d.talks(o, talk.Change{Typing: &n})
		} else {
			d.talks(o, talk.Change{Notes: []talk.Note{n}})
		}
	}
	for _, text := range []string{"", "客", "条客户"} {
		all := d.found(NoteFilter{Text: text})
		var pages []string
		for after := ""; ; {
			page := must[[]FoundNote](t)(d.Notes(ctx, NoteFilter{Text: text, Limit: 5, After: after}))
			for _, n := range page {
				pages = append(pages, n.Text)
			}
			if len(page) < 5 {
				break
			}
			after = page[4].ID
		}
		if len(all) != 23 || all[0] != "第22条客户" || !slices.Equal(all, pages) {
			t.Errorf("%q: %q\n%q", text, all, pages)
		}
	}
}

func TestATagNamedLikeAnotherIsRefused(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	vip := d.tag("VIP 客户")
	for _, name := range []string{"ＶＩＰ　客户", " vip  客户 "} {
		var taken *TakenError
		if _, err := d.SaveTag(ctx, talk.Tag{Name: name}); !errors.As(err, &taken) || taken.By != "VIP 客户" || taken.Field != "tag" {
			t.Errorf("%q: %v", name, err)
		}
	}
	vip.Name = "vip客户"
	must[talk.Tag](t)(d.SaveTag(ctx, vip))
	ok(t, d.DeleteTag(ctx, vip.ID))
	d.tag("ＶＩＰ客户")
	if got := must[[]TagCount](t)(d.Tags(ctx)); len(got) != 1 || got[0].Name != "ＶＩＰ客户" {
		t.Errorf("tags %+v", got)
	}
}

// Merging keeps every mark once, follows old ids, and seals what changed.
func TestMergingTags(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o, draft := d.opening(d.o.Now()), d.opening(d.o.Now())
	old, dear, price := d.tag("费用"), d.tag("贵"), d.tag("价格")
	both, one := said(o, "tiers", 1, "先试新业务", on(dear, 0, 2), on(price, 0, 2), on(dear, 3, 5)), said(o, "loyal_who", 2, "推荐别人", on(old, 0, 2))
	d.talks(o, talk.Change{Notes: []talk.Note{both, one}})
	ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, 0))
	ok(t, d.MergeTag(ctx, old.ID, dear.ID))
	ok(t, d.MergeTag(ctx, dear.ID, price.ID))
	d.talks(draft, talk.Change{Notes: []talk.Note{said(draft, "tiers", 1, "肯提意见", on(old, 0, 1))}}) // from a screen that still shows it
	got := must[[]TagCount](t)(d.Tags(ctx))
	if len(got) != 1 || got[0].Notes != 3 || got[0].Interviews != 2 {
		t.Errorf("tags %+v", got)
	}
	if n := d.talk(o).Notes[0]; len(n.Marks) != 2 || len(d.sealed(both.ID)) != 2 || len(d.sealed(one.ID)) != 3 || len(d.sealed(dear.ID)) != 2 {
		t.Errorf("merged into %+v, sealed %d and %d times", n, len(d.sealed(both.ID)), len(d.sealed(one.ID)))
	}
	if err := d.MergeTag(ctx, price.ID, dear.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("into a tag that is gone: %v", err)
	}
	if err := d.MergeTag(ctx, price.ID, price.ID); err == nil {
		t.Error("a tag was merged into itself")
	}
	if found := d.found(NoteFilter{Tag: price.ID, Topic: "tiers"}); len(found) != 2 {
		t.Errorf("found by tag %q", found)
	}
}

// After a person has withdrawn, nothing of the talk is left: not in the file,
// not in its copies, not among the attachments, not in the index of words.
func TestWithdrawingErasesTheTalk(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o, other := d.opening(d.o.Now()), d.opening(d.o.Now())
	words := []string{"先试新业务的那些人", "罕见㐂字的原话", "我加的话题名", "寄一份保密资料", "照片说明文字", "还在打的半句"}
	photo, shared := filepath.Join(t.TempDir(), "a.txt"), filepath.Join(t.TempDir(), "b.txt")
	ok(t, os.WriteFile(photo, []byte("只有他的附件"), 0o600))
	ok(t, os.WriteFile(shared, []byte("两人都有的附件"), 0o600))
	typing := said(o, "tiers", 3, words[5])
	d.talks(o, talk.Change{Notes: []talk.Note{said(o, "tiers", 1, words[0], on(d.tag("价格"), 0, 2)), said(o, "tiers", 2, words[1])}, Typing: &typing,
		Topics: []talk.OwnTopic{{ID: newID(), Title: words[2]}}, Visits: []talk.Visit{{Topic: questionnaire.Ref{Item: "tiers"}, At: at(o, 0), For: time.Minute}},
		FollowUps: []talk.FollowUp{{ID: newID(), What: words[3]}}})
	d.talks(other, talk.Change{Notes: []talk.Note{said(other, "tiers", 1, "别人的话")}})
	for _, path := range []string{photo, shared} {
		_, _, err := d.Attach(ctx, o, path, words[4], questionnaire.Ref{Item: "tiers"})
		ok(t, err)
	}
	kept, _, err := d.Attach(ctx, other, shared, "", questionnaire.Ref{Item: "tiers"})
	ok(t, err)
	ok(t, copyBefore(ctx, d.w, d.Path(), 1))
	ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, 0))
	must[Contact](t)(d.AddContact(ctx, Contact{Response: o.ID, Outcome: NoAnswer}))
	words = append(words, "只有他的附件", "㐂") // the index of texts holds single signs
	for _, w := range []string{words[5], "只有他的附件", "㐂"} {
		if d.traces(w) == 0 {
			t.Fatalf("%s is nowhere to be erased", w)
		}
	}
	ok(t, d.Withdraw(ctx, o.ID))
	for _, w := range words {
		if n := d.traces(w); n != 0 {
			t.Errorf("%s is left in %d places", w, n)
		}
	}
	if _, err := os.Stat(d.AttachmentPath(kept)); err != nil {
		t.Errorf("the other's attachment: %v", err)
	}
	if r := d.talk(o); !reflect.DeepEqual(r, talk.Record{}) || len(d.found(NoteFilter{})) != 1 || d.count("SELECT count(*) FROM contact") != 0 {
		t.Errorf("left: %+v", r)
	}
	if d.count("SELECT count(*) FROM revision WHERE kind IN ('note', 'followup', 'attachment', 'talk', 'contact') AND body IS NULL AND gone = 1") != 3+1+2+1+1 {
		t.Error("not all records are buried")
	}
	if err := d.SaveTalk(ctx, o, talk.Change{FollowUps: []talk.FollowUp{{ID: newID()}}}); !errors.Is(err, ErrEnded) {
		t.Errorf("saved after withdrawing: %v", err)
	}
}

// traces counts words that stand in any file beside the database.
func (d *desk) traces(words ...string) (n int) {
	d.t.Helper()
	ok(d.t, filepath.WalkDir(filepath.Dir(d.Path()), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, w := range words {
			n += bytes.Count(content, []byte(w))
		}
		return err
	}))
	return n
}

func TestATalkCannotBeSavedReadOnly(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	d.talks(o, talk.Change{Notes: []talk.Note{said(o, "tiers", 1, "先试新业务")}})
	opt := options(t, d.Path())
	opt.Access = Read
	s := must[*Store](t)(Open(ctx, opt))
	defer s.Close()
	path := filepath.Join(t.TempDir(), "a.txt")
	ok(t, os.WriteFile(path, []byte("字"), 0o600))
	_, tagErr := s.SaveTag(ctx, talk.Tag{Name: "价格"})
	_, _, attachErr := s.Attach(ctx, o, path, "", questionnaire.Ref{})
	_, contactErr := s.AddContact(ctx, Contact{Response: o.ID})
	_, phoneErr := s.Phone(ctx, o.ID, o.Interviewer.ID)
	for what, err := range map[string]error{"talk": s.SaveTalk(ctx, o, talk.Change{}), "tag": tagErr, "merge": s.MergeTag(ctx, "a", "b"), "delete": s.DeleteTag(ctx, "a"),
		"follow-up": s.SaveFollowUp(ctx, talk.FollowUp{}), "attach": attachErr, "contact": contactErr, "phone": phoneErr} {
		if !errors.Is(err, ErrReadOnly) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if r := must[talk.Record](t)(s.Talk(ctx, o.ID)); len(r.Notes) != 1 {
		t.Errorf("read %+v", r)
	}
}
