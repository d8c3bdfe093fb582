// Command tingfang (厅访) holds customer surveys at telecom business halls, in
// a terminal and offline.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/google/uuid"
	"github.com/mattn/go-runewidth"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
	"tingfang/store"
	"tingfang/ui"
)

func main() {
	runewidth.DefaultCondition.EastAsianWidth = false // agree with lipgloss and the renderer on Chinese machines
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("tingfang", flag.ContinueOnError)
	db := flags.String("db", os.Getenv("TINGFANG_DB"), "database file")
	lang := flags.String("lang", os.Getenv("TINGFANG_LANG"), "zh or en")
	if err := flags.Parse(args); err != nil {
		return err
	}
	path, err := database(*db)
	if err != nil {
		return err
	}
	open := func(ctx context.Context) (*store.Store, error) {
		host, _ := os.Hostname() // a name for people; without one the id has to do
		return store.Open(ctx, store.Options{Path: path, Access: store.WriteOrRead, Now: time.Now, NewID: newID, DeviceName: host,
			Parse: parse, Builtin: builtin.All()})
	}
	return ui.Run(ctx, ui.Options{Open: open, Now: time.Now, NewID: newID, Lang: questionnaire.Lang(*lang), Getenv: os.Getenv, Version: version()})
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func parse(source []byte) (*questionnaire.Form, error) {
	f, faults := xlsform.Load("form.md", source)
	if f == nil {
		return nil, fmt.Errorf("parse form: %v", faults)
	}
	return f, nil
}

// database is the file asked for, or the one in the user's own data folder,
// which is made where it is missing.
func database(asked string) (string, error) {
	if asked != "" {
		return filepath.Abs(asked)
	}
	dir, err := os.UserConfigDir() // %AppData%, ~/Library/Application Support
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		if dir = os.Getenv("XDG_DATA_HOME"); dir == "" {
			dir, err = os.UserHomeDir()
			dir = filepath.Join(dir, ".local", "share")
		}
	}
	if err != nil {
		return "", fmt.Errorf("find data folder: %w", err)
	}
	dir = filepath.Join(dir, "tingfang")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("make data folder: %w", err)
	}
	return filepath.Join(dir, "tingfang.db"), nil
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "dev"
}
