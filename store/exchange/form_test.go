package exchange_test

import (
	"crypto/sha256"
	"iter"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
)

// form is a small form with every kind of item.
func form(t testing.TB) *questionnaire.Form {
	t.Helper()
	f := &questionnaire.Form{
		ID: "visit", Version: "2", Languages: []questionnaire.Lang{"zh", "en"}, DefaultLanguage: "zh",
		Groups: []questionnaire.Group{
			{Name: "talk", Parent: -1, Relevant: parse(t, "${consent} = 1")},
			{Name: "more", Parent: 0, Relevant: parse(t, "${overall} <= 2 or ${overall} = 5")},
		},
		Questions: []questionnaire.Question{
			{Name: "intro", Kind: questionnaire.Note, Group: -1, Label: bi("您好", "Hello")},
			{Name: "consent", Kind: questionnaire.SelectOne, Group: -1, List: "yesno", Label: bi("愿意参加吗？", "Will you take part?")},
			{Name: "overall", Kind: questionnaire.SelectOne, Group: 0, List: "sat", Label: bi("您满意吗，总的来说？", "Satisfied, all in all?"),
				Short: bi("服务", "service"), Missing: questionnaire.MayNotKnow | questionnaire.MayRefuse | questionnaire.MayNotApply, NALabel: bi("没用过", "never used")},
			{Name: "channels", Kind: questionnaire.SelectMultiple, Group: 1, List: "channels", Label: bi("怎么联系？", "Which channels?"),
				Missing: questionnaire.MayNotKnow | questionnaire.MayRefuse},
			{Name: "score", Kind: questionnaire.Range, Group: 1, Range: questionnaire.Bounds{Start: 0, End: 10, Step: 1}, Label: bi("打分", "Score"), Missing: questionnaire.MayRefuse},
			{Name: "spend", Kind: questionnaire.Decimal, Group: 0, Label: bi("花费", "Spending"), Constraint: parse(t, ". >= 0")},
			{Name: "since", Kind: questionnaire.Date, Group: 0, Label: bi("从哪天起", "Since")},
			{Name: "twice", Kind: questionnaire.Calculate, Group: 0},
			{Name: "words", Kind: questionnaire.FreeText, Group: 0, Label: bi("还想说什么？", "Anything else?"), Relevant: parse(t, "${consent} = 1"), Missing: questionnaire.MayRefuse},
			{Name: "phone", Kind: questionnaire.FreeText, Group: 0, Personal: true, Label: bi("电话", "Phone")},
		},
		Lists: map[string]*questionnaire.List{
			"yesno":    list("1", "愿意", "yes", "2", "不愿意", "no"),
			"sat":      list("1", "非常不满意", "very dissatisfied", "2", "不太满意", "not very satisfied", "5", "非常满意", "very satisfied"),
			"channels": list("voice", "电话", "voice", "+web", "网上", "web, site", "13800138000", "短信", "-text"),
		},
	}
	return compile(t, f)
}

func compile(t testing.TB, f *questionnaire.Form) *questionnaire.Form {
	t.Helper()
	f.Hash = sha256.Sum256([]byte(f.ID + f.Version))
	if err := f.Compile(); err != nil {
		t.Fatal(err)
	}
	return f
}

func parse(t testing.TB, src string) *expr.Expr {
	t.Helper()
	e, err := expr.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func bi(zh, en string) questionnaire.Text { return questionnaire.Text{"zh": zh, "en": en} }

// list is a list of choices: code, Chinese, English, and so on.
func list(s ...string) *questionnaire.List {
	l := &questionnaire.List{}
	for i := 0; i < len(s); i += 3 {
		l.Choices = append(l.Choices, questionnaire.Choice{Name: s[i], Label: bi(s[i+1], s[i+2])})
	}
	return l
}

var shanghai = time.FixedZone("", 8*3600)

// held is an ended interview with these answers.
func held(f *questionnaire.Form, id string, answers ...questionnaire.Answer) questionnaire.Response {
	start := time.Date(2026, 11, 25, 9, 5, 7, 0, shanghai)
	return questionnaire.Response{
		ID: id, FormID: f.ID, FormVersion: f.Version, FormHash: f.Hash,
		Hall: questionnaire.Hall{Code: "H01"}, Interviewer: questionnaire.Person{Number: "007"}, Device: "laptop",
		Language: questionnaire.ZH, Stage: questionnaire.Ended, Disposition: questionnaire.Complete, Origin: questionnaire.Keyed,
		StartedAt: start, EndedAt: start.Add(4 * time.Minute).UTC(), Active: 182500 * time.Millisecond, Answers: answers,
	}
}

func stream(rs ...questionnaire.Response) iter.Seq2[questionnaire.Response, error] {
	return func(yield func(questionnaire.Response, error) bool) {
		for _, r := range rs {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func ref(item string) questionnaire.Ref { return questionnaire.Ref{Item: item} }

func chose(item string, codes ...string) questionnaire.Answer {
	return questionnaire.Answer{Ref: ref(item), Status: questionnaire.Given, Codes: codes}
}

func number(item string, x float64) questionnaire.Answer {
	return questionnaire.Answer{Ref: ref(item), Status: questionnaire.Given, Number: x}
}

func typed(item, text string) questionnaire.Answer {
	return questionnaire.Answer{Ref: ref(item), Status: questionnaire.Given, Text: text}
}

func status(item string, s questionnaire.Status) questionnaire.Answer {
	return questionnaire.Answer{Ref: ref(item), Status: s}
}

func remarked(a questionnaire.Answer, remark string) questionnaire.Answer {
	a.Remark, a.At, a.Edits = remark, time.Date(2026, 11, 25, 1, 6, 0, 0, time.UTC), 2
	return a
}

// interviews are a few that between them hold every status.
func interviews(f *questionnaire.Form) []questionnaire.Response {
	full := held(f, "019abc00-0000-7000-8000-000000000001",
		chose("channels", "voice", "13800138000"), chose("consent", "1"), remarked(status("intro", questionnaire.Open), "先问了价"),
		remarked(chose("overall", "5"), "=想了很久,才答"), typed("phone", "13800138000"), number("score", 10), typed("since", "2026-02-03"),
		number("spend", 58.5), typed("twice", "-117"), typed("words", "第一行\n\"第二行\"，完"))
	missing := held(f, "019abc00-0000-7000-8000-000000000002",
		status("channels", questionnaire.Refused), chose("consent", "1"), status("overall", questionnaire.NotApplicable),
		status("score", questionnaire.Refused), number("spend", -3), typed("twice", "010"), typed("words", "-99"))
	missing.Origin, missing.Voided, missing.Language, missing.Disposition = questionnaire.Demo, true, questionnaire.EN, questionnaire.Partial
	aside := chose("overall", "2")
	aside.Aside = true
	draft := held(f, "019abc00-0000-7000-8000-000000000003",
		chose("consent", "2"), aside, remarked(status("words", questionnaire.Open), "-98"))
	draft.EndedAt, draft.Practice, draft.Disposition, draft.Stage = time.Time{}, questionnaire.Practised, "", questionnaire.Draft
	draft.Hall.Code, draft.Interviewer.Number = "@=hall", "+1"
	return []questionnaire.Response{full, missing, draft}
}
