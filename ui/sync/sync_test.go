package sync

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/nav"
	"tingfang/ui/syncing"
)

// The whole way: packed here, taken in there after the fingerprint was
// compared, and confirmed by a receipt that comes back.
func TestABundleGoesThereAndItsReceiptComesBack(t *testing.T) {
	a, b, dir := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), t.TempDir()
	a.interviews(3)
	a.sees("只在这台 3", "已打包 0", "已收到 0", "还没打过包", "还没有别的电脑")
	a.knows(b)
	a.packs(dir)
	a.sees("只在这台 0", "已打包 3", "第 1 号")

	b.looks(dir)
	b.sees("第一次见到这台电脑：李明的电脑", a.fingerprint(), "一致按 Y")
	if b.holdings().LastSeq != 0 || len(laptops(b)) != 1 {
		t.Error("something was kept before the question was answered")
	}
	b.Press("y")
	b.sees("还没有接收", "新的 3", "李明的电脑", "第 1 号", "第一次", "H01 人民路营业厅")
	if interviews(b) != 0 {
		t.Error("looking has written")
	}
	b.Press("enter")
	b.sees("收下了 1 个包", "新的 3", "把回执码念给对方")
	if interviews(b) != 3 {
		t.Errorf("%d interviews came", interviews(b))
	}
	b.Press("f6")
	b.sees("回执写在")
	b.Press("esc")
	b.sees("李明的电脑", "第 1 号")

	a.looks(dir)
	a.sees("第一次见到这台电脑：协调员的电脑", b.fingerprint())
	a.Press("1")
	a.sees("还有回执", "协调员的电脑")
	a.Press("enter")
	a.sees("协调员的电脑已收到第 1 号包为止的全部")
	a.Press("esc")
	a.sees("只在这台 0", "已打包 0", "已收到 3")
}

func interviews(l *laptop) (n int) {
	for _, d := range laptops(l) {
		n += d.Interviews
	}
	return n
}

func laptops(l *laptop) []store.Laptop {
	l.t.Helper()
	all, err := l.st.Laptops(context.Background())
	must(l.t, err)
	return all
}

func TestWhoIsNotTrustedIsNotTakenIn(t *testing.T) {
	a, b, dir := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), t.TempDir()
	a.interviews(1)
	a.knows(b)
	a.packs(dir)
	b.looks(dir)
	b.Press("N")
	b.sees("没有能收下的", "是第一次见的电脑")
	b.misses("Enter 接收")
	b.Press("enter")
	if interviews(b) != 0 || len(laptops(b)) != 1 {
		t.Error("it was taken in all the same")
	}
}

func TestTakingInTwiceDoublesNothing(t *testing.T) {
	a, b, dir := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), t.TempDir()
	a.interviews(2)
	a.knows(b)
	a.packs(dir)
	b.looks(dir)
	b.Press("y", "enter", "esc")
	b.looks(dir)
	b.sees("没有新的包", "跳过 1 个已经有的文件")
	b.Press("esc", "esc")
	names, err := filepath.Glob(filepath.Join(dir, "*"+bundle.Ending))
	must(t, err)
	renamed := filepath.Join(dir, "x(1).tingfang")
	must(t, os.Rename(names[0], renamed))
	b.looks(renamed)
	b.sees("没有新的包", "收过了")
	if interviews(b) != 2 {
		t.Errorf("%d interviews", interviews(b))
	}
}

func TestPackingSaysWhatItDid(t *testing.T) {
	a, b, dir := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), t.TempDir()
	a.interviews(2)
	a.Press("2", "enter")
	a.sees("还没有写文件夹")
	a.Paste(dir)
	a.sees("还没有人")
	a.Press("enter")
	a.sees("还没有收件人，打出的包谁也打不开")
	a.knows(b)
	a.Send(nav.ChangedMsg{})
	a.sees("1 个：协调员的电脑")
	a.Press("enter")
	a.sees("打好了第 1 号包", "访谈 2", "1 个：协调员的电脑", "-000001-")
	a.Press("enter", "enter")
	a.sees("第 1 号包已经在那里")
	a.Press("esc", "2")
	a.sees(dir) // remembered
	a.Press("enter", "esc", "2")
	a.Type("/no/stick") // in the place of what is remembered
	a.Press("enter")
	a.sees("没有 /no/stick。")
	a.Paste(filepath.Join(dir, "none"))
	a.Press("enter")
	a.sees("没有 " + filepath.Join(dir, "none"))
	file := filepath.Join(dir, "file")
	must(t, os.WriteFile(file, nil, 0o600))
	a.Paste(file)
	a.Press("enter")
	a.sees("是文件，不是文件夹")
}

