package report

func (s Style) plotLines(p Plot, width int) []string { return nil }
