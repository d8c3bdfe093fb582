package exchange_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/talk"
	"tingfang/store/exchange"
)

var tags = []talk.Tag{{ID: "t1", Name: "价格"}, {ID: "t2", Name: "=等候"}}

// told is an interview of the built-in guide: a topic declined, probes both
// ways, notes of every kind, a topic of its own.
func told(quote string) exchange.Told {
	f := builtin.Manager()
	r := held(f, "019abc00-0000-7000-8000-000000000009",
		chose("consent_notes", "1"), chose("consent_quote", quote), typed("organisation", "某市分公司"), chose("role", "1"),
		chose("loyal_who_prompted", "3"), chose("loyal_who_volunteered", "1", "2"), typed("takeaways", "看数据"),
		questionnaire.Answer{Ref: ref("tiers_notes"), Status: questionnaire.Refused, Reason: "2"})
	own := questionnaire.Ref{Item: talk.Own, Instance: "o1"}
	return exchange.Told{Form: f, Response: r, Talk: talk.Record{
		Notes: []talk.Note{
			{ID: "n1", Topic: ref("loyal_who"), Text: "=看*三样*：\n1. 重复办理\n\n - 推荐别人\x1b[31m", Offset: 65 * time.Second,
				Marks: []talk.Mark{{ID: "m1", Tag: "t1", Last: 30}, {ID: "m2", Tag: "t2", First: 1, Last: 3}, {ID: "m3", Tag: "t2", First: 4, Last: 5}}},
			{ID: "n2", Topic: ref("loyal_who"), Kind: talk.Quote, Text: "𠮷家的人，\n从来不走", Offset: 3700 * time.Second},
			{ID: "n3", Topic: own, Kind: talk.Observation, Text: "门口排队"},
			{ID: "n4", Topic: ref("rivals"), Kind: talk.Thought, Text: "要再问"},
			{ID: "n5", Topic: ref("rivals"), Text: " \n"},
		},
		Topics:      []talk.OwnTopic{{ID: "o1", Title: "排队"}, {ID: "o2", Title: "停车", Declined: "1"}},
		Visits:      []talk.Visit{{Topic: ref("loyal_who"), For: 5 * time.Minute}, {Topic: ref("loyal_who"), For: 40 * time.Second}, {Topic: own, For: time.Minute}},
		FollowUps:   []talk.FollowUp{{ID: "f1", What: "1. 寄报告", Who: "李明", Due: "2026-12-01"}, {ID: "f2", What: "回电", DoneAt: r.EndedAt}},
		Attachments: []talk.Attachment{{ID: "a1", Name: "大厅_1.jpg", Caption: "柜台", MediaType: "image/jpeg", Size: 12}},
	}}
}

func talks(all ...exchange.Told) exchange.Tolds {
	return func(yield func(exchange.Told, error) bool) {
		for _, t := range all {
			if !yield(t, nil) {
				return
			}
		}
	}
}

func TestAGuideHasARowAnInterviewWithWhatItsTalkHolds(t *testing.T) {
	in := told("1")
	o := exchange.CSVOptions{Lang: "zh", Talk: func(id string) (talk.Record, error) { return in.Talk, nil }}
	file := write(t, in.Form, o, in.Response)
	row := read(t, file)[0]
	for name, want := range map[string]string{"consent_quote": "1", "role": "1", "loyal_who_volunteered": "1 2", "loyal_who_prompted__3": "1", "tiers_notes": "-99",
		"tiers_notes__reason": "2", "loyal_who_notes__reason": "", "loyal_who__minutes": "5.7", "loyal_who__notes": "2", "loyal_who__quotes": "1", "rivals__notes": "1",
		"close__notes": "0", "own__topics": "2", "own__declined": "1", "own__minutes": "1", "own__notes": "1", "talk__followups": "2", "talk__attachments": "1"} {
		if got, there := row[name]; !there || got != want {
			t.Errorf("%s is %q (there: %t), want %q", name, got, there, want)
		}
	}
	if _, there := row["organisation"]; there {
		t.Error("the organisation is in the file")
	}
	for _, labels := range []bool{false, true} {
		o.Labels = labels
		back, err := took(write(t, in.Form, o, in.Response), exchange.ReadOptions{Form: in.Form})
		if err != nil {
			t.Fatal(err)
		}
		o := o
		o.Labels, o.Talk = false, nil
		if a, b := write(t, in.Form, o, back[0]), write(t, in.Form, o, in.Response); !bytes.Equal(a, b) {
			t.Errorf("labels %t: what was read back is written as\n%s\nnot\n%s", labels, a, b)
		}
	}
	book := string(codebook(t, in.Form, exchange.CSVOptions{}))
	for _, line := range []string{",tiers_notes__reason,tiers_notes,reason,,,2,涉及保密", ",loyal_who__minutes,,decimal,忠诚判断：用时（分钟）,Who is loyal: minutes"} {
		if !strings.Contains(book, line) {
			t.Errorf("the codebook has no %q", line)
		}
	}
}

func TestAReasonMustGoWithARefusal(t *testing.T) {
	in := told("1")
	file := string(write(t, in.Form, exchange.CSVOptions{}, in.Response))
	head, row, _ := strings.Cut(file, "\r\n")
	names, cells := strings.Split(head, ","), strings.Split(row, ",")
	for i, name := range names {
		if name != "tiers_notes__reason" {
			continue
		}
		cells[i] = "7"
		if _, err := took([]byte(head+"\r\n"+strings.Join(cells, ",")), exchange.ReadOptions{Form: in.Form}); err == nil {
			t.Error("a reason that is none was taken")
		}
		cells[i], cells[i-1] = "2", ""
		if _, err := took([]byte(head+"\r\n"+strings.Join(cells, ",")), exchange.ReadOptions{Form: in.Form}); err == nil {
			t.Error("a reason without a refusal was taken")
		}
	}
}

