// Command tingfang (厅访) holds customer surveys at telecom business halls, in
// a terminal and offline.
package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/google/uuid"
	"github.com/mattn/go-runewidth"

	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui"
	"tingfang/ui/cli"
)

func main() {
	go builtin.All()                                  // read while the rest gets ready: the first frame waits for it
	runewidth.DefaultCondition.EastAsianWidth = false // agree with lipgloss and the renderer on Chinese machines
	host, _ := os.Hostname()                          // a name for people; without one the laptop's id has to do
	os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now, NewID: newID,
		Getenv: os.Getenv, Version: version(), DeviceName: host, Database: database, Screen: screen}))
}

// screen runs the screens on a database.
func screen(ctx context.Context, o cli.ScreenOptions) error {
	host, _ := os.Hostname()
	open := func(ctx context.Context) (*store.Store, error) {
		return store.Open(ctx, store.Options{Path: o.Database, Access: store.WriteOrRead, Now: time.Now, NewID: newID, DeviceName: host,
			Parse: xlsform.Parse})
	}
	return ui.Run(ctx, ui.Options{Open: open, Builtin: builtin.All, Now: time.Now, NewID: newID, Lang: o.Lang, Getenv: os.Getenv, Version: version(),
		Folder: documents(), Direct: (*ui.Direct)(o.Straight)})
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// database is the file in the user's own data folder, which is made where it
// is missing.
func database() (string, error) {
	dir, err := os.UserConfigDir() // %AppData%, ~/Library/Application Support
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		dir, err = os.Getenv("XDG_DATA_HOME"), nil
		if home, none := os.UserHomeDir(); dir == "" {
			dir, err = filepath.Join(home, ".local", "share"), none
		}
	}
	if err != nil {
		return "", fmt.Errorf("find data folder: %w", err)
	}
	path := filepath.Join(dir, "tingfang", "tingfang.db")
	return path, os.MkdirAll(filepath.Dir(path), 0o700)
}

// documents is where exports go at first: the user's folder of documents, or
// else home, or else here.
func documents() string {
	dir, _ := os.UserHomeDir()
	if _, err := os.Stat(filepath.Join(dir, "Documents")); err == nil {
		return filepath.Join(dir, "Documents")
	}
	return dir
}

// release is the version, set when a release is built.
var release string

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && release == "" {
		return cmp.Or(info.Main.Version, "dev")
	}
	return cmp.Or(release, "dev")
}
