package settings

import (
	"fmt"
	"strconv"
	"strings"

	"tingfang/questionnaire"
	"tingfang/ui/lang"
	"tingfang/ui/widget/form"
)

// needText is the check of a field that must not stay empty.
func needText(x *lang.Settings) func(string) string {
	return func(s string) string {
		if s == "" {
			return x.NeedText
		}
		return ""
	}
}

// needChoice is the check of a field of which one must be chosen.
func needChoice(x *lang.Settings) func(string) string {
	return func(s string) string {
		if s == "" {
			return x.NeedChoice
		}
		return ""
	}
}

// needCode is the check of a code or number that files carry.
func needCode(x *lang.Settings) func(string) string {
	return func(s string) string {
		switch {
		case s == "":
			return x.NeedText
		case !plainCode(s):
			return x.NeedCode
		}
		return ""
	}
}

// plainCode reports that a code can stand in any file as it is.
func plainCode(s string) bool { return s != "" && !strings.ContainsAny(s, " \t,;，；\"'　") }

// fold turns full-width digits, as an input method leaves them, into plain
// ones.
func fold(s string) string {
	return questionnaire.FoldWidth(strings.TrimSpace(s), questionnaire.Integer)
}

// whole reads a whole number of a field from low to high.
func whole(s string, low, high int) (int, bool) {
	n, err := strconv.Atoi(fold(s))
	return n, err == nil && n >= low && n <= high
}

const (
	personName = iota
	personNumber
)

func personFields(x *lang.Settings, p questionnaire.Person) []form.Field {
	return []form.Field{
		personName:   {Label: x.PersonName, Hint: x.PersonNameHint, Value: p.Name, Example: x.NameExample, Check: needText(x)},
		personNumber: {Label: x.PersonNumber, Hint: x.PersonNumberHint, Value: p.Number, Check: needCode(x)},
	}
}

// personOf is the person with what was typed.
func personOf(m form.Model, had questionnaire.Person) questionnaire.Person {
	had.Name, had.Number = m.Value(personName), fold(m.Value(personNumber))
	return had
}

const (
	hallCode = iota
	hallName
	hallOperator
	hallCity
	hallKind
	hallTarget
)

func hallFields(x *lang.Settings, l questionnaire.Lang, h questionnaire.Hall) []form.Field {
	target := ""
	if h.Target > 0 {
		target = strconv.Itoa(h.Target)
	}
	return []form.Field{
		hallCode:     {Label: x.HallCode, Hint: x.HallCodeHint, Value: h.Code, Check: needCode(x)},
		hallName:     {Label: x.HallName, Hint: x.HallNameHint, Value: h.Name, Example: x.HallExample, Check: needText(x)},
		hallOperator: {Label: x.Operator, Hint: x.OperatorHint, Value: h.Operator, Choices: operators(x, l), Check: needChoice(x)},
		hallCity:     {Label: x.City, Hint: x.CityHint, Value: h.City, Example: x.CityExample},
		hallKind:     {Label: x.Kind, Hint: x.KindHint, Value: h.Kind, Choices: kinds(x), Check: needChoice(x)},
		hallTarget: {Label: x.Target, Hint: x.TargetHint, Value: target, Check: func(s string) string {
			if _, ok := whole(s, 0, 100000); !ok && s != "" {
				return fmt.Sprintf(x.NeedNumber, s)
			}
			return ""
		}},
	}
}

func operators(x *lang.Settings, l questionnaire.Lang) []form.Choice {
	var out []form.Choice
	for _, code := range questionnaire.Operators {
		label := questionnaire.OperatorName(code).In(l)
		if code == "other" {
			label = x.OtherOperator
		}
		out = append(out, form.Choice{Value: code, Label: label})
	}
	return out
}

func kinds(x *lang.Settings) []form.Choice {
	words := map[string]string{"own": x.Own, "campus": x.Campus, "agent": x.Agent}
	var out []form.Choice
	for _, code := range questionnaire.HallKinds {
		out = append(out, form.Choice{Value: code, Label: words[code]})
	}
	return out
}

// hallOf is the hall with what was typed.
func hallOf(m form.Model, had questionnaire.Hall) questionnaire.Hall {
	had.Code, had.Name, had.Operator = fold(m.Value(hallCode)), m.Value(hallName), m.Value(hallOperator)
	had.City, had.Kind = m.Value(hallCity), m.Value(hallKind)
	had.Target, _ = whole(m.Value(hallTarget), 0, 100000)
	return had
}

const (
	studyOrg = iota
	studyContact
	studyKeep
)

// keepDays is how long contact data are kept where nobody said otherwise.
const keepDays = 30

func studyFields(x *lang.Settings, st questionnaire.Study) []form.Field {
	if st.Keep == 0 {
		st.Keep = keepDays
	}
	return []form.Field{
		studyOrg:     {Label: x.Org, Hint: x.OrgHint, Value: st.Org, Example: x.OrgExample},
		studyContact: {Label: x.Contact, Hint: x.ContactHint, Value: st.Contact, Example: x.ContactExample},
		studyKeep: {Label: x.Keep, Hint: x.KeepHint, Value: strconv.Itoa(st.Keep), Check: func(s string) string {
			if _, ok := whole(s, 1, 3650); !ok {
				return fmt.Sprintf(x.NeedDays, s)
			}
			return ""
		}},
	}
}

// studyOf is the study with what was typed.
func studyOf(m form.Model) questionnaire.Study {
	days, _ := whole(m.Value(studyKeep), 1, 3650)
	return questionnaire.Study{Org: m.Value(studyOrg), Contact: m.Value(studyContact), Keep: days}
}
