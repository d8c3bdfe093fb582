//go:build unix

package endtoend

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui/uitest"
)

// command is the program, built once for all tests, or the one that
// TINGFANG_COMMAND names, such as one to be released.
var command = os.Getenv("TINGFANG_COMMAND")

func TestMain(m *testing.M) {
	flag.Parse()
	if testing.Short() { // as with the race detector, which does not see into the program
		fmt.Println("the whole program in a terminal: not tested with -short")
		os.Exit(0)
	}
	flag.Set("test.parallel", "6") // they wait for a terminal more than they compute
	os.Exit(func() int {
		if command != "" {
			return m.Run()
		}
		dir, err := os.MkdirTemp("", "tingfang")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		command = filepath.Join(dir, "tingfang")
		build := exec.Command("go", "build", "-ldflags=-s -w", "-o", command, "tingfang")
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "build the program: %v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// The hall, the interviewer and the study of a laptop that is ready.
var (
	hall   = questionnaire.Hall{Code: "H01", Name: "人民路营业厅", Operator: "mobile", City: "南京", Kind: "own", Target: 60}
	person = questionnaire.Person{Number: "07", Name: "王芳"}
	study  = questionnaire.Study{Org: "东大课题组", Contact: "025-12345678", Keep: 30}
)

// laptop is a machine with the program and one database on it.
type laptop struct {
	t   testing.TB
	dir string
	db  string
	*uitest.Term
	keys    int  // pressed so far, a typed text not counted
	running bool // until it was killed
}

// bare is a laptop on which the program has never run.
func bare(t testing.TB) *laptop {
	dir := t.TempDir()
	return &laptop{t: t, dir: dir, db: filepath.Join(dir, "访谈.db")}
}

// ready is a laptop on which hall, interviewer and study are set.
func ready(t testing.TB) *laptop {
	t.Helper()
	l := bare(t)
	l.prepare()
	return l
}

func (l *laptop) prepare() {
	l.t.Helper()
	s := l.open(store.Write)
	defer s.Close()
	ctx := context.Background()
	_, err := s.SaveHall(ctx, hall)
	check(l.t, err)
	_, err = s.SavePerson(ctx, person)
	check(l.t, err)
	check(l.t, s.SetStudy(ctx, study))
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// open opens the database beside the program.
func (l *laptop) open(a store.Access) *store.Store {
	l.t.Helper()
	var s *store.Store
	var err error
	var refused *store.OpenError
	for range 100 { // a program that starts beside this has the lock of what was open here until it runs
		s, err = store.Open(context.Background(), store.Options{Path: l.db, Access: a, Now: time.Now, NewID: func() string { return uuid.Must(uuid.NewV7()).String() },
			DeviceName: "测试机", Parse: xlsform.Parse, Builtin: builtin.All})
		if !errors.As(err, &refused) || refused.Rule != store.Locked {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	check(l.t, err)
	return s
}

func (l *laptop) env() []string { return []string{"TINGFANG_DB=" + l.db, "TZ=Asia/Shanghai"} }

// start starts the program in a terminal of 80×24.
func (l *laptop) start(args ...string) *laptop {
	l.t.Helper()
	l.Term = uitest.StartCmd(l.t, 80, 24, l.env(), command, args...)
	l.running = true
	return l
}

// begin starts the program and opens an interview from home.
func (l *laptop) begin() *laptop {
	l.t.Helper()
	l.start()
	l.WaitText("开始客户满意度调查")
	l.Press("1")
	l.wait("您愿意参加吗？")
	return l
}

// press presses a key and waits until the screen says the words; wrapped lines
// and columns do not matter.
func (l *laptop) press(key, then string) {
	l.t.Helper()
	l.keys++
	l.Press(key)
	l.wait(then)
}

// wait waits until the screen says the words.
func (l *laptop) wait(words string) {
	l.t.Helper()
	l.WaitFor(fmt.Sprintf("%q", words), func() bool { return l.says(words) })
}

func (l *laptop) says(words string) bool { return strings.Contains(flat(l.Screen()), flat(words)) }

// flat takes out all blanks and the edge of a text field: what is left does
// not depend on where lines wrap.
func flat(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\t", "", "│", "", "›", "").Replace(s)
}

// saved waits until all is on the disk, as the screen says.
func (l *laptop) saved() {
	l.t.Helper()
	l.Settle(5 * time.Millisecond)
	l.wait("已保存")
}

// quit leaves the program with Ctrl+C.
func (l *laptop) quit() {
	l.t.Helper()
	l.Press("ctrl+c")
	if status := l.Wait(); status != 0 {
		l.t.Fatalf("exit status %d after leaving; screen:\n%s", status, l.Screen())
	}
}

// run runs the program without a terminal and gives what it says and its exit
// status.
func (l *laptop) run(args ...string) (out string, status int) {
	l.t.Helper()
	cmd := exec.Command(command, args...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + l.dir}, l.env()...)
	var b bytes.Buffer
	cmd.Stdout, cmd.Stderr = &b, &b
	if err := cmd.Run(); cmd.ProcessState == nil {
		l.t.Fatal(err)
	}
	return b.String(), cmd.ProcessState.ExitCode()
}
