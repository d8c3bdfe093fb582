// Package questionnaire is the pure core: what a form asks, which answers may
// stand, what is asked next, and what an interview is once it is held. It
// knows no clock, file, database or terminal; the same form and the same
// answers give the same interview everywhere.
package questionnaire
