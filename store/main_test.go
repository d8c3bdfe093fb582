package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"tingfang/questionnaire"
)

// The test program plays other copies of the program when it is started with
// TINGFANG_TEST_PLAY set; its arguments then are the part and the database.
func TestMain(m *testing.M) {
	if part := os.Getenv("TINGFANG_TEST_PLAY"); part != "" {
		play(part, os.Getenv("TINGFANG_TEST_DB"))
		return
	}
	os.Exit(m.Run())
}

// actor stands in for testing.TB outside a test.
type actor struct{ testing.TB }

func (actor) Helper()        {}
func (actor) Cleanup(func()) {}
func (actor) Fatal(args ...any) {
	fmt.Fprintln(os.Stderr, args...)
	os.Exit(1)
}

func play(part, path string) {
	t := actor{}
	switch part {
	case "hold": // takes the lock until it is told to go
		reopen(t, path)
		fmt.Println("open")
		bufio.NewReader(os.Stdin).ReadString('\n')
	case "open": // says what opening gives
		_, err := Open(context.Background(), options(t, path))
		fmt.Println(ruleIn(err))
	case "interview": // saves answer after answer, saying which are saved
		interview(t, path)
	}
}

func interview(t testing.TB, path string) {
	s, ctx := reopen(t, path), context.Background()
	d := &desk{Store: s, t: t, form: form(t)}
	d.person.ID = "p"
	for {
		o := d.opening(time.Now())
		for i := range 12 {
			a := wrote("why", fmt.Sprintf("第 %d 次", i))
			if i%3 == 1 {
				ok(t, d.SaveTyping(ctx, o, a.Ref, Typed{Ref: a.Ref, Text: a.Text}))
				fmt.Println("typed", o.ID, i)
			}
			ok(t, d.Save(ctx, Change{Opening: o, Answers: []questionnaire.Answer{a}, At: a.Ref}))
			fmt.Println("saved", o.ID, i)
		}
		ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, time.Minute))
		fmt.Println("finished", o.ID, 11)
	}
}
