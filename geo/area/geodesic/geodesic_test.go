package geodesic_test

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/area/geodesic"
)

// Known answers: GeographicLib's own example, Antarctica, and what its routines
// in C, version 2.0, give.
func TestRingArea(t *testing.T) {
	wgs, cgcs := geodesic.WGS84(), geodesic.CGCS2000()
	for _, c := range []struct {
		name string
		e    geodesic.Ellipsoid
		ring orb.Ring
		want float64
	}{
		{"Antarctica", wgs, orb.Ring{{-58, -63.1}, {-74, -72.9}, {-102, -71.9}, {-102, -74.9}, {-131, -74.3}, {-163, -77.5}, {163, -77.4},
			{172, -71.7}, {140, -65.9}, {113, -65.7}, {88, -66.6}, {59, -66.9}, {25, -69.8}, {-4, -70}, {-14, -71}, {-33, -77.3}, {-46, -77.9}, {-61, -74.7}}, 13662703680020.1},
		{"100 m", cgcs, orb.Ring{{113.65, 34.76}, {113.65100000000001, 34.76}, {113.65100000000001, 34.760999999999996}, {113.65, 34.760999999999996}}, 10156.581396400928},
		{"a slanting kilometre", cgcs, orb.Ring{{113.65, 34.76}, {113.6612, 34.7653}, {113.655, 34.7742}, {113.6441, 34.769}}, 1326953.9553399086},
		{"10 km", wgs, orb.Ring{{113.65, 34.76}, {113.75, 34.76}, {113.75, 34.86}, {113.65, 34.86}}, 101505970.63090515},
		{"degree", wgs, orb.Ring{{113, 34}, {114, 34}, {114, 35}, {113, 35}}, 10187822482.474426},
		{"country", wgs, orb.Ring{{75, 39}, {98, 28}, {109, 19}, {121, 29}, {131, 43}, {123, 53}, {88, 48}}, 10075100690717.44},
		{"across the 180th meridian", wgs, orb.Ring{{179, -17}, {-179.5, -18}, {-179, -16}, {179.2, -15.5}}, 37210021921.17671},
		{"across the equator", wgs, orb.Ring{{10, -5}, {25, -8}, {30, 7}, {8, 4}}, 2754495673465.1553},
		{"long edges", wgs, orb.Ring{{0, 0}, {90, 10}, {60, 60}}, 32623927530153.008},
		{"clockwise", wgs, orb.Ring{{113, 34}, {113, 35}, {114, 35}}, -5063496538.411011},
		{"around the pole", wgs, orb.Ring{{0, 85}, {90, 85}, {-130, 88}}, 244122994226.0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.e.RingArea(c.ring)
			t.Logf("%.17g, off by %.2g", got, got/c.want-1)
			if math.Abs(got-c.want) > 1e-10*math.Abs(c.want) {
				t.Errorf("%.17g, want %.17g", got, c.want)
			}
			back := slices.Clone(c.ring)
			slices.Reverse(back)
			if v := c.e.RingArea(append(back, back[0])); math.Abs(v+got) > 1e-11*math.Abs(got) {
				t.Errorf("%.17g forth, %.17g back", got, v)
			}
		})
	}
}

// Parts of an area add up to it, also where a border is cut: a vertex put on a
// geodesic's end changes nothing, and one cut between two vertices is counted
// on both sides.
func TestAddsUp(t *testing.T) {
	e := geodesic.CGCS2000()
	ring := orb.Ring{{113.6, 34.7}, {113.7, 34.68}, {113.8, 34.75}, {113.75, 34.9}, {113.62, 34.85}}
	whole := e.RingArea(ring)
	for i := 2; i < 4; i++ {
		one := slices.Clone(ring[:i+1])
		other := append(slices.Clone(ring[i:]), ring[0])
		if sum := e.RingArea(one) + e.RingArea(other); math.Abs(sum-whole) > 1e-12*whole {
			t.Errorf("cut at %d: %v, want %v", i, sum, whole)
		}
	}
	hole := orb.Ring{{113.7, 34.75}, {113.7, 34.76}, {113.71, 34.76}}
	if got, want := e.Area(orb.MultiPolygon{{ring, hole}}), whole-math.Abs(e.RingArea(hole)); got != want {
		t.Errorf("with a hole: %v, want %v", got, want)
	}
}

// On a sphere, an octant is an eighth of it, and a lune goes by its angle.
func TestSphere(t *testing.T) {
	s := geodesic.Ellipsoid{SemiMajor: 1}
	for _, c := range []struct {
		ring orb.Ring
		want float64
	}{
		{orb.Ring{{0, 0}, {120, 0}, {-120, 0}}, 2 * math.Pi},
		{orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, 0.00030462},
	} {
		if got := s.RingArea(c.ring); math.Abs(got-c.want) > 1e-4*c.want {
			t.Errorf("%v: %v, want %v", c.ring, got, c.want)
		}
	}
}

func TestEveryRing(t *testing.T) {
	e := geodesic.WGS84()
	for _, r := range []orb.Ring{nil, {}, {{1, 1}}, {{1, 1}, {2, 2}}, {{1, 1}, {1, 1}, {1, 1}}, {{1, 1}, {1, 2}, {1, 3}}} {
		if got := e.RingArea(r); got != 0 {
			t.Errorf("%v: %v, want nothing", r, got)
		}
	}
	for _, r := range []orb.Ring{{{0, 0}, {179, 1}, {1, 30}}, {{0, 90}, {1, 80}, {3, 80}}, {{0, 0}, {math.NaN(), 0}, {1, 1}}, {{0, 0}, {math.Inf(1), 0}, {1, 1}}} {
		if got := e.RingArea(r); !math.IsNaN(got) {
			t.Errorf("%v: %v, want NaN", r, got)
		}
	}
}
