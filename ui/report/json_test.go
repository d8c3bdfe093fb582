package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/summary"
	"tingfang/ui/theme"
)

const jsonPage = "../../docs/json.md"

var example = regexp.MustCompile("(?s)```json (\\w+)\n(.*?)```\n")

// scores is a form with the question of the net promoter score.
const scores = `| survey |
| | type | name | label | parameters | x_scale |
| | range | recommend | How likely would you recommend us? | start=0 end=10 step=1 | nps11 |
| settings |
| | form_id | form_title | version | x_mode |
| | scores | Scores | 1 | survey |
`

// outputs are the JSON of every command over the fixed interviews.
func outputs(t *testing.T) map[string][]byte {
	t.Helper()
	c := customers(t, 60)
	sel, item, out, table := all(t, c), must[summary.Item](t), map[string][]byte{}, must[[]byte](t)
	s := style("zh", theme.Look{}, c.Form())
	from := Source{Form: "customer", Version: c.Form().Version, Interviews: sel.Count()}
	out["summary"] = table(s.ItemsJSON(from, []summary.Item{item(c.Distribution(sel, "overall"))}))
	out["by"] = table(s.ItemsJSON(from, []summary.Item{item(c.Crosstab(sel, "switching", "hall", summary.Options{}))}))
	out["drivers"] = table(s.DriversJSON(from, must[summary.Drivers](t)(c.Drivers(sel, "overall", []string{"staff", "plans"}, summary.Options{}))))
	out["quadrant"] = table(s.QuadrantJSON(from, must[summary.Quadrant](t)(c.Quadrant(sel, "overall", []string{"payment", "staff", "plans", "hotline"}, summary.Cuts{}, summary.Options{}))))
	out["waves"] = table(s.WavesJSON(from, []summary.WaveTable{must[summary.WaveTable](t)(c.Waves(sel, "switching", quarters[:2], summary.Options{}))}))
	out["participation"] = table(s.ParticipationJSON(from, must[summary.Participation](t)(c.Participation(summary.Query{}, tallies, "", summary.Options{}))))
	m := builtin.Manager()
	out["guide"] = table(style("zh", theme.Look{}, m).GuideJSON(Source{Form: "manager", Version: m.Version, Interviews: 3}, covered(), nil))
	f := parse(t, scores)
	n := summary.NewColumns(f)
	for i := range 40 {
		r := questionnaire.Response{StartedAt: opened, Disposition: questionnaire.Complete,
			Answers: []questionnaire.Answer{{Ref: questionnaire.Ref{Item: "recommend"}, Status: questionnaire.Given, Number: float64(i * 7 % 11)}}}
		if err := n.PutResponse(int64(i+1), f, r); err != nil {
			t.Fatal(err)
		}
	}
	out["nps"] = table(style("en", theme.Look{}, f).NPSJSON(Source{Form: "scores", Version: "1", Interviews: 40}, must[summary.NPS](t)(n.NPS(all(t, n), "recommend", "", summary.Options{}))))
	return out
}

// docs/json.md shows what the commands write, to the letter. With -update the
// examples are written anew.
func TestJSONIsAsDocumented(t *testing.T) {
	page, err := os.ReadFile(jsonPage)
	if err != nil {
		t.Fatal(err)
	}
	written, seen := outputs(t), map[string]bool{}
	anew := example.ReplaceAllFunc(page, func(found []byte) []byte {
		name := string(example.FindSubmatch(found)[1])
		seen[name] = true
		return []byte("```json " + name + "\n" + string(written[name]) + "```\n")
	})
	for name := range written {
		if !seen[name] {
			t.Errorf("docs/json.md does not show %s", name)
		}
	}
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(jsonPage, anew, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(page, anew) {
		t.Error("docs/json.md shows other JSON than the commands write (run the test with -update)")
	}
}

// keysIn lists the keys of an object in the order they stand in.
func keysIn(t *testing.T, object json.RawMessage) []string {
	t.Helper()
	d, depth, key := json.NewDecoder(bytes.NewReader(object)), 0, false
	var out []string
	for {
		token, err := d.Token()
		if err != nil {
			return out
		}
		switch v := token.(type) {
		case json.Delim:
			if v == '{' || v == '[' {
				depth++
			} else {
				depth--
			}
			key = depth == 1
		case string:
			if depth == 1 && key {
				out, key = append(out, v), false
				continue
			}
			key = depth == 1
		default:
			key = depth == 1
		}
	}
}

// The keys stand in the order programs were promised.
func TestKeysOfSummaryStandInOrder(t *testing.T) {
	for name, want := range map[string]string{"summary": "item kind asked base missing rows stats", "by": "item kind asked base missing rows stats by columns tests"} {
		var doc struct{ Tables []json.RawMessage }
		raw := outputs(t)[name]
		if err := json.Unmarshal(raw, &doc); err != nil {
			t.Fatal(err)
		}
		if got := keysIn(t, raw); !slices.Equal(got, strings.Fields("form version where interviews tables")) {
			t.Errorf("%s: keys %v", name, got)
		}
		if got := keysIn(t, doc.Tables[0]); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s: keys of a table %v", name, got)
		}
		var table struct {
			Rows  []json.RawMessage
			Stats json.RawMessage
			Tests json.RawMessage
		}
		if err := json.Unmarshal(doc.Tables[0], &table); err != nil {
			t.Fatal(err)
		}
		row := "code label n pct low high cum"
		if name == "by" {
			row += " cells"
			if got := keysIn(t, table.Tests); !slices.Equal(got, strings.Fields("chi2 df p cramers_v fisher_p warning")) {
				t.Errorf("keys of tests %v", got)
			}
		}
		if got := keysIn(t, table.Rows[0]); !slices.Equal(got, strings.Fields(row)) {
			t.Errorf("%s: keys of a row %v", name, got)
		}
		if got := keysIn(t, table.Stats); !slices.Equal(got, strings.Fields("mean sd se mean_low mean_high median top2 top2_low top2_high bottom2 net")) {
			t.Errorf("%s: keys of stats %v", name, got)
		}
	}
}
