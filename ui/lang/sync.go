package lang

import (
	"errors"
	"fmt"
	"io/fs"

	"tingfang/store"
)

// Sync holds the texts of the screens on which laptops exchange what they hold.
type Sync struct {
	Title string

	// the overview
	Here           string
	OnlyHere       string // and a figure, as the next two
	Packed         string
	Received       string
	Drafts         string // %d of those only here
	LastBundle     string
	NoBundle       string
	Number         string // %d a bundle's number
	ConflictsOpen  string // %d
	Waiting        string // %d
	Meet           string
	Pack           string
	Take           string
	Code           string
	Recipients     string
	Myself         string
	Coordinator    string
	CoordinatorOn  string
	CoordinatorOff string
	Conflicts      string // %d
	Others         string // the heads of the table of laptops
	LastCame       string
	Interviews     string
	Gaps           string
	Never          string
	GapsHint       string
	IsCoordinator  string // beside a laptop's name
	NoOthers       string
	Halls          string // and how far they are
	DoneOf         string
	ReadOnly       string

	// packing
	Folder         string
	FolderExample  string
	For            string
	ForWhom        string // %d, %s
	Comma          string
	NobodyYet      string
	NoOpeners      string
	PackHint       string
	PlainWarning   string
	PlainAsk       string
	Packing        string
	PackedAs       string // %d
	PackedAgain    string // %d
	NothingNew     string
	NothingNewHint string
	File           string
	Holds          string
	HoldsWhat      string // %d, %d
	Anyone         string
	PackedHint     string
	NoFolderYet    string

	// taking in, and meeting
	FileOrFolder         string
	FileExample          string
	NoFileYet            string
	TakeHint             string
	MeetHint             string
	MeetStopped          string
	Looking              string
	Taking               string
	FirstTime            string // %s
	FirstTimeCoordinator string // %s
	CompareAloud         string
	CompareWhy           string
	MoreToAsk            string // %d
	CopiedAsk            string // %s, %d
	CopiedWhat           string
	Previewed            string
	Came                 string // %d
	CameNothing          string
	NoneNew              string
	CameWhat             string // %d, %d, %d, %d
	NobodyThere          string
	Laid                 string // %d, %d, %d
	LaidNothing          string
	LaidReceipt          string
	ReadAloud            string
	ColumnLaptop         string
	ColumnNumber         string
	New                  string
	Newer                string
	Same                 string
	KnownFile            string
	EnrolledNow          string
	Skipped              string // %d
	ForOthers            string // %d
	CopyOfThis           string // %s
	InFile               string // %s
	ReceiptsThere        string
	ReceiptUpTo          string // %s, %d
	ReceiptNone          string // %s
	ByHall               string
	NoHall               string
	ReceiptWritten       string // %s

	// a code
	CodeLabel   string
	CodeExample string
	CodeHint    string
	CodeCount   string // %d, %d
	CodeTook    string // %d
	NoCodeYet   string

	// recipients
	NoRecipients   string
	LaptopsToo     string // %s
	RecipientsHint string
	RemoveAsk      string // %s
	RemoveWhat     string
	AddTitle       string
	Who            string
	WhoHint        string
	WhoExample     string
	NoWhoYet       string
	AddHint        string
	AddExample     string
	NoAddressYet   string
	BadAddress     string
	NoAddressIn    string

	// this laptop, and what is confirmed
	LaptopName      string
	Fingerprint     string
	FingerprintHint string
	Address         string
	AddressHint     string
	AddressCopied   string
	NoKeysYet       string
	CoordinateAsk   string
	UncoordinateAsk string
	CoordinateWhat  string
	Renew           string
	RenewAsk        string
	RenewWhat       string

	// errors of the system: %s the path
	NoSuch   string // %s
	NoFolder string // %s
	NoAccess string // %s
	Full     string
	Busy     string
	Failed   string // %v

	// keys
	KeyScroll       string
	KeyCancel       string
	KeyPack         string
	KeyPlain        string
	KeyPlainYes     string
	KeyPlainNo      string
	KeyPackMore     string
	KeyLook         string
	KeyTake         string
	KeyTakeMore     string
	KeyTrust        string
	KeyDistrust     string
	KeyStop         string
	KeyCopyYes      string
	KeyCopyNo       string
	KeyReceipt      string
	KeyRenew        string
	KeyMeet         string
	KeyMeetAgain    string
	KeyCode         string
	KeyAdd          string
	KeyRemove       string
	KeyLeave        string
	KeyCopyAddress  string
	KeyCoordinate   string
	KeyUncoordinate string
	KeyRenewYes     string
}

