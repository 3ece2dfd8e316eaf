package inspect

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/coverage"
)

// smallOverlap is the area, in m², up to which an overlap counts only if it is
// somewhere deeper than edges that coincide: along a kilometre of border,
// coordinates rounded to the millimetre overlap by as much.
const smallOverlap = 1

// findGaps gathers, pair by pair, land between neighbours that neither has, and
// edges that run together without sharing points.
func (t *tiling) findGaps() {
	byPair := map[pair][]contact{}
	var pairs []pair
	for _, c := range t.contacts {
		if c.offset > coincide {
			continue // overlaps are measured exactly
		}
		p := pairOf(c.cell, c.other)
		if byPair[p] == nil {
			pairs = append(pairs, p)
		}
		byPair[p] = append(byPair[p], c)
	}
	slices.SortFunc(pairs, func(p, q pair) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) })
	for _, p := range pairs {
		var gap, beside []contact
		for _, c := range byPair[p] {
			if c.offset < -coincide {
				gap = append(gap, c)
			} else {
				beside = append(beside, c)
			}
		}
		if len(gap) > 0 {
			t.addGap(p, gap)
		} else {
			metresOf, place := 0.0, beside[0]
			for _, c := range beside {
				metresOf += c.length / 2 // seen from both sides
				if math.Abs(c.offset) > math.Abs(place.offset) {
					place = c
				}
			}
			t.found.add(Unmatched, t.at(Finding{
				Features: t.refs(p.a, p.b), Length: rounded(metresOf, 3), weight: metresOf, shape: stretches(beside),
				Message: fmt.Sprintf("edges run together for %s without sharing all points", metres(metresOf)),
			}, place.middle()))
		}
	}
}

// addGap reports the gap between two neighbours. Its area is the sum of its
// widths over its length, each taken from both sides and halved.
func (t *tiling) addGap(p pair, gap []contact) {
	metresOf, size, widest := 0.0, 0.0, gap[0]
	for _, c := range gap {
		metresOf += c.length / 2
		size += -c.offset * c.length / 2
		if c.offset < widest.offset {
			widest = c
		}
	}
	t.found.add(Gap, t.at(Finding{
		Features: t.refs(p.a, p.b), Area: rounded(size, 3), Width: rounded(-widest.offset, 3), Length: rounded(metresOf, 3),
		weight: size, shape: stretches(gap),
		Message: fmt.Sprintf("a gap along %s, up to %s wide, about %s in all", metres(metresOf), metres(-widest.offset), squareMetres(size)),
	}, widest.middle()))
}

// findOverlaps measures the land that two cells both claim, exactly. Only cells
// with open edges, and those that lie within such a cell, can overlap.
func (t *tiling) findOverlaps(ctx context.Context) error {
	deepest := map[pair]contact{}
	isOpen := make([]bool, len(t.areas))
	for _, e := range t.open {
		isOpen[e.cell] = true
	}
	for _, c := range t.contacts {
		if p := pairOf(c.cell, c.other); c.offset > coincide && c.offset > deepest[p].offset {
			deepest[p] = c
		}
	}
	index := geo.NewIndex(t.bounds)
	type shared struct {
		pair
		area, width float64
		place       orb.Point
		shape       orb.MultiPolygon
	}
	found := make([][]shared, len(t.areas))
	err := each(ctx, len(t.areas), func(i int) {
		if !isOpen[i] || len(t.areas[i]) == 0 {
			return
		}
		for _, j := range index.Touching(t.bounds[i]) {
			if ctx.Err() != nil { // thousands may lie upon each other
				return
			}
			if j == i || isOpen[j] && j < i || len(t.areas[j]) == 0 { // two open cells meet twice
				continue
			}
			size := area.Of(t.areas[i], t.areas[j])
			p := pairOf(int32(i), int32(j))
			deep, known := deepest[p]
			if size <= 0 || size <= smallOverlap && !known {
				continue
			}
			s := shared{pair: p, area: size, width: deep.offset, place: deep.middle()}
			s.shape = common(t.areas[i], t.areas[j], size)
			// Edges were looked for within reach: what is about as deep, or has more land
			// than a strip of that depth, is deeper.
			if deeper := deep.offset > t.reach/2 || size > deep.offset*geo.Length(s.shape)/2; len(s.shape) > 0 && (!known || deeper) {
				s.width, s.place = coverage.Width(s.shape)
			}
			found[i] = append(found[i], s)
		}
	})
	if err != nil {
		return err
	}
	for _, of := range found {
		for _, s := range of {
			t.found.add(Overlap, t.at(Finding{
				Features: t.refs(s.a, s.b), Area: rounded(s.area, 3), Width: rounded(s.width, 3), weight: s.area, shape: s.shape,
				Message: fmt.Sprintf("both claim %s, up to %s wide", squareMetres(s.area), metres(s.width)),
			}, s.place))
		}
	}
	return nil
}

// common is the land of a known size that a and b share: near enough of it, where
// GEOS loses some without a grid, or nil.
func common(a, b orb.MultiPolygon, size float64) orb.MultiPolygon {
	shape, err := geo.Intersection(a, b)
	if err != nil || math.Abs(geo.Area(shape)-size) > size/2 {
		shape, _ = geo.Millimetre.Intersection(a, b)
	}
	return shape
}
