package distance

import "math"

// feature is what may be nearest along a segment, seen from it: t is the way along
// the segment, in its unit, from its start. The distance is √((t−x)² + y²) of a
// point, and |y + slope·(t−x)| of a line.
type feature struct {
	line  bool
	x, y  float64
	slope float64
}

func (f *feature) at(t float64) float64 {
	if f.line {
		return math.Abs(f.y + f.slope*(t-f.x))
	}
	return math.Hypot(t-f.x, f.y)
}

// meet are the places where two features are equally far, at most two, ascending.
// Differences of squares are taken apart into factors, so that lengths that nearly
// cancel leave no more than their own rounding.
func (f *feature) meet(g *feature) (places [2]float64, n int) {
	switch {
	case f.line && g.line:
		// ±(y + slope (t−x)) of one is that of the other.
		at := g.y + g.slope*(f.x-g.x) // of g where f is y
		places, n = append2(places, n, f.x-(f.y-at)/(f.slope-g.slope))
		places, n = append2(places, n, f.x-(f.y+at)/(f.slope+g.slope))
	case !f.line && !g.line:
		places, n = append2(places, n, (f.x+g.x)/2+(f.y-g.y)*(f.y+g.y)/(2*(f.x-g.x)))
	default:
		if f.line {
			f, g = g, f
		}
		// With τ = t−x of the point and m the line there:
		// τ² + y² = (m + slope·τ)².
		m := g.y + g.slope*(f.x-g.x)
		a, b, c := (1-g.slope)*(1+g.slope), -2*m*g.slope, (f.y-m)*(f.y+m)
		d := b*b - 4*a*c
		if !(d >= 0) {
			return places, 0
		}
		q := -(b + math.Copysign(math.Sqrt(d), b)) / 2
		places, n = append2(places, n, f.x+q/a)
		places, n = append2(places, n, f.x+c/q)
	}
	if n == 2 && places[0] > places[1] {
		places[0], places[1] = places[1], places[0]
	}
	return places, n
}

// append2 leaves out what is no number: there is no such place.
func append2(places [2]float64, n int, t float64) ([2]float64, int) {
	if t-t == 0 {
		places[n] = t
		n++
	}
	return places, n
}

// integral is that of the distance from one place to another. A line must not be
// crossed between them.
func (f *feature) integral(from, to float64) float64 {
	if f.line {
		return (to - from) * (f.at(from) + f.at(to)) / 2
	}
	return primitive(to-f.x, math.Abs(f.y)) - primitive(from-f.x, math.Abs(f.y))
}

// primitive is ∫₀ᵗ √(τ² + y²) dτ.
func primitive(t, y float64) float64 {
	p := t * math.Hypot(t, y)
	if y > 0 {
		p += y * y * math.Asinh(t/y)
	}
	return p / 2
}

// within is the stretch from one place to another along which the distance is at
// most r; it is empty, and may run backwards, where there is none.
func (f *feature) within(from, to, r float64) (float64, float64) {
	low, high := math.Inf(-1), math.Inf(1)
	switch {
	case !f.line:
		half := math.Sqrt((r - f.y) * (r + f.y))
		low, high = f.x-half, f.x+half
	case f.slope != 0:
		one, other := f.x+(r-f.y)/f.slope, f.x-(r+f.y)/f.slope
		low, high = min(one, other), max(one, other)
	case math.Abs(f.y) > r:
		return from, from
	}
	if !(low <= high) { // NaN: too far everywhere
		return from, from
	}
	return max(from, low), min(to, high)
}
