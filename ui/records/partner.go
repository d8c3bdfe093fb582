package records

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/ui/nav"
)

// partner is the interview that belongs with another one: the one it calls
// back, or the call-back to it.
type partner struct {
	before bool // the interview is a call-back
	there  bool // row is the other one; a file may have brought a call-back alone
	row    store.Row
}

// partnerOf finds what an interview calls back; where it calls none back, the
// newest call-back to it that stands; one for practice is none to a real
// interview.
func partnerOf(ctx context.Context, st Store, r questionnaire.Response) (p partner, err error) {
	if r.Follows != "" {
		p.row, err = st.Row(ctx, r.Follows)
		if errors.Is(err, store.ErrNotFound) {
			return partner{before: true}, nil
		}
		return partner{before: true, there: err == nil, row: p.row}, err
	}
	calls, err := st.FollowedBy(ctx, r.ID)
	for _, c := range calls {
		if !c.Voided && c.Practice == r.Practice {
			return partner{there: true, row: c}, nil
		}
	}
	return p, err
}

// partner is the line about the interview that belongs with this one.
func (p *Page) partner(width int) []string {
	x, r := p.env.Texts.Records, p.other.row
	switch {
	case p.other.there && p.other.before:
		return p.text(p.env.Theme.Accent, fmt.Sprintf(x.CallsBack, r.StartedAt.Format("2006-01-02 15:04"), r.Hall.Name), width)
	case p.other.there:
		word := x.Draft
		if r.Stage == questionnaire.Ended {
			word = r.Disposition.Words().In(p.env.Lang)
		}
		return p.text(p.env.Theme.Accent, fmt.Sprintf(x.CalledBack, r.StartedAt.Format("2006-01-02 15:04"), word), width)
	case p.other.before:
		return p.text(p.env.Theme.Dim, x.BeforeAway, width)
	}
	return nil
}

// toOther opens the page of the other interview. Where this page was opened
// from there it goes back, so that pages do not pile up.
func (p *Page) toOther() tea.Cmd {
	switch {
	case !p.other.there:
		return nil
	case p.other.row.ID == p.below:
		return nav.Pop
	}
	page := NewPage(p.env, p.store, p.ways, p.other.row)
	page.below = p.row.ID
	return nav.Push(page)
}
