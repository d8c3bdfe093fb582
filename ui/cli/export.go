package cli

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"tingfang/questionnaire"
	"tingfang/store"
	"tingfang/store/exchange"
	"tingfang/ui/exporting"
)

// Run writes a form's interviews to a file and says where they are.
func (c *exportCmd) Run(r *run) error {
	from, to, err := c.days(r)
	if err != nil {
		return err
	}
	if err := c.fits(r); err != nil {
		return err
	}
	access := store.WriteOrRead // exported interviews are marked, where no other copy writes
	if there, err := r.there(); err != nil {
		return err
	} else if !there {
		access = store.Read // or a mistyped name would make a new database
	}
	ctx, stop := signal.NotifyContext(r.ctx, os.Interrupt, syscall.SIGTERM) // so that nothing half written is left
	defer stop()
	return r.open(access, func(s *store.Store) error {
		job := exporting.Job{Source: s, All: c.All, Path: c.Out, Force: c.Force, Filter: store.Filter{From: from, To: to},
			Format: c.format(), AllQuotes: c.AllQuote, Program: "tingfang " + r.Version, Options: exchange.CSVOptions{Raw: c.Raw, Long: c.Long, Labels: c.Labels, Remarks: c.Remarks, Personal: c.Personal, Lang: r.lang}}
		if job.Form, err = r.form(r.ctx, s, c.Form); err != nil {
			return err
		}
		if option := c.guideOption(); option != "" && job.Form.Mode != questionnaire.Guide {
			return &unknownError{fmt.Sprintf(r.texts.Talk.OnlyGuide, option, job.Form.ID)}
		}
		hall, err := r.hall(r.ctx, s, c.Hall)
		if err != nil {
			return err
		}
		person, err := r.person(r.ctx, s, c.Person)
		if err != nil {
			return err
		}
		job.Filter.HallID, job.Filter.PersonID = hall.ID, person.ID
		done, err := job.Run(ctx, nil)
		if err != nil {
			return err
		}
		c.report(r, done, s.ReadOnly())
		return nil
	})
}

// format is the format asked for.
func (c *exportCmd) format() exporting.Format {
	switch {
	case c.Format == "md":
		return exporting.Markdown
	case c.Format == "qdpx":
		return exporting.QDPX
	case c.Notes:
		return exporting.Notes
	}
	return exporting.CSV
}

// guideOption is an option given that only guides have; "" for none.
func (c *exportCmd) guideOption() string {
	switch {
	case c.Format != "csv":
		return "--format " + c.Format
	case c.Notes:
		return "--notes"
	case c.AllQuote:
		return "--all-quotes"
	}
	return ""
}

// fits refuses options that would mean nothing together.
func (c *exportCmd) fits(r *run) error {
	table := c.Format == "csv" && !c.Notes
	for _, o := range []struct {
		given, fits bool
		name, with  string
	}{
		{c.Notes, c.Format == "csv", "--notes", "--format csv"}, {c.Raw, c.Format == "csv", "--raw", "--format csv"},
		{c.Long, table, "--long", "--format csv"}, {c.Labels, table, "--labels", "--format csv"}, {c.Remarks, table, "--remarks", "--format csv"},
		{c.AllQuote, !table, "--all-quotes", "--notes, --format md, --format qdpx"},
	} {
		if o.given && !o.fits {
			return &usageError{fmt.Sprintf(r.texts.Talk.OnlyFor, o.name, o.with), "tingfang export"}
		}
	}
	return nil
}

// days are the first moment that counts and the first one after.
func (c *exportCmd) days(r *run) (from, to time.Time, err error) {
	if from, err = r.day("--from", c.From); err != nil {
		return from, to, err
	}
	if to, err = r.day("--to", c.To); err != nil || to.IsZero() {
		return from, to, err
	}
	if from.After(to) {
		return from, to, &usageError{fmt.Sprintf(r.texts.CLI.DatesTurned, c.From, c.To), "tingfang export"}
	}
	return from, to.AddDate(0, 0, 1), nil
}

// day is the midnight a date begins with; "" is the zero time.
func (r *run) day(option, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	day, ok := questionnaire.ReadDate(value)
	if !ok {
		return time.Time{}, &usageError{fmt.Sprintf(r.texts.CLI.BadDate, option, value), "tingfang export"}
	}
	return time.ParseInLocation(time.DateOnly, day, r.Now().Location())
}

func (c *exportCmd) report(r *run, done exporting.Result, readOnly bool) {
	t, talk := r.texts.CLI, r.texts.Talk
	switch {
	case c.format() != exporting.CSV:
		fmt.Fprintf(r.out, talk.Done+"\n", done.Notes, done.Rows)
	case c.Long:
		fmt.Fprintf(r.out, t.ExportedLn+"\n", done.Rows)
	default:
		fmt.Fprintf(r.out, t.Exported+"\n", done.Rows)
	}
	if done.Quotes > 0 {
		fmt.Fprintf(r.out, talk.LeftOut+"\n", done.Quotes)
	}
	if done.Folder {
		fmt.Fprintf(r.out, talk.Transcripts+"\n", done.Path)
	} else {
		fmt.Fprintf(r.out, t.DataFile+"\n", done.Path)
	}
	if done.Codebook != "" {
		fmt.Fprintf(r.out, t.BookFile+"\n", done.Codebook)
	}
	switch {
	case done.Marked:
	case readOnly:
		fmt.Fprintln(r.out, r.texts.Exports.Unmarked)
	default:
		fmt.Fprintln(r.out, r.texts.Exports.Partly)
	}
}
