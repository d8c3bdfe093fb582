package lang

// Form holds the texts of the form part.
type Form struct {
	Title string
}

var formZH = Form{Title: "—"}

var formEN = Form{Title: "—"}
