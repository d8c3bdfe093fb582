package cli

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/charmbracelet/x/ansi"
)

// usageError is a command line that cannot be carried out as it stands.
type usageError struct {
	said    string
	command string // whose help shows how it is done
}

// Error says it in the language of the call.
func (e *usageError) Error() string { return e.said }

// wrongs are kong's sentences that are said in our own words: a pattern and
// what is made of its groups. It is compiled when something is wrong, not at
// every start.
var wrongs = []struct {
	pattern string
	say     func(r *run, m []string) string
}{
	{`^unknown flag (\S+?)(?:, did you mean (?:one of )?(.*)\?)?$`, func(r *run, m []string) string {
		return fmt.Sprintf(r.texts.CLI.UnknownFlag, m[1]) + r.perhaps(m[2])
	}},
	{`^unexpected argument (.*?)(?:, did you mean (?:one of )?(.*)\?)?$`, func(r *run, m []string) string {
		return fmt.Sprintf(r.texts.CLI.Unexpected, m[1]) + r.perhaps(m[2])
	}},
	{`^missing flags: (.*)$`, func(r *run, m []string) string {
		return fmt.Sprintf(r.texts.CLI.MissingFlags, m[1])
	}},
	{`^expected (?:one of )?("[^(]*)$`, func(r *run, m []string) string {
		return fmt.Sprintf(r.texts.CLI.Expected, strings.ReplaceAll(m[1], `"`, ""))
	}},
	{`^(--\w+)\S* must be one of (.*) but got "(.*)"$`, func(r *run, m []string) string {
		return fmt.Sprintf(r.texts.CLI.OneOf, m[1], strings.Trim(strings.NewReplacer(`"`, "", `,`, " ").Replace(m[2]), " "), m[3])
	}},
	{`^(--\w+).*: expected .* value but got `, func(r *run, m []string) string {
		return fmt.Sprintf(r.texts.CLI.NeedsValue, m[1])
	}},
}

// wrong says what is wrong with the command line, from kong's own sentence.
func (r *run) wrong(sentence string) string {
	for _, w := range wrongs {
		if m := regexp.MustCompile(w.pattern).FindStringSubmatch(sentence); m != nil {
			return w.say(r, m)
		}
	}
	return fmt.Sprintf(r.texts.CLI.OtherUse, sentence)
}

func (r *run) perhaps(candidates string) string {
	if candidates == "" {
		return ""
	}
	stop := "，"
	if r.lang != "zh" {
		stop = "; "
	}
	return stop + fmt.Sprintf(r.texts.CLI.DidYouMean, strings.ReplaceAll(candidates, `"`, ""))
}

// command is the command line so far, without options: whose help to read.
func command(c *kong.Context) string {
	words := []string{"tingfang"}
	if c != nil {
		for _, p := range c.Path {
			if p.Command != nil && !p.Command.Hidden {
				words = append(words, p.Command.Name)
			}
		}
	}
	return strings.Join(words, " ")
}

// help prints how the program, or the command so far, is used.
func (r *run) help(c *kong.Context) {
	t := r.texts.CLI
	node := c.Model.Node
	for _, p := range c.Path {
		if p.Command != nil && !p.Command.Hidden {
			node = p.Command
		}
	}
	top := node == c.Model.Node
	line := []string{t.Usage + command(c), t.Option}
	if !node.Leaf() || top {
		line = append(line, t.Command)
	}
	for _, arg := range node.Positional {
		line = append(line, strings.ToUpper(arg.Name))
	}
	if top {
		fmt.Fprintln(r.out, t.Intro+"\n")
	} else {
		fmt.Fprintln(r.out, node.Help+"\n")
	}
	fmt.Fprintln(r.out, strings.Join(line, " "))
	r.table("", arguments(node))
	r.table(t.Commands, commands(node))
	r.table(t.Options, options(node))
	if top {
		r.table(t.Environment, [][2]string{{"TINGFANG_DB", t.EnvDB}, {"TINGFANG_LANG", t.EnvLang}})
		fmt.Fprintf(r.out, "\n%s\n", t.Examples)
		for _, e := range t.ExampleLines {
			fmt.Fprintln(r.out, "  "+e)
		}
		fmt.Fprintln(r.out, "\n"+fmt.Sprintf(t.More, "export"))
	}
}

func arguments(n *kong.Node) (rows [][2]string) {
	for _, a := range n.Positional {
		rows = append(rows, [2]string{strings.ToUpper(a.Name), a.Help})
	}
	return rows
}

func commands(n *kong.Node) (rows [][2]string) {
	if n.Leaf() {
		return nil
	}
	for _, leaf := range n.Leaves(true) {
		words := []string{leaf.Name}
		for up := leaf.Parent; up != nil && up != n; up = up.Parent {
			words = append([]string{up.Name}, words...)
		}
		for _, a := range leaf.Positional {
			words = append(words, strings.ToUpper(a.Name))
		}
		rows = append(rows, [2]string{strings.Join(words, " "), leaf.Help})
	}
	return rows
}

func options(n *kong.Node) (rows [][2]string) {
	groups := n.AllFlags(true)
	for i := len(groups) - 1; i >= 0; i-- { // the command's own first
		for _, f := range groups[i] {
			name := "--" + f.Name
			if f.Short != 0 {
				name = "-" + string(f.Short) + ", " + name
			}
			if f.PlaceHolder != "" {
				name += " " + f.PlaceHolder
			}
			rows = append(rows, [2]string{name, strings.ReplaceAll(f.Help, dollar, "$")})
		}
	}
	return rows
}

// table prints names and what they mean, in two columns.
func (r *run) table(head string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintln(r.out)
	if head != "" {
		fmt.Fprintln(r.out, head)
	}
	width := 0
	for _, row := range rows {
		width = max(width, ansi.StringWidth(row[0]))
	}
	for _, row := range rows {
		fmt.Fprintf(r.out, "  %s%s  %s\n", row[0], strings.Repeat(" ", width-ansi.StringWidth(row[0])), row[1])
	}
}
