package lang

// CallBacks holds the texts of the list of customers to be called back.
type CallBacks struct{ Title string }

var callbacksZH = CallBacks{Title: "回访"}

var callbacksEN = CallBacks{Title: "Call-backs"}
