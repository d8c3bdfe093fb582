package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"tingfang/questionnaire"
	"tingfang/questionnaire/expr"
	"tingfang/questionnaire/summary"
	"tingfang/store"
	"tingfang/ui/exporting"
	"tingfang/ui/report"
	"tingfang/ui/theme"
)

// counting is what summary and the analyses have in common: which interviews
// are counted, and how the result is handed out.
type counting struct {
	Form   string   `arg:"" name:"form" help:"${argform}"`
	Where  string   `placeholder:"EXPR" help:"${where}"`
	Wave   []string `placeholder:"NAMES" help:"${wave}"`
	From   string   `placeholder:"DATE" help:"${from}"`
	To     string   `placeholder:"DATE" help:"${to}"`
	Public bool     `help:"${public}"`
	Format string   `enum:"text,csv,md,json,html" default:"text" placeholder:"FORMAT" help:"${sumformat}"`
	Out    string   `placeholder:"FILE" help:"${sumout}"`
	Force  bool     `help:"${force}"`
}

// counted is what a command counts on.
type counted struct {
	*run
	*counting
	store   *store.Store
	columns *summary.Columns
	form    *questionnaire.Form
	query   summary.Query
	sel     *summary.Selection
	waves   []summary.Wave
	style   report.Style
	source  report.Source
}

// result is what a command has counted: JSON, and everything else as blocks.
type result struct {
	json   func() ([]byte, error)
	blocks func(report.Style) []report.Block
}

// count opens the database, selects the interviews, and hands out what use has
// counted. An error of use is worded for people here.
func (c *counting) count(r *run, use func(*counted) (result, error)) error {
	where, err := c.condition(r)
	if err != nil {
		return err
	}
	from, to, err := (&exportCmd{From: c.From, To: c.To}).days(r)
	if err != nil {
		return err
	}
	return r.open(store.Read, func(s *store.Store) error {
		form, err := r.form(r.ctx, s, c.Form)
		if err != nil {
			return err
		}
		k := &counted{run: r, counting: c, store: s, form: form}
		k.query = summary.Query{Where: where, Now: r.Now()}
		if !from.IsZero() {
			k.query.From, _ = summary.Start(from)
		}
		if !to.IsZero() {
			k.query.To, _ = summary.Start(to)
		}
		if err := k.read(); err != nil {
			return k.worded(err)
		}
		res, err := use(k)
		if err != nil {
			return k.worded(err)
		}
		return k.hand(res)
	})
}

// condition reads --where; what is wrong with it is shown in its place.
func (c *counting) condition(r *run) (*expr.Expr, error) {
	if c.Where == "" {
		return nil, nil
	}
	e, err := expr.Parse(c.Where)
	var bad *expr.SyntaxError
	if errors.As(err, &bad) {
		advice := r.texts.Form.Syntax[bad.Rule]
		said := strings.NewReplacer("{value}", bad.Token, "{detail}", bad.Token).Replace(advice.Says + advice.Do)
		return nil, &unknownError{c.pointed(r, bad.Pos, said)}
	}
	return e, err
}

// pointed says what is wrong at a place of --where, and shows the place.
func (c *counting) pointed(r *run, at int, said string) string {
	runes := []rune(strings.Map(func(x rune) rune {
		if x < ' ' {
			return ' '
		}
		return x
	}, c.Where))
	at = min(at, len(runes))
	return fmt.Sprintf(r.texts.Summary.BadWhere, at+1, said) + "\n  " + string(runes) + "\n  " + strings.Repeat(" ", ansi.StringWidth(string(runes[:at]))) + "^"
}

// read reads the interviews and selects those asked for.
func (k *counted) read() (err error) {
	if k.columns, _, err = k.store.Columns(k.ctx, k.form.ID); err != nil {
		return err
	}
	if k.columns.Len() > 0 {
		first, last := k.columns.Days()
		if k.waves, err = k.store.Waves(k.ctx, first, last); err != nil {
			return err
		}
	}
	if len(k.Wave) > 0 {
		if k.waves, err = k.chosenWaves(); err != nil {
			return err
		}
		k.query.Waves = k.waves
	}
	if k.sel, err = k.columns.Select(k.query); err != nil {
		return err
	}
	k.style = report.Style{Theme: k.look(), Texts: k.texts, Lang: k.lang, Form: k.form}
	k.source = report.Source{Form: k.form.ID, Version: k.form.Version, Where: k.Where, Interviews: k.sel.Count(), Demo: k.store.Demo()}
	return nil
}

func (k *counted) chosenWaves() ([]summary.Wave, error) {
	var out []summary.Wave
	var known []string
	for _, w := range k.waves {
		known = append(known, w.Name)
	}
	for _, name := range k.Wave {
		found := false
		for _, w := range k.waves {
			if w.Name == name {
				out, found = append(out, w), true
			}
		}
		if !found {
			return nil, k.unknown(k.texts.Summary.NoWave, name, known)
		}
	}
	return out, nil
}

func (k *counted) options() summary.Options { return summary.Options{Waves: k.waves, Public: k.Public} }

// hand writes the result as asked for: to a file, or for everybody to see.
func (k *counted) hand(res result) error {
	content, err := k.content(res)
	if err != nil {
		return err
	}
	if k.Out == "" {
		_, err := k.out.Write(content)
		return err
	}
	if _, err := os.Stat(k.Out); err == nil && !k.Force {
		return &unknownError{fmt.Sprintf(k.texts.Summary.There, k.Out)}
	}
	path, err := exporting.Save(k.Out, content)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(k.out, k.texts.Summary.Written+"\n", path)
	return err
}

func (k *counted) content(res result) ([]byte, error) {
	if k.Format == "json" {
		return res.json()
	}
	s := k.style
	if k.Format != "text" {
		s = s.Paper()
	}
	d := s.Document(k.form, k.source, res.blocks(s))
	switch k.Format {
	case "csv":
		return s.CSV(d), nil
	case "md":
		return s.Markdown(d), nil
	case "html":
		return s.HTML(d), nil
	}
	width, terminal := k.window()
	text := strings.Join(s.Text(d, width), "\n") + "\n"
	if !terminal || k.Out != "" {
		text = ansi.Strip(text)
	}
	return []byte(text), nil
}

// usualWidth is that of a page nobody looks at in a window.
const usualWidth = 80

// window is the width to draw for, and whether there is a window at all.
func (r *run) window() (width int, terminal bool) {
	f, ok := r.Stdout.(*os.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		return usualWidth, false
	}
	width, _, err := term.GetSize(f.Fd())
	if err != nil || width < 1 {
		return usualWidth, true
	}
	return width, true
}

// look is what the window can show.
func (r *run) look() *theme.Theme {
	_, terminal := r.window()
	dumb := r.Getenv("TERM") == "dumb"
	return theme.New(theme.Look{Dark: true, Colour: terminal && !dumb && r.Getenv("NO_COLOR") == "", ASCII: r.Getenv("TINGFANG_CHROME") == "ascii" || terminal && dumb})
}
