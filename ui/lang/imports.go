package lang

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"tingfang/store"
	"tingfang/store/exchange"
)

// Imports holds the texts of the screen that imports a file.
type Imports struct {
	Title string

	Form, Path, Example  string
	Hint                 string
	ReadOnly             string // why nothing can be imported
	Checking, Running    string // %d per cent
	Checked              string
	Own, Plain, ReadAs   string // ReadAs: %s an encoding
	Rows, New, Already   string
	Halls, People        string
	NothingNew           string
	GoOn                 string // what Enter does to the preview
	Faulty               string // %d faults
	MendAndAgain         string
	Offer                string // %s an encoding
	OfferWhat            string
	Done, Skipped        string // %d interviews
	DoneRecords          string // where they are now
	Cancelled            string
	NoName, NoFile       string // NoFile: %s the file
	NoAccess, NotFile    string // %s the file
	Failed               string // %v
	Full, Busy           string
	Real, InDemo         string
	Mixed, Long, NoItem  string // faults, as the screen words them; Mixed: %s an encoding
	Version              string // %s
	KeyCheck, KeyImport  string
	KeyAgain, KeyMore    string
	KeyReadAs, KeyScroll string // KeyReadAs: %s an encoding
	KeyCancel            string
}

var importsZH = Imports{
	Title: "导入数据",

	Form: "问卷", Path: "文件", Example: "输入 CSV 文件的位置，或者把文件拖进窗口",
	Hint:     "可以是厅访导出的文件，也可以是别的工具的表格：第一行写题目名，一行一个访谈。先检查，给你看过才写入。",
	ReadOnly: "现在不能导入：另一个厅访窗口正在使用这个数据库。到那个窗口里导入，或者关掉它，再重开这个。",
	Checking: "正在检查：读了 %d%%", Running: "正在导入：读了 %d%%",
	Checked: "检查好了，还没有写入", Own: "厅访导出的文件", Plain: "列名是题目名的表格", ReadAs: "按 %s 读的",
	Rows: "访谈", New: "新的", Already: "已经有的", Halls: "新营业厅", People: "新访员",
	NothingNew: "都已经有了，没有可以导入的。", GoOn: "按 Enter 导入，按 Esc 不导入。",
	Faulty: "%d 处毛病，什么也没有写入", MendAndAgain: "改好文件，存盘，再按 Enter 检查。",
	Offer: "文字不是 UTF-8，看来是 %s", OfferWhat: "表格软件在中文 Windows 上常这样存。按 Enter 按它再读一遍；读对了没有，检查后看得出来。",
	Done: "导入了 %d 个访谈", Skipped: "%d 个已经有了，跳过", DoneRecords: "已经算进首页、汇总表和导出；新的营业厅和访员在“设置”里可以改名。",
	Cancelled: "已取消，什么也没有写入。",
	NoName:    "还没有写文件。输入位置，或者把文件拖进窗口。", NoFile: "没有这个文件：%s。核对名字和文件夹，U 盘请先插好。",
	NoAccess: "打不开 %s：没有读的权限。复制到“文档”里再试。", NotFile: "%s 是文件夹，不是文件。在后面加上文件名。",
	Failed: "没有导入：%v", Full: "没有导入：磁盘满了。腾出空间再试。", Busy: "没有导入：别的程序正占着数据库文件。关掉那个程序再试。",
	Real:   "没有导入：文件里是演示数据，这个数据库里有真实的访谈，两样不能放在一起。",
	InDemo: "没有导入：这个数据库是演示用的，不能放真实的访谈。退出，打开自己的数据库再导入。",
	Mixed:  "文字有的是 UTF-8，有的是 %s。请在表格软件里另存为“CSV UTF-8”",
	Long:   "这是一行一个答案的文件，或者码表。导入要一行一个访谈的：导出时“版式”选第一种",
	NoItem: "没有一列是题目。第一行要写题目名，如 overall；码表的 question 列里有", Version: "这里没有问卷的“%s”版，请先把那一版加进来",
	KeyCheck: "检查", KeyImport: "导入", KeyAgain: "再检查", KeyMore: "再导一个", KeyReadAs: "按 %s 读", KeyScroll: "翻看", KeyCancel: "取消",
}

