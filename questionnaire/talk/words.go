package talk

import "tingfang/questionnaire"

// kinds are the kinds of notes as files name them, and in words.
var kinds = [...]struct {
	code  string
	words questionnaire.Text
}{
	Paraphrase:  {"paraphrase", questionnaire.Text{questionnaire.ZH: "转述", questionnaire.EN: "paraphrase"}},
	Quote:       {"quote", questionnaire.Text{questionnaire.ZH: "原话", questionnaire.EN: "quote"}},
	Observation: {"observation", questionnaire.Text{questionnaire.ZH: "观察", questionnaire.EN: "observation"}},
	Thought:     {"thought", questionnaire.Text{questionnaire.ZH: "想法", questionnaire.EN: "own thought"}},
}

// Code is the kind as files name it; "" for a number that is none.
func (k Kind) Code() string {
	if int(k) >= len(kinds) {
		return ""
	}
	return kinds[k].code
}

// Words is the kind in words, Chinese and English; nil for a number that is
// none.
func (k Kind) Words() questionnaire.Text {
	if int(k) >= len(kinds) {
		return nil
	}
	return kinds[k].words
}

var states = [...]questionnaire.Text{
	Open:     {questionnaire.ZH: "没谈到", questionnaire.EN: "open"},
	Covered:  {questionnaire.ZH: "谈到", questionnaire.EN: "covered"},
	Declined: {questionnaire.ZH: "不谈", questionnaire.EN: "declined"},
}

// Words is the state in words, Chinese and English; nil for a number that is
// none.
func (s State) Words() questionnaire.Text {
	if int(s) >= len(states) {
		return nil
	}
	return states[s]
}
