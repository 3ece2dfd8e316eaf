package engine

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// asked is judge without the short cut.
func asked(t *testing.T, g orb.MultiPolygon) string {
	t.Helper()
	if len(g) == 0 {
		return ""
	}
	var said string
	if err := run(func(s session) { said = s.shape(g).IsValidReason() }); err != nil {
		t.Fatalf("%v: %v", g, err)
	}
	if said == "Valid Geometry" {
		return ""
	}
	return said
}

func square(x, y, side float64, shell bool) orb.Ring {
	r := orb.Ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
	return directed(r, shell)
}

func TestSimple(t *testing.T) {
	spiral := orb.Ring{{0, 0}, {9, 0}, {9, 9}, {1, 9}, {1, 2}, {7, 2}, {7, 7}, {3, 7}, {3, 4}, {5, 4}, {5, 5}, {4, 5}, {4, 6}, {6, 6}, {6, 3}, {2, 3}, {2, 8}, {8, 8}, {8, 1}, {0, 1}, {0, 0}}
	for _, c := range []struct {
		name string
		g    orb.MultiPolygon
		want bool
	}{
		{"square", orb.MultiPolygon{{square(0, 0, 1, true)}}, true},
		{"triangle", orb.MultiPolygon{{{{0, 0}, {1, 0}, {0, 1}, {0, 0}}}}, true},
		{"spiral", orb.MultiPolygon{{spiral}}, true},
		{"straight on", orb.MultiPolygon{{{{0, 0}, {1, 0}, {2, 0}, {2, 2}, {0, 0}}}}, true},
		{"spike", orb.MultiPolygon{{{{0, 0}, {1, 0}, {2, 0}, {1, 0}, {1, 1}, {0, 0}}}}, false},
		{"spike at the first point", orb.MultiPolygon{{{{2, 0}, {1, 0}, {1, 1}, {0, 0}, {2, 0}}}}, false},
		{"bow tie", orb.MultiPolygon{{{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}}}, false},
		{"touches itself in a point", orb.MultiPolygon{{{{0, 0}, {2, 0}, {1, 1}, {2, 2}, {0, 2}, {1, 1}, {0, 0}}}}, false},
		{"vertex on an edge", orb.MultiPolygon{{{{0, 0}, {4, 0}, {4, 4}, {2, 0}, {0, 4}, {0, 0}}}}, false},
		{"hole", orb.MultiPolygon{{square(0, 0, 9, true), square(1, 1, 2, false), square(5, 5, 2, false)}}, true},
		{"hole beside a vertex", orb.MultiPolygon{{{{0, 0}, {9, 0}, {7, 2}, {9, 9}, {0, 9}, {0, 0}}, square(1, 1, 1, false)}}, true},
		{"hole that touches", orb.MultiPolygon{{square(0, 0, 9, true), square(0, 1, 2, false)}}, false},
		{"hole outside", orb.MultiPolygon{{square(0, 0, 9, true), square(20, 1, 2, false)}}, false},
		{"hole in a hole", orb.MultiPolygon{{square(0, 0, 9, true), square(1, 1, 6, false), square(2, 2, 2, false)}}, false},
		{"parts", orb.MultiPolygon{{square(0, 0, 1, true)}, {square(2, 0, 1, true)}}, true},
		{"parts that touch", orb.MultiPolygon{{square(0, 0, 1, true)}, {square(1, 1, 1, true)}}, false}, // valid, but GEOS has to say so
		{"part in a part", orb.MultiPolygon{{square(0, 0, 9, true)}, {square(1, 1, 1, true)}}, false},
		{"nothing", nil, true},
	} {
		for _, at := range []float64{0, 4e6 + 1./3, 1e15} {
			g := c.g.Clone()
			for _, p := range g {
				for _, r := range p {
					for i := range r {
						r[i] = orb.Point{r[i][0] + at, r[i][1] - at}
					}
				}
			}
			if got := simple(g); got != c.want {
				t.Errorf("%s at %g: %v", c.name, at, got)
			}
			if said := asked(t, g); c.want && said != "" {
				t.Errorf("%s at %g: GEOS says %s", c.name, at, said)
			}
		}
	}
}

// What is valid for certain is valid to GEOS, on rings of many kinds; and most of
// what is valid is found out without it.
func TestSimpleIsValid(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	certain, valid := 0, 0
	for i := range 20_000 {
		offset := []float64{0, 4e6 + 1./3, 1e-3}[i%3]
		span := []int{4, 9, 1000}[rng.IntN(3)]
		var g orb.MultiPolygon
		for range 1 + rng.IntN(2) {
			var p orb.Polygon
			for range 1 + rng.IntN(3) {
				var r orb.Ring
				for range 3 + rng.IntN(5+60*(i%2)) {
					r = append(r, orb.Point{offset + float64(rng.IntN(span)), offset + float64(rng.IntN(span))})
				}
				if rng.IntN(2) == 0 { // star-shaped, so that it does not cross itself as a rule
					around(r, offset+float64(span)/2)
				}
				p = append(p, append(r, r[0]))
			}
			g = append(g, p)
		}
		g, _ = tidy(g)
		said := asked(t, g)
		if said == "" {
			valid++
		}
		if simple(g) {
			certain++
			if said != "" {
				t.Fatalf("%v: GEOS says %s", g, said)
			}
		}
	}
	if certain < 500 || certain < valid/4 {
		t.Errorf("%d of %d valid shapes were found out without GEOS", certain, valid)
	}
}

// around sorts the points by the direction in which the centre sees them.
func around(r orb.Ring, centre float64) {
	slices.SortFunc(r, func(p, q orb.Point) int {
		return cmp.Compare(math.Atan2(p[1]-centre, p[0]-centre), math.Atan2(q[1]-centre, q[0]-centre))
	})
}
