package interview_test

import (
	"strings"
	"testing"

	"tingfang/ui/nav"
)

// A key and the frame after it, on a closed item.
func BenchmarkKeyToFrame(b *testing.B) {
	h := admitted(b, 80, 21)
	for b.Loop() {
		h.Screen.Update(nav.Press("down"))
		h.Frame()
	}
}

// A key and the frame after it, in a remark of 200 KiB.
func BenchmarkKeyInALongRemark(b *testing.B) {
	h := admitted(b, 80, 21)
	h.Press("f6")
	h.Paste(strings.Repeat("等了很久，没有人来问。\n", 200<<10/34))
	for b.Loop() {
		h.Screen.Update(nav.Press("a"))
		h.Frame()
	}
}

// A key and the frame after it, on the list of items.
func BenchmarkList(b *testing.B) {
	h := ended(b, 80, 21, same)
	for b.Loop() {
		h.Screen.Update(nav.Press("down"))
		h.Frame()
	}
}
