package cli

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/demo"
	"tingfang/store"
)

// Run puts made-up interviews into a database that is named for it.
func (c *demoCmd) Run(r *run) error {
	if r.flags.DB == "" && r.Getenv("TINGFANG_DB") == "" {
		return &usageError{r.texts.Import.DemoNeedsFile, "tingfang demo"}
	}
	if c.Count < 0 {
		return &usageError{fmt.Sprintf(r.texts.CLI.NeedsValue, "--count"), "tingfang demo"}
	}
	ctx, stop := signal.NotifyContext(r.ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	return r.open(store.Write, func(s *store.Store) error {
		rs := demo.Responses(builtin.Customer(), demo.Options{Count: c.Count, Seed: c.Seed})
		got, err := s.Import(ctx, rs, store.ImportOptions{})
		if err != nil {
			return r.importFailed(err, s.Path())
		}
		fmt.Fprintf(r.out, r.texts.Import.Made+"\n", got.Added, s.Path())
		if got.Skipped > 0 {
			fmt.Fprintf(r.out, r.texts.Import.Skipped+"\n", got.Skipped)
		}
		return nil
	})
}
