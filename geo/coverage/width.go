package coverage

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Width is the width of an area at its widest: twice the radius of the largest
// circle inside it, short of it by a twentieth or a centimetre at most, whichever
// is more; of a long and ragged area perhaps by more.
// The place is the centre of that circle, always inside. An empty area has
// width 0.
//
// Method: branch and bound over squares, as in Mapbox polylabel (Agafonkin
// 2016), started from the bound A/P ≤ r, which holds for every area A with
// perimeter P because no point is further than r from the border.
func Width(shape orb.MultiPolygon) (width float64, place orb.Point) {
	return new(search).width(shape)
}

// search finds the largest circles in shapes. What it makes room for serves for the
// next shape again, so it is for one caller at a time.
type search struct {
	edges  [][2]orb.Point
	across strips
	queue  probes
}

// width is [Width].
func (s *search) width(shape orb.MultiPolygon) (float64, orb.Point) {
	c, _ := s.inscribed(shape, 0)
	return 2 * c.distance, c.centre
}

// narrow reports whether no circle of the given diameter fits into the shape,
// with the width found on the way, a lower bound. A shape so ragged that the
// search ends without an answer is not narrow.
func (s *search) narrow(shape orb.MultiPolygon, diameter float64) (bool, float64, orb.Point) {
	c, settled := s.inscribed(shape, diameter/2)
	return settled && 2*c.distance < diameter, 2 * c.distance, c.centre
}

// isNarrow is narrow without the width, and so without a search where the area
// tells, by π·r² ≤ A and A/P ≤ r, or the box along the longest edge, into which no
// larger circle fits.
func (s *search) isNarrow(shape orb.MultiPolygon, diameter float64) bool {
	area, radius := geo.Area(shape), diameter/2
	switch {
	case area < math.Pi*radius*radius:
		return true
	case area >= radius*geo.Length(shape):
		return false
	}
	edges := s.edgesOf(shape)
	if box := frameOf(edges).edges(edges); min(box.Max[0]-box.Min[0], box.Max[1]-box.Min[1]) < diameter {
		return true
	}
	thin, _, _ := s.narrow(shape, diameter)
	return thin
}

// probe is a square of the search: its centre, half its side, the centre's
// signed distance from the border, and the most any point of it can reach.
type probe struct {
	centre         orb.Point
	half, distance float64
	reach          float64
}

// inscribed searches the largest circle inside the shape. It stops early once a
// circle of radius enough is found, if enough is not 0, and says whether it came
// to an end before its budget was spent.
func (s *search) inscribed(shape orb.MultiPolygon, enough float64) (best probe, settled bool) {
	edges := s.edgesOf(shape)
	if len(edges) == 0 {
		return probe{}, true
	}
	// Along the longest edge a thin shape fills its box, and few squares do.
	turned := frameOf(edges)
	bound := turned.edges(edges)
	s.across.fill(edges, bound)
	s.queue = s.queue[:0]
	defer func() { best = inside(best, turned, shape) }()
	best.distance = math.Inf(-1)
	w, h := bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1]
	most := min(w, h) / 2 // no circle is larger than the box
	add := func(centre orb.Point, half float64) {
		d := s.across.distance(centre)
		p := probe{centre, half, d, min(d+half*math.Sqrt2, most)}
		if d > best.distance {
			best = p
		}
		if p.reach > 0 {
			s.queue.push(p)
		}
	}
	side := max(min(w, h), max(w, h)/64)
	if side == 0 {
		return probe{}, true
	}
	for x := bound.Min[0] + side/2; x < bound.Max[0]+side/2; x += side {
		for y := bound.Min[1] + side/2; y < bound.Max[1]+side/2; y += side {
			add(orb.Point{x, y}, side/2)
		}
	}
	// Thin shapes that run across the squares: the middles of their edges,
	// moved inwards by the guaranteed radius, are good first guesses.
	floor := geo.Area(shape) / geo.Length(shape)
	for k := 0; k < len(edges); k += 1 + len(edges)/32 {
		e := edges[k]
		dx, dy := e[1][0]-e[0][0], e[1][1]-e[0][1]
		if l := math.Hypot(dx, dy); l > 0 { // turned, points an ulp apart may be one
			add(orb.Point{(e[0][0]+e[1][0])/2 - dy/l*floor, (e[0][1]+e[1][1])/2 + dx/l*floor}, 0)
		}
	}
	slack, closest := 0.05, 0.005
	if enough > 0 {
		slack, closest = 0, 0.0005 // what counts is the answer near enough, and the loop ends with it
	}
	// Only a long and ragged border needs more squares, and each costs a look at
	// the edges beside it: a hundredth of a second or so.
	const squares = 4000
	for n := 0; len(s.queue) > 0; n++ {
		if n == squares {
			return best, false
		}
		p := s.queue.pop()
		if p.reach-best.distance <= max(closest, best.distance*slack) {
			break
		}
		if enough > 0 && (best.distance >= enough || p.reach < enough && best.distance > 0) {
			break
		}
		for _, at := range [4][2]float64{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
			q := p.half / 2
			add(orb.Point{p.centre[0] + at[0]*q, p.centre[1] + at[1]*q}, q)
		}
	}
	return best, true
}

