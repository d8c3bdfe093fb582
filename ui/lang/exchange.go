package lang

import (
	"context"
	"errors"
	"fmt"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/store/bundle"
)

// Exchange words why bundles and receipts are refused, for the command line
// and the screens: what, why, and what to do about it.
type Exchange struct {
	// a file; %s what it is called
	NotOurs, NotForUs, Newer, Cut, Damaged, BadHash, BadCount, BadSig, BadLine, BadName, TooLarge, Unreadable string
	// its laptop: %s its name
	Unknown     string // and %s its fingerprint
	ForeignKey  string
	Copied      string // and %d the number
	CopyOfThis  string
	DemoInto    string
	RealInto    string
	BadRecord   string // and %s which
	OldReceipt  string
	BadReceipt  string // and %d the number
	NoRecipient string
	BadAddress  string // %s
	Nothing     string // no bundle at the path
	Stopped     string
	NotFound    string // a code that fits no bundle
	BadCode     string
}

var exchangeZH = Exchange{
	NotOurs:     "%s 不是厅访的同步文件，跳过了它；如果是对方打的包，就是路上坏了，请重新拷贝",
	NotForUs:    "%s 不是加密给这台电脑的，打不开。请对方把这台电脑加为收件人后重新打包",
	Newer:       "%s 由更新版本的厅访打包。请先升级这台电脑上的厅访",
	Cut:         "%s 不完整：后面缺了一截，可能还没拷完。请重新拷贝或让对方重发",
	Damaged:     "%s 已损坏，整个没有接收。请重新拷贝或让对方重发",
	BadHash:     "%s 的内容和校验值不符，整个没有接收。请重新拷贝或让对方重发",
	BadCount:    "%s 少了或多了记录，整个没有接收。请让对方重新打包",
	BadSig:      "%s 的签名不对：不是它所写的那台电脑打包的，整个没有接收。请当面核实来源",
	BadLine:     "%s 里有读不懂的内容，整个没有接收。请让对方升级厅访后重新打包",
	BadName:     "%s 里的名称含有不允许的字符，整个没有接收。请核实来源",
	TooLarge:    "%s 解开后太大，不像正常的同步文件，没有接收。请核实来源",
	Unreadable:  "读不了 %s：U 盘可能拔了，或者没有权限。请插好后再试",
	Unknown:     "%s 是第一次见的电脑，指纹 %s。请先和对方核对指纹，一致再信任它",
	ForeignKey:  "自称 %s 的电脑换了密钥，没有接收。可能是别人冒用；若对方重装过，请它用新的电脑编号重新打包",
	Copied:      "%s 的第 %d 号包出现了两个不同的版本：那台电脑的数据库被复制或恢复过。请先问清楚；确认无误可以照收，两边都会保留",
	CopyOfThis:  "%s 是从这台电脑的数据库复制出去的，或者这台电脑是从旧备份恢复的。请在其中一台上运行 tingfang sync renew，再同步",
	DemoInto:    "%s 的包是演示数据，不能并入真实数据。请换一个空的数据库",
	RealInto:    "%s 的包是真实数据，不能并入演示数据库。请换一个数据库",
	BadRecord:   "%s 的包里有一条记录不能保存（%s），整个没有接收。请让对方升级厅访后重新打包",
	OldReceipt:  "%s 的这份回执是旧的，之后的已经读过，没有采用",
	BadReceipt:  "%s 的回执提到第 %d 号包，这台电脑没有打过这样的包，没有采用",
	NoRecipient: "还没有收件人，打出的包谁也打不开。请先加上协调员的地址，或先和对方互收一次回执；确实不加密请选“不加密”",
	BadAddress:  "“%s”不是有效的地址：应以 age1 开头，共 62 个字母数字，抄错一个也认得出。请核对",
	Nothing:     "%s 里没有同步文件，也没有回执。请核对文件夹",
	Stopped:     "已停止，什么也没有改变",
	NotFound:    "没有对得上这个回执码的包。请核对数字，或让对方再念一遍",
	BadCode:     "回执码应为 10 位数字，且最后一位用来校验：这一串有抄错的地方。请再核对",
}

