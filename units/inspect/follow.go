package inspect

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/units/study"
)

// shortStretch is the least length, in metres, along which two lines must run
// beside each other to mean the same: crossing lines are near each other too, for
// about twice the distance over the tangent of their angle.
const shortStretch = 30

// checkDistricts looks for edges of districts that run beside edges of control
// units without being the same, within the metres where cutting takes them for
// one.
func checkDistricts(ctx context.Context, all []*tiling, follow float64) error {
	var unitEdges []edge
	for _, t := range all {
		if t.role == study.ControlUnits && t.common {
			eachEdge(t.areas, func(e edge) { unitEdges = append(unitEdges, e) })
		}
	}
	if len(unitEdges) == 0 {
		return nil
	}
	near := newBeside(unitEdges)
	for _, t := range all {
		if t.role == study.Districts && t.common {
			if err := t.compareEdges(ctx, near, follow); err != nil {
				return err
			}
		}
	}
	return nil
}

// beside finds which of many edges run beside a place.
type beside struct {
	edges []edge
	index *geo.Index
}

func newBeside(edges []edge) *beside {
	boxes := make([]orb.Bound, len(edges))
	for i := range edges {
		boxes[i] = edges[i].bound()
	}
	return &beside{edges, geo.NewIndex(boxes)}
}

// distances says, for places along e, how far the nearest edge beside it is that
// runs the same way or the opposite; +Inf where there is none within reach.
func (b *beside) distances(e edge, reach float64) []float64 {
	length := e.length()
	n := int(max(1, math.Ceil(length/sampling)))
	far := make([]float64, n)
	ux, uy := (e.b[0]-e.a[0])/length, (e.b[1]-e.a[1])/length
	near := b.index.Touching(e.bound().Pad(reach))
	for s := range far {
		far[s] = math.Inf(1)
		t := (float64(s) + 0.5) / float64(n)
		p := orb.Point{e.a[0] + t*(e.b[0]-e.a[0]), e.a[1] + t*(e.b[1]-e.a[1])}
		for _, k := range near {
			f := &b.edges[k]
			if math.Abs(ux*(f.b[0]-f.a[0])+uy*(f.b[1]-f.a[1])) < 0.7*f.length() {
				continue
			}
			if d := geo.DistanceTo(p, f.a, f.b); d <= reach {
				far[s] = min(far[s], d)
			}
		}
	}
	return far
}

// compareEdges walks along the outlines of districts, each border once.
func (t *tiling) compareEdges(ctx context.Context, near *beside, follow float64) error {
	seen := map[uint64]bool{}
	for k, cell := range t.areas {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, polygon := range cell {
			for _, ring := range polygon {
				var run walk
				for i := 1; i < len(ring); i++ {
					e := edge{ring[i-1], ring[i], int32(k)}
					if e.a == e.b {
						continue
					}
					name, _ := e.name()
					if seen[name] {
						t.addMiss(k, &run)
						continue
					}
					seen[name] = true
					far := near.distances(e, follow)
					for s, d := range far {
						at := func(s int) orb.Point {
							f := float64(s) / float64(len(far))
							return orb.Point{e.a[0] + f*(e.b[0]-e.a[0]), e.a[1] + f*(e.b[1]-e.a[1])}
						}
						if math.IsInf(d, 1) {
							t.addMiss(k, &run)
							continue
						}
						run.add(at(s), at(s+1), d)
					}
				}
				t.addMiss(k, &run)
			}
		}
	}
	return nil
}

// walk is a stretch of line beside another, and how far apart they are.
type walk struct {
	line            orb.LineString
	metres, missing float64 // all of it; what does not coincide
	sum, widest     float64
	place           orb.Point
}

func (w *walk) add(from, to orb.Point, apart float64) {
	if len(w.line) == 0 {
		w.line = orb.LineString{from}
	}
	w.line = append(w.line, to)
	length := math.Hypot(to[0]-from[0], to[1]-from[1])
	w.metres += length
	if apart > coincide {
		w.missing += length
		w.sum += apart * length
	}
	if apart > w.widest {
		w.widest, w.place = apart, orb.Point{(from[0] + to[0]) / 2, (from[1] + to[1]) / 2}
	}
}

// addMiss reports a stretch where a district edge follows control units without
// being the same line, and begins another.
func (t *tiling) addMiss(k int, w *walk) {
	defer func() { *w = walk{} }()
	if w.missing < shortStretch {
		return
	}
	t.found.add(DistrictEdge, t.at(Finding{
		Features: t.refs(int32(k)), Width: rounded(w.widest, 3), Length: rounded(w.missing, 3), weight: w.sum,
		shape:   slices.Clone(w.line),
		Message: fmt.Sprintf("follows control-unit edges along %s but misses them by %s as a rule, %s at most", metres(w.metres), metres(w.sum/w.missing), metres(w.widest)),
	}, w.place))
}
