package exchange_test

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"testing"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
)

func TestCodebookIsAsItWas(t *testing.T) {
	golden(t, "codebook.csv", codebook(t, form(t), exchange.CSVOptions{Lang: questionnaire.ZH, Remarks: true, Personal: true}))
}

func codebook(t *testing.T, f *questionnaire.Form, o exchange.CSVOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := exchange.WriteCodebook(&b, f, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The codebook numbers exactly the columns that the file has.
func TestCodebookFollowsTheFile(t *testing.T) {
	f := form(t)
	for _, o := range []exchange.CSVOptions{{}, {Remarks: true}, {Personal: true, Labels: true}, {Raw: true, Older: []*questionnaire.Form{older(t)}}} {
		var numbered []string
		for _, row := range read(t, codebook(t, f, o)) {
			if pos, err := strconv.Atoi(row["pos"]); err != nil || pos < len(numbered) || pos > len(numbered)+1 {
				t.Fatalf("pos %q after %d", row["pos"], len(numbered))
			} else if pos > len(numbered) {
				numbered = append(numbered, row["name"])
			}
		}
		header, _, _ := bytes.Cut(write(t, f, o), []byte("\r\n"))
		var columns []string
		for _, name := range bytes.Split(bytes.ReplaceAll(bytes.TrimPrefix(header, []byte("\ufeff")), []byte(`"`), nil), []byte(",")) {
			columns = append(columns, string(name))
		}
		if !slices.Equal(numbered, columns) {
			t.Errorf("codebook %v\nfile %v", numbered, columns)
		}
	}
}

func TestWidthAndConstraintOfARange(t *testing.T) {
	f := compile(t, &questionnaire.Form{ID: "r", Questions: []questionnaire.Question{
		{Name: "r", Kind: questionnaire.Range, Group: -1, Range: questionnaire.Bounds{Start: -10, End: 5, Step: 0.25}, Constraint: parse(t, ". != 0")},
	}})
	rows := read(t, codebook(t, f, exchange.CSVOptions{}))
	row := rows[len(rows)-1]
	if want := "(. >= -10 and . <= 5 and (. - -10) mod 0.25 = 0) and (. != 0)"; row["constraint"] != want || row["width"] != "6" {
		t.Errorf("constraint %q, width %q", row["constraint"], row["width"])
	}
}

func TestARepeatedAnswerNeedsTheLongLayout(t *testing.T) {
	f := form(t)
	second, first := typed("words", "b"), typed("words", "a")
	second.Instance, first.Instance = "2", "1"
	if _, err := exchange.WriteCSV(io.Discard, f, stream(held(f, "x", second)), exchange.CSVOptions{}); err == nil {
		t.Error("a repeated answer was written wide")
	}
	rows := read(t, write(t, f, exchange.CSVOptions{Long: true}, held(f, "x", second, first)))
	if len(rows) != 2 || rows[0]["code"] != "a" || rows[0]["repeat_index"] != "1" || rows[1]["code"] != "b" {
		t.Errorf("rows %v", rows)
	}
}
