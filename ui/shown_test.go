package ui

import (
	"context"
	"testing"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
	"tingfang/store"
)

// The README shows this screen.
func TestAnInterviewAsTheReadmeShowsIt(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("1", "1", "1", "1", "2", "1")
	l.Press("2", "4", "3", "4", "left")
	l.Golden("interview-80x24-zh")
}

// And this one, of made-up interviews.
func TestTheTablesAsTheReadmeShowsThem(t *testing.T) {
	l := newLaptop(t)
	ctx := context.Background()
	st, err := l.open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	made := demo.Responses(builtin.Customer(), demo.Options{Count: 400, Seed: 7})
	if _, err := st.Import(ctx, made, store.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	l.close()
	l.start(usual, questionnaire.ZH)
	l.Press("4", "3")
	l.sees("满意率")
	l.Golden("tables-80x24-zh")
}