var syncZH = Sync{
	Title: "同步",

	Here:           "这台电脑的访谈",
	OnlyHere:       "只在这台",
	Packed:         "已打包",
	Received:       "已收到",
	Drafts:         "（含草稿 %d）",
	LastBundle:     "上一个包",
	NoBundle:       "还没打过包",
	Number:         "第 %d 号",
	ConflictsOpen:  "%d 处冲突，等人决定",
	Waiting:        "%d 条记录在等别的包，收齐就会显示",
	Meet:           "和文件夹同步",
	Pack:           "打包到文件夹",
	Take:           "接收",
	Code:           "回执码",
	Recipients:     "收件人",
	Myself:         "这台电脑",
	Coordinator:    "协调员",
	CoordinatorOn:  "协调员：是",
	CoordinatorOff: "协调员：否",
	Conflicts:      "冲突（%d）",
	Others:         "别的电脑",
	LastCame:       "最后收到的包",
	Interviews:     "访谈",
	Gaps:           "缺的包",
	Never:          "没收过",
	GapsHint:       "缺的包里有这里没有的东西：请那台电脑再同步一次，或者把旧文件找来接收。",
	IsCoordinator:  "协调员",
	NoOthers:       "还没有别的电脑。几台电脑用同一个文件夹（U 盘、共享盘）：按 1。只交一个文件给协调员：先按 5 加上收件人，再按 2。",
	Halls:          "营业厅",
	DoneOf:         "完成 / 目标",
	ReadOnly:       "现在只能看：另一个厅访窗口正在使用这个数据库。请到那个窗口里同步",

	Folder:         "文件夹",
	FolderExample:  "输入文件夹的位置，或者把文件夹拖进窗口",
	For:            "能打开的",
	ForWhom:        "%d 个：%s",
	Comma:          "、",
	NobodyYet:      "还没有人",
	NoOpeners:      "还没有收件人，打出的包谁也打不开。返回按 5 加上协调员的地址，或者先和对方互收一次回执。确实不加密，按 F6。",
	PackHint:       "把还没被确认收到的访谈和改动写成一个加密文件。交给协调员：U 盘、微信、邮件都行，改了文件名也认得。",
	PlainWarning:   "不加密：谁拿到这个文件，都能读里面的访谈，包括姓名和电话。",
	PlainAsk:       "只有文件不会离开自己的手时才这样做。真的不加密？",
	Packing:        "正在打包",
	PackedAs:       "打好了第 %d 号包",
	PackedAgain:    "第 %d 号包已经在那里，之后没有新的，不用再打",
	NothingNew:     "没有要打包的：这里的访谈都已被确认收到",
	NothingNewHint: "有了新的访谈或改动，再来打包。",
	File:           "文件",
	Holds:          "内容",
	HoldsWhat:      "访谈 %d，记录共 %d",
	Anyone:         "任何人（没有加密）",
	PackedHint:     "对方接收后，会给你回执文件，或念一个 10 位的回执码。收到之前，这些访谈算“已打包”，请别删数据库。",
	NoFolderYet:    "还没有写文件夹。输入位置，或者把文件夹拖进窗口。",

	FileOrFolder:         "文件或文件夹",
	FileExample:          "输入位置，或者拖进窗口",
	NoFileYet:            "还没有写文件。输入位置，或者把文件拖进窗口。",
	TakeHint:             "别的电脑打的包，或回执。先看一遍给你过目，按 Enter 才收。同一个包收几次都不会重复。",
	MeetHint:             "几台电脑共用的文件夹：U 盘、共享盘、网盘都行。收下别人放的包和回执，放上自己的。可以反复做，几台同时做也不乱。",
	MeetStopped:          "已停止。收下的留着，没收的下次再收",
	Looking:              "正在看",
	Taking:               "正在接收",
	FirstTime:            "第一次见到这台电脑：%s",
	FirstTimeCoordinator: "第一次见到这台电脑：%s（自称协调员）",
	CompareAloud:         "打电话或当面，和对方念一遍上面的指纹（对方在“同步”里按 6 看得到）。一致按 Y，不一致按 N。",
	CompareWhy:           "信任以后，它的包都会接收，你打的包它也打得开。",
	MoreToAsk:            "后面还要问 %d 台",
	CopiedAsk:            "%s 的第 %d 号包有两个不同的版本：那台电脑的数据库被复制过，或者从备份恢复过。",
	CopiedWhat:           "先问清楚是谁的电脑、怎么回事。照收不会丢东西：两边的都留下，不一样的列为冲突。收不收？",
	Previewed:            "看过了，还没有接收。按 Enter 接收，按 Esc 不收",
	Came:                 "收下了 %d 个包",
	CameNothing:          "没有能收下的",
	NoneNew:              "没有新的包",
	CameWhat:             "访谈：新的 %d，改过的 %d，已有的 %d。其他记录 %d",
	NobodyThere:          "还没有人能打开这台电脑的包，这次没放。已放上回执，对方信任这台电脑后再同步一次；或返回按 5 加上收件人。",
	Laid:                 "放上了第 %d 号包：访谈 %d，记录共 %d",
	LaidNothing:          "这台电脑没有新的要放",
	LaidReceipt:          "放上了新的回执",
	ReadAloud:            "把回执码念给对方，对方就知道收到了：",
	ColumnLaptop:         "电脑",
	ColumnNumber:         "包",
	New:                  "新的",
	Newer:                "改过",
	Same:                 "已有",
	KnownFile:            "收过了",
	EnrolledNow:          "第一次",
	Skipped:              "跳过 %d 个已经有的文件",
	ForOthers:            "跳过 %d 个加密给别人的文件",
	CopyOfThis:           "%s 和这台电脑用着同样的编号：数据库是从一台复制到另一台的，或者这台恢复过旧备份。只在其中一台上换新编号（F9），再同步",
	InFile:               "（文件 %s）",
	ReceiptsThere:        "还有回执：",
	ReceiptUpTo:          "%s 已收到第 %d 号包为止的全部",
	ReceiptNone:          "%s 的回执：还没收过这台电脑的包",
	ByHall:               "按营业厅",
	NoHall:               "（没有营业厅）",
	ReceiptWritten:       "回执写在 %s，请交回给对方",

	CodeLabel:   "回执码",
	CodeExample: "10 位数字，空格随意",
	CodeHint:    "对方接收你的包后，屏幕上有一个回执码。让他念，你来输。抄错一位马上看得出来。",
	CodeCount:   "%d / %d 位",
	CodeTook:    "对上了：第 %d 号包已收到，到它为止的访谈都记为“已收到”。可以接着输下一个",
	NoCodeYet:   "还没有输入回执码。",

	NoRecipients:   "还没有收件人。按 F2 加上协调员的地址，最好再加一个备用的。",
	LaptopsToo:     "信任过的电脑也都打得开：%s",
	RecipientsHint: "谁有地址对应的私钥，谁就能打开这台电脑打的包。私钥在那人的电脑里，地址可以公开。",
	RemoveAsk:      "以后不再加密给 %s？",
	RemoveWhat:     "以后打的包它打不开；以前打的它仍然打得开。别的电脑同步后也会照办。",
	AddTitle:       "加收件人",
	Who:            "名字",
	WhoHint:        "是谁的地址",
	WhoExample:     "协调员",
	NoWhoYet:       "还没有写名字",
	AddHint:        "可以分组输入；或写存着它的文件",
	AddExample:     "age1…",
	NoAddressYet:   "还没有写地址",
	BadAddress:     "有抄错的：age1 开头，共 62 位",
	NoAddressIn:    "这个文件里没有 age1 开头的地址",

	LaptopName:      "名字",
	Fingerprint:     "指纹",
	FingerprintHint: "对方第一次收这台电脑的包时会问：念给他听。",
	Address:         "地址",
	AddressHint:     "把它加为收件人的人，打的包这台电脑打得开。",
	AddressCopied:   "地址已复制，可以粘贴",
	NoKeysYet:       "这台电脑还没有密钥。请在能写数据库的窗口里打开这一页。",
	CoordinateAsk:   "让这台电脑当协调员？",
	UncoordinateAsk: "这台电脑不再当协调员？",
	CoordinateWhat:  "协调员汇总大家的访谈。别的电脑把它的回执算数：它收到了，访谈才记为“已收到”。\n协调员的同步页还列出各营业厅完成了多少。一个调查有一台就够；它的数据库请常备份。",
	Renew:           "换新编号",
	RenewAsk:        "给这台电脑换一个新编号？",
	RenewWhat:       "有另一台电脑用着同样的编号：数据库被复制过，或者这台是从旧备份恢复的。两台里只在一台上换。\n换了以后访谈都还在，会重新打包；密钥是新的，别的电脑会再问一次指纹。",

	NoSuch:   "没有 %s。核对名字，U 盘请先插好",
	NoFolder: "%s 是文件，不是文件夹",
	NoAccess: "打不开 %s：没有权限。换一个文件夹再试",
	Full:     "没有完成：磁盘满了。腾出空间再试",
	Busy:     "没有完成：别的程序正占着数据库文件。关掉那个程序再试",
	Failed:   "没有完成：%v",

	KeyScroll:       "翻看",
	KeyCancel:       "取消",
	KeyPack:         "打包",
	KeyPlain:        "不加密",
	KeyPlainYes:     "不加密打包",
	KeyPlainNo:      "算了",
	KeyPackMore:     "再打一次",
	KeyLook:         "看一看",
	KeyTake:         "接收",
	KeyTakeMore:     "再收一个",
	KeyTrust:        "一致，信任它",
	KeyDistrust:     "不一致，不收",
	KeyStop:         "都不收",
	KeyCopyYes:      "照收",
	KeyCopyNo:       "不收",
	KeyReceipt:      "写回执",
	KeyRenew:        "换新编号",
	KeyMeet:         "同步",
	KeyMeetAgain:    "再同步",
	KeyCode:         "确认",
	KeyAdd:          "添加",
	KeyRemove:       "移除",
	KeyLeave:        "不变",
	KeyCopyAddress:  "复制地址",
	KeyCoordinate:   "当协调员",
	KeyUncoordinate: "不当了",
	KeyRenewYes:     "换",
}

