// Package sync is where laptops exchange what they hold: where this laptop's
// interviews are, what the others brought, and the ways to pack, to take in, to
// meet in a folder, and to name who may open what is packed.
package sync

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/ui/nav"
	"tingfang/ui/syncing"
)

// Store is what these screens read and write.
type Store interface {
	syncing.Target
	Holdings(ctx context.Context) (store.Holdings, error)
	Laptops(ctx context.Context) ([]store.Laptop, error)
	Myself(ctx context.Context) (store.Laptop, error)
	NameDevice(ctx context.Context, name string) (string, error)
	HallCounts(ctx context.Context, formID string) ([]store.HallCount, error)
	Recipients(ctx context.Context) ([]store.Recipient, error)
	SaveRecipient(ctx context.Context, r store.Recipient) (store.Recipient, error)
	TakeCode(ctx context.Context, code string) (int64, error)
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
	Renew(ctx context.Context) error
}

// Ways is what the screens need beside the store.
type Ways struct {
	Conflicts func() nav.Screen // the way to what is to be decided; nil = there is none
	Form      string            // id of the form that counts against the halls' targets
	Folder    string            // proposed for packing where none was chosen yet; "" = none
}

// The settings in which folders are kept for the next time.
const (
	settingPack = "sync/pack"
	settingMeet = "sync/meet"
)

// Screen is the overview.
type Screen struct {
	env   *nav.Env
	store Store
	ways  Ways

	data   snapshot
	loaded bool
	reads  int // number of the newest reading
	at     int // entry in focus
	from   int // first line of the lists that is shown
	status string
	bad    bool // status tells of a failure

	width, height int
}

// snapshot is what the overview shows, as it stood at one moment.
type snapshot struct {
	store.Holdings
	me          store.Laptop // without Fingerprint on a reader that came before the keys
	others      []store.Laptop
	halls       []store.HallCount // of a coordinator
	recipients  int
	coordinator bool
	pack, meet  string // folders
}

type loadedMsg struct {
	read int
	data snapshot
	err  error
}

// New makes the overview.
func New(env *nav.Env, st Store, ways Ways) *Screen {
	return &Screen{env: env, store: st, ways: ways}
}

// Init does nothing: reading starts when the screen is shown.
func (s *Screen) Init() tea.Cmd { return nil }

// Update takes one message.
func (s *Screen) Update(msg tea.Msg) (nav.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
		s.scroll(nil)
	case nav.ShownMsg, nav.ChangedMsg:
		return s, s.load()
	case loadedMsg:
		s.took(msg)
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.MouseClickMsg:
		return s, s.click(msg)
	case tea.MouseWheelMsg:
		s.scroll(msg)
	}
	return s, nil
}

func (s *Screen) load() tea.Cmd {
	s.reads++
	read, st, form := s.reads, s.store, s.ways.Form
	return func() tea.Msg {
		data, err := readAll(context.Background(), st, form)
		return loadedMsg{read, data, err}
	}
}

func (s *Screen) took(msg loadedMsg) {
	switch {
	case msg.read != s.reads:
	case msg.err != nil:
		s.status, s.bad = fmt.Sprintf(s.env.Texts.Common.Error, msg.err), true
	default:
		s.data, s.loaded = msg.data, true
		s.scroll(nil)
	}
}

// readAll reads what the overview shows.
func readAll(ctx context.Context, st Store, form string) (d snapshot, err error) {
	if d.Holdings, err = st.Holdings(ctx); err != nil {
		return d, err
	}
	laptops, err := st.Laptops(ctx)
	if err != nil {
		return d, err
	}
	for _, l := range laptops {
		if l.Own {
			d.me = l
		} else {
			d.others = append(d.others, l)
		}
	}
	set, err := st.Recipients(ctx)
	if err != nil {
		return d, err
	}
	d.recipients = len(set)
	for key, into := range map[string]*string{settingPack: &d.pack, settingMeet: &d.meet} {
		if *into, err = st.Setting(ctx, key); err != nil {
			return d, err
		}
	}
	on, err := st.Setting(ctx, store.Coordinator)
	if d.coordinator = on == "1"; err != nil || !d.coordinator || form == "" {
		return d, err
	}
	halls, err := st.HallCounts(ctx, form)
	for _, h := range halls {
		if h.Target > 0 || h.Done > 0 {
			d.halls = append(d.halls, h)
		}
	}
	return d, err
}

// word says why something did not come to be; path is what was asked for.
func word(env *nav.Env, err error, path string) string {
	x := env.Texts
	if errors.Is(err, syncing.ErrNothing) {
		return fmt.Sprintf(x.Exchange.Nothing, line(path))
	}
	if said, known := x.Exchange.Word(err, path); known {
		return said
	}
	return x.Sync.Word(err, line(path))
}