var importsEN = Imports{
	Title: "Import data",

	Form: "Form", Path: "File", Example: "type where the CSV file is, or drop it here",
	Hint:     "A file tingfang exported, or a table of another tool: item names in the first row, one interview a row. It is checked and shown to you before anything is written.",
	ReadOnly: "Nothing can be imported now: another tingfang window is using this database. Import there, or close it and open this one again.",
	Checking: "Checking: read %d%%", Running: "Importing: read %d%%",
	Checked: "Checked; nothing is written yet", Own: "a file tingfang exported", Plain: "a table whose columns are items", ReadAs: "read as %s",
	Rows: "Interviews", New: "New", Already: "Already here", Halls: "New halls", People: "New interviewers",
	NothingNew: "All of it is here already; there is nothing to import.", GoOn: "Enter imports it, Esc leaves it.",
	Faulty: "%d faults; nothing was written", MendAndAgain: "Mend and save the file; Enter checks it again.",
	Offer: "The text is not UTF-8; it looks like %s", OfferWhat: "Spreadsheets on Chinese Windows often save so. Enter reads it again that way; the check will show whether it was right.",
	Done: "Imported %d interviews", Skipped: "%d were here already; skipped", DoneRecords: "They count at home, in tables and in exports; new halls and interviewers can be renamed in the settings.",
	Cancelled: "Cancelled; nothing was written.",
	NoName:    "No file is named yet. Type where it is, or drop it on the window.", NoFile: "There is no file %s. Check name and folder; plug the USB stick in first.",
	NoAccess: "Cannot open %s: no permission to read it. Copy it to Documents and try again.", NotFile: "%s is a folder, not a file. Add a file name to it.",
	Failed: "Not imported: %v", Full: "Not imported: the disk is full. Make room and try again.", Busy: "Not imported: another program holds the database file. Close it and try again.",
	Real:   "Not imported: the file holds made-up interviews, this database real ones; the two do not mix.",
	InDemo: "Not imported: this database is a demonstration and takes no real interviews. Leave, and import into your own.",
	Mixed:  "some of the text is UTF-8, some is %s. Save it anew as “CSV UTF-8” from your spreadsheet",
	Long:   "this is a file with one row an answer, or a codebook. An import needs one row an interview: export with the first layout",
	NoItem: "no column is an item. The first row has item names, such as overall; the codebook lists them as question", Version: "version “%s” of the form is not here; add that version first",
	KeyCheck: "check", KeyImport: "import", KeyAgain: "check again", KeyMore: "import another", KeyReadAs: "read as %s", KeyScroll: "scroll", KeyCancel: "cancel",
}

// ShownFault says a fault as Fault does, with remedies of the screen in the
// place of those of the command line.
func (t *Texts) ShownFault(f exchange.Fault) string {
	here := Texts{Import: t.Import, Faults: t.Faults}
	i := &here.Import
	i.IsUTF8, i.Long, i.NoItem, i.Version = t.Imports.Mixed, t.Imports.Long, t.Imports.NoItem, t.Imports.Version
	return here.Fault(f)
}

// Word says why a file was not imported, faults of the file apart.
func (i *Imports) Word(err error, path string) string {
	switch {
	case errors.Is(err, context.Canceled):
		return i.Cancelled
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf(i.NoFile, path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf(i.NoAccess, path)
	case errors.Is(err, store.ErrReadOnly):
		return i.ReadOnly
	case errors.Is(err, store.ErrReal):
		return i.Real
	case errors.Is(err, store.ErrDemo):
		return i.InDemo
	case store.IsFull(err):
		return i.Full
	case store.IsBusy(err):
		return i.Busy
	}
	return fmt.Sprintf(i.Failed, err)
}
