//go:build unix

package endtoend

import (
	"context"
	"database/sql"
	"net/url"
	"slices"
	"strings"

	"tingfang/questionnaire"
	"tingfang/store"
)

// all reads every interview, drafts among them, newest first.
func (l *laptop) all() []questionnaire.Response {
	l.t.Helper()
	s := l.open(store.Read)
	defer s.Close()
	rows, err := s.List(context.Background(), store.Filter{})
	check(l.t, err)
	var out []questionnaire.Response
	for _, r := range rows {
		one, err := s.Response(context.Background(), r.ID, true)
		check(l.t, err)
		out = append(out, one)
	}
	return out
}

// draft is the one interview there is, not ended.
func (l *laptop) draft() questionnaire.Response {
	l.t.Helper()
	all := l.all()
	if len(all) != 1 || all[0].Stage != questionnaire.Draft {
		l.t.Fatalf("%d interviews in the database, wanted one draft", len(all))
	}
	return all[0]
}

// mustHold holds the one draft to its answers, and to where it stands.
func (l *laptop) mustHold(codes map[string]string, at string) {
	l.t.Helper()
	r := l.draft()
	for item, code := range codes {
		if i := l.index(item, r.Answers); i < 0 || strings.Join(r.Answers[i].Codes, " ") != code {
			l.t.Errorf("%s does not hold %s in the database", item, code)
		}
	}
	if r.At.Item != at {
		l.t.Errorf("the draft stands at %s, wanted %s", r.At.Item, at)
	}
}

func (l *laptop) index(item string, all []questionnaire.Answer) int {
	return slices.IndexFunc(all, func(a questionnaire.Answer) bool { return a.Item == item })
}

// hold takes the database's write lock, as another program would; it gives
// what lets go again.
func (l *laptop) hold() (release func()) {
	l.t.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: l.db}).EscapedPath())
	check(l.t, err)
	ctx := context.Background()
	c, err := db.Conn(ctx)
	check(l.t, err)
	_, err = c.ExecContext(ctx, "BEGIN IMMEDIATE")
	check(l.t, err)
	return func() {
		_, err := c.ExecContext(ctx, "ROLLBACK")
		check(l.t, err)
		c.Close()
		check(l.t, db.Close())
	}
}
