package inspect

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// edge is one side of an area, with its land to the left.
type edge struct {
	a, b orb.Point
	cell int32
}

func (e *edge) length() float64 { return math.Hypot(e.b[0]-e.a[0], e.b[1]-e.a[1]) }

func (e *edge) bound() orb.Bound {
	return orb.Bound{Min: orb.Point{min(e.a[0], e.b[0]), min(e.a[1], e.b[1])}, Max: orb.Point{max(e.a[0], e.b[0]), max(e.a[1], e.b[1])}}
}

// eachEdge calls do with every edge of the areas, always in the same order.
func eachEdge(cells []orb.MultiPolygon, do func(e edge)) {
	for k, cell := range cells {
		for _, polygon := range cell {
			for r, ring := range polygon {
				forward := (geo.RingArea(ring) > 0) == (r == 0)
				for i := 1; i < len(ring); i++ {
					a, b := ring[i-1], ring[i]
					if a == b {
						continue
					}
					if !forward {
						a, b = b, a
					}
					do(edge{a, b, int32(k)})
				}
			}
		}
	}
}

// grain is how many grains there are to a metre: points are the same if they
// round to the same millimetre.
const grain = 1000

// name numbers an edge the same way in both directions, by a hash of its ends.
// Among ten million edges two share a number by accident with a chance of
// 3 in a million, and then pass for matched.
func (e *edge) name() (number uint64, forward bool) {
	ax, ay := int64(math.Round(e.a[0]*grain)), int64(math.Round(e.a[1]*grain))
	bx, by := int64(math.Round(e.b[0]*grain)), int64(math.Round(e.b[1]*grain))
	forward = ax < bx || ax == bx && ay < by
	if !forward {
		ax, ay, bx, by = bx, by, ax, ay
	}
	h := uint64(0)
	for _, v := range [...]int64{ax, ay, bx, by} {
		h = mix(h ^ uint64(v))
	}
	return h, forward
}

// mix spreads the bits of a number over all of it: the finaliser of SplitMix64
// (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// openEdges returns the edges that no other area shares, point for point and
// the other way round, and the length that each area does share.
func openEdges(cells []orb.MultiPolygon) (open []edge, shared []float64) {
	type named struct {
		number uint64
		index  int32 // of the edge, doubled, odd where it runs backwards
	}
	n := 0
	eachEdge(cells, func(edge) { n++ })
	names := make([]named, 0, n)
	owner := make([]int32, 0, n)
	eachEdge(cells, func(e edge) {
		number, forward := e.name()
		index := int32(len(names)) * 2
		if !forward {
			index++
		}
		names = append(names, named{number, index})
		owner = append(owner, e.cell)
	})
	slices.SortFunc(names, func(p, q named) int {
		return cmp.Or(cmp.Compare(p.number, q.number), cmp.Compare(p.index, q.index))
	})
	matched := make([]bool, n)
	for i := 0; i < n; {
		j := i + 1
		for j < n && names[j].number == names[i].number {
			j++
		}
		if j == i+2 {
			p, q := names[i].index, names[i+1].index
			if p&1 != q&1 && owner[p/2] != owner[q/2] {
				matched[p/2], matched[q/2] = true, true
			}
		}
		i = j
	}
	shared = make([]float64, len(cells))
	i := 0
	eachEdge(cells, func(e edge) {
		if matched[i] {
			shared[e.cell] += e.length()
		} else {
			open = append(open, e)
		}
		i++
	})
	return open, shared
}
