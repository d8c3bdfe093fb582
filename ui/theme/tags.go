package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// TagColours is how many looks there are for tags; they begin anew after the
// last one.
const TagColours = 8

// Tag is the style of the ith look of tags, from 0; any number has one.
func (t *Theme) Tag(i int) lipgloss.Style { return t.tags[place(i)] }

// TagSign is what stands before the name of a tag with the ith look: "#" and
// the look's own sign, two cells.
func (t *Theme) TagSign(i int) string { return "#" + t.Signs.Tags[place(i)] }

// place brings any number into the row of looks.
func place(i int) int { return (i%TagColours + TagColours) % TagColours }

// tagPalette are the eight colours, as far apart as eight can be on their
// background, none of them that of a fault.
func tagPalette(dark bool) [TagColours]color.Color {
	hex := [TagColours]string{"#0B5CAD", "#8A4B00", "#1E7B3A", "#7B3FA0", "#00727A", "#A0307A", "#5B6400", "#4B5563"}
	if dark {
		hex = [TagColours]string{"#6CB6FF", "#E8A657", "#7EC699", "#C39BE8", "#5CC8CF", "#F092C8", "#C5CC6B", "#B4BAC4"}
	}
	var out [TagColours]color.Color
	for i, h := range hex {
		out[i] = lipgloss.Color(h)
	}
	return out
}
