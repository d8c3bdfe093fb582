package report

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// svgBar is a share, 0 to 100, as a bar.
func svgBar(share float64, width, height int) string {
	w := min(max(share, 0), 100) / 100 * float64(width)
	return fmt.Sprintf("<svg width=\"%d\" height=\"%d\"><rect class=\"bar\" width=\"%s\" height=\"%d\"/></svg>", width, height, pixels(w), height)
}

// svgStack is bottom, mid and top as one bar; "" where there is nothing.
func svgStack(parts [3]float64, width, height int) string {
	sum := parts[0] + parts[1] + parts[2]
	if !(sum > 0) {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "<svg width=\"%d\" height=\"%d\">", width, height)
	x := 0.0
	for i, p := range parts {
		w := p / sum * float64(width)
		fmt.Fprintf(&out, "<rect class=\"part%d\" x=\"%s\" width=\"%s\" height=\"%d\"/>", i, pixels(x), pixels(w), height)
		x += w
	}
	return out.String() + "</svg>"
}

func pixels(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }

// The size of a plot in pixels.
const (
	svgWidth, svgHeight = 640.0, 400.0
	svgMargin           = 48.0
	svgLetter           = 7.0 // of a cell
	svgLine             = 16.0
)

// svgPlot draws a plot: names where they fit, numbers of the table's rows where
// they do not.
func (s Style) svgPlot(p Plot) string {
	a := p.axes()
	room := rect{svgMargin, 8, svgWidth - svgMargin - 8, svgHeight - svgMargin - 8}
	at := func(x, y float64) (float64, float64) {
		fx, fy := a.place(x, y)
		return room.x + fx*room.w, room.y + fy*room.h
	}
	var out strings.Builder
	fmt.Fprintf(&out, "<svg width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\" role=\"img\">\n<rect class=\"frame\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n",
		pixels(svgWidth), pixels(svgHeight), pixels(svgWidth), pixels(svgHeight), pixels(room.x), pixels(room.y), pixels(room.w), pixels(room.h))
	cx, cy := at(p.CrossX, p.CrossY)
	svgPath(&out, cx, room.y, cx, room.y+room.h)
	svgPath(&out, room.x, cy, room.x+room.w, cy)
	taken := s.svgPoints(&out, p, room, at)
	s.svgZones(&out, p, room, cx, cy, taken)
	svgText(&out, "axis", "middle", room.x+room.w/2, svgHeight-8, p.X)
	fmt.Fprintf(&out, "<text class=\"axis\" text-anchor=\"middle\" transform=\"translate(14 %s) rotate(-90)\">%s</text>\n", pixels(room.y+room.h/2), html.EscapeString(p.Y))
	svgText(&out, "axis", "start", room.x, room.y+room.h+16, s.fixed(a.left, 2))
	svgText(&out, "axis", "end", room.x+room.w, room.y+room.h+16, s.fixed(a.right, 2))
	svgText(&out, "axis", "middle", min(max(cx, room.x+60), room.x+room.w-60), room.y+room.h+16, s.fixed(p.CrossX, 2))
	svgText(&out, "axis", "end", room.x-4, room.y+12, s.fixed(a.high, 2))
	svgText(&out, "axis", "end", room.x-4, room.y+room.h, s.fixed(a.low, 2))
	svgText(&out, "axis", "end", room.x-4, min(max(cy+4, room.y+32), room.y+room.h-20), s.fixed(p.CrossY, 2))
	return out.String() + "</svg>\n"
}

func svgPath(out *strings.Builder, x1, y1, x2, y2 float64) {
	fmt.Fprintf(out, "<line class=\"line\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n", pixels(x1), pixels(y1), pixels(x2), pixels(y2))
}

func svgText(out *strings.Builder, class, anchor string, x, y float64, text string) {
	fmt.Fprintf(out, "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n", class, anchor, pixels(x), pixels(y), html.EscapeString(text))
}

// svgPoints draws the points with names or numbers and gives what they cover.
func (s Style) svgPoints(out *strings.Builder, p Plot, room rect, at func(x, y float64) (float64, float64)) []rect {
	const r = 4.0
	var points []rect
	var names, numbers []string
	var widths []float64
	for i, pt := range p.Points {
		if math.IsNaN(pt.X) || math.IsNaN(pt.Y) {
			continue
		}
		x, y := at(pt.X, pt.Y)
		points, names, numbers = append(points, rect{x - r, y - r, 2 * r, 2 * r}), append(names, pt.Name), append(numbers, strconv.Itoa(i+1))
		widths = append(widths, float64(ansi.StringWidth(pt.Name))*svgLetter)
		fmt.Fprintf(out, "<circle class=\"point\" cx=\"%s\" cy=\"%s\" r=\"4\"/>\n", pixels(x), pixels(y))
	}
	places, ok := labels(points, widths, svgLine, 4, room)
	if !ok {
		names = numbers
		places = nil
		taken := append([]rect{}, points...)
		for i, pt := range points {
			place, _ := nearest(rect{pt.x + pt.w + 2, pt.y - 4, float64(len(numbers[i])) * svgLetter * 1.2, svgLine}, taken, room, 6, 6)
			places, taken = append(places, place), append(taken, place)
		}
	}
	for i, place := range places {
		svgText(out, "name", "start", place.x, place.y+12, names[i])
	}
	return append(points, places...)
}

// svgZones names the quarters in their outer corners, or where one is not free,
// beside the upright line.
func (s Style) svgZones(out *strings.Builder, p Plot, room rect, cx, cy float64, taken []rect) {
	for i, name := range p.Zones {
		w := float64(ansi.StringWidth(name)) * svgLetter
		y := room.y + 4
		if i >= 2 {
			y = room.y + room.h - 4 - svgLine
		}
		places := []float64{room.x + 6, cx - 6 - w}
		if i%2 == 1 {
			places = []float64{room.x + room.w - 6 - w, cx + 6}
		}
		for _, x := range places {
			zone := rect{x, y, w, svgLine}
			inside := x >= room.x && x+w <= room.x+room.w && (x+w < cx) == (i%2 == 0) && (y+svgLine < cy) == (i < 2)
			if inside && free(zone, taken) {
				svgText(out, "zone", "start", x, y+12, name)
				break
			}
		}
	}
}
