package sync

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/nav"
	"tingfang/ui/syncing"
)

// takePhase is what the page is at.
type takePhase uint8

const (
	takeChoosing  takePhase = iota
	takeLooking             // reads the files and keeps nothing
	takeAsking              // asks about a laptop that is not known
	takeCopied              // asks about a laptop that was copied
	takePreviewed           // shows what would come
	takeWriting
	takeDone
)

// outcome is what reading files came to.
type outcome struct {
	syncing.Met
	nobody bool // nothing was laid down: there is nobody who could open it
}

// taking is the page that takes files in, or meets the others in a folder. Both
// look first, and ask about whoever is not known.
type taking struct {
	env   *nav.Env
	store Store
	ways  Ways
	meet  bool

	path    field
	phase   takePhase
	fault   string
	job     job[outcome]
	out     outcome
	trusted map[syncing.Laptop]bool // asked about so far: whether it is trusted
	copies  *bool                   // asked about copies: whether they are taken in
	unasked []syncing.Laptop        // still to be asked about
	again   bool                    // an answer changes what was read
	from    int                     // first line that is shown

	receipt     job[string]
	receiptSaid string
	receiptBad  bool

	width, height int
}

func newTaking(env *nav.Env, st Store, ways Ways, meet bool, path string) *taking {
	s := &taking{env: env, store: st, ways: ways, meet: meet}
	label := func() string {
		if meet {
			return env.Texts.Sync.Folder
		}
		return env.Texts.Sync.FileOrFolder
	}
	s.path = newField(env, path, label, func() string {
		if meet {
			return env.Texts.Sync.FolderExample
		}
		return env.Texts.Sync.FileExample
	})
	return s
}

func (s *taking) Init() tea.Cmd { return nil }

func (s *taking) Typing() bool { return s.phase == takeChoosing }

func (s *taking) busy() bool { return s.phase == takeLooking || s.phase == takeWriting }

func (s *taking) Settled() bool { return !s.job.busy && !s.receipt.busy }

func (s *taking) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
		s.scroll(nil)
	case nav.EnvMsg:
		s.path.restyle()
		s.scroll(nil)
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.PasteMsg:
		s.fill(msg)
	case tea.MouseClickMsg:
		if s.phase == takeChoosing {
			s.path.click(msg)
		}
	case tea.MouseWheelMsg:
		s.scroll(msg)
	default:
		return s, s.work(msg)
	}
	return s, nil
}

// work takes the messages of the page's own jobs.
func (s *taking) work(msg tea.Msg) tea.Cmd {
	if out, over, cmd, err := s.job.take(msg); over {
		return s.finish(out, err)
	} else if cmd != nil {
		return cmd
	}
	file, over, cmd, err := s.receipt.take(msg)
	if !over {
		return cmd
	}
	if s.receiptBad = err != nil; s.receiptBad {
		s.receiptSaid = word(s.env, err, s.path.path())
	} else {
		s.receiptSaid = fmt.Sprintf(s.env.Texts.Sync.ReceiptWritten, line(file))
	}
	return func() tea.Msg { return nav.SettledMsg{} }
}

func (s *taking) fill(msg tea.Msg) {
	if s.phase == takeChoosing && s.path.update(msg) {
		s.fault = ""
	}
}

// begin looks at the files, with nothing answered yet.
func (s *taking) begin() tea.Cmd {
	if s.path.path() == "" {
		s.fault = s.env.Texts.Sync.NoFileYet
		if s.meet {
			s.fault = s.env.Texts.Sync.NoFolderYet
		}
		return nil
	}
	s.trusted, s.copies, s.receiptSaid = map[syncing.Laptop]bool{}, nil, ""
	return s.start(takeLooking)
}

// start reads the files beside the screen, to look or to keep what they hold.
func (s *taking) start(as takePhase) tea.Cmd {
	trusted := map[syncing.Laptop]bool{}
	for l, yes := range s.trusted {
		trusted[l] = yes
	}
	st, typed, dir, meet := s.store, s.path.editor.Value(), s.path.path(), s.meet
	o := syncing.Options{Copies: s.copies != nil && *s.copies, DryRun: as == takeLooking, Trust: func(l syncing.Laptop) bool { return trusted[nameless(l)] }}
	s.phase, s.fault, s.again, s.from = as, "", false, 0
	return s.job.start(func(ctx context.Context, tell teller) (outcome, error) {
		o.Progress = func(name string, read, size int64) { tell(name, read, size) }
		if meet {
			return meetIn(ctx, st, dir, o)
		}
		return takeIn(ctx, st, paths(typed), o)
	})
}

// nameless is a laptop by what tells it apart.
func nameless(l syncing.Laptop) syncing.Laptop {
	return syncing.Laptop{Device: l.Device, Fingerprint: l.Fingerprint}
}

