package lang

// Settings holds the texts of the settings part.
type Settings struct {
	Title string
}

var settingsZH = Settings{Title: "—"}

var settingsEN = Settings{Title: "—"}
