package lang

// Interview holds the texts of the interview part.
type Interview struct {
	Title string
}

var interviewZH = Interview{Title: "—"}

var interviewEN = Interview{Title: "—"}
