package exchange_test

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
)

// older is an earlier version of the form: it asked one item more, offered one
// channel more, and had no score.
func older(t testing.TB) *questionnaire.Form {
	f := form(t)
	f.Version = "1"
	f.Questions = slices.DeleteFunc(f.Questions, func(q questionnaire.Question) bool { return q.Name == "score" })
	f.Questions = append(f.Questions, questionnaire.Question{Name: "visits", Kind: questionnaire.Integer, Group: -1, Label: bi("来过几次", "Visits")})
	f.Lists["channels"] = list("fax", "传真", "fax", "voice", "话音", "by voice")
	return compile(t, f)
}

func TestOlderVersionsLoseNothing(t *testing.T) {
	now, then := form(t), older(t)
	o := exchange.CSVOptions{Older: []*questionnaire.Form{then}, Lang: questionnaire.EN}
	early := held(then, "early", chose("channels", "fax"), number("visits", 3))
	late := held(now, "late", chose("channels", "voice"), number("score", 7))

	rows := read(t, write(t, now, o, early, late))
	for _, c := range []struct {
		row        int
		name, want string
	}{
		{0, "form_version", "1"}, {0, "channels", "fax"}, {0, "channels__fax", "1"}, {0, "channels__voice", "0"},
		{0, "channels__2", ""}, {0, "score", ""}, {0, "visits", "3"},
		{1, "form_version", "2"}, {1, "channels", "voice"}, {1, "channels__fax", ""}, {1, "channels__voice", "1"},
		{1, "channels__2", "0"}, {1, "score", "7"}, {1, "visits", ""},
	} {
		if got := rows[c.row][c.name]; got != c.want {
			t.Errorf("row %d, %s is %q, want %q", c.row, c.name, got, c.want)
		}
	}

	o.Labels = true
	if rows := read(t, write(t, now, o, held(then, "early", chose("channels", "voice")))); rows[0]["channels"] != "by voice" {
		t.Errorf("labelled %q, want the words it was asked with", rows[0]["channels"])
	}
}

func TestColumnsOfOlderVersionsComeLast(t *testing.T) {
	now := form(t)
	alone := exchange.Variables(now, exchange.CSVOptions{})
	both := exchange.Variables(now, exchange.CSVOptions{Older: []*questionnaire.Form{older(t)}})
	if got, want := names(both[:len(alone)]), names(alone); !slices.Equal(got, want) {
		t.Errorf("columns %v, want %v", got, want)
	}
	if got, want := names(both[len(alone):]), []string{"channels__fax", "visits"}; !slices.Equal(got, want) {
		t.Errorf("then %v, want %v", got, want)
	}
}

func names(vs []exchange.Variable) []string {
	var out []string
	for _, v := range vs {
		out = append(out, v.Name)
	}
	return out
}

func TestAnswerToAnUnknownItemIsAnError(t *testing.T) {
	f := form(t)
	for _, long := range []bool{false, true} {
		_, err := exchange.WriteCSV(io.Discard, f, stream(held(f, "x", number("visits", 1))), exchange.CSVOptions{Long: long})
		if err == nil || !strings.Contains(err.Error(), `"visits"`) {
			t.Errorf("long %v: error %v", long, err)
		}
	}
}

func TestPersonalInAnyVersionStaysOut(t *testing.T) {
	now, then := form(t), older(t)
	now.Question("phone").Personal = false
	o := exchange.CSVOptions{Older: []*questionnaire.Form{then}, Remarks: true}
	secret := remarked(typed("phone", "13800138000"), "王女士")
	for _, o.Long = range []bool{false, true} {
		if file := write(t, now, o, held(now, "x", secret)); bytes.Contains(file, []byte("13800138000")) || bytes.Contains(file, []byte("王女士")) {
			t.Errorf("long %v: a personal answer stands in\n%s", o.Long, file)
		}
	}
}

func TestNamesFitAndAreUnique(t *testing.T) {
	long := strings.Repeat("a", 30)
	f := compile(t, &questionnaire.Form{ID: "n", Questions: []questionnaire.Question{
		{Name: "q", Kind: questionnaire.SelectMultiple, Group: -1, List: "l"},
		{Name: "q__b", Kind: questionnaire.FreeText, Group: -1},
		{Name: long, Kind: questionnaire.SelectMultiple, Group: -1, List: "l"},
		{Name: long + "b", Kind: questionnaire.FreeText, Group: -1},
	}, Lists: map[string]*questionnaire.List{"l": list("b", "", "", "c d", "", "", "remark", "", "", "A", "", "")}})
	got := names(exchange.Variables(f, exchange.CSVOptions{Remarks: true}))[14:]
	cut := strings.Repeat("a", 24)
	want := []string{
		"q", "q__b_2", "q__2", "q__remark", "q__4", "q__remark_2", "q__b", "q__b__remark",
		long, long[:29] + "__1", long[:29] + "__2", long[:29] + "__3", long[:29] + "__4", cut + "__remark",
		long + "b", cut[:22] + "__remark_2",
	}
	if !slices.Equal(got, want) {
		t.Errorf("names\n%v\nwant\n%v", got, want)
	}
}

func TestErrorsOfStreamAndWriterComeThrough(t *testing.T) {
	f, broken := form(t), errors.New("broken")
	var fails iter.Seq2[questionnaire.Response, error] = func(yield func(questionnaire.Response, error) bool) {
		if yield(held(f, "x"), nil) {
			yield(questionnaire.Response{}, broken)
		}
	}
	if rows, err := exchange.WriteCSV(io.Discard, f, fails, exchange.CSVOptions{}); rows != 1 || !errors.Is(err, broken) {
		t.Errorf("rows %d, error %v", rows, err)
	}
	if _, err := exchange.WriteCSV(full{broken}, f, stream(held(f, "x")), exchange.CSVOptions{}); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if err := exchange.WriteCodebook(full{broken}, f, exchange.CSVOptions{}); !errors.Is(err, broken) {
		t.Errorf("codebook: error %v", err)
	}
}

// full is a writer that takes nothing.
type full struct{ err error }

func (w full) Write([]byte) (int, error) { return 0, w.err }

func TestSameDataSameBytes(t *testing.T) {
	f := form(t)
	for _, o := range []exchange.CSVOptions{{Remarks: true}, {Long: true}, {Labels: true, Older: []*questionnaire.Form{older(t)}}} {
		if a, b := write(t, f, o, interviews(f)...), write(t, f, o, interviews(f)...); !bytes.Equal(a, b) {
			t.Errorf("two exports with %+v differ", o)
		}
	}
}