func TestWithoutEncryptionOnlyAfterAWarning(t *testing.T) {
	a, dir := open(t, 1, "李明的电脑"), t.TempDir()
	a.interviews(1)
	a.Press("2")
	a.Paste(dir)
	a.Press("f6")
	a.sees("不加密：谁拿到这个文件", "真的不加密？")
	a.Press("enter") // no answer to that
	a.sees("真的不加密？")
	a.Press("2")
	a.sees("能打开的")
	if a.holdings().LastSeq != 0 {
		t.Fatal("it was packed")
	}
	a.Press("f6", "1")
	a.sees("打好了第 1 号包", "任何人（没有加密）")
}

// Who meets the others sees how much of the own bundle is written.
func TestMeetingTellsHowFarItsPackingIs(t *testing.T) {
	a, b, dir := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), t.TempDir()
	a.interviews(2)
	a.knows(b)
	whole := false
	met, err := syncing.Meet(context.Background(), a.st, dir, false, syncing.Options{Progress: func(name string, done, of int64) {
		whole = name == "" && done == of && of > 0
	}})
	must(t, err)
	if met.Packed.Path == "" || !whole {
		t.Errorf("packed %+v, told of the whole: %t", met.Packed, whole)
	}
}

func TestLaptopsMeetInAFolder(t *testing.T) {
	a, b, dir := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), t.TempDir()
	a.interviews(2)
	a.Press("1")
	a.Paste(dir)
	a.Press("enter")
	a.sees("还没有人能打开这台电脑的包", "放上了新的回执")

	b.Press("7", "y", "1")
	b.Paste(dir)
	b.Press("enter")
	b.sees("第一次见到这台电脑：李明的电脑", a.fingerprint())
	b.Press("y")
	b.sees("没有新的包", "放上了新的回执", "李明的电脑 的回执：还没收过这台电脑的包")

	a.Press("enter")
	a.sees("第一次见到这台电脑：协调员的电脑（自称协调员）")
	a.Press("1")
	a.sees("放上了第 1 号包：访谈 2")
	b.Press("enter")
	b.sees("收下了 1 个包", "新的 2")
	a.Press("enter")
	a.sees("协调员的电脑 已收到第 1 号包为止的全部")
	a.Press("esc")
	a.sees("已收到 2")
	a.Press("1")
	a.sees(dir) // remembered
}

func TestACodeIsTypedAsItWasRead(t *testing.T) {
	a, b, dir := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), t.TempDir()
	a.interviews(1)
	a.knows(b)
	a.packs(dir)
	b.looks(dir)
	b.Press("y", "enter")
	code := regexp.MustCompile(`\d{3} \d{3} \d{4}`).FindString(b.Text())
	if _, fine := bundle.ValidCode(code); !fine {
		t.Fatalf("%q is no code\n%s", code, b.Text())
	}
	a.Press("4", "enter")
	a.sees("还没有输入回执码")
	digits := strings.ReplaceAll(code, " ", "")
	wrong := digits[:9] + string('0'+(digits[9]-'0'+1)%10)
	a.Type(wrong)
	a.sees("这一串有抄错的地方")
	a.Press("backspace")
	a.misses("抄错的地方")
	a.sees("9 / 10 位")
	for range 9 {
		a.Press("backspace")
	}
	a.Type(strings.Map(func(r rune) rune { return r - '0' + '０' }, digits))
	a.Press("enter")
	a.sees("对上了：第 1 号包已收到")
	a.Type(strings.ReplaceAll(bundle.SpokenCode([32]byte{1}), " ", ""))
	a.Press("enter")
	a.sees("没有对得上这个回执码的包")
	a.Press("esc")
	a.sees("已收到 1")
}

func TestRecipientsComeAndGo(t *testing.T) {
	a, b := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑")
	me, err := b.st.Myself(context.Background())
	must(t, err)
	a.Press("5")
	a.sees("还没有收件人", "谁有地址对应的私钥")
	a.Press("f2")
	a.Type("协调员")
	a.Press("enter")
	wrong := []byte(me.Recipient)
	wrong[20] = map[bool]byte{true: 'q', false: 'p'}[wrong[20] == 'p']
	a.Paste(string(wrong))
	a.Press("f2")
	a.sees("有抄错的")
	a.Send(tea.KeyPressMsg{Code: 'a', Mod: tea.ModCtrl})
	groups := strings.ToUpper(strings.Join(regexp.MustCompile(`.{1,4}`).FindAllString(me.Recipient, -1), " "))
	a.Paste(groups)
	a.Press("f2")
	a.sees("收件人", "协调员", me.Recipient[:12])
	a.Press("f8")
	a.sees("以后不再加密给 协调员？")
	a.Press("n")
	a.sees(me.Recipient[:12])
	a.Press("delete", "y")
	a.sees("还没有收件人")

	file := filepath.Join(t.TempDir(), "地址.txt")
	must(t, os.WriteFile(file, []byte("# 协调员\n"+me.Recipient+"\n"), 0o600))
	a.Press("f2")
	a.Type("备用")
	a.Press("enter")
	a.Paste(file)
	a.Press("f2")
	a.sees("备用", me.Recipient[:12])
	a.Press("esc")
	a.sees("收件人 1")
}

