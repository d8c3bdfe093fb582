package stat

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// set is a folder of reference data, by column.
type set struct {
	name    string
	columns map[string][]string
	n       int
}

func loadSet(t *testing.T, dir, file string) set {
	t.Helper()
	s := set{name: filepath.Base(dir), columns: map[string][]string{}}
	f, err := os.Open(filepath.Join(dir, file))
	if os.IsNotExist(err) {
		return s
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	s.n = len(rows) - 1
	for i, name := range rows[0] {
		for _, row := range rows[1:] {
			s.columns[name] = append(s.columns[name], row[i])
		}
	}
	return s
}

// special reports the codes of the survey that are no answers.
func (s set) special(column, v string) bool {
	return s.name == "telecom13_A" && strings.HasPrefix(column, "q") && (v == "98" || v == "99")
}

// numbers gives a column with NaN where there is no answer.
func (s set) numbers(column string) []float64 {
	out := make([]float64, s.n)
	for i, v := range s.columns[column] {
		x, err := strconv.ParseFloat(v, 64)
		if err != nil || s.special(column, v) {
			x = math.NaN()
		}
		out[i] = x
	}
	return out
}

// where keeps the numbers of the cases that satisfy "column==value".
func (s set) where(xs []float64, filter string) []float64 {
	column, value, ok := strings.Cut(filter, "==")
	if !ok {
		return xs
	}
	out := slices.Clone(xs)
	for i := range out {
		if s.columns[column][i] != value {
			out[i] = math.NaN()
		}
	}
	return out
}

var derived = regexp.MustCompile(`^(\w+)(==|>=)(\d+)`)

// labels gives a column as words, "" where there is no answer: as it is,
// grouped into boxes, or compared with a number.
func (s set) labels(spec string) []string {
	name, _, grouped := strings.Cut(spec, " grouped")
	m := derived.FindStringSubmatch(spec)
	if m != nil {
		name = m[1]
	}
	out := slices.Clone(s.columns[name])
	for i, v := range out {
		x, _ := strconv.Atoi(v)
		switch {
		case v == "" || s.special(name, v):
			out[i] = ""
		case grouped:
			out[i] = map[bool]string{x >= 4: "satisfied", x == 3: "neutral", x <= 2: "dissatisfied"}[true]
		case m != nil && m[2] == "==":
			out[i] = map[bool]string{true: "1", false: "0"}[v == m[3]]
		case m != nil:
			out[i] = map[bool]string{true: "TRUE", false: "FALSE"}[v >= m[3]]
		}
	}
	return out
}

// table crosses two columns in the order of the reference's labels.
func (c *check) table() [][]int {
	if given, ok := c.Args["counts"].(map[string]any); ok {
		var out [][]int
		for _, row := range given["counts"].([]any) {
			out = append(out, ints(floats(row)))
		}
		return out
	}
	rows, columns := c.set.labels(c.arg("row")), c.set.labels(c.arg("col"))
	rowLabels, columnLabels := words(c.Expect["row_labels"]), words(c.Expect["col_labels"])
	if rowLabels == nil {
		rowLabels, columnLabels = slices.Compact(slices.Sorted(slices.Values(rows))), slices.Compact(slices.Sorted(slices.Values(columns)))
	}
	out := make([][]int, len(rowLabels))
	for i := range out {
		out[i] = make([]int, len(columnLabels))
	}
	kept := 0
	for i := range rows {
		if c.arg("filter") != "" {
			if hall := c.set.columns["hall"][i]; hall != "H05" && hall != "H06" || kept == 48 {
				continue
			}
			kept++
		}
		r, k := slices.Index(rowLabels, rows[i]), slices.Index(columnLabels, columns[i])
		if r < 0 || k < 0 {
			continue
		}
		n := 1
		if freq, ok := c.set.columns["Freq"]; ok {
			n, _ = strconv.Atoi(freq[i])
		}
		out[r][k] += n
	}
	return out
}

func ints(xs []float64) []int {
	out := make([]int, len(xs))
	for i, x := range xs {
		out[i] = int(x)
	}
	return out
}

// reals makes figures of counts.
func reals(xs ...int) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = float64(x)
	}
	return out
}
