// Package settings is where study, interviewers and halls are entered: step by
// step at the first start, and page by page ever after.
package settings

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"tingfang/questionnaire"
	"tingfang/questionnaire/summary"
	"tingfang/store"
	"tingfang/ui/importing"
	"tingfang/ui/lang"
)

// Store is what the settings read and write.
type Store interface {
	Study(ctx context.Context) (questionnaire.Study, error)
	SetStudy(ctx context.Context, st questionnaire.Study) error
	People(ctx context.Context) ([]questionnaire.Person, error)
	SavePerson(ctx context.Context, p questionnaire.Person) (questionnaire.Person, error)
	Halls(ctx context.Context) ([]questionnaire.Hall, error)
	SaveHall(ctx context.Context, h questionnaire.Hall) (questionnaire.Hall, error)
	SaveHalls(ctx context.Context, halls []questionnaire.Hall) (added, changed int, err error)
	SetSetting(ctx context.Context, key, value string) error
	Waves(ctx context.Context, first, last int32) ([]summary.Wave, error)
	SetWaves(ctx context.Context, waves []summary.Wave) error
	Path() string
	Device() string
}

// failure words why something was not saved.
func failure(x *lang.Texts, err error) string {
	var taken *store.TakenError
	switch {
	case errors.As(err, &taken) && taken.Field == "number":
		return fmt.Sprintf(x.Setup.PersonTaken, taken.Value, taken.By)
	case errors.As(err, &taken):
		return fmt.Sprintf(x.Setup.HallTaken, taken.Value, taken.By)
	case errors.Is(err, store.ErrReadOnly):
		return x.Settings.ReadOnly
	}
	return fmt.Sprintf(x.Settings.Failed, err)
}

// rosterMsg is what reading a list of halls came to.
type rosterMsg struct {
	added, changed int
	halls          []questionnaire.Hall // all in the store, after it
	faults         []RosterFault
	err            error // the file
	failed         error // the store
}

// readRoster reads a list of halls and keeps it, all or none.
func readRoster(st Store, path string) rosterMsg {
	src, err := os.ReadFile(importing.Typed(path))
	if err != nil {
		var p *os.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return rosterMsg{err: err}
	}
	halls, faults := ReadRoster(src)
	if len(faults) > 0 {
		return rosterMsg{faults: faults}
	}
	ctx := context.Background()
	var msg rosterMsg
	if msg.added, msg.changed, msg.failed = st.SaveHalls(ctx, halls); msg.failed == nil {
		msg.halls, msg.failed = st.Halls(ctx)
	}
	return msg
}

// rosterLines words what came of reading a list, for at most n lines.
func rosterLines(x *lang.Settings, msg rosterMsg, n int) []string {
	switch {
	case errors.Is(msg.err, fs.ErrNotExist):
		return []string{x.ListNoFile}
	case errors.Is(msg.err, fs.ErrPermission):
		return []string{x.ListNoRight}
	case msg.err != nil:
		return []string{fmt.Sprintf(x.ListCannotRead, msg.err)}
	}
	var lines []string
	for i, f := range msg.faults {
		if i == n-1 && len(msg.faults) > n {
			return append(lines, fmt.Sprintf(x.ListMore, len(msg.faults)-i))
		}
		lines = append(lines, f.word(x))
	}
	return lines
}

// isTaken reports that a value which must be unique belongs to another one.
func isTaken(err error) bool {
	var taken *store.TakenError
	return errors.As(err, &taken)
}
