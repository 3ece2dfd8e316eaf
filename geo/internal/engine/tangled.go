package engine

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

// ErrTangled says that an outline crosses itself beyond what can be mended in time.
var ErrTangled = errors.New("too tangled")

// An outline may cross itself freeCrossings times and crossingsPerEdge times more
// for each of its edges. A drawn one does so a few times, and one that is there
// twice with small differences twice an edge; a thousand edges to and fro do so a
// million times, which GEOS takes a minute for and cannot be stopped.
const (
	freeCrossings    = 1000
	crossingsPerEdge = 4
)

// tangled counts the pairs of edges of a polygon that cross, and gives an error
// where there are too many. It compares no
// more than mostLooks pairs.
func tangled(p orb.Polygon) error {
	x := crossers.Get().(*crosser)
	defer crossers.Put(x)
	x.fill(p)
	slices.SortFunc(x.sides, func(s, t side) int { return cmp.Compare(s.x0, t.x0) })
	const mostLooks = 1 << 28 // half a second
	crossings, most := 0, freeCrossings+crossingsPerEdge*len(x.sides)
	looks := 0
	for i := range x.sides {
		s := &x.sides[i]
		for j := i + 1; j < len(x.sides) && x.sides[j].x0 <= s.x1; j++ {
			looks++
			t := &x.sides[j]
			if t.y0 > s.y1 || t.y1 < s.y0 || !s.crosses(t) {
				continue
			}
			if crossings++; crossings > most {
				return fmt.Errorf("%w: of its %d edges more than %d pairs cross", ErrTangled, len(x.sides), most)
			}
		}
		if looks > mostLooks {
			return nil
		}
	}
	return nil
}

// crosses reports whether two edges cross within both.
func (s *side) crosses(t *side) bool {
	return exact.Orientation(s.a, s.b, t.a)*exact.Orientation(s.a, s.b, t.b) < 0 &&
		exact.Orientation(t.a, t.b, s.a)*exact.Orientation(t.a, t.b, s.b) < 0
}
