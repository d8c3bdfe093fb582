package lang

// Exports holds the texts of the exports part.
type Exports struct {
	Title string
}

var exportsZH = Exports{Title: "—"}

var exportsEN = Exports{Title: "—"}
