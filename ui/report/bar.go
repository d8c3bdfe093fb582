package report

import (
	"math"
	"strings"

	"charm.land/lipgloss/v2"

	"tingfang/questionnaire/stat"
)

// bar draws a share, 0 to 100, in at most width cells; anything above 0 shows.
func (s Style) bar(share float64, width int) string {
	signs := s.Theme.Signs
	steps := len(signs.Parts) + 1
	filled := int(stat.Round(min(max(share, 0), 100)/100*float64(width*steps), 0))
	if share > 0 {
		filled = max(filled, 1)
	}
	out := strings.Repeat(signs.Full, filled/steps)
	if rest := filled % steps; rest > 0 {
		out += signs.Parts[rest-1]
	}
	return s.Theme.Bar.Render(out)
}

// stacked draws bottom, mid and top in width cells; "" where there is nothing.
func (s Style) stacked(parts [3]float64, width int) string {
	sum := parts[0] + parts[1] + parts[2]
	if !(sum > 0) || width < 1 {
		return ""
	}
	styles := [3]lipgloss.Style{s.Theme.Bad, s.Theme.Dim, s.Theme.Good}
	out, done, so := "", 0, 0.0
	for i, p := range parts {
		so += p
		end := int(stat.Round(so/sum*float64(width), 0))
		out += styles[i].Render(strings.Repeat(s.Theme.Signs.Stack[i], end-done))
		done = end
	}
	return out
}

// spark draws one sign a value, between the least and the most; a value that is
// not defined is a space.
func (s Style) spark(values []float64) string {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	signs := s.Theme.Signs.Spark
	var out strings.Builder
	for _, v := range values {
		switch {
		case math.IsNaN(v):
			out.WriteByte(' ')
		case high == low:
			out.WriteString(signs[len(signs)/2])
		default:
			out.WriteString(signs[int(stat.Round((v-low)/(high-low)*float64(len(signs)-1), 0))])
		}
	}
	return out.String()
}