func TestNotesHaveARowEach(t *testing.T) {
	var b bytes.Buffer
	n, err := exchange.WriteNotes(&b, talks(told("1"), told("2")), exchange.TalkOptions{Lang: "zh", Tags: tags})
	if err != nil || n != (exchange.TalkCount{Interviews: 2, Notes: 7, Quotes: 1}) {
		t.Fatalf("%+v, %v", n, err)
	}
	rows := read(t, b.Bytes())
	first, quote, own := rows[0], rows[1], rows[2]
	if first["text"] != "'=看*三样*：\n1. 重复办理\n\n - 推荐别人\x1b[31m" || first["tags"] != "价格; =等候" || first["topic"] != "loyal_who" || first["title"] != "忠诚判断" || first["offset_s"] != "65" {
		t.Errorf("first note %q", first)
	}
	if quote["kind"] != "quote" || quote["quotable"] != "1" || quote["position"] != "2" || own["topic"] != "own" || own["title"] != "排队" || own["hall"] != "H01" {
		t.Errorf("notes %q, %q", quote, own)
	}
	if rows[4]["position"] != "1" || rows[5]["kind"] != "observation" {
		t.Errorf("a quote without consent is among %q", rows[4:])
	}
	b.Reset()
	if err := exchange.WriteNotesCodebook(&b, exchange.TalkOptions{Lang: "zh"}); err != nil || !strings.Contains(b.String(), "19,kind,,text,,,thought,想法,0") {
		t.Errorf("codebook %v\n%s", err, b.String())
	}
}

func TestTranscriptsAreAsTheyWere(t *testing.T) {
	for _, l := range []questionnaire.Lang{"zh", "en"} {
		var b bytes.Buffer
		n, err := exchange.WriteTranscript(&b, told("1"), exchange.TalkOptions{Lang: l, Tags: tags})
		if err != nil || n != (exchange.TalkCount{Interviews: 1, Notes: 4}) {
			t.Fatalf("%+v, %v", n, err)
		}
		golden(t, "transcript-"+string(l)+".md", b.Bytes())
	}
}

func TestTranscriptsLeaveOutWhatWasNotAgreedTo(t *testing.T) {
	var b bytes.Buffer
	n, err := exchange.WriteTranscript(&b, told("2"), exchange.TalkOptions{Lang: "zh", Tags: tags})
	if err != nil || n.Quotes != 1 || strings.Contains(b.String(), "从来不走") || !strings.Contains(b.String(), "有 1 段原话没有征得同意") || strings.Contains(b.String(), "某市") {
		t.Errorf("%+v, %v\n%s", n, err, b.String())
	}
	b.Reset()
	n, err = exchange.WriteTranscript(&b, told("2"), exchange.TalkOptions{Lang: "zh", Tags: tags, AllQuotes: true, Personal: true})
	if err != nil || n.Quotes != 0 || !strings.Contains(b.String(), "> 𠮷家的人，\\\n> 从来不走") || !strings.Contains(b.String(), "（未同意引用）") || !strings.Contains(b.String(), "某市") {
		t.Errorf("%+v, %v\n%s", n, err, b.String())
	}
}

// A note is one paragraph or more whose text, the escapes taken back, is the
// note's, and no line of it begins anything in Markdown.
func TestNotesMeanNothingToMarkdown(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("a字𠮷 \t\n12.)-+=*_#>`~[]<&|\\\x1b\x07")), 1, 40, -1).Draw(r, "text")
		if talk.Blank(text) {
			return
		}
		in := told("1")
		in.Talk = talk.Record{Notes: []talk.Note{{Topic: ref("rivals"), Text: text}}}
		var b bytes.Buffer
		if _, err := exchange.WriteTranscript(&b, in, exchange.TalkOptions{Lang: "zh"}); err != nil {
			r.Fatal(err)
		}
		_, after, _ := strings.Cut(b.String(), "**00:00 转述**\n\n")
		body, _, _ := strings.Cut(after, "\n\n## 5\\.")
		var lines []string
		for _, l := range strings.Split(body, "\n") {
			if l != "" && strings.ContainsAny(l[:1], "-+=*_#>`~[<|0123456789 \t") && !(l[0] >= '0' && l[0] <= '9' && !opens(l)) {
				r.Fatalf("a line begins with something: %q", l)
			}
			lines = append(lines, unescape(l))
		}
		if got := strings.Join(lines, "\n"); got != strings.TrimRight(text, "\n") && got != text {
			r.Fatalf("%q is written as %q", text, got)
		}
	})
}

// opens reports that a line begins a numbered list.
func opens(l string) bool {
	rest := strings.TrimLeft(l, "0123456789")
	return rest != "" && (rest[0] == '.' || rest[0] == ')')
}

// unescape reads a line as a reader of Markdown does.
func unescape(l string) string {
	l = strings.NewReplacer("&#32;", " ", "&#9;", "\t").Replace(l)
	var b strings.Builder
	for i := 0; i < len(l); i++ {
		if l[i] == '\\' {
			if i++; i == len(l) {
				break // a line end that stands
			}
		}
		b.WriteByte(l[i])
	}
	return b.String()
}
