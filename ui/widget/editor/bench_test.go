package editor_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tingfang/ui/widget/editor"
)

const sentence = "营业员解释资费时没有看着我，等了四十分钟才轮到，希望多开一个窗口。5G套餐每月 129 元"

// long gives a text of about kib KiB, in lines or as one.
func long(kib int, lines bool) string {
	sep := ""
	if lines {
		sep = "\n"
	}
	return strings.Repeat(sentence+sep, kib<<10/len(sentence+sep))
}

type situation struct {
	name  string
	kib   int
	lines bool
	place string // start, middle, end
	one   bool   // a one-line field
}

func situations() (out []situation) {
	for _, kib := range []int{20, 200, 1024} {
		for _, lines := range []bool{true, false} {
			for _, place := range []string{"start", "middle", "end"} {
				shape := map[bool]string{true: "lines", false: "one"}[lines]
				out = append(out, situation{fmt.Sprintf("%s/%s/%dKiB", shape, place, kib), kib, lines, place, false})
			}
		}
		out = append(out, situation{fmt.Sprintf("field/middle/%dKiB", kib), kib, false, "middle", true})
	}
	return out
}

// open gives the field with the text, drawn once, with the caret in place.
func (s situation) open() editor.Model {
	m := field(editor.Options{OneLine: s.one}, 78, 18)
	m.SetValue(long(s.kib, s.lines))
	m.SetCaret(map[string]int{"start": 5, "middle": m.Len() / 2, "end": m.Len()}[s.place])
	m.Draw(78, 18)
	return m
}

// round presses a key of a mixed lot and draws.
func round(m editor.Model, i int) editor.Model {
	lot := [...]tea.KeyPressMsg{{Code: '好', Text: "好"}, {Code: '，', Text: "，"}, press("left"), press("backspace"), press("right"), {Code: '5', Text: "5"}, press("up"), press("down")}
	m, _ = m.Update(lot[i%len(lot)])
	body, cur := m.Draw(78, 18)
	if body == "" || cur == nil {
		panic("nothing drawn")
	}
	return m
}

func BenchmarkKey(b *testing.B) {
	for _, s := range situations() {
		b.Run(s.name, func(b *testing.B) {
			m := s.open()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				m = round(m, i)
			}
		})
	}
}

func BenchmarkPaste(b *testing.B) {
	for _, lines := range []bool{true, false} {
		s := long(1024, lines)
		b.Run(fmt.Sprintf("lines=%v", lines), func(b *testing.B) {
			for b.Loop() {
				m, _ := field(editor.Options{}, 78, 18).Update(tea.PasteMsg{Content: s})
				m.Draw(78, 18)
			}
		})
	}
}

// A key in a megabyte costs about what it does in twenty kilobytes.
func TestLongTextsAreAsFastAsShortOnes(t *testing.T) {
	const rounds = 200
	cost := map[string]time.Duration{}
	for _, s := range situations() {
		best := time.Hour // the quickest of some runs: other people use the machine
		for range 3 {
			m := s.open()
			begun := time.Now()
			for i := range rounds {
				m = round(m, i)
			}
			best = min(best, time.Since(begun)/rounds)
		}
		cost[s.name] = best
		if s.kib < 1024 {
			continue
		}
		short := cost[strings.Replace(s.name, "1024", "20", 1)]
		t.Logf("%-14s 20 KiB %v, 1 MiB %v a key", strings.TrimSuffix(s.name, "/1024KiB"), short, best)
		if best > 8*short {
			t.Errorf("%s: 1 MiB costs %v a key, 20 KiB %v", s.name, best, short)
		}
	}
}

// A megabyte pasted is there within three frames at 60 a second.
func TestPastingAMegabyte(t *testing.T) {
	for _, lines := range []bool{true, false} {
		s := long(1024, lines)
		best := time.Hour
		for range 3 {
			m := field(editor.Options{}, 78, 18)
			begun := time.Now()
			m, _ = m.Update(tea.PasteMsg{Content: s})
			m.Draw(78, 18)
			best = min(best, time.Since(begun))
		}
		t.Logf("in lines %v: %v", lines, best)
		if best > 50*time.Millisecond {
			t.Errorf("in lines %v: %v", lines, best)
		}
	}
}
