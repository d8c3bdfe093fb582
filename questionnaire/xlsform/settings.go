package xlsform

import (
	"slices"
	"strings"

	"tingfang/questionnaire"
)

// readSettings takes the first row of the sheet; the form needs none.
func (b *builder) readSettings() {
	if len(b.setting.rows) == 0 {
		b.book.identify(b.form.ID)
		b.title(record{table: b.setting})
		return
	}
	r, f := b.setting.rows[0], b.form
	if id := r.get("form_id"); id != "" {
		f.ID = id
	} else {
		b.book.identify(f.ID)
	}
	f.Version = r.get("version")
	if m := b.oneOf(r, "x_mode", "survey", "guide", "phone"); m != "" {
		f.Mode = questionnaire.Mode(m)
	}
	f.Partial = b.whole(r, "x_partial")
	f.Follows = r.get("x_follows")
	f.OfferWhen = b.expression(r, "x_offer_when", false)
	f.OwnTopics, f.Followups, f.Attachments = b.yes(r, "x_own_topics"), b.yes(r, "x_followups"), b.yes(r, "x_attachments")
	b.title(r)
}

func (b *builder) title(r record) {
	if b.form.Title = r.text("form_title"); b.form.Title.Empty() {
		b.form.Title = questionnaire.Text{"": b.form.ID}
	}
}

// readLanguages lists the languages of the translated columns in their order,
// and gives the plain columns the language they are written in: the default
// one where it has translated columns too.
func (b *builder) readLanguages() {
	f := b.form
	plain := false
	for _, t := range []*table{b.survey, b.choices} {
		for _, h := range t.heads {
			switch {
			case h.translated && !slices.Contains(f.Languages, h.lang):
				f.Languages = append(f.Languages, h.lang)
			case !h.translated && surveyColumns.texts[h.name]:
				plain = true
			}
		}
	}
	if len(b.setting.rows) > 0 {
		f.DefaultLanguage = langOf(b.setting.rows[0].get("default_language"))
	}
	if !slices.Contains(f.Languages, f.DefaultLanguage) {
		f.DefaultLanguage = ""
	}
	for _, t := range []*table{b.survey, b.choices, b.setting} {
		for i := range t.heads {
			if !t.heads[i].translated {
				t.heads[i].lang = f.DefaultLanguage
			}
		}
	}
	if plain && f.DefaultLanguage == "" {
		f.Languages = slices.Insert(f.Languages, 0, "")
	} else if f.DefaultLanguage == "" && len(f.Languages) > 0 {
		f.DefaultLanguage = f.Languages[0]
	}
}

// yes reads a cell with yes or no; a blank one is no.
func (b *builder) yes(r record, column string) bool {
	switch strings.ToLower(r.get(column)) {
	case "yes", "true", "true()", "1":
		return true
	case "", "no", "false", "false()", "0":
		return false
	}
	b.fail(r.at(column), RuleYesNo)
	return false
}
