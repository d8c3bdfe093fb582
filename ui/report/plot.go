package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The size of a plot in cells.
const (
	mostPlot    = 92
	plotRows    = 17
	leastMargin = 8 // a number of the upright axis
)

// canvas is a plot in cells; the second cell of a wide rune is "".
type canvas struct {
	cells [][]string
	taken []rect
}

// axes maps figures to a width and a height, with a little room about them.
type axes struct{ left, right, low, high float64 }

func (p Plot) axes() axes {
	a := axes{p.CrossX, p.CrossX, p.CrossY, p.CrossY}
	for _, at := range p.Points {
		if math.IsNaN(at.X) || math.IsNaN(at.Y) {
			continue
		}
		a.left, a.right, a.low, a.high = min(a.left, at.X), max(a.right, at.X), min(a.low, at.Y), max(a.high, at.Y)
	}
	roomX, roomY := max((a.right-a.left)*0.08, 1e-6), max((a.high-a.low)*0.08, 1e-6)
	return axes{a.left - roomX, a.right + roomX, a.low - roomY, a.high + roomY}
}

// place is where a point stands, each from 0 to 1, the second from above.
func (a axes) place(x, y float64) (float64, float64) {
	return (x - a.left) / (a.right - a.left), (a.high - y) / (a.high - a.low)
}

// plotLines draws a plot in cells as high as it reads best.
func (s Style) plotLines(p Plot, width int) []string { return s.PlotLines(p, width, plotRows) }

// PlotLines draws a plot in cells, rows of them and four for the axes: names
// where they fit beside their points, otherwise the points' numbers, which the
// table under it explains.
func (s Style) PlotLines(p Plot, width, rows int) []string {
	w := min(width, mostPlot) - leastMargin - 1
	c, a := newCanvas(w, rows), p.axes()
	at := func(x, y float64) (int, int) {
		fx, fy := a.place(x, y)
		return int(math.Round(fx * float64(w-1))), int(math.Round(fy * float64(rows-1)))
	}
	cx, cy := at(p.CrossX, p.CrossY)
	c.cross(s, cx, cy)
	var points []rect
	var names []string
	var numbers []string
	for i, pt := range p.Points {
		if math.IsNaN(pt.X) || math.IsNaN(pt.Y) {
			continue
		}
		x, y := at(pt.X, pt.Y)
		points, names, numbers = append(points, rect{float64(x), float64(y), 1, 1}), append(names, pt.Name), append(numbers, strconv.Itoa(i+1))
	}
	c.points(s, points, names, numbers)
	c.zones(p.Zones, cx, cy)
	return s.framed(c, p, a, cx, cy)
}

func newCanvas(w, h int) *canvas {
	c := &canvas{}
	for range h {
		row := make([]string, w)
		for i := range row {
			row[i] = " "
		}
		c.cells = append(c.cells, row)
	}
	return c
}

func (c *canvas) room() rect { return rect{0, 0, float64(len(c.cells[0])), float64(len(c.cells))} }

func (c *canvas) cross(s Style, x, y int) {
	for i := range c.cells[y] {
		c.cells[y][i] = s.Theme.Signs.Line
	}
	for i := range c.cells {
		c.cells[i][x] = s.Theme.Signs.Post
	}
	c.cells[y][x] = s.Theme.Signs.Crossing
}

// write puts a text where nothing but the lines stands.
func (c *canvas) write(at rect, text string) {
	x := int(at.x)
	for _, r := range text {
		n := ansi.StringWidth(string(r))
		c.cells[int(at.y)][x] = string(r)
		for i := 1; i < n; i++ {
			c.cells[int(at.y)][x+i] = ""
		}
		x += n
	}
	c.taken = append(c.taken, at)
}

// points writes the points with their names, or as numbers where two points
// share a cell or a name finds no room.
func (c *canvas) points(s Style, points []rect, names, numbers []string) {
	widths, apart := make([]float64, len(points)), true
	for i, p := range points {
		widths[i] = float64(ansi.StringWidth(names[i]))
		apart = apart && free(p, points[:i])
	}
	if places, ok := labels(points, widths, 1, 1, c.room()); ok && apart {
		for i, p := range points {
			c.write(p, s.Theme.Signs.Spot)
			c.write(rect{math.Trunc(places[i].x), places[i].y, places[i].w, 1}, names[i])
		}
		return
	}
	for i, p := range points {
		p.w = float64(len(numbers[i]))
		p.x = min(p.x, c.room().w-p.w)
		wide := rect{p.x - 1, p.y, p.w + 2, 1} // two numbers side by side would read as one
		if at, ok := nearest(wide, c.taken, rect{-1, 0, c.room().w + 2, c.room().h}, 1, 1); ok {
			c.write(rect{at.x + 1, at.y, p.w, 1}, numbers[i])
		}
	}
}

// zones writes the names of the quarters into their outer corners, or where one
// is not free, beside the upright line.
func (c *canvas) zones(names [4]string, cx, cy int) {
	for i, name := range names {
		w := float64(ansi.StringWidth(name))
		y, line := 0.0, float64(cx)
		if i >= 2 {
			y = c.room().h - 1
		}
		places := []float64{0, line - 1 - w}
		if i%2 == 1 {
			places = []float64{c.room().w - w, line + 2}
		}
		for _, x := range places {
			at := rect{x, y, w, 1}
			inside := i%2 == 0 && x+w < line || i%2 == 1 && x > line
			if inside && int(y) != cy && at.within(c.room()) && free(at, c.taken) {
				c.write(at, name)
				break
			}
		}
	}
}

// framed adds the axes.
func (s Style) framed(c *canvas, p Plot, a axes, cx, cy int) []string {
	digits := 1
	if a.high-a.low < 2 {
		digits = 2
	}
	out := []string{s.Theme.Dim.Render(s.Theme.Cut(p.Y, len(c.cells[0])))}
	for y, row := range c.cells {
		label := ""
		switch y {
		case 0:
			label = s.fixed(a.high, digits)
		case cy:
			label = s.fixed(p.CrossY, digits)
		case len(c.cells) - 1:
			label = s.fixed(a.low, digits)
		}
		out = append(out, s.Theme.Dim.Render(aligned(label, leastMargin, Number))+" "+strings.TrimRight(strings.Join(row, ""), " "))
	}
	left, middle, right := s.fixed(a.left, 2), s.fixed(p.CrossX, 2), s.fixed(a.right, 2)
	line := newCanvas(len(c.cells[0]), 1)
	line.write(rect{0, 0, float64(ansi.StringWidth(left)), 1}, left)
	line.write(rect{line.room().w - float64(ansi.StringWidth(right)), 0, float64(ansi.StringWidth(right)), 1}, right)
	w := float64(ansi.StringWidth(middle))
	if m := (rect{math.Trunc(float64(cx) - w/2), 0, w, 1}); m.within(line.room()) && free(rect{m.x - 1, 0, w + 2, 1}, line.taken) {
		line.write(m, middle)
	}
	margin := strings.Repeat(" ", leastMargin+1)
	out = append(out, margin+s.Theme.Dim.Render(strings.Join(line.cells[0], "")))
	x := s.Theme.Cut(p.X, len(c.cells[0]))
	return append(out, margin+strings.Repeat(" ", max(len(c.cells[0])-ansi.StringWidth(x), 0))+s.Theme.Dim.Render(x))
}
