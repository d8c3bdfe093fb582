package questionnaire

import "slices"

// Lang is a language code as it stands in a form's headers, "zh" or "en";
// the empty code is text written without a language.
type Lang string

// The two languages of the interface.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Text is one sentence in the languages a form has it in. It is never changed
// after loading; the nil Text is empty in every language.
type Text map[Lang]string

// In gives the text in language l, or else in the nearest one there is: the
// text without a language, Chinese, English, then the first by code.
func (t Text) In(l Lang) string {
	for _, try := range []Lang{l, "", ZH, EN} {
		if s := t[try]; s != "" {
			return s
		}
	}
	codes := make([]Lang, 0, len(t))
	for code := range t {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		if t[code] != "" {
			return t[code]
		}
	}
	return ""
}

// Empty reports that the text says nothing in any language.
func (t Text) Empty() bool { return t.In("") == "" }
