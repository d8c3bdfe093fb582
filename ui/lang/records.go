package lang

// Records holds the texts of the records part.
type Records struct {
	Title string
}

var recordsZH = Records{Title: "—"}

var recordsEN = Records{Title: "—"}
