package exchange_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs:\n%s\nwant\n%s", name, got, want)
	}
}

func export(t testing.TB, f *questionnaire.Form, o exchange.CSVOptions, rs ...questionnaire.Response) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := exchange.WriteCSV(&b, f, stream(rs...), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFilesAreAsTheyWere(t *testing.T) {
	f := form(t)
	for name, o := range map[string]exchange.CSVOptions{
		"wide.csv":   {},
		"raw.csv":    {Raw: true, Remarks: true, Personal: true},
		"labels.csv": {Labels: true, Remarks: true, Lang: questionnaire.ZH},
		"en.csv":     {Labels: true, Lang: questionnaire.EN},
		"long.csv":   {Long: true, Lang: questionnaire.ZH},
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name, export(t, f, o, interviews(f)...))
		})
	}
}
