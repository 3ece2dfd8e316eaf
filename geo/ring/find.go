package ring

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// Options are lengths in the unit of the coordinates. The zero value is the
// recommended setting.
type Options struct {
	Gap   float64 // longer gaps are not bridged; 0 means DefaultGap
	Width float64 // lines of one edge so close beside each other are one road; 0 means DefaultWidth
	Touch float64 // lines that come so close meet; 0 means DefaultTouch
	Fixed bool    // the edges are only taken in the order given
}

// What zero options mean, in metres.
const (
	DefaultGap   = 300.0 // a street block
	DefaultWidth = 80.0  // the red lines of an expressway with side roads
	DefaultTouch = 5.0   // half the width of a carriageway
)

func (o Options) withDefaults() Options {
	if o.Gap == 0 {
		o.Gap = DefaultGap
	}
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	if o.Touch == 0 {
		o.Touch = DefaultTouch
	}
	return o
}

// Edge is all lines of one name, or of several that stand for one edge.
type Edge []orb.LineString

// Found is what was found: rings, or else what breaks them.
type Found struct {
	Rings     []Ring // the best first; no two of them alike
	Order     []int  // positions of the edges, in the order in which all rings follow them
	Reordered bool   // that is not the order given, nor its reverse

	// Breaks are all bridges of the ring that comes nearest to closing. None are
	// there if there is a ring, or if the edges do not come near at all.
	Breaks []Bridge
}

// Ring is an outline along edges.
type Ring struct {
	Shape   orb.Polygon
	Area    float64
	Legs    []Leg // in the order of the outline
	Bridges []Bridge
	Bridged float64 // metres of Bridges in all
}

// Leg is the stretch of a ring along one edge.
type Leg struct {
	Edge int
	Path orb.LineString // in the direction of the outline, bridges within the edge included
	Uses []Use          // by position of the line
}

// Use says along which length a leg follows a line of its edge, or the middle of it
// and its neighbours.
type Use struct {
	Line   int // position in the edge
	Length float64
}

// Bridge is a straight piece of a ring where there is no line.
type Bridge struct {
	From, To orb.Point
	Length   float64 // what is missing, less than the distance where half the width of a road accounts for some of it
	A, B     int     // edges that it joins; equal within one edge
}

// ErrTooMany says that edges meet too often for rings to be told apart.
var ErrTooMany = errors.New("edges meet at too many places")

// maxCorners is how many places two edges may meet at. Roads of one name meet once
// or twice; hundreds of places are classes of roads, and not names.
const maxCorners = 200

// maxReordered is how many edges may be put in another order: 2,520 orders of eight.
const maxReordered = 8

// Find returns the rings along the edges, which are at least two.
func Find(ctx context.Context, edges []Edge, opt Options) (*Found, error) {
	if len(edges) < 2 {
		return nil, fmt.Errorf("a ring needs two edges, not %d", len(edges))
	}
	opt = opt.withDefaults()
	segments := segmentsOf(edges, opt.Width)
	found, err := findWithin(ctx, segments, len(edges), opt, false)
	if err != nil || len(found.Rings) > 0 {
		return found, err
	}
	// What would have to be bridged is what is missing.
	for wider := opt; wider.Gap < farthest; {
		wider.Gap *= 4
		wide, err := findWithin(ctx, segments, len(edges), wider, true)
		if err != nil {
			return nil, err
		}
		if len(wide.Rings) > 0 {
			found.Order, found.Reordered, found.Breaks = wide.Order, wide.Reordered, wide.Rings[0].Bridges
			return found, nil
		}
	}
	return found, nil
}

// farthest is how far apart edges may be and still be said to miss each other: a
// city's breadth.
const farthest = 20_000.0

// findWithin tries the order given and then, unless it is fixed, all others from the
// cheapest on; any is with the order given among the others.
func findWithin(ctx context.Context, segments []segment, edges int, opt Options, any bool) (*Found, error) {
	w, err := weave(ctx, segments, edges, opt)
	if err != nil {
		return nil, err
	}
	s := newSearch(w)
	given := identity(edges)
	orders := [][]int{given}
	if !opt.Fixed && edges <= maxReordered {
		others, err := s.cheapest(ctx, edges)
		if err != nil {
			return nil, err
		}
		if any {
			orders = others
		} else {
			orders = append(orders, others...)
		}
	}
	for _, order := range orders {
		rings, err := s.rings(ctx, order)
		if err != nil {
			return nil, err
		}
		if len(rings) > 0 {
			return &Found{Rings: rings, Order: order, Reordered: !slices.Equal(order, given)}, nil
		}
	}
	return &Found{Order: given}, nil
}

func identity(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}