// inside takes a probe back from its frame. A centre that no search brought
// inside is moved to where one surely is.
func inside(p probe, f frame, shape orb.MultiPolygon) probe {
	if p.distance <= 0 {
		p.distance, p.centre = 0, geo.InteriorPoint(shape)
		return p
	}
	p.centre = f.back(p.centre)
	return p
}

// frame is a turned coordinate system: origin, and direction of its x axis.
type frame struct {
	origin orb.Point
	x, y   float64 // unit vector
}

// frameOf has its x axis along the longest of the edges.
func frameOf(edges [][2]orb.Point) frame {
	f := frame{origin: edges[0][0], x: 1}
	longest := 0.0
	for _, e := range edges {
		dx, dy := e[1][0]-e[0][0], e[1][1]-e[0][1]
		if l := math.Hypot(dx, dy); l > longest {
			longest, f.x, f.y = l, dx/l, dy/l
		}
	}
	return f
}

// edges takes edges into the frame, in place, and returns their box.
func (f frame) edges(edges [][2]orb.Point) orb.Bound {
	inf := math.Inf(1)
	box := orb.Bound{Min: orb.Point{inf, inf}, Max: orb.Point{-inf, -inf}}
	for i := range edges {
		for k, p := range edges[i] {
			dx, dy := p[0]-f.origin[0], p[1]-f.origin[1]
			p = orb.Point{dx*f.x + dy*f.y, dy*f.x - dx*f.y}
			box.Min[0], box.Max[0] = min(box.Min[0], p[0]), max(box.Max[0], p[0])
			box.Min[1], box.Max[1] = min(box.Min[1], p[1]), max(box.Max[1], p[1])
			edges[i][k] = p
		}
	}
	return box
}

func (f frame) back(p orb.Point) orb.Point {
	return orb.Point{f.origin[0] + p[0]*f.x - p[1]*f.y, f.origin[1] + p[0]*f.y + p[1]*f.x}
}

// edgesOf are the edges of a shape, until the next is asked for.
func (s *search) edgesOf(shape orb.MultiPolygon) [][2]orb.Point {
	edges := s.edges[:0]
	for _, polygon := range shape {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				if ring[i] != ring[i-1] {
					edges = append(edges, [2]orb.Point{ring[i-1], ring[i]})
				}
			}
		}
	}
	s.edges = edges
	return edges
}

// boxOf is the box of the segment p q.
func boxOf(p, q orb.Point) orb.Bound {
	return orb.Bound{Min: orb.Point{min(p[0], q[0]), min(p[1], q[1])}, Max: orb.Point{max(p[0], q[0]), max(p[1], q[1])}}
}
