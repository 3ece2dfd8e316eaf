package area

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

// edge is a piece of a segment inside a window, from left to right. Heights are
// from the bottom of the window. sign is +1 where the segment ran to the left,
// so that the area is below the edge, and −1 where it ran to the right.
type edge struct {
	x0, x1 float64 // x0 < x1
	y0, y1 float64
	slope  float64
	sign   float64
}

// run is a stretch of x over which an edge passes above the window.
type run struct {
	x0, x1 float64
	sign   float64
}

// end is where a run begins or ends, and by how much it changes the number of
// times the top of the window is covered.
type end struct{ x, change float64 }

// clip appends what the window sees of the segments: the pieces inside, and
// edges along its top where what passes above it covers it. A window inside the
// area sees one edge along its whole top, a window outside nothing. cuts is the
// number of places where segments were cut.
func (s *scratch) clip(to []edge, segments []segment, w box) (edges []edge, cuts int) {
	edges, cuts = s.pieces(to, segments, w)
	return s.along(edges, w.y1-w.y0), cuts
}

// pieces is clip but for the edges along the top of the window: what passes above it is
// left in s.runs.
func (s *scratch) pieces(to []edge, segments []segment, w box) (edges []edge, cuts int) {
	s.runs = s.runs[:0]
	for i := range segments {
		l, r, sign := segments[i].a, segments[i].b, -1.0
		if l[0] > r[0] {
			l, r, sign = r, l, 1
		}
		if r[0] <= w.x0 || l[0] >= w.x1 || l[1] <= w.y0 && r[1] <= w.y0 || l[0] == r[0] {
			continue
		}
		if l[1] >= w.y1 && r[1] >= w.y1 {
			s.above(max(l[0], w.x0), min(r[0], w.x1), sign)
			continue
		}
		slope := (r[1] - l[1]) / (r[0] - l[0])
		if slope > math.MaxFloat64 || slope < -math.MaxFloat64 {
			continue // as good as vertical: it covers no x to speak of
		}
		if l[0] >= w.x0 && r[0] <= w.x1 && l[1] >= w.y0 && l[1] <= w.y1 && r[1] >= w.y0 && r[1] <= w.y1 {
			to = append(to, edge{l[0], r[0], l[1] - w.y0, r[1] - w.y0, slope, sign})
			continue
		}
		from, upTo := l, r
		if l[0] < w.x0 {
			from = orb.Point{w.x0, l[1] + (w.x0-l[0])*slope}
			cuts++
		}
		if r[0] > w.x1 {
			upTo = orb.Point{w.x1, r[1] + (w.x1-r[0])*slope}
			cuts++
		}
		// Now the part below the window goes, and the part above it becomes a run.
		low, high := from[0], upTo[0] // the stretch of x inside the window
		switch {
		case from[1] < w.y0:
			low = clamp(l[0]+(w.y0-l[1])/slope, from[0], upTo[0])
			cuts++
		case from[1] > w.y1:
			low = clamp(l[0]+(w.y1-l[1])/slope, from[0], upTo[0])
			s.above(from[0], low, sign)
			cuts++
		}
		switch {
		case upTo[1] < w.y0:
			high = clamp(l[0]+(w.y0-l[1])/slope, from[0], upTo[0])
			cuts++
		case upTo[1] > w.y1:
			high = clamp(l[0]+(w.y1-l[1])/slope, from[0], upTo[0])
			s.above(high, upTo[0], sign)
			cuts++
		}
		if low < high {
			y0, y1 := clamp(from[1], w.y0, w.y1)-w.y0, clamp(upTo[1], w.y0, w.y1)-w.y0
			to = append(to, edge{low, high, y0, y1, slope, sign})
		}
	}
	return to, cuts
}

// appendEdges appends the edges of g as a window that holds all of g sees them:
// what appendSegments and clip would, at once. base is the bottom of the window.
func appendEdges(to []edge, g orb.MultiPolygon, t turn, origin orb.Point, base float64) []edge {
	for _, p := range g {
		for i, r := range p {
			sign := 1.0 // of edges to the left
			switch t {
			case right:
				sign = -1
			case mixed:
				s := exact.Turn(r)
				if s == 0 {
					continue
				}
				if s > 0 != (i == 0) {
					sign = -1
				}
			}
			x, y := r[len(r)-1][0]-origin[0], r[len(r)-1][1]-origin[1]-base
			for _, c := range r {
				toX, toY := c[0]-origin[0], c[1]-origin[1]-base
				slope := (toY - y) / (toX - x)
				switch {
				case !(slope <= math.MaxFloat64 && slope >= -math.MaxFloat64):
					// Upright, or as good as that, or without length.
				case toX > x:
					to = append(to, edge{x, toX, y, toY, slope, -sign})
				default:
					to = append(to, edge{toX, x, toY, y, slope, sign})
				}
				x, y = toX, toY
			}
		}
	}
	return to
}

// above notes that an edge passes above the window.
func (s *scratch) above(x0, x1, sign float64) {
	if !(x0 < x1) {
		return
	}
	if n := len(s.runs); n > 0 && s.runs[n-1].sign == sign {
		// Edges follow one another along rings.
		switch last := &s.runs[n-1]; {
		case last.x1 == x0:
			last.x1 = x1
			return
		case last.x0 == x1:
			last.x0 = x0
			return
		}
	}
	s.runs = append(s.runs, run{x0, x1, sign})
}

// along appends edges along the top of a window of height h where its runs do
// not cancel.
func (s *scratch) along(to []edge, h float64) []edge {
	if len(s.runs) <= 1 {
		for _, r := range s.runs {
			to = append(to, edge{r.x0, r.x1, h, h, 0, r.sign})
		}
		return to
	}
	s.ends = s.ends[:0]
	for _, r := range s.runs {
		s.ends = append(s.ends, end{r.x0, r.sign}, end{r.x1, -r.sign})
	}
	if len(s.ends) <= few {
		sortFew(s.ends)
	} else {
		slices.SortFunc(s.ends, func(a, b end) int { return cmp.Compare(a.x, b.x) })
	}
	first, cover := 0.0, 0.0
	for i := 0; i < len(s.ends); {
		x, before := s.ends[i].x, cover
		for ; i < len(s.ends) && s.ends[i].x == x; i++ {
			cover += s.ends[i].change
		}
		if cover != before {
			if before != 0 {
				to = append(to, edge{first, x, h, h, 0, before})
			}
			first = x
		}
	}
	return to
}

// few is how many ends are sorted best by putting each in its place.
const few = 24

func sortFew(ends []end) {
	for i := 1; i < len(ends); i++ {
		e, k := ends[i], i
		for ; k > 0 && ends[k-1].x > e.x; k-- {
			ends[k] = ends[k-1]
		}
		ends[k] = e
	}
}

func clamp(v, low, high float64) float64 {
	if v < low {
		return low
	}
	if v > high {
		return high
	}
	return v
}
