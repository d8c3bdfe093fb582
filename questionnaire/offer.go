package questionnaire

import "tingfang/questionnaire/expr"

// Holds tells whether a condition of another form is met by this interview's
// answers; no condition is always met, and one that cannot be evaluated is not.
func (s *Session) Holds(e *expr.Expr) bool {
	if e == nil {
		return true
	}
	v, err := e.Eval(env{s: s, i: -1})
	return err == nil && v.True()
}
