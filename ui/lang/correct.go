package lang

import (
	"errors"
	"fmt"

	"tingfang/questionnaire"
	"tingfang/store"
)

// Correct holds the texts of correcting an interview that has ended.
type Correct struct {
	Title   string // before the form's title: %s
	Banner  string // under the header
	None    string // nothing changed yet
	Pending string // %d answers changed
	Writing string
	Locked  string // in the place of a personal item's answer
	NoKey   string // a key that would change it
	Hidden  string // a personal answer in the list

	EndKeep string // at the end of the route, with changes
	EndBack string // without
	Resume  string // Esc: on with it

	Ask      string // %d answers change
	Change   string // name, from, arrow, to: %s %s %s %s
	Remark   string // the same: %s %s %s %s
	NoRemark string
	More     string // %d further ones
	Asides   string // %d answers leave the route or come back
	Outcome  string // the answers speak of another outcome than how it has ended: %s
	Why      string
	Hint     string
	NoReason string
	NotKept  string // %s why

	DropTitle string // %d
	DropNote  string
	DropNo    string
	DropYes   string

	KeyOpen, KeyDone, KeyReturn, KeyKeep, KeyDrop string

	Was string // on the page: time, person, how many answers, reason: %s %s %d %s
	// WasBare is the same without a reason: %s %s %d.
	WasBare string

	Undecided, Ended, ReadOnly, Full, Busy, NotFound, Other string // why it cannot be; Other with %v
}

var correctZH = Correct{
	Title:   "更正：%s",
	Banner:  "更正已经结束的访谈。写明原因以后才生效",
	None:    "还没有改动",
	Pending: "改了 %d 个答案，改动还没有生效",
	Writing: "正在写入更正",
	Locked:  "（个人信息，这里不显示，也不能更正）",
	NoKey:   "个人信息不能在这里更正，按 Enter 往下走",
	Hidden:  "（个人信息）",

	EndKeep: "改了 %d 个答案，按 Enter 写明原因",
	EndBack: "没有改动，按 Enter 返回",
	Resume:  "接着更正",

	Ask:      "更正 %d 个答案",
	Change:   "%s：%s %s %s",
	Remark:   "%s 备注：%s %s %s",
	NoRemark: "无",
	More:     "……还有 %d 个",
	Asides:   "另有 %d 个答案随路线搁置或恢复",
	Outcome:  "结果不变，仍记为“%s”",
	Why:      "为什么更正？（必填，会和更正一起留下）",
	Hint:     "（例如：听了录音，客户说的是三分）",
	NoReason: "还没有写原因。写一句，再按 Enter",
	NotKept:  "没有更正：%s",

	DropTitle: "放弃这 %d 处改动？",
	DropNote:  "访谈保持原样。",
	DropNo:    "不放弃，接着更正",
	DropYes:   "放弃改动",

	KeyOpen: "更正", KeyDone: "改好了", KeyReturn: "返回", KeyKeep: "更正生效", KeyDrop: "放弃改动",

	Was:     "%s %s 更正了 %d 个答案：%s",
	WasBare: "%s %s 更正了 %d 个答案",

	Undecided: "这次访谈在两台电脑上改得不一样，先在“同步”里决定冲突",
	Ended:     "没有结束的访谈和已撤回的访谈不能更正",
	ReadOnly:  "只读：另一个厅访窗口正在用这个数据库，请到那个窗口里更正",
	Full:      "磁盘满了。改动还在屏幕上，请腾出空间再按 Enter",
	Busy:      "另一个程序占着数据库。改动还在屏幕上，请稍后再按 Enter",
	NotFound:  "数据库里没有这次访谈，可能已被别的窗口改动，请返回后重新打开",
	Other:     "写不进磁盘（%v）。改动还在屏幕上，请再按 Enter",
}

var correctEN = Correct{
	Title:   "Correcting: %s",
	Banner:  "Correcting; nothing holds until you have said why",
	None:    "nothing changed yet",
	Pending: "answers changed: %d; nothing of it holds yet",
	Writing: "Writing the correction",
	Locked:  "(personal: not shown and not to be corrected here)",
	NoKey:   "Personal data cannot be corrected here; Enter goes on",
	Hidden:  "(personal)",

	EndKeep: "Answers changed: %d; Enter asks for the reason",
	EndBack: "Nothing changed; Enter goes back",
	Resume:  "go on",

	Ask:      "Answers to correct: %d",
	Change:   "%s: %s %s %s",
	Remark:   "%s, remark: %s %s %s",
	NoRemark: "none",
	More:     "… and %d more",
	Asides:   "Set aside or taken back with the route: %d",
	Outcome:  "It still counts as %s",
	Why:      "Why? (required; it is kept with the correction)",
	Hint:     "(such as: the recording says three)",
	NoReason: "No reason yet. Write one, then press Enter",
	NotKept:  "Not corrected: %s",

	DropTitle: "Throw these changes away (%d)?",
	DropNote:  "The interview stays as it was.",
	DropNo:    "keep them, on with the correction",
	DropYes:   "throw them away",

	KeyOpen: "correct", KeyDone: "done", KeyReturn: "back", KeyKeep: "keep", KeyDrop: "throw away",

	Was:     "%s, %s corrected answers (%d): %s",
	WasBare: "%s, %s corrected answers (%d)",

	Undecided: "Two laptops changed this interview differently; decide on the conflict under Sync first",
	Ended:     "An interview that has not ended, or was withdrawn, cannot be corrected",
	ReadOnly:  "Read only: another tingfang window is using this database; correct in that window",
	Full:      "The disk is full. The changes are still on the screen; free some space and press Enter again",
	Busy:      "Another program holds the database. The changes are still on the screen; press Enter again in a moment",
	NotFound:  "The interview is not in the database; another window may have changed it. Go back and open it again",
	Other:     "Writing to the disk fails (%v). The changes are still on the screen; press Enter again",
}

// Word says why an interview cannot be corrected.
func (c *Correct) Word(err error) string {
	switch {
	case errors.Is(err, store.ErrUndecided):
		return c.Undecided
	case errors.Is(err, store.ErrEnded):
		return c.Ended
	case errors.Is(err, store.ErrReadOnly):
		return c.ReadOnly
	case errors.Is(err, store.ErrNotFound):
		return c.NotFound
	case store.IsFull(err):
		return c.Full
	case store.IsBusy(err):
		return c.Busy
	}
	return fmt.Sprintf(c.Other, questionnaire.HarmlessLine(err.Error()))
}
