package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/syncing"
)

type syncCmd struct {
	Status      syncStatusCmd      `cmd:"" default:"1" hidden:""`
	Pack        syncPackCmd        `cmd:"" help:"${syncpack}"`
	Merge       syncMergeCmd       `cmd:"" help:"${syncmerge}"`
	With        syncWithCmd        `cmd:"" help:"${syncwith}"`
	Receipt     syncReceiptCmd     `cmd:"" help:"${syncreceipt}"`
	Code        syncCodeCmd        `cmd:"" help:"${synccode}"`
	Recipient   syncRecipientCmd   `cmd:"" help:"${syncrecipient}"`
	Coordinator syncCoordinatorCmd `cmd:"" help:"${synccoordinator}"`
	Name        syncNameCmd        `cmd:"" help:"${syncrename}"`
	Key         syncKeyCmd         `cmd:"" help:"${synckey}"`
	Renew       syncRenewCmd       `cmd:"" help:"${syncrenew}"`
}

type syncStatusCmd struct{}

type syncPackCmd struct {
	To    string   `default:"." placeholder:"DIR" help:"${syncto}"`
	For   []string `placeholder:"ADDRESS" help:"${syncfor}"`
	Plain bool     `help:"${syncplain}"`
	All   bool     `help:"${syncall}"`
}

type syncMergeCmd struct {
	Trust  bool     `help:"${synctrust}"`
	Copies bool     `help:"${synccopies}"`
	DryRun bool     `name:"dry-run" help:"${syncdry}"`
	Paths  []string `arg:"" name:"path" help:"${syncpaths}"`
}

type syncWithCmd struct {
	Trust  bool   `help:"${synctrust}"`
	Copies bool   `help:"${synccopies}"`
	Plain  bool   `help:"${syncplain}"`
	Dir    string `arg:"" name:"dir" help:"${syncdir}"`
}

type syncReceiptCmd struct {
	To string `default:"." placeholder:"DIR" help:"${syncto}"`
}

type syncCodeCmd struct {
	Digits []string `arg:"" name:"digits" help:"${syncdigits}"`
}

type syncRecipientCmd struct {
	Add    syncAddCmd    `cmd:"" help:"${syncadd}"`
	Remove syncRemoveCmd `cmd:"" help:"${syncremove}"`
}

type syncAddCmd struct {
	Name    string   `arg:"" name:"name" help:"${syncname}"`
	Address []string `arg:"" name:"address" help:"${syncaddress}"`
}

type syncRemoveCmd struct {
	Name string `arg:"" name:"name" help:"${syncname}"`
}

type syncCoordinatorCmd struct {
	Set string `arg:"" name:"on|off" enum:"on,off" help:"${synconoff}"`
}

type syncNameCmd struct {
	Name string `arg:"" help:"${syncnewname}"`
}

type syncKeyCmd struct{}

type syncRenewCmd struct {
	Yes bool `help:"${syncyes}"`
}

// syncWords are the variables of these commands.
func (r *run) syncWords() kong.Vars {
	t := r.texts.SyncCLI
	return kong.Vars{"syncgroup": t.Group, "syncpack": t.Pack, "syncmerge": t.Merge, "syncwith": t.With, "syncreceipt": t.Receipt, "synccode": t.Code,
		"syncrecipient": t.Recipient, "syncadd": t.Add, "syncremove": t.Remove, "synckey": t.Key, "syncrenew": t.Renew, "synccoordinator": t.Coordinator, "syncrename": t.Rename, "syncnewname": t.NewName, "syncto": t.To, "syncfor": t.For,
		"syncplain": t.Plain, "syncall": t.AllOf, "synctrust": t.Trust, "synccopies": t.Copies, "syncdry": t.DryRun, "syncpaths": t.Paths, "syncdir": t.Dir, "syncdigits": t.Digits,
		"syncname": t.Name, "syncaddress": t.Address, "synconoff": t.OnOff, "syncyes": t.Yes}
}

// exchange opens the database for a job that can be stopped.
func (r *run) exchange(use func(ctx context.Context, s *store.Store) error) error {
	return r.exchangeIn(store.Write, "", use)
}