func TestTheCoordinatorSeesHallsAndIsAskedFirst(t *testing.T) {
	a := open(t, 1, "协调员的电脑")
	a.interviews(3)
	a.misses("完成 / 目标")
	a.Press("7")
	a.sees("让这台电脑当协调员？", "它的回执算数")
	a.Press("esc")
	a.sees("协调员：否")
	a.Press("7", "y")
	a.sees("协调员：是", "完成 / 目标", "H01 人民路营业厅", "3 / 4")
	a.Press("7", "1")
	a.sees("协调员：否")
}

func TestWhatThisLaptopIsKnownBy(t *testing.T) {
	a := open(t, 1, "李明的电脑")
	a.Press("6")
	me, err := a.st.Myself(context.Background())
	must(t, err)
	a.sees("李明的电脑", me.Fingerprint, me.Recipient)
}

// A laptop gets a name people know it by; the others see it with what comes
// from it next.
func TestALaptopIsNamed(t *testing.T) {
	a, b, dir := open(t, 1, "DESKTOP-7F3K"), open(t, 2, "协调员的电脑"), t.TempDir()
	a.Press("6", "f2")
	a.sees("给这台电脑起名", "DESKTOP-7F3K")
	a.Press("ctrl+a", "delete", "enter")
	a.sees("还没填，请先填")
	a.Paste("城南厅\x1b[31m一号")
	a.Press("enter")
	a.sees("这台电脑", "城南厅[31m一号")
	a.Press("f2", "ctrl+a")
	a.Paste("城南厅一号")
	a.Press("enter", "esc")
	a.interviews(1)
	a.knows(b)
	a.packs(dir)
	b.looks(dir)
	b.sees("第一次见到这台电脑", "城南厅一号")
}

// Both laptops changed the same answer: the count leads on to the conflicts.
func TestConflictsAreOffered(t *testing.T) {
	a, b, dir := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), t.TempDir()
	asked := 0
	b.shows(New(b.env, b.st, Ways{Conflicts: func() nav.Screen { asked++; return newMyself(b.env, b.st) }}))
	id := a.interviews(1)
	a.knows(b)
	a.packs(dir)
	b.looks(dir)
	b.Press("y", "enter", "esc")
	b.sees("8 冲突（0）")
	a.corrects(id, "5")
	b.corrects(id, "1")
	a.packs(dir)
	b.looks(dir)
	b.sees("改过的 1", "1 处冲突")
	b.Press("f4") // nothing is taken in yet
	b.Press("enter")
	b.sees("1 处冲突，等人决定", "F4 冲突（1）")
	b.Press("f4")
	if asked != 1 {
		t.Errorf("asked for the conflicts %d times", asked)
	}
	b.Press("esc", "esc")
	b.sees("1 处冲突，等人决定")
	b.Press("8")
	if asked != 2 {
		t.Error("the overview does not lead to the conflicts")
	}
	a.misses("冲突（") // without a way there
}

func TestSeveralFilesDroppedAtOnce(t *testing.T) {
	a, b, c := open(t, 1, "李明的电脑"), open(t, 2, "协调员的电脑"), open(t, 3, "王芳的电脑")
	dirA, dirC := filepath.Join(t.TempDir(), "李 明"), t.TempDir()
	must(t, os.Mkdir(dirA, 0o700))
	for l, dir := range map[*laptop]string{a: dirA, c: dirC} {
		l.interviews(1)
		l.knows(b)
		l.packs(dir)
	}
	b.Press("3")
	b.Paste("'" + dirA + "' " + dirC)
	b.Press("enter")
	b.sees("第一次见到这台电脑", "后面还要问 1 台")
	b.Press("y", "y", "enter")
	b.sees("收下了 2 个包", "新的 2")
}

func TestAMouseLeadsOn(t *testing.T) {
	a := open(t, 1, "李明的电脑")
	top := a.pages.top().(*Screen).top()
	a.Click(50, top+1)
	a.sees("指纹")
	a.Press("esc", "1")
	a.Type("/媒体/u")
	a.Click(margin+cells("文件夹")+2+5, fieldLine) // behind the second sign
	a.Type("x")
	a.sees("/媒体x/u")
}
