package area_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

func TestWithin(t *testing.T) {
	const square = "POLYGON((0 0,10 0,10 10,0 10,0 0))"
	const frame = "POLYGON((0 0,10 0,10 10,0 10,0 0),(3 3,3 7,7 7,7 3,3 3))"
	lens := func(d float64) float64 { return 2*math.Acos(d/2) - d/2*math.Sqrt(4-d*d) } // of unit circles
	for _, c := range []struct {
		name, shape string
		points      []orb.Point
		distance    float64
		want        float64
	}{
		{"whole circle", square, []orb.Point{{5, 5}}, 2, 4 * math.Pi},
		{"inscribed circle", square, []orb.Point{{5, 5}}, 5, 25 * math.Pi},
		{"on an edge", square, []orb.Point{{5, 0}}, 2, 2 * math.Pi},
		{"on a corner", square, []orb.Point{{0, 0}}, 2, math.Pi},
		{"corner just reached", square, []orb.Point{{5, 5}}, 5 * math.Sqrt2, 100},
		{"everything", square, []orb.Point{{5, 5}}, 1e5, 100},
		{"everything from afar", square, []orb.Point{{1e6, 5}}, 1e7, 100},
		{"touches from outside", square, []orb.Point{{12, 5}}, 2, 0},
		{"out of reach", square, []orb.Point{{15, 5}}, 2, 0},
		{"cap", square, []orb.Point{{11, 5}}, 2, 4*math.Pi/3 - math.Sqrt(3)},
		{"the same point twice", square, []orb.Point{{5, 5}, {5, 5}}, 2, 4 * math.Pi},
		{"all but the same point", square, []orb.Point{{5, 5}, {5, 5 + 1e-15}, {5 + 1e-15, 5}}, 2, 4 * math.Pi},
		{"two that touch", square, []orb.Point{{4, 5}, {6, 5}}, 1, 2 * math.Pi},
		{"two that overlap", square, []orb.Point{{4, 5}, {5, 5}}, 1, 2*math.Pi - lens(1)},
		{"one beside the other in a row of three", square, []orb.Point{{4, 5}, {5, 5}, {6, 5}}, 1, 3*math.Pi - 2*lens(1)},
		{"one far outside the area between", square, []orb.Point{{5, 5}, {5, 5000}}, 2, 4 * math.Pi},
		{"in the hole", frame, []orb.Point{{5, 5}}, 1, 0},
		{"fills the hole", frame, []orb.Point{{5, 5}}, 2, 0},
		{"beyond the hole", frame, []orb.Point{{5, 5}}, 2 * math.Sqrt2, 8*math.Pi - 16},
		{"corner of the hole", frame, []orb.Point{{3, 3}}, 1, 0.75 * math.Pi},
		{"no points", square, nil, 2, 0},
		{"no distance", square, []orb.Point{{5, 5}}, 0, 0},
		{"negative distance", square, []orb.Point{{5, 5}}, -1, 0},
		{"no limit", frame, []orb.Point{{5, 5}}, math.Inf(1), 84},
		{"no area", "MULTIPOLYGON EMPTY", []orb.Point{{5, 5}}, 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, by := range []orb.Point{{0, 0}, {500000, 4e6}} {
				points := slices.Clone(c.points)
				for i, p := range points {
					points[i] = orb.Point{p[0] + by[0], p[1] + by[1]}
				}
				got := area.Prepare(moved(areas(t, c.shape), 1, by)).Within(points, c.distance)
				if math.Abs(got-c.want) > 1e-12*(1+c.want)*(1+by[0]) {
					t.Errorf("at %v: %v, want %v", by, got, c.want)
				}
			}
		})
	}
}

// sliced is the area of g within distance of the points by upright slices.
func sliced(g orb.MultiPolygon, points []orb.Point, distance float64) float64 {
	b := g.Bound()
	const slices1 = 20000
	width, sum := (b.Max[0]-b.Min[0])/slices1, 0.0
	for i := range slices1 {
		x := b.Min[0] + (float64(i)+0.5)*width
		var ys []float64
		for _, p := range g {
			for _, r := range p {
				for k := 1; k < len(r); k++ {
					if u, v := r[k-1], r[k]; u[0] < x != (v[0] < x) {
						ys = append(ys, u[1]+(x-u[0])/(v[0]-u[0])*(v[1]-u[1]))
					}
				}
			}
		}
		slices.Sort(ys)
		var chords [][2]float64
		for _, p := range points {
			if h := distance*distance - (x-p[0])*(x-p[0]); h > 0 {
				chords = append(chords, [2]float64{p[1] - math.Sqrt(h), p[1] + math.Sqrt(h)})
			}
		}
		slices.SortFunc(chords, func(a, b [2]float64) int { return slices.Compare(a[:], b[:]) })
		for k := 0; k+1 < len(ys); k += 2 {
			from := ys[k]
			for _, c := range chords {
				if low, high := max(from, c[0]), min(ys[k+1], c[1]); low < high {
					sum += (high - low) * width
					from = high
				}
			}
		}
	}
	return sum
}

func TestWithinBySlices(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	for range 40 {
		g := scribble(t, rng, 7)
		if len(g) == 0 {
			continue
		}
		var points []orb.Point
		for range 1 + rng.IntN(8) {
			points = append(points, orb.Point{float64(rng.IntN(17)) / 2, float64(rng.IntN(17)) / 2})
		}
		distance := []float64{0.5, 1, 1.7, 3, 20}[rng.IntN(5)]
		want := sliced(g, points, distance)
		if got := area.Prepare(anyhow(rng, g)).Within(points, distance); math.Abs(got-want) > 1e-3 {
			t.Fatalf("%v within %v of %v: %v, want about %v", g, distance, points, got, want)
		}
	}
}

// More distance and more points mean more area, never more than there is; order
// does not matter, and a cut adds up.
func TestWithinLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(23, 24))
	const off = 1e-9
	for range 80 {
		g, knife := blocks(t, rng, 25), scribble(t, rng, 4)
		var points []orb.Point
		for range 1 + rng.IntN(12) {
			points = append(points, orb.Point{float64(rng.IntN(9)), float64(rng.IntN(9))})
		}
		o, before := area.Prepare(g), 0.0
		for _, d := range []float64{0.1, 0.5, 1, 1.5, 2, 4, 8, 100} {
			v := o.Within(points, d)
			if v < before-off || v > o.Area() {
				t.Fatalf("%v within %v of %v: %v after %v", g, d, points, v, before)
			}
			if fewer := o.Within(points[1:], d); fewer > v+off {
				t.Fatalf("%v within %v: %v of %v, %v without the first", g, d, v, points, fewer)
			}
			turned := slices.Clone(points)
			slices.Reverse(turned)
			if back := o.Within(turned, d); back != v {
				t.Fatalf("%v of %v forth and %v back", g, v, back)
			}
			before = v
		}
		if math.Abs(before-o.Area()) > off {
			t.Fatalf("%v: %v within reach, want all %v", g, before, o.Area())
		}
		part, err1 := geo.Intersection(g, knife)
		rest, err2 := geo.Difference(g, knife)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		sum := area.Prepare(part).Within(points, 1.3) + area.Prepare(rest).Within(points, 1.3)
		if whole := o.Within(points, 1.3); math.Abs(sum-whole) > off {
			t.Fatalf("%v cut by %v: %v, want %v", g, knife, sum, whole)
		}
	}
}
