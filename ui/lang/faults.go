package lang

import (
	"fmt"

	"tingfang/questionnaire"
)

// Faults words why an answer may not stand and what to do about it.
type Faults struct {
	Unknown, NotAsked, NoAnswer, Empty, Choice, One, Exclusive, Number, Whole, Range, RangeStep,
	Date, Status, Reason, Constraint, Check, Required, Expression string
	ForceHint string // added to a soft violation
}

var faultsZH = Faults{
	Unknown:    "问卷里没有“%s”这一题",
	NotAsked:   "这一题现在不用问",
	NoAnswer:   "这里不用作答，按 Enter 往下走",
	Empty:      "还没有填，先填再按 Enter；没有就按 → 跳过",
	Choice:     "没有“%s”这个选项，请按列出的数字",
	One:        "只能选一个，现在选了 %s",
	Exclusive:  "“%s”不能和别的一起选，先去掉一个",
	Number:     "“%s”不是数字，请重新输入",
	Whole:      "“%s”不是整数，请输入整数",
	Range:      "“%s”不在 %s 到 %s 之间，请重新输入",
	RangeStep:  "“%s”不行：要在 %s 到 %s 之间，每级 %s",
	Date:       "“%s”不是日期，请按 2026-11-25 这样输入",
	Status:     "这一题不能选“%s”",
	Reason:     "没有“%s”这个理由，请按列出的数字",
	Constraint: "“%s”不符合这一题的要求，请核对后重新回答",
	Check:      "“%s”有点反常，请跟客户核对",
	Required:   "这一题必须有答案才能结束",
	Expression: "问卷的条件算不出来（%s），请告诉问卷的作者",
	ForceHint:  "确实如此就按 F2",
}

var faultsEN = Faults{
	Unknown:    "The form has no item “%s”",
	NotAsked:   "This item is not asked now",
	NoAnswer:   "No answer is needed here; press Enter to go on",
	Empty:      "Nothing entered yet; type it and press Enter, or press → to skip",
	Choice:     "There is no choice “%s”; press one of the digits shown",
	One:        "Only one may be chosen; now there are %s",
	Exclusive:  "“%s” stands alone; take one of them off first",
	Number:     "“%s” is not a number; please type it again",
	Whole:      "“%s” is not a whole number; please type one",
	Range:      "“%s” is not between %s and %s; please type it again",
	RangeStep:  "“%s” will not do: between %s and %s, in steps of %s",
	Date:       "“%s” is not a date; type it like 2026-11-25",
	Status:     "“%s” is not possible here",
	Reason:     "There is no reason “%s”; press one of the digits shown",
	Constraint: "“%s” does not meet this item's rule; please check and answer again",
	Check:      "“%s” is unusual; please check with the customer",
	Required:   "This item needs an answer before the interview can end",
	Expression: "The form's condition cannot be computed (%s); please tell its author",
	ForceHint:  "F2 keeps it all the same",
}

// Word says a violation in one sentence; the form's own message comes first
// where it has one.
func (f *Faults) Word(v questionnaire.Violation) string {
	s := v.Message
	if s == "" {
		s = f.sentence(v)
	}
	if v.Severity == questionnaire.Soft {
		s += "  " + f.ForceHint
	}
	return questionnaire.Harmless(s)
}

func (f *Faults) sentence(v questionnaire.Violation) string {
	switch v.Rule {
	case questionnaire.RuleUnknown:
		return fmt.Sprintf(f.Unknown, v.Ref.Item)
	case questionnaire.RuleRange:
		if v.Step != "1" && v.Step != "" {
			return fmt.Sprintf(f.RangeStep, v.Value, v.Low, v.High, v.Step)
		}
		return fmt.Sprintf(f.Range, v.Value, v.Low, v.High)
	case questionnaire.RuleExpression:
		return fmt.Sprintf(f.Expression, v.Detail)
	}
	plain := map[questionnaire.Rule]string{questionnaire.RuleNotAsked: f.NotAsked, questionnaire.RuleNoAnswer: f.NoAnswer,
		questionnaire.RuleEmpty: f.Empty, questionnaire.RuleRequired: f.Required}
	if s, ok := plain[v.Rule]; ok {
		return s
	}
	named := map[questionnaire.Rule]string{questionnaire.RuleChoice: f.Choice, questionnaire.RuleOne: f.One,
		questionnaire.RuleExclusive: f.Exclusive, questionnaire.RuleNumber: f.Number, questionnaire.RuleWhole: f.Whole,
		questionnaire.RuleDate: f.Date, questionnaire.RuleStatus: f.Status, questionnaire.RuleReason: f.Reason,
		questionnaire.RuleConstraint: f.Constraint, questionnaire.RuleCheck: f.Check}
	return fmt.Sprintf(named[v.Rule], v.Value)
}
