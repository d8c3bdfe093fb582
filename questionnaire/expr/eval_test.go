package expr_test

import (
	"errors"
	"testing"
	"time"

	"tingfang/questionnaire/expr"
)

// hall is a morning in Beijing with a few answers given; whatever else is asked
// for is undecided.
var hall = fixed{
	now: time.Date(2026, 3, 9, 8, 5, 7, 250e6, time.FixedZone("CST", 8*3600)),
	values: map[string]expr.Value{
		"overall": expr.Num(2), "code": expr.Str("2"), "why": expr.Str("price signal 10"), "none": expr.Str(""),
		"paid_by": expr.Str("2"), "day": expr.Date(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)), "name": expr.Str("王小明𠮷"),
	},
	self: expr.Str("13800138000"),
}

func TestEval(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		// An undecided item is '', and no comparison of size holds for it.
		{"${open} <= 2", "false"},
		{"${open} > 2", "false"},
		{"${open} <= 2 or ${overall} <= 2", "true"},
		{"not(${open} <= 2)", "true"},
		{"${open} = ''", "true"},
		{"${open} != ''", "false"},
		{"${open} = 2", "false"},
		{"${open} != 2", "true"},
		{"${open} + 1", "NaN"},
		{"coalesce(${open}, 0) + 1", "1"},
		{"${overall} != ''", "true"},
		{"${overall} = ''", "false"},
		// A code compares as number with a number, as text with a text.
		{"${code} = 2", "true"},
		{"${code} = '2'", "true"},
		{"${code} = '2.0'", "false"},
		{"${code} = 2.0", "true"},
		{"${overall} = '2'", "true"},
		{"${code} * ${overall}", "4"},
		{"0.1 + 0.2 = 0.3", "true"},
		{"1 = 1.001", "false"},
		{"1 div 0 = 1 div 0", "true"},
		{"0 div 0 = 0 div 0", "false"},
		{"true() = 'false'", "true"},
		{"2 > true()", "true"},
		// Order of operators.
		{"1 + 2 * 3 - 4 div 2", "5"},
		{"7 - 2 - 1", "4"},
		{"-2 * -3", "6"},
		{"1 < 2 = true()", "true"},
		{"true() or true() and false()", "true"},
		// What need not be evaluated is not.
		{"true() or date('x')", "true"},
		{"false() and date('x')", "false"},
		{"if(true(), 'a', date('x'))", "a"},
		{"if(${open}, date('x'), 'b')", "b"},
		{"coalesce('a', date('x'))", "a"},
		// Numbers as texts.
		{"string(5.0)", "5"},
		{"string(0.5)", "0.5"},
		{"string(-7)", "-7"},
		{"string(0 div 0)", "NaN"},
		{"string(1 div 0)", "Infinity"},
		{"string(0.00000012)", "0.00000012"},
		{"number('+5')", "NaN"},
		{"number('5.')", "5"},
		{"number('-')", "NaN"},
		{"number(true())", "1"},
		// The item's own value.
		{"regex(., '1[3-9]\\d{9}')", "true"},
		{"string-length(.) = 11", "true"},
		{"once(random())", "13800138000"},
		{"random()", "0.25"},
		// Days and moments, on the local calendar.
		{"today()", "2026-03-09"},
		{"now()", "2026-03-09T08:05:07.250+08:00"},
		{"today() - ${day}", "8"},
		{"${day} + 8 = today()", "true"},
		{"${day} < '2026-03-02'", "true"},
		{"${day} = '2026-03-01'", "true"},
		{"${day} != ''", "true"},
		{"today() <= now()", "true"},
		{"'2026-03-08T23:00:00Z' < now()", "true"}, // 07:00 here
		{"'2026-03-09T00:30:00Z' > now()", "true"}, // 08:30 here
		{"date('2026-03-08T23:00:00Z') = today()", "true"},
		{"date('1988-08-01') - date('1988-02-01')", "182"},
	} {
		if got := eval(t, c.src, hall).Text(); got != c.want {
			t.Errorf("%s is %q, want %q", c.src, got, c.want)
		}
	}
}

func TestEvalOnceDrawsWhereThereIsNothing(t *testing.T) {
	if got := eval(t, "once(random())", fixed{}).Text(); got != "0.25" {
		t.Errorf("once(random()) of an empty item is %q", got)
	}
}

func TestEvalRefuses(t *testing.T) {
	for _, c := range []struct {
		src  string
		want expr.ValueError
	}{
		{"date('2026-02-30')", expr.ValueError{Function: "date", Rule: expr.NotADate}},
		{"1 + date(${name})", expr.ValueError{Function: "date", Rule: expr.NotADate}},
		{"date(1 div 0)", expr.ValueError{Function: "date", Rule: expr.NotADate}},
		{"date(true())", expr.ValueError{Function: "date", Rule: expr.NotADate}},
		{"not(decimal-time('25:00'))", expr.ValueError{Function: "decimal-time", Rule: expr.NotADate}},
		{"-format-date(today(), '%Q')", expr.ValueError{Function: "format-date", Rule: expr.BadFormat}},
		{"format-date-time(now(), '100%')", expr.ValueError{Function: "format-date-time", Rule: expr.BadFormat}},
		{"regex('a', concat('[', .))", expr.ValueError{Function: "regex", Rule: expr.BadPattern}},
	} {
		_, err := mustParse(t, c.src).Eval(hall)
		var got *expr.ValueError
		if !errors.As(err, &got) || *got != c.want {
			t.Errorf("%s: %v, want %v", c.src, err, &c.want)
		}
	}
}

func TestValueZeroIsEmptyText(t *testing.T) {
	var v expr.Value
	if v.Kind() != expr.StringKind || v.Text() != "" || v.True() {
		t.Errorf("the zero value is %v %q", v.Kind(), v.Text())
	}
}

func TestDateKeepsTheDayOfItsOwnZone(t *testing.T) {
	beijing := time.FixedZone("CST", 8*3600)
	late := time.Date(2026, 3, 9, 0, 30, 0, 0, beijing)
	if got := expr.Date(late).Text(); got != "2026-03-09" {
		t.Errorf("half past midnight in Beijing falls on %s", got)
	}
	late = late.Add(5*time.Hour + 30*time.Minute)
	if day, moment := expr.Date(late).Float(), expr.DateTime(late).Float(); moment-day != 0.25 {
		t.Errorf("six in the morning is %v days after midnight", moment-day)
	}
}

func BenchmarkEval(b *testing.B) {
	for name, src := range map[string]string{
		"condition": "${overall} <= 2 or ${gap} <= 2",
		"selected":  "selected(${why}, 'price') and not(selected(${why}, 'other'))",
		"phone":     "regex(., '1[3-9][0-9]{9}')",
		"dates":     "today() - date('2026-01-01') > 30",
	} {
		e := mustParse(b, src)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Eval(hall); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		mustParse(b, "${overall} <= 2 or selected(${why}, 'price') and not(${gap} > 3)")
	}
}
