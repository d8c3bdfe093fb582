package tables

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tingfang/questionnaire/expr"
	"tingfang/questionnaire/stat"
	"tingfang/questionnaire/summary"
)

// rough says under every table why intervals are for orientation only, and what
// a star is.
func (s *Screen) rough() []string {
	r := s.env.Texts.Report
	if s.have.page == topics { // which shows no intervals
		return []string{r.SmallMark}
	}
	return []string{r.Notes[summary.NoteIntercept], r.SmallMark}
}

// wordError says why there is no table, and what to do.
func (s *Screen) wordError(err error) string {
	x := s.env.Texts.Tables
	var syntax *expr.SyntaxError
	var unknown *summary.UnknownItem
	var open *summary.NotClosed
	var many *summary.TooManyGroups
	var none *summary.NoWaves
	var singular *summary.Singular
	switch {
	case errors.As(err, &syntax):
		return s.wordSyntax(syntax)
	case errors.As(err, &unknown):
		return fmt.Sprintf(x.UnknownItem, unknown.Name)
	case errors.As(err, &open):
		return fmt.Sprintf(x.NotClosed, title(s.source.form, open.Name, s.env.Lang))
	case errors.As(err, &many):
		return fmt.Sprintf(x.TooMany, s.breakName(many.Name), many.N, many.Max)
	case errors.As(err, &none):
		return x.NoWaves
	case errors.As(err, &singular):
		return fmt.Sprintf(x.Singular, title(s.source.form, singular.Name, s.env.Lang))
	case errors.Is(err, stat.ErrDriverCount):
		return x.FewDrivers
	case errors.Is(err, stat.ErrFewCases):
		return x.FewCases
	case errors.Is(err, stat.ErrFlatOutcome):
		return x.Flat
	}
	return fmt.Sprintf(x.BadWhere, err)
}

// closedOnly reports the first name of an expression that is neither a closed
// item nor known of every interview.
func (s *Screen) closedOnly(e *expr.Expr) error {
	closed := s.closed()
	for _, name := range e.Names() {
		switch {
		case slices.Contains(closed, name), slices.Contains(summary.LeadNames[:], name):
		case s.source.form.Question(name) != nil:
			return &summary.NotClosed{Name: name}
		default:
			return &summary.UnknownItem{Name: name}
		}
	}
	return nil
}

// wordSyntax says where an expression goes wrong, why, and what to do.
func (s *Screen) wordSyntax(e *expr.SyntaxError) string {
	said, ok := s.env.Texts.Form.Syntax[e.Rule]
	if !ok {
		return fmt.Sprintf(s.env.Texts.Tables.BadWhere, e)
	}
	return fmt.Sprintf(s.env.Texts.Tables.BadPlace, e.Pos+1, strings.ReplaceAll(said.Says+said.Do, "{value}", e.Token))
}