var syncEN = Sync{
	Title: "Sync",

	Here:           "Held here",
	OnlyHere:       "only here",
	Packed:         "packed",
	Received:       "received",
	Drafts:         " (%d drafts)",
	LastBundle:     "Last bundle",
	NoBundle:       "none packed yet",
	Number:         "no. %d",
	ConflictsOpen:  "%d conflicts to be decided",
	Waiting:        "%d records wait for other bundles",
	Meet:           "Meet in a folder",
	Pack:           "Pack a bundle",
	Take:           "Take in",
	Code:           "Code read aloud",
	Recipients:     "Recipients",
	Myself:         "This laptop",
	Coordinator:    "Coordinator",
	CoordinatorOn:  "Coordinator: yes",
	CoordinatorOff: "Coordinator: no",
	Conflicts:      "Conflicts (%d)",
	Others:         "Other laptops",
	LastCame:       "Last bundle",
	Interviews:     "Held",
	Gaps:           "Missing",
	Never:          "none",
	GapsHint:       "Missing bundles hold what is not here: have that laptop sync again, or find the files and take them in.",
	IsCoordinator:  "coordinator",
	NoOthers:       "No other laptop yet. Several laptops sharing a folder (USB stick, network drive): press 1. One file for the coordinator: add a recipient with 5, then press 2.",
	Halls:          "Halls",
	DoneOf:         "done / target",
	ReadOnly:       "Looking only: another tingfang window is using this database. Sync in that one",

	Folder:         "Folder",
	FolderExample:  "type where the folder is, or drop it here",
	For:            "Openers",
	ForWhom:        "%d: %s",
	Comma:          ", ",
	NobodyYet:      "nobody yet",
	NoOpeners:      "There is no recipient yet: nobody could open the bundle. Go back and add the coordinator's address with 5, or exchange receipts once. F6 packs without encryption, if you mean it.",
	PackHint:       "Writes what nobody has confirmed yet as one encrypted file. Hand it to the coordinator by USB stick, chat or mail; it is known even under another name.",
	PlainWarning:   "Without encryption whoever gets the file can read the interviews in it, names and numbers too.",
	PlainAsk:       "Do this only where the file never leaves your hands. Pack without encryption?",
	Packing:        "Packing",
	PackedAs:       "Bundle no. %d is packed",
	PackedAgain:    "Bundle no. %d lies there already; nothing is new since",
	NothingNew:     "There is nothing to pack: all interviews here are confirmed as received",
	NothingNewHint: "Pack again when there are new interviews or changes.",
	File:           "File",
	Holds:          "Holds",
	HoldsWhat:      "%d interviews, %d records in all",
	Anyone:         "anyone (not encrypted)",
	PackedHint:     "Once it is taken in you get a receipt file back, or a code of 10 digits is read to you. Until then the interviews count as packed; keep the database.",
	NoFolderYet:    "No folder is named yet. Type where it is, or drop it on the window.",

	FileOrFolder:         "File or folder",
	FileExample:          "type where it is, or drop it here",
	NoFileYet:            "No file is named yet. Type where it is, or drop it on the window.",
	TakeHint:             "Bundles of other laptops, or receipts. They are looked at and shown to you first; Enter takes them in. Taking one in twice doubles nothing.",
	MeetHint:             "A folder that several laptops share: USB stick, network drive, synced folder. Takes in what the others laid down and lays down what is new here. Safe again and again, and for several at once.",
	MeetStopped:          "Stopped. What came in stays; the rest comes next time",
	Looking:              "Looking",
	Taking:               "Taking in",
	FirstTime:            "A laptop seen for the first time: %s",
	FirstTimeCoordinator: "A laptop seen for the first time: %s (says it is the coordinator)",
	CompareAloud:         "Compare the fingerprint with its owner, in person or by telephone (Sync, 6 shows it there). Y if it is the same, N if not.",
	CompareWhy:           "Once trusted, its bundles are taken in, and it can open yours.",
	MoreToAsk:            "%d more to ask about",
	CopiedAsk:            "%s has packed two different bundles no. %d: its database was copied, or restored from a backup.",
	CopiedWhat:           "Find out first whose laptop it is and what happened. Taking it in loses nothing: both are kept, and what differs is listed as a conflict. Take it in?",
	Previewed:            "Looked at; nothing is taken in yet. Enter takes it in, Esc leaves it",
	Came:                 "Bundles that came in: %d",
	CameNothing:          "Nothing could be taken in",
	NoneNew:              "No new bundles",
	CameWhat:             "interviews: %d new, %d edited, %d the same; %d other records",
	NobodyThere:          "Nobody could open a bundle of this laptop yet, so none was laid down. Its receipt was: sync again once the others trust it, or add a recipient with 5.",
	Laid:                 "laid down bundle no. %d: %d interviews, %d records in all",
	LaidNothing:          "nothing new here to lay down",
	LaidReceipt:          "laid down a new receipt",
	ReadAloud:            "Read the code to the sender, who then knows that it arrived:",
	ColumnLaptop:         "Laptop",
	ColumnNumber:         "Bundle",
	New:                  "new",
	Newer:                "edited",
	Same:                 "same",
	KnownFile:            "had it",
	EnrolledNow:          "first",
	Skipped:              "%d files are held already; passed over",
	ForOthers:            "%d files are for others; passed over",
	CopyOfThis:           "%s goes by the same number as this laptop: one database is a copy of the other, or this one was restored from an older backup. Make one of the two a new laptop (F9), then sync",
	InFile:               " (file %s)",
	ReceiptsThere:        "And receipts:",
	ReceiptUpTo:          "%s has everything up to bundle no. %d",
	ReceiptNone:          "Receipt of %s: it has none of this laptop's bundles yet",
	ByHall:               "By hall",
	NoHall:               "(no hall)",
	ReceiptWritten:       "The receipt is %s; hand it back to the sender",

	CodeLabel:   "Code",
	CodeExample: "10 digits, spaces as you like",
	CodeHint:    "The laptop that took in your bundle shows a code. Have it read aloud and type it; a wrong digit is noticed at once.",
	CodeCount:   "%d of %d digits",
	CodeTook:    "It fits: bundle no. %d has arrived, and all interviews up to it count as received. Type the next one if there is one",
	NoCodeYet:   "No code is typed yet.",

	NoRecipients:   "No recipients yet. F2 adds the coordinator's address; add a spare one too.",
	LaptopsToo:     "Laptops that are trusted can open bundles too: %s",
	RecipientsHint: "Whoever holds the secret key of an address can open the bundles packed here. The key stays on that person's laptop; the address may be public.",
	RemoveAsk:      "Stop encrypting to %s?",
	RemoveWhat:     "It cannot open bundles packed from now on; older ones it still can. Other laptops follow once they sync.",
	AddTitle:       "Add a recipient",
	Who:            "Name",
	WhoHint:        "whose address it is",
	WhoExample:     "coordinator",
	NoWhoYet:       "There is no name yet",
	AddHint:        "in groups as you like, or a file with it",
	AddExample:     "age1…",
	NoAddressYet:   "There is no address yet",
	BadAddress:     "there is a mistake: age1 and 62 signs in all",
	NoAddressIn:    "this file holds no address",

	LaptopName:      "Name",
	Fingerprint:     "Fingerprint",
	FingerprintHint: "Read it aloud when another laptop asks about this one.",
	Address:         "Address",
	AddressHint:     "Whoever adds it as a recipient packs bundles this laptop can open.",
	AddressCopied:   "The address is copied; paste it",
	NoKeysYet:       "This laptop has no keys yet. Open this page in the window that may write.",
	CoordinateAsk:   "Make this laptop the coordinator?",
	UncoordinateAsk: "Stop being the coordinator?",
	CoordinateWhat:  "The coordinator gathers everybody's interviews, and its receipts count: interviews are marked as received once it has them.\nIts sync page also shows how far each hall is. One for a survey is enough; back up its database often.",
	Renew:           "Become a new laptop",
	RenewAsk:        "Make this laptop a new one?",
	RenewWhat:       "Another laptop goes by the same number: the database was copied, or this one was restored from an older backup. Do this on one of the two only.\nAll interviews stay and are packed again; the keys are new, and the others ask about the fingerprint once more.",

	NoSuch:   "There is no %s. Check the name; plug the USB stick in first",
	NoFolder: "%s is a file, not a folder",
	NoAccess: "No permission for %s. Try another folder",
	Full:     "Not done: the disk is full. Make room and try again",
	Busy:     "Not done: another program holds the database file. Close it and try again",
	Failed:   "Not done: %v",

	KeyScroll:       "scroll",
	KeyCancel:       "cancel",
	KeyPack:         "pack",
	KeyPlain:        "unencrypted",
	KeyPlainYes:     "pack unencrypted",
	KeyPlainNo:      "do not",
	KeyPackMore:     "pack again",
	KeyLook:         "look",
	KeyTake:         "take in",
	KeyTakeMore:     "another",
	KeyTrust:        "same: trust it",
	KeyDistrust:     "differs: do not",
	KeyStop:         "stop",
	KeyCopyYes:      "take it in",
	KeyCopyNo:       "leave it",
	KeyReceipt:      "write receipt",
	KeyRenew:        "new laptop",
	KeyMeet:         "sync",
	KeyMeetAgain:    "sync again",
	KeyCode:         "confirm",
	KeyAdd:          "add",
	KeyRemove:       "remove",
	KeyLeave:        "leave it",
	KeyCopyAddress:  "copy address",
	KeyCoordinate:   "coordinate",
	KeyUncoordinate: "stop",
	KeyRenewYes:     "make it new",
}

// Word says why something did not come to be, for errors of the system; path is
// what was asked for.
func (s *Sync) Word(err error, path string) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf(s.NoSuch, path)
	case errors.Is(err, fs.ErrInvalid):
		return fmt.Sprintf(s.NoFolder, path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf(s.NoAccess, path)
	case errors.Is(err, store.ErrReadOnly):
		return s.ReadOnly
	case store.IsFull(err):
		return s.Full
	case store.IsBusy(err):
		return s.Busy
	}
	return fmt.Sprintf(s.Failed, err)
}
