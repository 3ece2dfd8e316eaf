package inspect

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// coincide is how far apart lines may be and still be the same, in metres: five
// centimetres is what cadastral surveys in towns are held to.
const coincide = 0.05

// sampling is how far apart, at most, an edge is looked at, in metres. Offsets
// change slowly along a border; one vertex that is out shows at its own edges.
const sampling = 5

// contact is a stretch of open edge that runs beside an edge of another cell.
type contact struct {
	cell, other int32
	from, to    orb.Point // the stretch
	offset      float64   // metres from here to the other edge, positive where that lies inside the cell
	length      float64
}

// middle is the place where the offset was taken.
func (c *contact) middle() orb.Point {
	return orb.Point{(c.from[0] + c.to[0]) / 2, (c.from[1] + c.to[1]) / 2}
}

// contacts finds what runs beside the open edges within reach. Edges of two
// neighbours run in opposite directions, since the land of each lies on its left;
// the nearest such edge counts, where it lies across, not ahead.
func contacts(ctx context.Context, open []edge, reach float64) ([]contact, error) {
	boxes := make([]orb.Bound, len(open))
	for i := range open {
		boxes[i] = open[i].bound()
	}
	index := geo.NewIndex(boxes)
	const chunk = 4096
	found := make([][]contact, (len(open)+chunk-1)/chunk)
	err := eachOne(ctx, len(found), func(k int) {
		var near []int
		for i := k * chunk; i < min((k+1)*chunk, len(open)); i++ {
			near = index.AppendTouching(near, boxes[i].Pad(reach))
			found[k] = appendContacts(found[k], open, i, near, reach)
		}
	})
	if err != nil {
		return nil, err
	}
	var all []contact
	for _, f := range found {
		all = append(all, f...)
	}
	return all, nil
}

func appendContacts(to []contact, open []edge, i int, near []int, reach float64) []contact {
	e := &open[i]
	length := e.length()
	ux, uy := (e.b[0]-e.a[0])/length, (e.b[1]-e.a[1])/length
	var beside []*edge
	for _, j := range near {
		f := &open[j]
		if f.cell == e.cell {
			continue
		}
		if along := ux*(f.b[0]-f.a[0]) + uy*(f.b[1]-f.a[1]); along <= -0.5*f.length() {
			beside = append(beside, f)
		}
	}
	if len(beside) == 0 {
		return to
	}
	n := max(1, math.Ceil(length/sampling))
	for s := range int(n) {
		at := func(t float64) orb.Point {
			return orb.Point{e.a[0] + t*(e.b[0]-e.a[0]), e.a[1] + t*(e.b[1]-e.a[1])}
		}
		p := at((float64(s) + 0.5) / n)
		best := contact{other: -1, offset: reach}
		for _, f := range beside {
			q := geo.Nearest(p, f.a, f.b)
			vx, vy := q[0]-p[0], q[1]-p[1]
			d := math.Hypot(vx, vy)
			if d > math.Abs(best.offset) || best.other >= 0 && d == math.Abs(best.offset) && f.cell >= best.other {
				continue
			}
			if d > coincide/10 && math.Abs(vx*ux+vy*uy) > 0.5*d {
				continue
			}
			best.other, best.offset = f.cell, d
			if ux*vy-uy*vx < 0 {
				best.offset = -d
			}
		}
		if best.other >= 0 {
			best.cell, best.length = e.cell, length/n
			best.from, best.to = at(float64(s)/n), at((float64(s)+1)/n)
			to = append(to, best)
		}
	}
	return to
}
