package ring_test

import (
	"context"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/ring"
)

// line draws a line through points given in hundreds of metres.
func line(xy ...float64) orb.LineString {
	var l orb.LineString
	for i := 0; i < len(xy); i += 2 {
		l = append(l, orb.Point{100 * xy[i], 100 * xy[i+1]})
	}
	return l
}

func find(t *testing.T, edges ...ring.Edge) *ring.Found {
	t.Helper()
	found, err := ring.Find(context.Background(), edges, ring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range found.Rings {
		checkRing(t, r)
	}
	return found
}

// checkRing checks what holds of every ring: it is valid, runs counter-clockwise, has
// every edge once, and its legs and bridges are its outline.
func checkRing(t *testing.T, r ring.Ring) {
	t.Helper()
	if reason, at := geo.Check(orb.MultiPolygon{r.Shape}); reason != "" {
		t.Errorf("the ring is no polygon: %s at %v", reason, at)
	}
	if a := geo.RingArea(r.Shape[0]); a <= 0 || a != r.Area {
		t.Errorf("the area is %g, and said to be %g", a, r.Area)
	}
	sum := 0.0
	for _, l := range r.Legs {
		sum += geo.Length(l.Path)
	}
	between := 0.0 // bridges within an edge are of its leg
	for _, b := range r.Bridges {
		if b.A != b.B {
			between += geo.Length(orb.LineString{b.From, b.To})
		}
	}
	if around := geo.Length(r.Shape); math.Abs(around-sum-between) > ring.DefaultTouch*float64(len(r.Legs)) {
		t.Errorf("the outline is %.1f m, legs and bridges %.1f m", around, sum+between)
	}
	if len(r.Legs) != len(r.Order) {
		t.Errorf("%d legs along %d edges", len(r.Legs), len(r.Order))
	}
}

// hectares checks that there is one ring, of that area.
func hectares(t *testing.T, found *ring.Found, want float64) ring.Ring {
	t.Helper()
	if len(found.Rings) != 1 {
		t.Fatalf("%d rings, not one", len(found.Rings))
	}
	if got := found.Rings[0].Area / 1e4; math.Abs(got-want) > 1e-6*want {
		t.Errorf("%.6f ha, not %g", got, want)
	}
	return found.Rings[0]
}

var (
	west  = ring.Edge{line(0, -3, 0, 13)}
	north = ring.Edge{line(-3, 10, 13, 10)}
	east  = ring.Edge{line(10, -3, 10, 13)}
	south = ring.Edge{line(-3, 0, 13, 0)}
)

// Four lines that go on beyond their corners.
func TestCrossingBeyondCorners(t *testing.T) {
	r := hectares(t, find(t, west, north, east, south), 100)
	if len(r.Bridges) != 0 || r.Reordered {
		t.Errorf("bridges %v, reordered %v", r.Bridges, r.Reordered)
	}
	for _, l := range r.Legs {
		if got := geo.Length(l.Path); got != 1000 {
			t.Errorf("edge %d is used for %g m", l.Edge, got)
		}
		if len(l.Uses) != 1 || l.Uses[0].Length != 1000 {
			t.Errorf("edge %d uses %v", l.Edge, l.Uses)
		}
	}
}

// Lines in pieces that begin and end at junctions, as layers of streets have them.
func TestLinesInPieces(t *testing.T) {
	pieces := ring.Edge{line(0, -3, 0, 0), line(0, 4, 0, 0), line(0, 4, 0, 10), line(0, 13, 0, 10)}
	r := hectares(t, find(t, pieces, north, east, south), 100)
	for _, l := range r.Legs {
		if l.Edge == 0 && (len(l.Uses) != 2 || l.Uses[0] != ring.Use{Line: 1, Length: 400} || l.Uses[1] != ring.Use{Line: 2, Length: 600}) {
			t.Errorf("uses %v", l.Uses)
		}
	}
}

// Every road has two carriageways 30 m apart: the ring runs between them, and where
// they cross at four places it has one corner.
func TestDualCarriageways(t *testing.T) {
	dual := func(e ring.Edge, dx, dy float64) ring.Edge {
		a, b := e[0].Clone(), e[0].Clone()
		for i := range a {
			a[i][0], a[i][1] = a[i][0]+dx, a[i][1]+dy
			b[i][0], b[i][1] = b[i][0]-dx, b[i][1]-dy
		}
		b.Reverse()
		return ring.Edge{a, b}
	}
	r := hectares(t, find(t, dual(west, 15, 0), dual(north, 0, 15), dual(east, 15, 0), dual(south, 0, 15)), 100)
	if len(r.Bridges) != 0 {
		t.Errorf("bridges %v", r.Bridges)
	}
	// A third lane beside them: half-way between the outermost.
	hectares(t, find(t, append(dual(west, 15, 0), line(0.05, -3, 0.05, 13)), north, east, south), 100)
	// Two roads of one name farther apart than a road is wide are two roads.
	apart := find(t, ring.Edge{line(0, -3, 0, 13), line(1, -3, 1, 13)}, north, east, south)
	if len(apart.Rings) < 2 || apart.Rings[0].Area != 0.9e6 || apart.Rings[1].Area != 1e6 || apart.Rings[1].Bridged > 0 {
		t.Errorf("%d rings along two roads", len(apart.Rings))
	}
}

// One carriageway ends half way: the ring goes on along the other.
func TestCarriagewayEnds(t *testing.T) {
	r := find(t, ring.Edge{line(-0.1, -3, -0.1, 13), line(0.1, -3, 0.1, 6)}, north, east, south).Rings
	if len(r) != 1 || r[0].Bridged != 0 {
		t.Fatalf("%v", r)
	}
	if got := r[0].Area / 1e4; math.Abs(got-100.4) > 0.1 { // 400 m lie 10 m farther west
		t.Errorf("%g ha", got)
	}
}

// The road in the south ends 50 m short of that in the west.
func TestGapAtJunction(t *testing.T) {
	short := ring.Edge{line(0.5, 0, 13, 0)}
	r := hectares(t, find(t, west, north, east, short), 100)
	want := ring.Bridge{From: orb.Point{0, 0}, To: orb.Point{50, 0}, Length: 50, A: 0, B: 3}
	if len(r.Bridges) != 1 || r.Bridges[0] != want {
		t.Errorf("bridges %v", r.Bridges)
	}
	// It ends where the carriageway was before that was moved to the middle: no gap.
	r = find(t, ring.Edge{line(-0.15, -3, -0.15, 13), line(0.15, -3, 0.15, 13)}, north, east, ring.Edge{line(0.15, 0, 13, 0)}).Rings[0]
	if len(r.Bridges) != 0 || r.Area != 1e6 {
		t.Errorf("bridges %v, area %g", r.Bridges, r.Area)
	}
}

// The road in the west breaks off for 200 m.
func TestGapWithinEdge(t *testing.T) {
	broken := ring.Edge{line(0, -3, 0, 4), line(0, 6, 0, 13)}
	r := hectares(t, find(t, broken, north, east, south), 100)
	if len(r.Bridges) != 1 || r.Bridges[0].Length != 200 || r.Bridges[0].A != 0 || r.Bridges[0].B != 0 {
		t.Errorf("bridges %v", r.Bridges)
	}
	// A gap that is longer than may be bridged is what is missing, with its places.
	found, err := ring.Find(context.Background(), []ring.Edge{broken, north, east, south}, ring.Options{Gap: 150})
	if err != nil || len(found.Rings) != 0 || len(found.Open) != 1 {
		t.Fatalf("%v %v", found, err)
	}
	if b := found.Open[0].Bridges; len(b) != 1 || b[0].Length != 200 {
		t.Errorf("bridges %v", b)
	}
}

// A road that is three sides of the area is given twice: the stretch between is its
// own edge.
func TestEdgeUsedTwice(t *testing.T) {
	round := ring.Edge{line(0, -3, 0, 10), line(0, 10, 10, 10), line(10, 10, 10, -3)}
	across := ring.Edge{line(-3, 7, 13, 7)}
	r := hectares(t, find(t, round, across, round, south), 70)
	for _, l := range r.Legs {
		if l.Edge == 0 || l.Edge == 2 {
			if got := geo.Length(l.Path); got != 700 {
				t.Errorf("edge %d is used for %g m", l.Edge, got)
			}
		}
	}
	// Two edges are enough where they cross twice.
	hectares(t, find(t, round, south), 100)
}

// The road in the north crosses that in the west twice: there are two rings, the
// shorter one first.
func TestTwoRings(t *testing.T) {
	winding := ring.Edge{line(0, -3, 0, 10, 0, 12, 3, 12, 3, 8, 3, 7)}
	found := find(t, winding, north, east, south)
	if len(found.Rings) != 2 {
		t.Fatalf("%d rings", len(found.Rings))
	}
	if a, b := found.Rings[0], found.Rings[1]; geo.Length(a.Shape) > geo.Length(b.Shape) || a.Area != 100e4 || b.Area != 106e4 {
		t.Errorf("areas %g, %g", a.Area, b.Area)
	}
}

// The road in the north meets neither neighbour.
func TestTouchesNothing(t *testing.T) {
	far := ring.Edge{line(2, 16, 8, 16)}
	found := find(t, west, far, east, south)
	if len(found.Rings) != 0 || len(found.Open) == 0 {
		t.Fatalf("%d rings, %d open", len(found.Rings), len(found.Open))
	}
	var missing []ring.Bridge
	for _, b := range found.Open[0].Bridges {
		if b.Length > ring.DefaultGap {
			missing = append(missing, b)
		}
	}
	if len(missing) != 2 {
		t.Fatalf("missing %v", missing)
	}
	for _, b := range missing {
		if b.A != 1 && b.B != 1 {
			t.Errorf("%v does not concern the road in the north", b)
		}
	}
	// Nothing is said of what lies in another city.
	if found := find(t, west, ring.Edge{line(1000, 1000, 1010, 1000)}, east, south); len(found.Rings)+len(found.Open) != 0 {
		t.Errorf("%v", found)
	}
	// An edge without lines meets nothing either.
	if found := find(t, west, nil, east, south); len(found.Rings)+len(found.Open) != 0 {
		t.Errorf("%v", found)
	}
}

// Edges that are not given around the area are put in order, unless they may not be.
func TestAnotherOrder(t *testing.T) {
	r := hectares(t, find(t, west, east, north, south), 100)
	if !r.Reordered {
		t.Error("the order is not said to be another")
	}
	found, err := ring.Find(context.Background(), []ring.Edge{west, east, north, south}, ring.Options{Fixed: true})
	if err != nil || len(found.Rings) != 0 {
		t.Errorf("%v %v", found, err)
	}
}

func TestTooFewEdges(t *testing.T) {
	if _, err := ring.Find(context.Background(), []ring.Edge{west}, ring.Options{}); err == nil {
		t.Error("a ring along one edge")
	}
}
