package lang

// Setup holds the texts of the setup part.
type Setup struct {
	Title string
}

var setupZH = Setup{Title: "—"}

var setupEN = Setup{Title: "—"}
