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
	finished := map[string]bool{}
	acknowledged := 0
	for range kills {
		cmd := player("interview", path)
		out, err := cmd.StdoutPipe()
		ok(t, err)
		ok(t, cmd.Start())
		timer := time.AfterFunc(time.Duration(20+rand.IntN(150))*time.Millisecond, func() { cmd.Process.Kill() })
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var what, id string
			var i int
			if n, _ := fmt.Sscan(lines.Text(), &what, &id, &i); n == 3 && what != "typed" {
				saved[id], finished[id] = i, what == "finished"
				acknowledged++
			}
		}
		timer.Stop()
		cmd.Wait()
		checkKilled(t, path, saved, finished)
	}
	t.Logf("%d kills, %d acknowledged saves in %d interviews, none lost", kills, acknowledged, len(saved))
}

func checkKilled(t *testing.T, path string, saved map[string]int, finished map[string]bool) {
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
