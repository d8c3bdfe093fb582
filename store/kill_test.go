package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"tingfang/questionnaire"
)

func player(part, path string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "TINGFANG_TEST_PLAY="+part, "TINGFANG_TEST_DB="+path)
	cmd.Stderr = os.Stderr
	return cmd
}

// Another copy of the program is killed at a random moment, again and again,
// on one database. Whatever it was told is saved must be there, and every
// opening must find a sound file. TINGFANG_TEST_KILLS sets how often.
func TestKilledAtAnyMomentNothingSavedIsLost(t *testing.T) {
	kills := 12
	if n, err := strconv.Atoi(os.Getenv("TINGFANG_TEST_KILLS")); err == nil {
		kills = n
	}
	path := filepath.Join(t.TempDir(), "db.db")
	reopen(t, path).Close()
	saved := map[string]int{} // last answer acknowledged of each interview
	typed := map[string]int{} // last text in progress acknowledged
	finished := map[string]bool{}
	acknowledged := 0
	for range kills {
		cmd := player("interview", path)
		out, err := cmd.StdoutPipe()
		ok(t, err)
		ok(t, cmd.Start())
		wait := time.Duration(rand.IntN(200)) * time.Millisecond
		var timer *time.Timer
		for lines := bufio.NewScanner(out); lines.Scan(); acknowledged++ {
			if timer == nil { // the first word: it is at work
				timer = time.AfterFunc(wait, func() { cmd.Process.Kill() })
			}
			var what, id string
			var i int
			switch n, _ := fmt.Sscan(lines.Text(), &what, &id, &i); {
			case n != 3: // killed in the middle of a word
			case what == "typed":
				typed[id] = i
			default:
				saved[id], finished[id] = i, what == "finished"
			}
		}
		cmd.Wait()
		checkKilled(t, path, saved, typed, finished)
	}
	t.Logf("%d kills, %d acknowledged writes in %d interviews, none lost", kills, acknowledged, len(saved))
}

func checkKilled(t *testing.T, path string, saved, typed map[string]int, finished map[string]bool) {
	s := reopen(t, path)
	defer s.Close()
	for id, last := range saved {
		r, err := s.Response(context.Background(), id, false)
		if err != nil || len(r.Answers) != 1 {
			t.Fatalf("interview %s: %v, %d answers", id, err, len(r.Answers))
		}
		var i int
		fmt.Sscanf(r.Answers[0].Text, "第 %d 次", &i)
		if i < last {
			t.Fatalf("interview %s holds answer %d, saved was %d", id, i, last)
		}
		if texts := must[[]Typed](t)(s.Typing(context.Background(), id)); i < typed[id] && (len(texts) != 1 || texts[0].Text != fmt.Sprintf("第 %d 次", typed[id])) {
			t.Fatalf("interview %s: typed %d, kept %v", id, typed[id], texts)
		}
		if finished[id] && r.Stage != questionnaire.Ended {
			t.Fatalf("interview %s was finished and is a draft", id)
		}
	}
	var sound string
	ok(t, s.r.QueryRow("PRAGMA integrity_check").Scan(&sound))
	if sound != "ok" {
		t.Fatal(sound)
	}
}
