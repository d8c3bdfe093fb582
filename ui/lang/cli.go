package lang

// CLI holds the texts of the cli part.
type CLI struct {
	Title string
}

var cliZH = CLI{Title: "—"}

var cliEN = CLI{Title: "—"}