var exchangeEN = Exchange{
	NotOurs:     "%s is no sync file of tingfang and was passed over; if someone packed it, it was damaged on the way: copy it again",
	NotForUs:    "%s is not encrypted for this laptop and cannot be opened. Ask the sender to add this laptop as a recipient and pack again",
	Newer:       "%s was packed by a newer version of tingfang. Update tingfang on this laptop first",
	Cut:         "%s is not complete: its end is missing; it may still be copying. Copy it again, or have it sent again",
	Damaged:     "%s is damaged; nothing of it was taken in. Copy it again, or have it sent again",
	BadHash:     "%s does not match its own checksum; nothing of it was taken in. Copy it again, or have it sent again",
	BadCount:    "%s has records missing or too many; nothing of it was taken in. Have it packed again",
	BadSig:      "%s is wrongly signed: it was not packed by the laptop it names; nothing of it was taken in. Find out in person where it comes from",
	BadLine:     "%s holds something that cannot be read; nothing of it was taken in. Have the sender update tingfang and pack again",
	BadName:     "%s holds a name with signs it must not have; nothing of it was taken in. Find out where it comes from",
	TooLarge:    "%s becomes too large when unpacked to be a sync file; it was not taken in. Find out where it comes from",
	Unreadable:  "%s cannot be read: the USB stick may be out, or there is no permission. Plug it in and try again",
	Unknown:     "%s is a laptop seen for the first time, fingerprint %s. Compare the fingerprint with its owner, then trust it",
	ForeignKey:  "The laptop that calls itself %s has another key; nothing was taken in. Someone may be posing as it; if it was set up anew, have it pack as a new laptop",
	Copied:      "%s has packed two different bundles number %d: its database was copied or restored. Ask its owner first; it can be taken in then, and both are kept",
	CopyOfThis:  "%s is a copy of this laptop's database, or this laptop was restored from an older backup. Run tingfang sync renew on one of the two, then sync",
	DemoInto:    "The bundle of %s holds demonstration data, which does not mix with real data. Use an empty database",
	RealInto:    "The bundle of %s holds real data, which does not mix with a demonstration. Use another database",
	BadRecord:   "The bundle of %s holds a record that cannot be kept (%s); nothing of it was taken in. Have the sender update tingfang and pack again",
	OldReceipt:  "This receipt of %s is an old one; a later one was read before; it was not used",
	BadReceipt:  "The receipt of %s names bundle %d, which this laptop never packed; it was not used",
	NoRecipient: "There is no recipient yet: nobody could open the bundle. Add the coordinator's address first, or exchange receipts once; choose not to encrypt only if you mean it",
	BadAddress:  "“%s” is no valid address: it begins with age1 and has 62 letters and digits; one wrong letter is noticed. Please check it",
	Nothing:     "%s holds no sync file and no receipt. Please check the folder",
	Stopped:     "Stopped; nothing was changed",
	NotFound:    "No bundle fits this code. Check the digits, or have it read aloud again",
	BadCode:     "A code has 10 digits, the last of which checks the others: this one has a mistake. Please check it again",
}

// Word says why a file was refused; name is what the file is called. Errors of
// other kinds are worded as far as they are known; false = not at all.
func (x *Exchange) Word(err error, name string) (string, bool) {
	var broken *bundle.Error
	var refused *store.MergeError
	switch {
	case errors.As(err, &broken):
		return fmt.Sprintf(map[bundle.Rule]string{bundle.NotOurs: x.NotOurs, bundle.NotForUs: x.NotForUs, bundle.Newer: x.Newer, bundle.Cut: x.Cut, bundle.Damaged: x.Damaged,
			bundle.BadHash: x.BadHash, bundle.BadCount: x.BadCount, bundle.BadSig: x.BadSig, bundle.BadLine: x.BadLine, bundle.BadName: x.BadName,
			bundle.TooLarge: x.TooLarge, bundle.Unreadable: x.Unreadable}[broken.Rule], questionnaire.HarmlessLine(name)), true
	case errors.As(err, &refused):
		return x.refused(refused), true
	case errors.Is(err, store.ErrNoRecipient):
		return x.NoRecipient, true
	case errors.Is(err, context.Canceled):
		return x.Stopped, true
	}
	return "", false
}

func (x *Exchange) refused(e *store.MergeError) string {
	name := questionnaire.HarmlessLine(e.Name)
	switch e.Rule {
	case store.UnknownLaptop:
		return fmt.Sprintf(x.Unknown, name, e.Fingerprint)
	case store.ForeignKey:
		return fmt.Sprintf(x.ForeignKey, name)
	case store.CopiedLaptop:
		return fmt.Sprintf(x.Copied, name, e.Seq)
	case store.CopyOfThis:
		return fmt.Sprintf(x.CopyOfThis, name)
	case store.DemoIntoReal:
		return fmt.Sprintf(x.DemoInto, name)
	case store.RealIntoDemo:
		return fmt.Sprintf(x.RealInto, name)
	case store.OldReceipt:
		return fmt.Sprintf(x.OldReceipt, name)
	case store.BadReceipt:
		return fmt.Sprintf(x.BadReceipt, name, e.Seq)
	}
	what := e.What
	if e.Err != nil {
		what += " " + e.Err.Error()
	}
	return fmt.Sprintf(x.BadRecord, name, questionnaire.HarmlessLine(what))
}
