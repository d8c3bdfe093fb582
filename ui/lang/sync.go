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
	NameTitle       string
	NameExample     string
	NameHint        string
	NameKnown       string
	NoNameYet       string
	KeyRename       string
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
