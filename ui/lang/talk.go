package lang

// Talk holds the texts of transcripts and other files of guide interviews, and the command line's words for them.
type Talk struct{ Title string }

var talkZH = Talk{Title: "访谈记录稿"}

var talkEN = Talk{Title: "Transcript"}
