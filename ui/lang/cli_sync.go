package lang

// SyncCLI holds the texts of the commands that exchange data.
type SyncCLI struct {
	// What each command, argument and option is for.
	Group, Pack, Merge, With, Receipt, Code, Recipient, Add, Remove, Key, Renew, Coordinator, Rename, NewName string
	To, For, Plain, AllOf, Trust, Copies, DryRun, Paths, Dir, Digits, Name, Address, OnOff, Yes               string

	// Status.
	Me          string // %s name, %s fingerprint
	Address1    string // %s
	IsCoord     string
	Held        string // %d only here, %d packed, %d received
	Drafts      string // %d
	NeverPacked string
	LastPacked  string // %d number, %s when
	Conflicts   string // %d
	Waiting     string // %d
	Laptops     string // head
	LaptopLine  string // %s name, %d interviews, %s last
	LastOf      string // %d number, %s when
	NoBundle    string
	Missing     string // %s numbers
	OfCoord     string
	Recipients  string // head
	NoRecipient string

	// What came of it.
	Packed    string // %s the file
	PackedOf  string // %d number, %d interviews, %d records, %d openers
	Open      string // anyone can read it
	Again     string // %s the file
	NothingTo string
	From      string // %s file, %s laptop, %d number
	Would     string // the same, of a dry run
	Counts    string // %d new, %d newer, %d same, %d others
	HallLine  string // %s code, %s name, %d new, %d newer, %d same
	Erased    string // %d
	Known     string // %s file
	Enrolled  string // %s name, %s fingerprint
	SpokenFor string // %s the code
	Skipped   string // %d
	ForOthers string // %d
	Refused   string // %d
	Conflict  string // %d
	Waits     string // %d
	Read      string // %s laptop, %d number
	ReadNone  string // %s laptop
	Shown     string // %s the folder
	Coded     string // %d number
	Saved     string // %s name, %s address
	Removed   string // %s name
	NoSuch    string // %s
	KeyNote   string
	Renamed   string // %s name
	RenewNote string
	Renewed   string // %s fingerprint
	CoordOn   string
	CoordOff  string
	TrustHint string
	PlainNote string
}

var syncCLIZH = SyncCLI{
	Group: "和别的电脑交换数据：打包、接收、回执；不写命令就看各台电脑的情况", Pack: "把对方还没确认收到的内容打成一个加密的包", Merge: "接收包和回执：文件或文件夹，重复接收也不会重复",
	With: "和同一文件夹里的其他电脑交换：接收别人的，放上自己的", Receipt: "把回执写到文件夹里", Code: "输入对方念出的回执码", Recipient: "收件人：谁能打开这台电脑打的包", Add: "加收件人：名称和地址（或写有地址的文件）",
	Remove: "去掉收件人", Key: "显示这台电脑的私钥，供 age 程序打开包；请像密码一样保管", Renew: "让这台电脑成为一台新电脑（数据库被复制或从旧备份恢复以后）", Coordinator: "这台电脑是不是协调员的：on 或 off", Rename: "给这台电脑起一个大家认得出的名字", NewName: "新名字", Renamed: "这台电脑现在叫 %s，别的电脑下次收到它的包或回执时就看到",
	To: "放到哪个文件夹，默认当前文件夹", For: "另外再加密给这个地址，可写多次", Plain: "不加密：任何人都能读，请慎用", AllOf: "全部内容，包括别的电脑的和已确认收到的", Trust: "信任第一次见的电脑，并显示它们的指纹",
	Copies: "照收数据库被复制过的电脑的包，两边都保留", DryRun: "只看会带来什么，不接收", Paths: "包、回执，或它们所在的文件夹", Dir: "大家共用的文件夹：U 盘、网盘、共享目录", Digits: "10 位数字，可带空格", Name: "收件人的名称",
	Address: "age1 开头的地址，或写有地址的文件", OnOff: "on 或 off", Yes: "确认",
	Me: "这台电脑：%s   指纹 %s", Address1: "地址：%s", IsCoord: "这是协调员的电脑", Held: "访谈：只在本机 %d，已打包 %d，对方已收到 %d", Drafts: "其中未完成 %d 份", NeverPacked: "还没有打过包",
	LastPacked: "最近一包：第 %d 号，%s", Conflicts: "要决定的冲突：%d 处（在“同步”画面里决定）", Waiting: "等待其他内容才能显示的记录：%d 条", Laptops: "别的电脑", LaptopLine: "%s   访谈 %d   %s", LastOf: "最近收到第 %d 号（%s）", NoBundle: "还没有收到包",
	Missing: "缺第 %s 号，请对方补发", OfCoord: "协调员", Recipients: "收件人", NoRecipient: "还没有收件人",
	Packed: "已打包：%s", PackedOf: "第 %d 号，访谈 %d 份，记录 %d 条，%d 方能打开", Open: "没有加密：任何拿到它的人都能读，包括姓名和电话", Again: "没有新内容，上次的包就在这里：%s", NothingTo: "没有要打包的新内容",
	From: "已接收 %s（%s 第 %d 号）", Would: "可以接收 %s（%s 第 %d 号）", Counts: "  访谈：新 %d，更新 %d，已有 %d；其他记录 %d", HallLine: "    %s %s   新 %d，更新 %d，已有 %d", Erased: "  按对方的撤回删除 %d 条", Known: "%s 以前收过，跳过",
	Enrolled: "  第一次见的电脑，已信任：%s   指纹 %s", SpokenFor: "  回执码（可以念给对方）：%s", Skipped: "跳过文件夹里收过的 %d 个", ForOthers: "跳过加密给别人的 %d 个", Refused: "%d 个文件没有接收", Conflict: "有 %d 处冲突要决定：打开“同步”画面", Waits: "有 %d 条记录要等其他包到了才能显示",
	Read: "%s 的回执：已收到第 %d 号及以前的全部内容", ReadNone: "%s 的回执：还没有收到这台电脑的包", Shown: "回执已写到 %s", Coded: "已记下：第 %d 号包对方收到了", Saved: "已加收件人 %s（%s）", Removed: "已去掉收件人 %s", NoSuch: "没有这个收件人：%s",
	KeyNote: "以下是私钥，拿到它的人能打开所有加密给这台电脑的包，请妥善保管", RenewNote: "这会给这台电脑新的编号和密钥，全部内容会重新打包。确定请加 --yes", Renewed: "这台电脑现在是一台新电脑，指纹 %s，请重新告诉大家", CoordOn: "这台电脑现在是协调员的：它的回执才算数",
	CoordOff: "这台电脑现在不是协调员的", TrustHint: "核对指纹后，加 --trust 再运行一次", PlainNote: "注意：没有加密",
}

