// Package uitest drives the program the way an interviewer does and reads what
// is on the screen. Driver steps through a screen or a model in the test's own
// goroutine; Term runs a model, or the real command in a pseudo terminal, and
// draws what it sends with a terminal emulator.
package uitest
