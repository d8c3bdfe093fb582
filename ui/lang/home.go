package lang

// Home holds the texts of the home part.
type Home struct {
	Title string
}

var homeZH = Home{Title: "—"}

var homeEN = Home{Title: "—"}
