package inspect

import (
	"context"

	"github.com/paulmach/orb"

	"renewal/units/study"
)

// reachOf is how far apart the edges of neighbours in a layer that ought to tile
// may lie and still mean the same line, in metres; 0 for layers that need not
// tile. Control plans are digitised from 1:1000 to 1:10000, where 1 mm on paper
// is up to 10 m, the distance within which cutting takes edges for the same.
// Parcels are surveyed, and alleys of 3 m between them are real.
func reachOf(role string) float64 {
	switch role {
	case study.ControlUnits, study.Districts:
		return 10
	case study.Parcels:
		return 2
	default:
		return 0
	}
}

// tiling is a layer of areas that ought to tile, and where it does not.
type tiling struct {
	*layer
	reach    float64
	open     []edge
	shared   []float64 // metres that each cell shares with others, point for point
	contacts []contact
	outlines []outline // cells whose whole outline is off
}

// checkTiling looks for overlaps, gaps, holes, enclaves and outlines that are off
// as a whole.
func (l *layer) checkTiling(ctx context.Context) (*tiling, error) {
	t := &tiling{layer: l, reach: reachOf(l.role)}
	if t.reach == 0 || l.areas == nil || !l.metric {
		return nil, nil
	}
	t.open, t.shared = openEdges(l.areas)
	var err error
	if t.contacts, err = contacts(ctx, t.open, t.reach); err != nil {
		return nil, err
	}
	t.findOutlines()
	t.findGaps()
	if err := t.findOverlaps(ctx); err != nil {
		return nil, err
	}
	t.findEnclaves()
	err = t.findHoles(ctx)
	t.open, t.contacts = nil, nil // of a million parcels, half a gigabyte
	return t, err
}

// pair names two cells, the lower position first.
type pair struct{ a, b int32 }

func pairOf(p, q int32) pair { return pair{min(p, q), max(p, q)} }

func (t *tiling) refs(cells ...int32) []string {
	refs := make([]string, len(cells))
	for i, c := range cells {
		refs[i] = t.ref(int(c))
	}
	return refs
}

// stretches makes lines of contacts, joining those that follow each other.
func stretches(of []contact) orb.MultiLineString {
	var lines orb.MultiLineString
	for _, c := range of {
		if n := len(lines); n > 0 && lines[n-1][len(lines[n-1])-1] == c.from {
			lines[n-1] = append(lines[n-1], c.to)
			continue
		}
		lines = append(lines, orb.LineString{c.from, c.to})
	}
	return lines
}
