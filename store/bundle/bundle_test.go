package bundle

import (
	"bytes"
	"compress/gzip"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
)

var signing = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))

func header(n int) Header {
	return Header{Device: "0192-laptop", Name: "厅里的电脑", Seq: 3, After: 1, Created: 1, N: n}
}

// written is a bundle with two revisions, an erased one and an attachment of
// two pieces.
func written(t testing.TB, to ...age.Recipient) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := NewWriter(&out, to, header(5), signing)
	if err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{`{"at":1,"body":{"text":"资费<贵>"},"kind":"note"}`, `{"at":2,"body":{},"kind":"note"}`} {
		if err := w.Revision(sha256.Sum256([]byte(body)), []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	sum := sha256.Sum256([]byte("gone"))
	if err := w.Gone(Gone{H: sum[:], Kind: "note", Record: "r", Depth: 1, Parents: []string{}}); err != nil {
		t.Fatal(err)
	}
	photo := bytes.Repeat([]byte("x"), PieceSize+5)
	if err := w.Blob(sha256.Sum256(photo), int64(len(photo)), bytes.NewReader(photo)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read gives the lines of a bundle, or the rule it was refused by.
func read(file []byte, with ...age.Identity) (lines []Line, rule Rule) {
	said := func(err error) Rule {
		var e *Error
		if errors.As(err, &e) {
			return e.Rule
		}
		return Rule("other: " + err.Error())
	}
	r, err := NewReader(bytes.NewReader(file), with)
	if err != nil {
		return nil, said(err)
	}
	for {
		l, err := r.Next()
		if err == io.EOF {
			return lines, ""
		}
		if err != nil {
			return lines, said(err)
		}
		lines = append(lines, l)
	}
}

func TestABundleIsReadAsItWasWritten(t *testing.T) {
	me, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range [][]byte{written(t), written(t, me.Recipient())} {
		lines, rule := read(file, me)
		if rule != "" || len(lines) != 5 {
			t.Fatalf("%d lines, %s", len(lines), rule)
		}
		if string(lines[0].Canonical) != `{"at":1,"body":{"text":"资费<贵>"},"kind":"note"}` || lines[2].Gone == nil || lines[4].Piece.At != PieceSize {
			t.Errorf("read %+v", lines)
		}
	}
	other, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	if _, rule := read(written(t, me.Recipient()), other); rule != NotForUs {
		t.Errorf("opened with a foreign key: %s", rule)
	}
}

// zipped is lines as a bundle anyone can read.
func zipped(t testing.TB, lines string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, lines); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func unzipped(t testing.TB, file []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestWhatIsRefused(t *testing.T) {
	text := unzipped(t, written(t))
	lines := slices.DeleteFunc(strings.SplitAfter(text, "\n"), func(l string) bool { return l == "" })
	without := func(i int) string { return strings.Join(slices.Delete(slices.Clone(lines), i, i+1), "") }
	swap := func(old, new string) string { return strings.Replace(text, old, new, 1) }
	for _, c := range []struct {
		what, lines string
		rule        Rule
	}{
		{"a line taken out", without(2), BadCount},
		{"a line twice", lines[0] + lines[1] + strings.Join(lines[1:], ""), BadCount},
		{"a word changed", swap("资费", "资料"), BadHash},
		{"the time of packing changed", swap(`"created":1`, `"created":2`), BadHash},
		{"the name changed to one with an escape", swap("厅里的电脑", `\u001b[2J`), BadName},
		{"the name turned round", swap("厅里的电脑", "\u202e电脑"), BadName},
		{"a long id", swap("0192-laptop", strings.Repeat("x", 500)), BadName},
		{"a number nobody reaches", swap(`"seq":3`, `"seq":9000000000000000000`), BadLine},
		{"a later version", swap(`"v":1`, `"v":2`), Newer},
		{"no tail", strings.Join(lines[:len(lines)-1], ""), Cut},
		{"cut in a line", text[:len(text)/2], Cut},
		{"a line that is nothing", swap(lines[1], "{\"t\":\"what\"}\n"), BadLine},
		{"a piece left out", without(4), BadLine},
		{"pieces changed round", lines[0] + lines[1] + lines[2] + lines[3] + lines[5] + lines[4] + lines[6], BadLine},
		{"a bomb", lines[0] + strings.Repeat(" ", 20<<20), TooLarge},
		{"another file", "hello\n", NotOurs},
	} {
		if _, rule := read(zipped(t, c.lines)); rule != c.rule {
			t.Errorf("%s: %q, not %q", c.what, rule, c.rule)
		}
	}
	forged := unzipped(t, written(t))
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{8}, 32))
	at := strings.LastIndex(forged, `"sig":"`) + len(`"sig":"`)
	text2, err := Bytes(ed25519.Sign(key, []byte("x"))).MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	forged = forged[:at] + string(text2) + forged[at+len(text2):]
	if _, rule := read(zipped(t, forged)); rule != BadSig {
		t.Errorf("a foreign signature: %q", rule)
	}
}

// age and gunzip open a bundle without this program.
func TestOtherProgramsOpenIt(t *testing.T) {
	if _, err := exec.LookPath("age"); err != nil {
		t.Skip("needs age")
	}
	me, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	key, file := filepath.Join(dir, "key.txt"), filepath.Join(dir, "x.tingfang")
	if err := errors.Join(os.WriteFile(key, []byte(me.String()+"\n"), 0o600), os.WriteFile(file, written(t, me.Recipient()), 0o600)); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("sh", "-c", `age -d -i "$0" "$1" | gunzip`, key, file).Output()
	if err != nil || string(out) != unzipped(t, written(t)) {
		t.Errorf("%v: %.200s", err, out)
	}
}

func TestCodesAreChecked(t *testing.T) {
	code := SpokenCode([32]byte{1})
	if got, fine := ValidCode(" " + strings.ReplaceAll(code, " ", "-")); !fine || got != code {
		t.Errorf("%q: %q, %t", code, got, fine)
	}
	digits := strings.ReplaceAll(code, " ", "")
	for i := range digits {
		for d := byte('0'); d <= '9'; d++ {
			if wrong := digits[:i] + string(d) + digits[i+1:]; wrong != digits {
				if _, fine := ValidCode(wrong); fine {
					t.Errorf("%s passes for %s", wrong, digits)
				}
			}
		}
		if i > 0 && digits[i] != digits[i-1] {
			b := []byte(digits)
			b[i], b[i-1] = b[i-1], b[i]
			if _, fine := ValidCode(string(b)); fine {
				t.Errorf("%s passes for %s", b, digits)
			}
		}
	}
}

// Whatever a file holds, reading it ends, without a crash; what is read to the
// end was signed.
func FuzzReader(f *testing.F) {
	file := written(f)
	f.Add(file, false)
	f.Add([]byte(unzipped(f, file)), true)
	f.Add([]byte(`{"t":"head","v":1}`+"\n"), true)
	f.Fuzz(func(t *testing.T, data []byte, zip bool) {
		whole := data
		if zip {
			whole = zipped(t, string(data))
		}
		if lines, rule := read(whole); rule == "" {
			if got := unzipped(t, whole); len(lines) > 0 && !strings.Contains(got, `"sig":"`) {
				t.Error("read to the end without a signature")
			}
		} else if strings.HasPrefix(string(rule), "other") {
			t.Errorf("an error without a rule: %s", rule)
		}
		ReadReceipt(data)
	})
}
