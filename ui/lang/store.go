package lang

// Store holds the texts of the store part.
type Store struct {
	Title string
}

var storeZH = Store{Title: "—"}

var storeEN = Store{Title: "—"}