// exchangeIn is exchange with a folder in hand, and words what went wrong with
// either.
func (r *run) exchangeIn(a store.Access, dir string, use func(ctx context.Context, s *store.Store) error) error {
	ctx, stop := signal.NotifyContext(r.ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	if dir != "" {
		if st, err := os.Stat(dir); err != nil {
			return &unknownError{r.texts.Sync.Word(err, dir)}
		} else if !st.IsDir() {
			return &unknownError{r.texts.Sync.Word(fs.ErrInvalid, dir)}
		}
	}
	return r.open(a, func(s *store.Store) error {
		err := use(ctx, s)
		said, known := r.texts.Exchange.Word(err, "")
		var told *unknownError
		switch {
		case err == nil, errors.Is(err, errTold), errors.As(err, &told):
			return err
		case known:
			return &unknownError{said}
		}
		return &unknownError{r.texts.Sync.Word(err, dir)}
	})
}

// Run packs what is new.
func (c *syncPackCmd) Run(r *run) error {
	return r.exchangeIn(store.Write, c.To, func(ctx context.Context, s *store.Store) error {
		o := store.PackOptions{All: c.All, Plain: c.Plain}
		for _, typed := range c.For {
			address, err := r.address(typed)
			if err != nil {
				return err
			}
			o.For = append(o.For, address)
		}
		say, done := r.progress()
		if say != nil {
			o.Progress = func(n, of int) { say(int64(n), int64(of)) }
		}
		b, err := s.Pack(ctx, c.To, o)
		done()
		if err != nil {
			return err
		}
		r.packed(b)
		return nil
	})
}

func (r *run) packed(b store.Bundled) {
	t := r.texts.SyncCLI
	switch {
	case b.Path == "":
		r.sayln(t.NothingTo)
	case b.Again:
		r.sayln(t.Again, b.Path)
	default:
		r.sayln(t.Packed, b.Path)
		r.sayln(t.PackedOf, b.Seq, b.Interviews, b.Revisions, b.Openers)
		if b.Openers == 0 {
			r.sayln(t.Open)
		}
	}
}

// address is an age address that was typed, or that stands in a file.
func (r *run) address(typed string) (string, error) {
	address, err := store.ParseRecipient(typed)
	if err == nil {
		return address, nil
	}
	content, readErr := os.ReadFile(typed)
	if readErr == nil {
		for _, word := range strings.Fields(string(content)) {
			if address, err = store.ParseRecipient(word); err == nil {
				return address, nil
			}
		}
	}
	return "", &unknownError{fmt.Sprintf(r.texts.Exchange.BadAddress, questionnaire.HarmlessLine(typed))}
}

// Run writes the receipt into a folder.
func (c *syncReceiptCmd) Run(r *run) error {
	return r.exchange(func(ctx context.Context, s *store.Store) error {
		if _, err := syncing.ShowReceipt(ctx, s, c.To); err != nil {
			return err
		}
		r.sayln(r.texts.SyncCLI.Shown, filepath.Join(c.To, bundle.ReceiptName(s.Device())))
		return nil
	})
}

// Run takes in a code that was read aloud.
func (c *syncCodeCmd) Run(r *run) error {
	code, fine := bundle.ValidCode(strings.Join(c.Digits, ""))
	if !fine {
		return &unknownError{r.texts.Exchange.BadCode}
	}
	return r.exchange(func(ctx context.Context, s *store.Store) error {
		seq, err := s.TakeCode(ctx, code)
		if errors.Is(err, store.ErrNotFound) {
			return &unknownError{r.texts.Exchange.NotFound}
		}
		if err == nil {
			r.sayln(r.texts.SyncCLI.Coded, seq)
		}
		return err
	})
}

// Run adds a recipient.
func (c *syncAddCmd) Run(r *run) error {
	address, err := r.address(strings.Join(c.Address, " "))
	if err != nil {
		return err
	}
	return r.exchange(func(ctx context.Context, s *store.Store) error {
		p, err := s.SaveRecipient(ctx, store.Recipient{Name: c.Name, Address: address})
		if err == nil {
			r.sayln(r.texts.SyncCLI.Saved, p.Name, p.Address)
		}
		return err
	})
}

// Run removes a recipient by its name or address.
func (c *syncRemoveCmd) Run(r *run) error {
	return r.exchange(func(ctx context.Context, s *store.Store) error {
		list, err := s.Recipients(ctx)
		if err != nil {
			return err
		}
		for _, p := range list {
			if p.Name == c.Name || p.Address == c.Name {
				p.Gone = true
				if _, err := s.SaveRecipient(ctx, p); err != nil {
					return err
				}
				r.sayln(r.texts.SyncCLI.Removed, p.Name)
				return nil
			}
		}
		return &unknownError{fmt.Sprintf(r.texts.SyncCLI.NoSuch, questionnaire.HarmlessLine(c.Name))}
	})
}

// Run makes this laptop the coordinator's, or not.
func (c *syncCoordinatorCmd) Run(r *run) error {
	return r.exchange(func(ctx context.Context, s *store.Store) error {
		value, said := "", r.texts.SyncCLI.CoordOff
		if c.Set == "on" {
			value, said = "1", r.texts.SyncCLI.CoordOn
		}
		if err := s.SetSetting(ctx, store.Coordinator, value); err != nil {
			return err
		}
		r.sayln(said)
		return nil
	})
}

// Run gives this laptop another name.
func (c *syncNameCmd) Run(r *run) error {
	return r.exchange(func(ctx context.Context, s *store.Store) error {
		name, err := s.NameDevice(ctx, c.Name)
		if errors.Is(err, store.ErrName) {
			return &unknownError{r.texts.Sync.NoNameYet}
		}
		if err == nil {
			r.sayln(fmt.Sprintf(r.texts.SyncCLI.Renamed, name))
		}
		return err
	})
}

// Run prints the secret key.
func (c *syncKeyCmd) Run(r *run) error {
	return r.exchange(func(ctx context.Context, s *store.Store) error {
		key, err := s.Identity(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintln(r.Stderr, r.texts.SyncCLI.KeyNote)
		fmt.Fprintln(r.out, key)
		return nil
	})
}

// Run makes this laptop a new one.
func (c *syncRenewCmd) Run(r *run) error {
	if !c.Yes {
		return &unknownError{r.texts.SyncCLI.RenewNote}
	}
	return r.exchange(func(ctx context.Context, s *store.Store) error {
		if err := s.Renew(ctx); err != nil {
			return err
		}
		me, err := s.Myself(ctx)
		if err == nil {
			r.sayln(r.texts.SyncCLI.Renewed, me.Fingerprint)
		}
		return err
	})
}
