package lang

// Notes holds the texts of the screens across guide interviews: tags, notes, follow-up actions.
type Notes struct{ Title string }

var notesZH = Notes{Title: "笔记"}

var notesEN = Notes{Title: "Notes"}
