package report

import "slices"

// rect is a piece of a plot: from its upper left corner.
type rect struct{ x, y, w, h float64 }

func (r rect) meets(o rect) bool {
	return r.x < o.x+o.w && o.x < r.x+r.w && r.y < o.y+o.h && o.y < r.y+r.h
}

func (r rect) within(o rect) bool {
	return r.x >= o.x && r.y >= o.y && r.x+r.w <= o.x+o.w && r.y+r.h <= o.y+o.h
}

// labels finds a place for the name of each point beside it, so that no name
// lies on another name or on a point, nor, if that can be had, reads as the
// name of a point at its other end; false where there is none for some. The gap
// stands between a point and its name.
func labels(points []rect, widths []float64, height, gap float64, room rect) ([]rect, bool) {
	for _, far := range []float64{2 * gap, 0} {
		if out, ok := named(points, widths, height, gap, far, room); ok {
			return out, true
		}
	}
	return nil, false
}

func named(points []rect, widths []float64, height, gap, far float64, room rect) ([]rect, bool) {
	var out, names []rect
	for i, p := range points {
		others := append(append([]rect{}, points[:i]...), points[i+1:]...)
		places := beside(p, widths[i], height, gap)
		n := slices.IndexFunc(places, func(at rect) bool {
			return at.within(room) && free(at, points) && free(at.apart(far), others) && free(at, names)
		})
		if n < 0 {
			return nil, false
		}
		out, names = append(out, places[n]), append(names, places[n].apart(gap)) // two names in a row do not read as one
	}
	return out, true
}

// apart is r with a gap at its left and right.
func (r rect) apart(gap float64) rect { return rect{r.x - gap, r.y, r.w + 2*gap, r.h} }

// beside are the places of a name about a point, the best first.
func beside(p rect, w, h, gap float64) []rect {
	middle := p.y + (p.h-h)/2
	return []rect{{p.x + p.w + gap, middle, w, h}, {p.x - gap - w, middle, w, h}, {p.x + (p.w-w)/2, p.y - h, w, h}, {p.x + (p.w-w)/2, p.y + p.h, w, h},
		{p.x + p.w, p.y - h, w, h}, {p.x + p.w, p.y + p.h, w, h}, {p.x - w, p.y - h, w, h}, {p.x - w, p.y + p.h, w, h}}
}

func free(at rect, taken []rect) bool {
	for _, t := range taken {
		if at.meets(t) {
			return false
		}
	}
	return true
}

// nearest is the free place nearest to where a piece belongs, by steps.
func nearest(at rect, taken []rect, room rect, stepX, stepY float64) (rect, bool) {
	for ring := range 12 {
		for dy := -ring; dy <= ring; dy++ {
			for dx := -ring; dx <= ring; dx++ {
				if max(dx, -dx, dy, -dy) != ring {
					continue
				}
				try := rect{at.x + float64(dx)*stepX, at.y + float64(dy)*stepY, at.w, at.h}
				if try.within(room) && free(try, taken) {
					return try, true
				}
			}
		}
	}
	return at, false
}
