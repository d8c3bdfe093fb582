package sync

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"tingfang/store"
	"tingfang/ui/nav"
)

// A laptop whose database was copied: the coordinator is asked whether to take
// its bundle in, and the laptop itself is told and can become another one.
func TestALaptopThatWasCopied(t *testing.T) {
	dir := t.TempDir()
	a, b := openAt(t, 1, "李明的电脑", filepath.Join(dir, "a.db"), Ways{}), open(t, 2, "协调员的电脑")
	a.knows(b)
	a.interviews(1)
	must(t, a.st.Close())
	file, err := os.ReadFile(filepath.Join(dir, "a.db"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "twin.db"), file, 0o600))
	a, twin := openAt(t, 3, "李明的电脑", filepath.Join(dir, "a.db"), Ways{}), openAt(t, 4, "李明的电脑", filepath.Join(dir, "twin.db"), Ways{})
	mine, theirs := t.TempDir(), t.TempDir()
	a.interviews(1)
	a.packs(mine)
	twin.interviews(1)
	twin.packs(theirs)

	b.looks(mine)
	b.Press("y", "enter", "esc")
	b.looks(theirs)
	b.sees("李明的电脑 的第 1 号包有两个不同的版本", "先问清楚")
	b.Press("n")
	b.sees("没有能收下的", "数据库被复制或恢复过")
	b.Press("esc")
	b.Press("enter", "y")
	b.sees("新的 1", "还没有接收")
	b.Press("enter")
	b.sees("收下了 1 个包")
	if interviews(b) != 3 {
		t.Errorf("%d interviews", interviews(b))
	}

	before := a.fingerprint()
	a.looks(theirs)
	a.sees("和这台电脑用着同样的编号", "F9 换新编号")
	a.Press("f9")
	a.sees("给这台电脑换一个新编号？", "两台里只在一台上换")
	a.Press("esc")
	if a.fingerprint() != before {
		t.Fatal("renewed without a yes")
	}
	a.Press("f9", "y")
	if a.fingerprint() == before {
		t.Error("not renewed")
	}
	a.sees("没有能收下的") // back where it was found
}

// halfway is a database that lets a test press a key while it works.
type halfway struct {
	*store.Store
	meanwhile func()
}

func (h halfway) Merge(ctx context.Context, files []store.Incoming, o store.MergeOptions) (store.Merged, error) {
	if !o.DryRun {
		h.meanwhile()
	}
	return h.Store.Merge(ctx, files, o)
}

func (h halfway) Pack(ctx context.Context, dir string, o store.PackOptions) (store.Bundled, error) {
	h.meanwhile()
	return h.Store.Pack(ctx, dir, o)
}

func TestEscWhileItWorksChangesNothing(t *testing.T) {
	a, b, dir := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), t.TempDir()
	a.interviews(2)
	a.knows(b)
	esc := func(l *laptop) func() {
		return func() {
			if leaver := l.pages.top().(nav.Leaver); leaver.Settled() {
				t.Error("a screen that works counts as settled")
			}
			l.pages.top().Update(nav.Press("esc"))
		}
	}
	a.shows(New(a.env, halfway{a.st, esc(a)}, Ways{}))
	a.Press("2")
	a.Paste(dir)
	a.Press("enter")
	a.sees("已停止，什么也没有改变")
	if left, _ := os.ReadDir(dir); len(left) != 0 || a.holdings().LastSeq != 0 {
		t.Errorf("left in the folder: %v", left)
	}
	a.shows(New(a.env, a.st, Ways{}))
	a.packs(dir)
	b.shows(New(b.env, halfway{b.st, esc(b)}, Ways{}))
	b.looks(dir)
	b.Press("y", "enter")
	b.sees("已停止，什么也没有改变")
	if interviews(b) != 0 || !b.pages.top().(nav.Leaver).Settled() {
		t.Errorf("%d interviews", interviews(b))
	}
}

// What an older job brings late is not taken for the newer one's.
func TestALateAnswerIsDropped(t *testing.T) {
	var j job[int]
	j.start(func(context.Context, teller) (int, error) { return 1, nil })
	j.start(func(context.Context, teller) (int, error) { return 2, nil })
	if _, over, _, _ := j.take(finishedMsg[int]{&j, 1, 1, nil}); over {
		t.Error("the older job ended the newer one")
	}
	j.take(progressMsg{job: &j, run: 1, done: 5, of: 10})
	if j.share() != 0 {
		t.Error("the older job's progress counts")
	}
	if n, over, _, _ := j.take(finishedMsg[int]{&j, 2, 2, nil}); !over || n != 2 {
		t.Error("the newer job did not end")
	}
}

func TestAReaderLooksAndSaysWhyItCannot(t *testing.T) {
	a := open(t, 1, "李明的电脑")
	a.env.ReadOnly = true
	for _, key := range []string{"1", "2", "3", "4", "7"} {
		a.Press(key)
		a.sees("只在这台", "现在只能看")
	}
	a.Press("6")
	a.sees("指纹")
	a.Press("esc", "5", "f2")
	a.sees("收件人", "现在只能看")
}

func TestAMissingFileAndAnEmptyFolder(t *testing.T) {
	a, dir := open(t, 1, "李明的电脑"), t.TempDir()
	a.Press("1")
	a.Type("'")
	a.Press("enter")
	a.sees("没有 '。")
	a.Press("esc", "3", "enter")
	a.sees("还没有写文件")
	a.Type("'")
	a.Press("enter")
	a.sees("没有 '。")
	a.Paste(dir)
	a.Press("enter")
	a.sees("没有同步文件，也没有回执")
	a.Paste("/no/such.tingfang")
	a.Press("enter")
	a.sees("没有 /no/such.tingfang")
	other := filepath.Join(dir, "照片 1.jpg")
	must(t, os.WriteFile(other, []byte("\xff\xd8"), 0o600))
	a.Paste("'" + other + "'")
	a.Press("enter")
	a.sees("没有能收下的", "照片 1.jpg 不是厅访的同步文件")
}