func takeIn(ctx context.Context, st Store, at []string, o syncing.Options) (out outcome, err error) {
	if out.Taken, err = syncing.Take(ctx, st, at, o); err != nil || !o.DryRun {
		return out, err
	}
	out.Receipts, err = told(ctx, st, at, o)
	return out, err
}

func meetIn(ctx context.Context, st Store, dir string, o syncing.Options) (out outcome, err error) {
	if err := isFolder(dir); err != nil {
		return out, err
	}
	out.Met, err = syncing.Meet(ctx, st, dir, false, o)
	if out.nobody = errors.Is(err, store.ErrNoRecipient); out.nobody {
		err = nil
	}
	switch {
	case err != nil:
		return out, err
	case o.DryRun:
		out.Receipts, err = told(ctx, st, []string{dir}, o)
		return out, err
	}
	return out, st.SetSetting(context.WithoutCancel(ctx), settingMeet, dir)
}

// told reads the receipts that would be taken in.
func told(ctx context.Context, st Store, at []string, o syncing.Options) ([]syncing.Receipt, error) {
	known, err := st.Laptops(ctx)
	if err != nil {
		return nil, err
	}
	return syncing.Told(ctx, st, at, func(l syncing.Laptop) bool {
		for _, k := range known {
			if k.Device == l.Device && (k.Fingerprint != "" || k.Own) {
				return true
			}
		}
		return o.Trust(l)
	})
}

// finish goes on with what reading the files has come to.
func (s *taking) finish(out outcome, err error) tea.Cmd {
	settled := func() tea.Msg { return nav.SettledMsg{} }
	if err != nil {
		s.phase, s.fault = takeChoosing, word(s.env, err, s.path.path())
		if s.meet && errors.Is(err, context.Canceled) {
			s.fault = s.env.Texts.Sync.MeetStopped
		}
		return settled
	}
	wrote := s.phase == takeWriting
	if s.out = out; wrote {
		s.phase = takeDone
		return tea.Batch(settled, nav.Changed)
	}
	s.unasked = nil
	for _, l := range out.Unknown() {
		if _, asked := s.trusted[nameless(l)]; !asked {
			s.unasked = append(s.unasked, l)
		}
	}
	return tea.Batch(settled, s.ask())
}

// ask asks the next question there is; after the last one it looks again where
// an answer changes what there is to see, shows it, or, in a folder where
// laptops meet, goes on.
func (s *taking) ask() tea.Cmd {
	switch {
	case len(s.unasked) > 0:
		s.phase = takeAsking
	case s.copies == nil && s.copied() != nil:
		s.phase = takeCopied
	case s.again:
		return s.start(takeLooking)
	case s.meet:
		return s.start(takeWriting)
	default:
		s.phase = takePreviewed
	}
	return nil
}

// answer takes the answer to the question that is asked.
func (s *taking) answer(yes bool) tea.Cmd {
	if s.phase == takeCopied {
		s.copies = &yes
	} else {
		s.trusted[nameless(s.unasked[0])] = yes
		s.unasked = s.unasked[1:]
	}
	s.again = s.again || yes
	return s.ask()
}

// copied is the first fault that says a laptop was copied, nil for none.
func (s *taking) copied() *store.MergeError { return s.refused(store.CopiedLaptop) }

// isCopy says that this very laptop was found to be a copy.
func (s *taking) isCopy() bool { return s.refused(store.CopyOfThis) != nil }

func (s *taking) refused(rule store.MergeRule) *store.MergeError {
	var e *store.MergeError
	for _, f := range s.out.Files {
		if errors.As(f.Err, &e) && e.Rule == rule {
			return e
		}
	}
	for _, r := range s.out.Receipts {
		if errors.As(r.Err, &e) && e.Rule == rule {
			return e
		}
	}
	return nil
}

// comes reports that there is something to take in.
func (s *taking) comes() bool {
	for _, f := range s.out.Files {
		if f.Err == nil && !f.Known {
			return true
		}
	}
	for _, r := range s.out.Receipts {
		if r.Err == nil {
			return true
		}
	}
	return false
}

// layReceipt writes this laptop's receipt where the files came from.
func (s *taking) layReceipt() tea.Cmd {
	st, typed := s.store, s.path.editor.Value()
	return s.receipt.start(func(ctx context.Context, _ teller) (string, error) {
		dir := paths(typed)[0]
		if isFolder(dir) != nil {
			dir = filepath.Dir(dir)
		} else {
			dir = filepath.Join(dir, bundle.Receipts)
		}
		_, err := syncing.ShowReceipt(ctx, st, dir)
		return filepath.Join(dir, bundle.ReceiptName(st.Device())), err
	})
}
