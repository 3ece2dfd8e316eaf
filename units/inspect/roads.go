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

// What it means that control units follow a layer of lines: half a metre apart
// at most for a third of their edges. Units drawn from the kerbs follow no line.
const (
	onLine       = 0.5
	followsShare = 1.0 / 3
)

// offLine is how far from its line, in metres, an edge may lie and still be on
// it, where the layer does follow lines: what edges that coincide may differ by.
const offLine = coincide

// bend is the cosine of the turn, 20°, from which a vertex is a corner. At the
// corners of an outline that is drawn too large or too small, vertices move
// further than its sides.
const bend = 0.94

// searchLine is how far a line is looked for; an edge further off follows none.
const searchLine = 100

// checkRoads looks for control-unit edges that leave the line which the others
// follow.
func checkRoads(ctx context.Context, all []*tiling, layers []*layer) error {
	var nets []*net
	for _, l := range layers {
		if l.role == study.Barriers && l.common && l.net != nil && len(l.net.lines) > 0 {
			nets = append(nets, l.net)
		}
	}
	for _, t := range all {
		if t.role == study.ControlUnits && t.common {
			if err := t.followLines(ctx, nets); err != nil {
				return err
			}
		}
	}
	return nil
}

// departure is where the outline of a unit leaves its line.
type departure struct {
	off, all float64 // metres of outline
	widest   float64
	place    orb.Point
}

// followLines compares the units with each net, and reports by the one that
// they follow best.
func (t *tiling) followLines(ctx context.Context, nets []*net) error {
	offset := map[int32]float64{} // of outlines that are off as a whole: told already
	for _, o := range t.outlines {
		offset[o.cell] = o.widest
	}
	var best []departure
	follows := followsShare
	for _, n := range nets {
		unitsOff := make([]departure, len(t.areas))
		on := make([]float64, len(t.areas))
		err := eachOne(ctx, len(t.areas), func(k int) {
			drawn, _ := polygonsOf(t.Shapes[k]) // a repair moves what it cuts off
			unitsOff[k], on[k] = n.departure(drawn, offset[int32(k)])
		})
		if err != nil {
			return err
		}
		onAll, all := 0.0, 0.0
		for k := range on {
			onAll, all = onAll+on[k], all+unitsOff[k].all
		}
		if share := onAll / all; share > follows {
			best, follows = unitsOff, share
		}
	}
	for k, d := range best {
		if d.off == 0 {
			continue
		}
		t.found.add(OffRoad, t.at(Finding{
			Features: t.refs(int32(k)), Width: rounded(d.widest, 3), Length: rounded(d.off, 3), weight: d.widest,
			Message: fmt.Sprintf("%s of the outline leave the line that the others follow, by up to %s", metres(d.off), metres(d.widest)),
		}, d.place))
	}
	return nil
}

// departure measures how far the vertices of the largest part of an area lie from
// the lines, and how much of its outline lies on them. Holes and detached parts
// are drawn for reasons of their own.
// An outline that is off as a whole, by so many metres, is on them up to that.
func (n *net) departure(g orb.MultiPolygon, offset float64) (d departure, on float64) {
	if len(g) == 0 {
		return departure{}, 0
	}
	largest := slices.MaxFunc(g, func(p, q orb.Polygon) int {
		if geo.Area(p) < geo.Area(q) {
			return -1
		}
		return 1
	})
	ring := largest[0]
	for i := 1; i < len(ring); i++ {
		length := math.Hypot(ring[i][0]-ring[i-1][0], ring[i][1]-ring[i-1][1])
		far := n.distance(ring[i])
		d.all += length
		if far <= onLine {
			on += length
		}
		if far <= offLine+offset || offset > 0 && isCorner(ring, i) {
			continue
		}
		d.off += length
		if far > d.widest {
			d.widest, d.place = far, ring[i]
		}
	}
	return d, on
}

// isCorner reports whether a ring turns at vertex i, which is not the first.
func isCorner(ring orb.Ring, i int) bool {
	a, b, c := ring[i-1], ring[i], ring[i%(len(ring)-1)+1]
	ux, uy, vx, vy := b[0]-a[0], b[1]-a[1], c[0]-b[0], c[1]-b[1]
	return ux*vx+uy*vy < bend*math.Hypot(ux, uy)*math.Hypot(vx, vy)
}

// distance is how far the nearest line is, searchLine if that is further.
func (n *net) distance(p orb.Point) float64 {
	for _, reach := range [...]float64{1, 10, searchLine} {
		least := math.Inf(1)
		for _, k := range n.index.Touching(orb.Bound{Min: p, Max: p}.Pad(reach)) {
			least = min(least, geo.DistanceTo(p, n.pieces[k].a, n.pieces[k].b))
		}
		if least <= reach {
			return least
		}
	}
	return searchLine
}