var syncCLIEN = SyncCLI{
	Group: "exchange data with other laptops: pack, merge, receipts; without a command, how they stand", Pack: "pack what nobody has confirmed yet into one encrypted bundle", Merge: "take in bundles and receipts, files or folders; once or several times, it comes to the same",
	With: "exchange with all laptops that use the same folder: take in theirs, lay down what is new", Receipt: "write the receipt into a folder", Code: "enter a code that was read aloud", Recipient: "recipients: who can open this laptop's bundles", Add: "add a recipient: a name and an address (or a file that holds it)",
	Remove: "remove a recipient", Key: "print this laptop's secret key, with which age opens bundles; keep it like a password", Renew: "make this laptop a new one (after its database was copied or restored)", Coordinator: "whether this is the coordinator's laptop: on or off", Rename: "give this laptop a name people know it by", NewName: "the new name", Renamed: "This laptop is called %s now; others see it with its next bundle or receipt",
	To: "into which folder; the current one if not given", For: "encrypt it to this address too; may be repeated", Plain: "do not encrypt: anyone can read it, use with care", AllOf: "everything, other laptops' and what was received included", Trust: "trust laptops seen for the first time, and print their fingerprints",
	Copies: "take in bundles of laptops whose database was copied; both sides are kept", DryRun: "say what would come, and take in nothing", Paths: "bundles, receipts, or folders that hold them", Dir: "the folder all share: a USB stick, a synced folder, a network drive", Digits: "10 digits, with or without spaces", Name: "the recipient's name",
	Address: "an address that begins with age1, or a file that holds one", OnOff: "on or off", Yes: "confirm",
	Me: "This laptop: %s   fingerprint %s", Address1: "Address: %s", IsCoord: "This is the coordinator's laptop", Held: "Interviews: %d only here, %d packed, %d received", Drafts: "%d of them unfinished", NeverPacked: "Nothing was packed yet",
	LastPacked: "Last bundle: number %d, %s", Conflicts: "Conflicts to decide: %d (on the sync screen)", Waiting: "Records that wait for something else: %d", Laptops: "Other laptops", LaptopLine: "%s   interviews %d   %s", LastOf: "last bundle %d (%s)", NoBundle: "no bundle yet",
	Missing: "missing %s, ask for them", OfCoord: "coordinator", Recipients: "Recipients", NoRecipient: "no recipient yet",
	Packed: "Packed %s", PackedOf: "Number %d; interviews: %d, records: %d; %d can open it", Open: "It is not encrypted: whoever has it can read it, names and numbers too", Again: "Nothing is new; the last bundle lies here: %s", NothingTo: "There is nothing new to pack",
	From: "Took in %s (%s, number %d)", Would: "Can take in %s (%s, number %d)", Counts: "  Interviews: %d new, %d newer, %d the same; other records %d", HallLine: "    %s %s   %d new, %d newer, %d the same", Erased: "  Erased %d, as was asked for elsewhere", Known: "%s was taken in before; passed over",
	Enrolled: "  A laptop seen for the first time, now trusted: %s   fingerprint %s", SpokenFor: "  Code to be read aloud: %s", Skipped: "Passed over %d files that are in already", ForOthers: "Passed over %d files that are for others", Refused: "%d files were not taken in", Conflict: "%d conflicts are to be decided: open the sync screen", Waits: "%d records are shown once other bundles have come",
	Read: "Receipt of %s: it has everything up to number %d", ReadNone: "Receipt of %s: it has no bundle of this laptop yet", Shown: "The receipt lies in %s", Coded: "Noted: bundle %d was received", Saved: "Added the recipient %s (%s)", Removed: "Removed the recipient %s", NoSuch: "There is no such recipient: %s",
	KeyNote: "This is the secret key: whoever has it can open every bundle encrypted for this laptop. Keep it safe", RenewNote: "This gives the laptop a new number and new keys, and packs everything again. Add --yes if you mean it", Renewed: "This laptop is a new one now, fingerprint %s; tell the others", CoordOn: "This is the coordinator's laptop now: its receipts count",
	CoordOff: "This is not the coordinator's laptop any more", TrustHint: "Compare the fingerprint, then run it again with --trust", PlainNote: "Note: it is not encrypted",
}
