// Package nav is the contract between the root and its screens: what a screen
// is, what it draws, and how it asks for the next one.
package nav

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/ui/lang"
	"tingfang/ui/theme"
)

// Screen is one screen: data, an Update that changes it, and a pure Draw. No
// I/O in Update, no state change inside a command. Input messages (keys,
// paste, mouse) go to the top screen only, every other message to all on the
// stack.
type Screen interface {
	Init() tea.Cmd
	Update(tea.Msg) (Screen, tea.Cmd)
	Draw(width, height int) Frame // the body's size in cells: header, banner, status and keys are the root's
}

// Frame is what a screen shows. The root draws Title and Right on the first
// line, Body below, then Status and the keys on the last two lines.
type Frame struct {
	Title  string
	Right  string        // at the right end of the first line
	Body   string        // at most height lines of at most width cells
	Cursor *tea.Cursor   // in body coordinates; nil = hidden
	Help   []key.Binding // what can be pressed, most wanted first: drawn as far as they fit, all in the menu and the help
	Status string        // what happened last
	Bare   bool          // nothing but the body: the card turned to the customer
}

// Leaver is a screen that has work in hand when the program is to end, such as
// answers not yet on the disk. Settled is asked before quitting; a screen that
// is not settled sends Settled messages when it is.
type Leaver interface{ Settled() bool }

// Typist is a screen with a text field in focus: there, letters and digits
// type, and the root keeps its single-letter keys to itself.
type Typist interface{ Typing() bool }

// Env is what every screen shares. Only the root changes it, between messages.
type Env struct {
	Theme    *theme.Theme
	Texts    *lang.Texts
	Lang     questionnaire.Lang
	Now      func() time.Time
	NewID    func() string // UUIDv7
	Practice bool          // interviews started now are practice
	ReadOnly bool          // another copy of the program writes
	Demo     bool          // the database holds made-up interviews
	Hall     questionnaire.Hall
	Person   questionnaire.Person
	Study    questionnaire.Study
}

// The messages with which a screen asks the root for another one.
type (
	// PushMsg puts a screen on top.
	PushMsg struct{ Screen Screen }
	// PopMsg takes the top screen off; the one below gets ShownMsg.
	PopMsg struct{}
	// ReplaceMsg puts a screen in the place of the top one.
	ReplaceMsg struct{ Screen Screen }
	// QuitMsg asks to end the program once every screen is settled.
	QuitMsg struct{}
	// SettledMsg says that a Leaver has nothing in hand any more.
	SettledMsg struct{}
	// ShownMsg tells a screen that it is on top again, or for the first time.
	ShownMsg struct{}
	// ChangedMsg says that interviews, people, halls or settings in the store
	// have changed: whoever shows them reads anew.
	ChangedMsg struct{}
	// EnvMsg asks the root to change what every screen shares; it is then
	// sent to all screens, so that they can redraw texts they keep.
	EnvMsg struct{ Change func(*Env) }
	// LangMsg asks the root for the other language of the interface.
	LangMsg struct{}
)

// Push asks for a screen on top.
func Push(s Screen) tea.Cmd { return func() tea.Msg { return PushMsg{s} } }

// Replace asks for a screen in the place of the top one.
func Replace(s Screen) tea.Cmd { return func() tea.Msg { return ReplaceMsg{s} } }

// Pop asks to go back to the screen below.
func Pop() tea.Msg { return PopMsg{} }

// Quit asks to end the program.
func Quit() tea.Msg { return QuitMsg{} }

// Changed says that the store has changed.
func Changed() tea.Msg { return ChangedMsg{} }

// Change asks the root to change what every screen shares.
func Change(f func(*Env)) tea.Cmd { return func() tea.Msg { return EnvMsg{f} } }
