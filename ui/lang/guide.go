package lang

// Guide holds the texts of the screen of a guide interview.
type Guide struct{ Title string }

var guideZH = Guide{Title: "访谈提纲"}

var guideEN = Guide{Title: "Interview guide"}
