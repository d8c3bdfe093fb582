package editor

// Selection gives the selected stretch in runes, half open and in order; both
// are the caret where nothing is selected.
func (m Model) Selection() (first, last int) {
	a, b := m.span()
	return m.text.runeAt(a), m.text.runeAt(b)
}

// Select selects a stretch of runes within the text, with the caret at its end.
func (m *Model) Select(first, last int) {
	m.moveTo(m.text.byteAt(max(first, 0)), false)
	m.moveTo(m.text.byteAt(max(last, 0)), true)
}
