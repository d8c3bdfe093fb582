package stat

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// outOfScope is the methods of the reference sets this package leaves to later
// work, with the family each belongs to.
var outOfScope = map[string]string{
	"aapor_rates":             "response rates",
	"apostle_matrix":          "loyalty matrix",
	"cohen_kappa":             "coding",
	"column_letters_weighted": "weights",
	"cooccurrence":            "coding",
	"cronbach_alpha":          "reliability",
	"data_quality":            "quality of interviews",
	"dictionary_coding":       "coding",
	"factor_analysis":         "factors",
	"first_gini_split":        "churn",
	"group_means":             "groups (its pairs of means are run as letters)",
	"kish":                    "weights",
	"krippendorff_alpha":      "coding",
	"logistic_regression":     "churn",
	"poststratification":      "weights",
	"raking":                  "weights",
	"sample_size":             "sample size",
	"satisfaction_index":      "index",
	"stratified_mean":         "weights",
	"stratified_mean_by":      "weights",
	"weighted_chisq":          "weights",
	"weighted_summary":        "weights",
	"word_frequency":          "coding",
}

// check is one entry of a reference set, and keeps book of what was compared.
type check struct {
	t       *testing.T
	set     set
	ID      string
	Method  string
	Args    map[string]any
	Expect  map[string]any
	seen    map[string]bool
	figures int
}

// pKeys are the p-values, which are held to a wider tolerance.
var pKeys = regexp.MustCompile(`^(p|p_value|p_welch|p_pooled|p_adj|g2_p|fisher_p|pearson_p|b_p|mannwhitney_p_cc|wilcoxon_p_cc)$`)

// near compares by the tolerances of the reference. R forms g2_p as one less
// the distribution function, so that it ends at 0 where ours goes on.
func near(key string, got, want float64) bool {
	switch {
	case math.IsNaN(want):
		return math.IsNaN(got)
	case pKeys.MatchString(key):
		return math.Abs(got-want) <= 1e-4*math.Abs(want) || key == "g2_p" && math.Abs(got-want) < 1e-15
	case strings.Contains(key, "pct"):
		return math.Abs(got-want) <= 1e-9
	}
	return math.Abs(got-want) <= max(1e-6*math.Abs(want), 1e-12)
}

// floats flattens what the reference holds under a key; null is NaN.
func floats(v any) []float64 {
	switch v := v.(type) {
	case nil:
		return []float64{math.NaN()}
	case float64:
		return []float64{v}
	case []any:
		var out []float64
		for _, x := range v {
			out = append(out, floats(x)...)
		}
		return out
	case map[string]any:
		var out []float64
		for _, k := range slices.Sorted(maps.Keys(v)) {
			out = append(out, floats(v[k])...)
		}
		return out
	}
	panic(fmt.Sprintf("no number: %v", v))
}

// words gives the strings under a key; a list of one may be bare.
func words(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case float64:
		return []string{strconv.FormatFloat(v, 'g', -1, 64)}
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, words(x)...)
		}
		return out
	}
	return nil
}

// is holds the figures to those the reference has under the key, if it has any.
func (c *check) is(key string, got ...float64) {
	c.t.Helper()
	v, ok := c.Expect[key]
	if !ok {
		return
	}
	c.seen[key] = true
	want := floats(v)
	if v == nil {
		want = slices.Repeat(want, len(got))
	}
	if len(got) != len(want) {
		c.t.Errorf("%s %s: %d figures, want %d", c.ID, key, len(got), len(want))
		return
	}
	for i := range got {
		c.figures++
		if !near(key, got[i], want[i]) {
			c.t.Errorf("%s %s[%d] = %v, want %v", c.ID, key, i, got[i], want[i])
		}
	}
}

// say holds words to those of the reference.
func (c *check) say(key string, got ...string) {
	c.t.Helper()
	if _, ok := c.Expect[key]; !ok {
		return
	}
	c.seen[key] = true
	c.figures++
	if want := words(c.Expect[key]); !slices.Equal(got, want) {
		c.t.Errorf("%s %s = %q, want %q", c.ID, key, got, want)
	}
}

// skip marks what is no figure of ours.
func (c *check) skip(keys ...string) {
	for _, k := range keys {
		c.seen[k] = true
	}
}

func (c *check) arg(name string) string { s, _ := c.Args[name].(string); return s }

func (c *check) number(name string) int { return int(floats(c.Args[name])[0]) }

func ends(ci Interval) []float64 { return []float64{ci.Low, ci.High} }

func TestReference(t *testing.T) {
	dirs, err := filepath.Glob("testdata/*/expected.json")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no reference sets", err)
	}
	checks, figures, left := map[string]int{}, map[string]int{}, map[string]int{}
	for _, path := range dirs {
		dir := filepath.Dir(path)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var file struct{ Checks []check }
		if err := json.Unmarshal(text, &file); err != nil {
			t.Fatal(path, err)
		}
		data := loadSet(t, dir, "data.csv")
		for _, c := range file.Checks {
			run, known := methods[c.Method]
			if _, out := outOfScope[c.Method]; !known && out {
				left[c.Method]++
				continue
			}
			t.Run(data.name+"/"+c.ID, func(t *testing.T) {
				if !known {
					t.Fatalf("unknown method %s", c.Method)
				}
				c.t, c.set, c.seen = t, data, map[string]bool{}
				run(&c)
				for key := range c.Expect {
					if !c.seen[key] {
						t.Errorf("%s: %s was not compared", c.ID, key)
					}
				}
				if !t.Failed() {
					checks[c.Method]++
					figures[c.Method] += c.figures
				}
			})
		}
	}
	for _, m := range slices.Sorted(maps.Keys(checks)) {
		t.Logf("%-20s %3d checks, %5d figures", m, checks[m], figures[m])
	}
	for _, m := range slices.Sorted(maps.Keys(outOfScope)) {
		t.Logf("out of scope: %-24s %2d checks here (%s)", m, left[m], outOfScope[m])
	}
}
