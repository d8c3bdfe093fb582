package exchange_test

import (
	"bytes"
	"encoding/csv"
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

// failer is a test of either kind.
type failer interface {
	Helper()
	Fatal(...any)
}

func write(t failer, f *questionnaire.Form, o exchange.CSVOptions, rs ...questionnaire.Response) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := exchange.WriteCSV(&b, f, stream(rs...), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read reads a file with the standard library: a map by column for each row.
func read(t failer, file []byte) []map[string]string {
	t.Helper()
	body, marked := bytes.CutPrefix(file, []byte("\ufeff"))
	if !marked {
		t.Fatal("no byte order mark")
	}
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[rows[0][i]] = cell
		}
		out = append(out, m)
	}
	return out
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
			golden(t, name, write(t, f, o, interviews(f)...))
		})
	}
}
