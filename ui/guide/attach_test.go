package guide_test

import (
	"strings"
	"testing"

	"tingfang/store"
)

// shows fails the test where the screen does not show a text.
func (v *visit) shows(text string) {
	v.t.Helper()
	if !strings.Contains(v.Text(), text) {
		v.t.Errorf("the screen does not show %q:\n%s", text, v.Text())
	}
}

func TestAFileIsAttachedWithItsCaption(t *testing.T) {
	v := begin(t, 80, 21)
	v.Press("ctrl+o")
	v.Paste("'/tmp/价目表.pdf'")
	v.Press("tab")
	v.Type("柜台上的")
	v.Press("enter")
	v.shows("已附上 价目表.pdf")
	if a := v.disk.talk.Attachments; len(a) != 1 || a[0].Caption != "柜台上的" || a[0].Topic.Item != "loyal" {
		t.Errorf("attached: %+v", a)
	}
}

func TestAPhotoWithoutConsentIsAskedAboutFirst(t *testing.T) {
	v := begin(t, 80, 21)
	v.Press("ctrl+o")
	v.Type("/tmp/hall.jpg")
	v.Press("enter", "enter")
	v.shows("对方没有同意拍照")
	if len(v.disk.talk.Attachments) != 0 {
		t.Fatal("attached without asking")
	}
	v.Press("2")
	v.shows("位置信息已去掉")
	if len(v.disk.talk.Attachments) != 1 {
		t.Error("not attached after it was asked")
	}
}

func TestAFileThatCannotBeAttachedSaysWhyAndKeepsThePath(t *testing.T) {
	for rule, says := range map[string]string{"gone": "没有这个文件", "folder": "这是文件夹", "unreadable": "读不出来", "too_large": "60 MiB，最多 50", "type": "不收这种文件", "empty": "是空的", "no_space": "磁盘满了"} {
		v := begin(t, 120, 37)
		v.Press("ctrl+o")
		v.Type("/tmp/" + rule + ".bad")
		v.Press("enter", "enter")
		v.shows(says)
		v.shows("/tmp/" + rule + ".bad")
	}
	v := begin(t, 80, 21)
	v.disk.looks = store.PhotoPlaced
	v.Press("ctrl+o")
	v.Type("/tmp/type.bad")
	v.Press("enter", "enter")
	v.shows("位置信息去不掉")
}
