package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
)

// Exit statuses: 0 done, 1 failed, 2 wrong use.
func TestExitStatuses(t *testing.T) {
	for line, want := range map[string]int{
		"--help": 0, "version": 0, "form list": 0, "form show customer": 0, "export --help": 0,
		"form show nothing": 1, "form check none.md": 1, "--db none.db export customer --out a.csv": 1,
		"nothing": 2, "--lang fr": 2, "export customer": 2, "form": 2, "export customer --out a.csv --from x": 2,
	} {
		var out, errs bytes.Buffer
		e := env()
		e.Stdout, e.Stderr, e.Getenv = &out, &errs, func(string) string { return "" }
		if got := Run(t.Context(), strings.Fields(line), e); got != want {
			t.Errorf("tingfang %s: status %d, wanted %d\n%s%s", line, got, want, &out, &errs)
		}
		if want != 0 && errs.Len() == 0 || want == 0 && out.Len() == 0 {
			t.Errorf("tingfang %s says nothing: %q %q", line, &out, &errs)
		}
	}
}

// What the screens fail with is said, and fails the program.
func TestAScreenThatFails(t *testing.T) {
	var errs bytes.Buffer
	e := env()
	e.Stderr, e.Getenv = &errs, func(string) string { return "" }
	e.Screen = func(context.Context, ScreenOptions) error { return errors.New("the terminal is gone") }
	if got := Run(t.Context(), nil, e); got != 1 || !strings.Contains(errs.String(), "the terminal is gone") {
		t.Errorf("status %d, %s", got, &errs)
	}
}

// A full pipe or disk under the output is a failure too.
func TestOutputThatCannotBeWritten(t *testing.T) {
	var errs bytes.Buffer
	e := env()
	e.Stdout, e.Stderr, e.Getenv = full{}, &errs, func(string) string { return "" }
	if got := Run(t.Context(), []string{"version"}, e); got != 1 || errs.Len() == 0 {
		t.Errorf("status %d, %s", got, &errs)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }
