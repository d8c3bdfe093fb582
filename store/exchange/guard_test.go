package exchange_test

import (
	"testing"

	"pgregory.net/rapid"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
)

func TestGuard(t *testing.T) {
	for _, c := range []struct{ text, guarded, raw string }{
		{"", "", ""},
		{"很好", "很好", "很好"},
		{"=1+1", "'=1+1", "=1+1"},
		{"+86", "'+86", "+86"},
		{"-", "'-", "-"},
		{"@a", "'@a", "@a"},
		{"\t1", "'\t1", "\t1"},
		{"\n=1", "'\n=1", "\n=1"},
		{"＝1", "'＝1", "＝1"},
		{"＋1", "'＋1", "＋1"},
		{"－1", "'－1", "－1"},
		{"＠a", "'＠a", "＠a"},
		{"，a", "，a", "，a"},
		{"'a", "''a", "'a"},
		{"a=1", "a=1", "a=1"},
		{" =1", " =1", " =1"},
		{"1234567890", "1234567890", "1234567890"},
		{"13800138000", "'13800138000", "13800138000"},
		{"110105194912310021", "'110105194912310021", "110105194912310021"},
		{"11010519491231002X", "11010519491231002X", "11010519491231002X"},
		{"007", "'007", "007"},
		{"0", "'0", "0"},
		{"0.5", "0.5", "0.5"},
		{"-97", "'-97", "'-97"},
		{"-98", "'-98", "'-98"},
		{"-99", "'-99", "'-99"},
		{"'-99", "''-99", "''-99"},
		{"-96", "'-96", "-96"},
	} {
		if got := exchange.Guard(c.text, false); got != c.guarded {
			t.Errorf("%q guarded is %q, want %q", c.text, got, c.guarded)
		}
		if got := exchange.Guard(c.text, true); got != c.raw {
			t.Errorf("%q raw is %q, want %q", c.text, got, c.raw)
		}
	}
}

// hostileText draws texts made of what spreadsheets and CSV readers trip over.
func hostileText() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"'", "=", "+", "-", "@", "\t", "\n", "\"", ",", ";", " ", "＝", "＋", "－", "＠", "-97", "-98", "-99", "0", "13800138000", "意见", "𠮷", "👨‍👩‍👧", "\u3000"}),
		rapid.StringN(0, 4, -1),
		rapid.StringMatching(`[0-9]{1,20}`),
	)
	return rapid.Custom(func(t *rapid.T) string {
		s := ""
		for _, p := range rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces") {
			s += p
		}
		return s
	})
}

func TestUnguardIsTheExactInverseOfGuard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, raw := rapid.OneOf(hostileText(), rapid.String()).Draw(t, "text"), rapid.Bool().Draw(t, "raw")
		if back := exchange.Unguard(exchange.Guard(s, raw), raw); back != s {
			t.Fatalf("%q comes back as %q", s, back)
		}
	})
}

// Whatever is typed, an independent reader finds it again in its cell.
func TestTypedTextsComeBack(t *testing.T) {
	f := form(t)
	rapid.Check(t, func(t *rapid.T) {
		text := questionnaire.Clean(hostileText().Draw(t, "text"))
		remark := questionnaire.Clean(hostileText().Draw(t, "remark"))
		hall := questionnaire.Clean(hostileText().Draw(t, "hall"))
		o := exchange.CSVOptions{Raw: rapid.Bool().Draw(t, "raw"), Remarks: true, Labels: rapid.Bool().Draw(t, "labels")}
		r := held(f, "id", remarked(typed("words", text), remark))
		r.Hall.Code = hall

		row := read(t, write(t, f, o, r))[0]
		for name, want := range map[string]string{"words": text, "words__remark": remark, "hall": hall} {
			if got := exchange.Unguard(row[name], o.Raw); got != want {
				t.Fatalf("%s is %q, want %q", name, got, want)
			}
		}
		o.Long = true
		for _, row := range read(t, write(t, f, o, r)) {
			if got := exchange.Unguard(row["code"], o.Raw); got != text {
				t.Fatalf("long: %q, want %q", got, text)
			}
			if got := exchange.Unguard(row["remark"], o.Raw); got != remark {
				t.Fatalf("long: remark %q, want %q", got, remark)
			}
		}
	})
}
