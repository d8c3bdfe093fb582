//go:build unix

package endtoend

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"tingfang/ui/uitest"
)

// A database that cannot be used: the program says what is wrong and with
// which file, ends with a failure, and leaves the file as it was.
func TestBadDatabases(t *testing.T) {
	t.Parallel()
	whole := ready(t)
	good, err := os.ReadFile(whole.db)
	check(t, err)
	for _, c := range []struct {
		name string
		says string
		file func(t *testing.T, l *laptop)
	}{
		{"a text file", "不是厅访的数据库", func(t *testing.T, l *laptop) {
			check(t, os.WriteFile(l.db, bytes.Repeat([]byte("访谈记录\n"), 500), 0o600))
		}},
		{"truncated", "文件不完整", func(t *testing.T, l *laptop) { check(t, os.WriteFile(l.db, good[:len(good)/2], 0o600)) }},
		{"truncated in its head", "文件不完整", func(t *testing.T, l *laptop) { check(t, os.WriteFile(l.db, good[:50], 0o600)) }},
		{"of a newer version", "请安装新版本", func(t *testing.T, l *laptop) {
			b := bytes.Clone(good)
			binary.BigEndian.PutUint32(b[60:], 999)
			check(t, os.WriteFile(l.db, b, 0o600))
		}},
		{"no folder", "文件夹不存在", func(t *testing.T, l *laptop) { l.db = filepath.Join(l.dir, "没有", "访谈.db") }},
		{"a folder", "没有写入的权限", func(t *testing.T, l *laptop) { check(t, os.Mkdir(l.db, 0o700)) }},
		{"a file that may only be read", "没有写入的权限", func(t *testing.T, l *laptop) {
			check(t, os.WriteFile(l.db, good, 0o444))
		}},
		{"a folder that may only be read", "没有写入的权限", func(t *testing.T, l *laptop) {
			check(t, os.WriteFile(l.db, good, 0o644))
			check(t, os.Chmod(l.dir, 0o555))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := bare(t)
			l.dir = openFolder(t)
			l.db = filepath.Join(l.dir, "访谈.db")
			c.file(t, l)
			before := l.bytes()
			l.startAsNobody()
			status := l.Wait()
			if !l.says(c.says) || status == 0 || !l.says(filepath.Base(l.db)) {
				t.Errorf("exit status %d; it should say %q and name the file:\n%s", status, c.says, l.Screen())
			}
			if !bytes.Equal(before, l.bytes()) {
				t.Error("the file was changed")
			}
			if l.says("rgb:") {
				t.Error("an answer of the terminal is left for the shell")
			}
		})
	}
}

// nobody is a user to whom a closed folder is closed.
const nobody = 65534

// openFolder is a folder that every user can reach.
func openFolder(t *testing.T) string {
	dir, err := os.MkdirTemp("", "tingfang")
	check(t, err)
	t.Cleanup(func() {
		os.Chmod(dir, 0o755)
		os.RemoveAll(dir)
	})
	check(t, os.Chmod(dir, 0o755))
	if os.Getuid() == 0 {
		check(t, os.Chown(dir, nobody, nobody))
	}
	return dir
}

// startAsNobody starts the program as a user to whom files can be closed:
// nothing is closed to root.
func (l *laptop) startAsNobody() {
	if os.Getuid() != 0 {
		l.Term = uitest.StartCmd(l.t, 200, 24, l.env(), command)
		return
	}
	setpriv, err := exec.LookPath("setpriv")
	if err != nil {
		l.t.Skip("as root, without setpriv: nothing is closed to root")
	}
	check(l.t, os.Chmod(filepath.Dir(command), 0o755))
	if err := os.Chown(l.db, nobody, nobody); !errors.Is(err, fs.ErrNotExist) {
		check(l.t, err)
	}
	l.Term = uitest.StartCmd(l.t, 200, 24, append(l.env(), "HOME="+l.dir), setpriv, "--reuid", "65534", "--regid", "65534", "--clear-groups", command)
}

// bytes are the database's; nil where there is no file.
func (l *laptop) bytes() []byte {
	b, _ := os.ReadFile(l.db)
	return b
}

// A database that another program holds open for writing, without being a copy
// of this one: the answers wait, and the screen says so.
func TestLockedDatabase(t *testing.T) {
	t.Parallel()
	l := ready(t).begin()
	l.opening()
	l.saved()
	release := l.hold()
	l.press("3", words("overall"))
	l.press("4", words("tariff"))
	time.Sleep(6 * time.Second)
	l.wait("未保存")
	l.wait("占着数据库")
	release()
	l.press("2", words("payment"))
	l.saved()
	l.quit()
	l.mustHold(map[string]string{"tenure": "3", "overall": "4", "tariff": "2"}, "payment")
}
