package lang

import (
	"errors"
	"fmt"

	"tingfang/store"
)

// Store words why the database cannot be opened or written: where, what, why,
// and what to do about it.
type Store struct {
	NotADatabase, Damaged, Newer, Locked, LockedUnknown, NoAccess, NoFolder, Missing, NetworkShare, NoSpace, Other string

	Full       string // an answer could not be written for want of room
	Busy       string // another program holds the file
	ReadOnly   string // a second copy; %s = who holds it
	ReadOnlyBy string // the same where nobody is known
	Unsaved    string // any other reason: %v
	Ended      string // saving into an interview that has ended
	NotFound   string
	Number     string // taken: %s number, %s by
	Code       string // taken: %s code, %s by
}

var storeZH = Store{
	NotADatabase:  "打不开数据库 %s：这个文件不是厅访的数据库，没有动它。请换一个文件名，或者用 --db 指向正确的文件",
	Damaged:       "打不开数据库 %s：文件不完整或已损坏，没有动它。请先把这个文件和同名的 -wal 文件一起复制一份，再用最近的备份",
	Newer:         "打不开数据库 %s：它由更新版本的厅访写成，没有动它。请安装新版本再打开",
	Locked:        "打不开数据库 %s：另一个厅访窗口正在写它（%s）。请到那个窗口里做，或者先关掉它",
	LockedUnknown: "打不开数据库 %s：另一个厅访窗口正在写它。请到那个窗口里做，或者先关掉它",
	NoAccess:      "打不开数据库 %s：没有写入的权限，或者磁盘是只读的。请换到可以写的文件夹，或者用 --db 指定别处",
	NoFolder:      "打不开数据库 %s：文件夹不存在。请先建好文件夹（U 盘请先插好），或者用 --db 指定别处",
	Missing:       "打不开数据库 %s：没有这个文件。请核对 --db 和 TINGFANG_DB，或者先启动一次厅访",
	NetworkShare:  "打不开数据库 %s：它在网络共享上，断网时会丢数据。请放到本机的硬盘或 U 盘上",
	NoSpace:       "打不开数据库 %s：磁盘满了。请先腾出一些空间再打开",
	Other:         "打不开数据库 %s：%v。请把这句话告诉项目负责人",

	Full:       "未保存：磁盘满了。答案还在屏幕上，请腾出空间，程序会自动再存",
	Busy:       "未保存：别的程序正占着数据库文件。答案还在屏幕上，请关掉那个程序，程序会自动再存",
	ReadOnly:   "只读：另一个厅访窗口正在用这个数据库（%s）。这里只能看和导出，要访谈请到那个窗口",
	ReadOnlyBy: "只读：另一个厅访窗口正在用这个数据库。这里只能看和导出，要访谈请到那个窗口",
	Unsaved:    "未保存：%v。答案还在屏幕上，程序会再试；一直不行请把这句话告诉项目负责人",
	Ended:      "这次访谈已经结束，不能再改答案",
	NotFound:   "数据库里没有这一条，可能已被别的窗口改动，请返回后重新打开",
	Number:     "工号“%s”已经是%s的，请换一个工号，或先停用那一位",
	Code:       "营业厅代码“%s”已经是“%s”的，请换一个代码",
}

var storeEN = Store{
	NotADatabase:  "Cannot open the database %s: this file is not a tingfang database; it was left as it is. Choose another name, or point --db at the right file",
	Damaged:       "Cannot open the database %s: the file is cut off or damaged; it was left as it is. Copy it together with its -wal file first, then use the latest backup",
	Newer:         "Cannot open the database %s: a newer version of tingfang wrote it; it was left as it is. Install the newer version",
	Locked:        "Cannot open the database %s: another tingfang window is writing to it (%s). Work in that window, or close it first",
	LockedUnknown: "Cannot open the database %s: another tingfang window is writing to it. Work in that window, or close it first",
	NoAccess:      "Cannot open the database %s: no permission to write, or the disk is read-only. Move it to a folder you may write to, or give another place with --db",
	NoFolder:      "Cannot open the database %s: its folder does not exist. Make the folder (or plug the USB stick in), or give another place with --db",
	Missing:       "Cannot open the database %s: there is no such file. Check --db and TINGFANG_DB, or start tingfang once",
	NetworkShare:  "Cannot open the database %s: it lies on a network share, where a lost connection loses data. Put it on this computer's disk or a USB stick",
	NoSpace:       "Cannot open the database %s: the disk is full. Free some space and open it again",
	Other:         "Cannot open the database %s: %v. Please tell this sentence to whoever runs the project",

	Full:       "NOT SAVED: the disk is full. The answer is still on the screen; free some space and it is saved by itself",
	Busy:       "NOT SAVED: another program holds the database file. The answer is still on the screen; close that program and it is saved by itself",
	ReadOnly:   "Read only: another tingfang window is using this database (%s). You can look and export here; hold interviews in that window",
	ReadOnlyBy: "Read only: another tingfang window is using this database. You can look and export here; hold interviews in that window",
	Unsaved:    "NOT SAVED: %v. The answer is still on the screen and will be tried again; if it stays so, tell this sentence to whoever runs the project",
	Ended:      "This interview has ended; its answers cannot be changed any more",
	NotFound:   "It is not in the database; another window may have changed it. Go back and open it again",
	Number:     "Number “%s” belongs to %s; choose another number, or retire that person first",
	Code:       "Hall code “%s” belongs to “%s”; choose another code",
}

// Open words why a database cannot be opened.
func (s *Store) Open(e *store.OpenError) string {
	if e.Rule == store.Locked && e.Holder != "" {
		return fmt.Sprintf(s.Locked, e.Path, e.Holder)
	}
	plain := map[store.OpenRule]string{store.NotADatabase: s.NotADatabase, store.Damaged: s.Damaged, store.Newer: s.Newer, store.Locked: s.LockedUnknown,
		store.NoAccess: s.NoAccess, store.NoFolder: s.NoFolder, store.Missing: s.Missing, store.NetworkShare: s.NetworkShare, store.NoSpace: s.NoSpace}
	if text, ok := plain[e.Rule]; ok {
		return fmt.Sprintf(text, e.Path)
	}
	return fmt.Sprintf(s.Other, e.Path, e.Err)
}

// Word says any error of the store in one sentence; "" for none.
func (s *Store) Word(err error) string {
	var open *store.OpenError
	var taken *store.TakenError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &open):
		return s.Open(open)
	case errors.As(err, &taken) && taken.Field == "code":
		return fmt.Sprintf(s.Code, taken.Value, taken.By)
	case errors.As(err, &taken):
		return fmt.Sprintf(s.Number, taken.Value, taken.By)
	case store.IsFull(err):
		return s.Full
	case store.IsBusy(err):
		return s.Busy
	case errors.Is(err, store.ErrReadOnly):
		return s.ReadOnlyBy
	case errors.Is(err, store.ErrEnded):
		return s.Ended
	case errors.Is(err, store.ErrNotFound):
		return s.NotFound
	}
	return fmt.Sprintf(s.Unsaved, err)
}

// SecondCopy says that this copy only reads, and who writes.
func (s *Store) SecondCopy(holder string) string {
	if holder == "" {
		return s.ReadOnlyBy
	}
	return fmt.Sprintf(s.ReadOnly, holder)
}
