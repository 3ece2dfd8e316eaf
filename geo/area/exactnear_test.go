package area_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/area"
)

// columns is the area of g within the distance of the points by upright lines:
// between two places where anything begins, ends, crosses or turns, what the
// lines hold is smooth, and the tanh-sinh rule, which bears roots at the ends,
// takes it to some twelve digits.
func columns(g orb.MultiPolygon, points []orb.Point, distance float64) float64 {
	var edges [][2]orb.Point
	var xs []float64
	for _, p := range g {
		for _, r := range p {
			for k := range r {
				a, b := r[k], r[(k+1)%len(r)]
				if a != b {
					edges = append(edges, [2]orb.Point{a, b})
				}
				xs = append(xs, a[0])
			}
		}
	}
	for i, c := range points {
		xs = append(xs, c[0]-distance, c[0]+distance)
		for _, e := range edges {
			dx, dy := e[1][0]-e[0][0], e[1][1]-e[0][1]
			ox, oy := e[0][0]-c[0], e[0][1]-c[1]
			l2 := dx*dx + dy*dy
			mid, cross := -(ox*dx+oy*dy)/l2, ox*dy-oy*dx
			root := math.Sqrt(math.Max(distance*distance*l2-cross*cross, 0)) / l2
			xs = append(xs, e[0][0]+(mid-root)*dx, e[0][0]+(mid+root)*dx)
		}
		for _, d := range points[:i] {
			mx := (c[0] + d[0]) / 2
			dx, dy := c[0]-d[0], c[1]-d[1]
			l2 := dx*dx + dy*dy
			if h := distance*distance - l2/4; l2 > 0 && h >= 0 {
				s := math.Sqrt(h / l2)
				xs = append(xs, mx-s*dy, mx+s*dy)
			}
		}
	}
	slices.Sort(xs)
	sum := 0.0
	for i := 1; i < len(xs); i++ {
		half, middle := (xs[i]-xs[i-1])/2, (xs[i]+xs[i-1])/2
		if half < 1e-12 {
			continue
		}
		const step = 0.125
		for k := -26.0; k <= 26; k++ {
			sinh, cosh := math.Pi/2*math.Sinh(k*step), math.Pi/2*math.Cosh(k*step)
			share := cosh / (math.Cosh(sinh) * math.Cosh(sinh)) * step
			sum += share * half * chord(edges, points, distance, middle+half*math.Tanh(sinh))
		}
	}
	return sum
}

// chord is the length, along the upright line at x, of what is in an area and
// within the distance of a point.
func chord(edges [][2]orb.Point, points []orb.Point, distance, x float64) float64 {
	var ys []float64
	for _, e := range edges {
		if u, v := e[0], e[1]; u[0] < x != (v[0] < x) {
			ys = append(ys, u[1]+(x-u[0])/(v[0]-u[0])*(v[1]-u[1]))
		}
	}
	slices.Sort(ys)
	var chords [][2]float64
	for _, p := range points {
		if h := (distance - (x - p[0])) * (distance + (x - p[0])); h > 0 {
			chords = append(chords, [2]float64{p[1] - math.Sqrt(h), p[1] + math.Sqrt(h)})
		}
	}
	slices.SortFunc(chords, func(a, b [2]float64) int { return slices.Compare(a[:], b[:]) })
	sum := 0.0
	for k := 0; k+1 < len(ys); k += 2 {
		from := ys[k]
		for _, c := range chords {
			if low, high := max(from, c[0]), min(ys[k+1], c[1]); low < high {
				sum += high - low
				from = high
			}
		}
	}
	return sum
}

// Circles that touch, coincide and cross, around points inside, outside, on
// edges and on vertices, and that touch edges.
func TestWithinByColumns(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 60
	}
	rng := rand.New(rand.NewPCG(111, 112))
	worst := 0.0
	for i := range n {
		g := drawn(rng)
		if i%2 == 0 {
			g = beside(rng, g)
		}
		b := g.Bound()
		distance := []float64{4, 8, 20, 40, 100}[rng.IntN(5)]
		var points []orb.Point
		for range 1 + rng.IntN(6) {
			p := g[0][0][rng.IntN(len(g[0][0]))] // a vertex
			q := g[0][0][rng.IntN(len(g[0][0]))]
			switch rng.IntN(6) {
			case 0: // on an edge or between two vertices
				p = orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}
			case 1: // the circle touches a vertex, or a level or upright edge
				p[rng.IntN(2)] += distance
			case 2: // the circle touches another
				if len(points) > 0 {
					p = points[0]
					p[rng.IntN(2)] += 2 * distance
				}
			case 3: // the circle is another
				if len(points) > 0 {
					p = points[0]
				}
			case 4:
				p = orb.Point{b.Min[0] + 256*rng.Float64(), b.Min[1] + 256*rng.Float64()}
			}
			points = append(points, p)
		}
		want := columns(g, points, distance)
		by := places[i%len(places)]
		there := moved(orb.MultiPolygon{{points}}, 1, by)[0][0]
		o := area.Prepare(moved(anyhow(rng, g), 1, by))
		got := o.Within(there, distance)
		least := math.Min(o.Area(), math.Pi*distance*distance)
		off := math.Abs(got-want) / least
		worst = max(worst, off)
		if off > 1e-9 && math.Abs(got-want) > 1e-6 {
			t.Errorf("%v within %v of %v: %v, want %v", g, distance, points, got, want)
		}
	}
	t.Logf("%d areas: at most %.2g of the smaller of area and circle off", n, worst)
}
