package xlsform

import "tingfang/questionnaire"

// guideRoles are the roles only a guide has; those that are parts of a topic
// are true.
var guideRoles = map[questionnaire.Role]bool{questionnaire.RoleTopic: false, questionnaire.RoleTakeaways: false,
	questionnaire.RoleQuestion: true, questionnaire.RoleProbes: true, questionnaire.RoleNotes: true}

// checkGuide looks at the topics of a guide, and for their parts in other forms.
func (b *builder) checkGuide() {
	if b.form.Mode != questionnaire.Guide {
		b.checkNoGuide()
	} else {
		b.checkTopics()
	}
	b.checkFollows()
}

// checkNoGuide finds what only a guide can use.
func (b *builder) checkNoGuide() {
	for g, r := range b.groups {
		b.guideOnly(r, b.form.Groups[g].Role)
	}
	for i, r := range b.rows {
		b.guideOnly(r, b.form.Questions[i].Role)
	}
	for _, r := range b.setting.rows[:min(1, len(b.setting.rows))] {
		for _, c := range []struct {
			column string
			set    bool
		}{{"x_own_topics", b.form.OwnTopics}, {"x_followups", b.form.Followups}, {"x_attachments", b.form.Attachments}} {
			if c.set {
				b.fail(r.at(c.column), RuleGuideOnly)
			}
		}
	}
}

func (b *builder) guideOnly(r record, role questionnaire.Role) {
	if _, only := guideRoles[role]; only {
		b.fail(r.at("x_role"), RuleGuideOnly)
	}
}

// checkTopics holds each topic to its parts: its question, where notes belong,
// and none or two items of probes over one list. Anything else in a topic would
// never be asked.
func (b *builder) checkTopics() {
	topics := 0
	for g, r := range b.groups {
		if b.form.Groups[g].Role == questionnaire.RoleTopic {
			topics++
			b.checkTopic(g, r)
		}
	}
	if topics == 0 {
		at := Fault{Sheet: b.setting.sheet}
		if len(b.setting.rows) > 0 {
			at = b.setting.rows[0].at("x_mode")
		}
		b.fail(at, RuleNoTopic)
	}
	for i, r := range b.rows {
		q := &b.form.Questions[i]
		switch topic := b.inTopic(q.Group); {
		case guideRoles[q.Role] && (topic < 0 || topic != q.Group):
			b.fail(r.at("x_role"), RuleOutsideTopic)
		case topic >= 0 && !guideRoles[q.Role]:
			b.fail(r.at("name"), RuleTopicItem)
		}
	}
}

func (b *builder) checkTopic(g int, r record) {
	if b.inTopic(b.form.Groups[g].Parent) >= 0 {
		b.fail(r.at("x_role"), RuleTopicInTopic)
	}
	parts := map[questionnaire.Role][]int{}
	for i := range b.form.Questions {
		if q := &b.form.Questions[i]; q.Group == g {
			parts[q.Role] = append(parts[q.Role], i)
		}
	}
	for _, role := range []questionnaire.Role{questionnaire.RoleQuestion, questionnaire.RoleNotes, questionnaire.RoleProbes} {
		if n := len(parts[role]); n != 1 && role != questionnaire.RoleProbes || n != 0 && n != 2 && role == questionnaire.RoleProbes {
			at := r.at("name")
			at.Detail = string(role)
			b.fail(at, RuleTopicPart)
		}
	}
	if probes := parts[questionnaire.RoleProbes]; len(probes) == 2 {
		first, second := b.form.Questions[probes[0]].List, b.form.Questions[probes[1]].List
		if first != second {
			at := b.rows[probes[1]].at("type")
			at.Value, at.Detail = second, first
			b.fail(at, RuleTopicProbes)
		}
	}
}

// inTopic is the topic around a group, or the group itself; -1 where there is
// none.
func (b *builder) inTopic(group int) int {
	for ; group >= 0; group = b.form.Groups[group].Parent {
		if b.form.Groups[group].Role == questionnaire.RoleTopic {
			return group
		}
	}
	return -1
}

// checkFollows looks at the form that this one follows, and where that one is
// known at its items that x_offer_when names.
func (b *builder) checkFollows() {
	switch f := b.form; {
	case f.OfferWhen != nil && f.Follows == "":
		b.fail(b.setting.rows[0].at("x_offer_when"), RuleFollowsNone)
	case f.Follows != "" && f.Follows == f.ID:
		b.fail(b.setting.rows[0].at("x_follows"), RuleFollowsItself)
	case f.OfferWhen != nil:
		if other := b.known(f.Follows); other != nil {
			b.checkOffer(other)
		}
	}
}

// checkOffer finds names in x_offer_when that the form before does not have.
func (b *builder) checkOffer(other *questionnaire.Form) {
	for _, name := range b.form.OfferWhen.Names() {
		if other.Question(name) == nil && !questionnaire.IsContext(name) {
			at := b.setting.rows[0].named("x_offer_when", name)
			at.Value, at.Detail = name, other.ID
			b.fail(at, RuleFollowsName)
		}
	}
}
