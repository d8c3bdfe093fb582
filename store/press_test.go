package store

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What is pressed is read by zlib as what it was: texts that repeat themselves
// near and far, bytes of every value, matches of every length.
func TestPressedBodiesAreReadByZlib(t *testing.T) {
	var p press
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 40), 1, 6).Draw(t, "parts")
		var plain []byte
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(parts)-1), 0, 200).Draw(t, "order") {
			plain = append(plain, parts[i]...)
		}
		plain = append(plain, bytes.Repeat([]byte{7}, rapid.IntRange(0, 600).Draw(t, "run"))...)
		plain = plain[:min(len(plain), shortBody)]
		if got := inflated(t, p.short(plain)); !bytes.Equal(got, plain) {
			t.Fatalf("%q came back as %q", plain, got)
		}
	})
}

// Every length of a match and every distance that a short body can hold.
func TestPressedMatchesOfEveryLengthAndDistance(t *testing.T) {
	var p press
	check := func(plain []byte) {
		if got := inflated(t, p.short(plain)); !bytes.Equal(got, plain) {
			t.Fatalf("%d bytes came back as %d other ones", len(plain), len(got))
		}
	}
	for n := range 2 * matchMost {
		check([]byte("abcdefgh|" + strings.Repeat("x", n) + "|"))
	}
	noise := make([]byte, shortBody)
	for i, state := 0, uint32(1); i < len(noise); i++ {
		state = state*1664525 + 1013904223
		noise[i] = byte(state >> 24)
	}
	for far := matchLeast; far <= shortBody-matchLeast; far += 13 {
		check(append(append([]byte("far!"), noise[:far-matchLeast]...), "far!"...))
	}
}

// Bodies on both sides of what is short are kept and read the same way.
func TestBodiesOfEverySizeComeBack(t *testing.T) {
	for _, n := range []int{0, 1, shortBody - 1, shortBody, shortBody + 1, 1 << 20} {
		plain := bytes.Repeat([]byte("{\"at\":1,\"满意\":2}"), n/10+1)[:n]
		if got := must[[]byte](t)(unpressed(must[[]byte](t)(pressed(plain)))); !bytes.Equal(got, plain) {
			t.Errorf("%d bytes came back as %d", n, len(got))
		}
	}
}

func inflated(t interface{ Fatal(...any) }, body []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}
