package inspect

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/units/study"
)

// findEnclaves finds detached parts of a cell that lie in a hole of another. A
// cell that lies in a hole with its main part is an island, which is in order.
func (t *tiling) findEnclaves() {
	type part struct {
		cell, number int
		main         bool
	}
	var parts []part
	var boxes []orb.Bound
	for k, cell := range t.areas {
		if len(cell) < 2 {
			continue
		}
		largest := 0
		for i := range cell {
			if geo.Area(cell[i]) > geo.Area(cell[largest]) {
				largest = i
			}
		}
		for i := range cell {
			parts = append(parts, part{k, i, i == largest})
			boxes = append(boxes, cell[i].Bound())
		}
	}
	index := geo.NewIndex(boxes)
	for host, cell := range t.areas {
		for _, polygon := range cell {
			for _, ring := range polygon[1:] {
				for _, k := range index.Touching(ring.Bound()) {
					p := parts[k]
					if p.main || p.cell == host {
						continue
					}
					shape := orb.MultiPolygon{t.areas[p.cell][p.number]}
					size := geo.Area(shape)
					if size > 2*math.Abs(geo.RingArea(ring)) {
						continue
					}
					place := geo.InteriorPoint(shape)
					if !pointInside(place, orb.Polygon{ring}) {
						continue
					}
					t.found.add(Enclave, t.at(Finding{
						Features: t.refs(int32(p.cell), int32(host)), Area: rounded(size, 3), weight: size, shape: shape,
						Message: fmt.Sprintf("a detached part of %s lies in a hole of %s", squareMetres(size), t.ref(host)),
					}, place))
					t.found.add(HoleFilled, t.at(Finding{
						Features: t.refs(int32(host), int32(p.cell)), Area: rounded(math.Abs(geo.RingArea(ring)), 3), weight: size,
						Message: fmt.Sprintf("a hole is filled by a detached part of %s", t.ref(p.cell)),
					}, place))
				}
			}
		}
	}
}

// findHoles finds land that the layer surrounds and no cell claims, by the holes
// of the union of all. Parcels leave out streets, so only layers that cover
// streets too are looked at. What is narrower than the reach between neighbours
// has been told as a gap.
func (t *tiling) findHoles(ctx context.Context) error {
	if t.role == study.Parcels {
		return nil
	}
	// Without a grid GEOS is four times as fast; threads that it leaves between
	// outlines are no holes.
	union, err := geo.Union(t.areas)
	if err != nil {
		union, err = geo.Millimetre.Union(t.areas)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		t.found.add(Unmeasured, Finding{Message: fmt.Sprintf("holes, and land that no feature claims, were not looked for: %v", err)})
		return nil
	}
	at := map[[2]int64][]int32{} // cells by the ends of their open edges
	for _, e := range t.open {
		k := [2]int64{int64(math.Round(e.a[0] * grain)), int64(math.Round(e.a[1] * grain))}
		at[k] = append(at[k], e.cell)
	}
	for _, polygon := range union {
		for _, ring := range polygon[1:] {
			around := map[int32]bool{}
			only := int32(-1)
			for _, p := range ring {
				for _, c := range at[[2]int64{int64(math.Round(p[0] * grain)), int64(math.Round(p[1] * grain))}] {
					around[c], only = true, c
				}
			}
			t.addHole(ring, only, len(around))
		}
	}
	return nil
}

// thread is the mean width, in metres, up to which land between outlines comes
// from rounding their points to the millimetre.
const thread = 0.001

func (t *tiling) addHole(ring orb.Ring, only int32, around int) {
	shape := orb.MultiPolygon{{ring}}
	size := geo.Area(shape)
	if 2*size < thread*geo.Length(shape) {
		return
	}
	place := geo.InteriorPoint(shape)
	f := Finding{Area: rounded(size, 3), weight: size, shape: shape}
	if around == 1 {
		if !t.drawnHole(int(only), place) {
			return // left by the repair of a shape that has been told of
		}
		f.Features = t.refs(only)
		f.Message = fmt.Sprintf("a hole of %s that no feature fills", squareMetres(size))
		if size < tinyArea {
			t.found.add(Pinhole, t.at(f, place))
			return
		}
		t.found.add(Hole, t.at(f, place))
		return
	}
	if 2*size/geo.Length(shape) < t.reach { // the mean width
		return
	}
	f.Message = fmt.Sprintf("%s between %d features belong to none", squareMetres(size), around)
	t.found.add(Unclaimed, t.at(f, place))
}

// drawnHole reports whether the file has a hole of cell k at the place.
func (t *tiling) drawnHole(k int, place orb.Point) bool {
	if !t.mended[k] {
		return true
	}
	drawn, _ := geo.Polygons(t.Shapes[k])
	for _, polygon := range drawn {
		for _, ring := range polygon[min(1, len(polygon)):] {
			if pointInside(place, orb.Polygon{ring}) {
				return true
			}
		}
	}
	return false
}
