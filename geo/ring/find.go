package ring

import (
	"context"
	"errors"
	"fmt"

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

// Found is what was found: rings, or else what comes nearest to one.
type Found struct {
	Rings []Ring // the best first; no two of them alike

	// Open are rings with bridges longer than Gap, if there is none without: in the
	// order given, with edges that it only touches perhaps, and in another order if
	// that misses less. The first may cross itself and then has no shape. There are
	// none if the edges do not come near at all.
	Open []Ring
}

// Ring is an outline along edges.
type Ring struct {
	Shape orb.Polygon
	Area  float64
	Legs  []Leg // in the order of the outline
	Order []int // of the edges, or its reverse; all rings found have the same

	// Reordered says that Order is not the one given, nor its reverse.
	Reordered bool

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
	w, err := weave(ctx, segments, len(edges), opt)
	if err != nil {
		return nil, err
	}
	s, given := newSearch(w), identity(len(edges))
	found := &Found{}
	if found.Rings, err = s.rings(ctx, given); err != nil || len(found.Rings) > 0 {
		return found, err
	}
	if found.Rings, err = s.reordered(ctx, given); err != nil || len(found.Rings) > 0 {
		return found, err
	}
	found.Open, err = open(ctx, segments, given, opt)
	return found, err
}

// open lets gaps be wider and wider until a ring closes in the order given: what it
// bridges then is what is missing. Another order that closes before counts if it bridges
// less.
func open(ctx context.Context, segments []segment, given []int, opt Options) ([]Ring, error) {
	var other []Ring
	for opt.Gap < farthest {
		opt.Gap *= 4
		w, err := weave(ctx, segments, len(given), opt)
		if err != nil {
			return nil, err
		}
		s := newSearch(w)
		if other == nil {
			if other, err = s.reordered(ctx, given); err != nil {
				return nil, err
			}
		}
		s = newSearch(w)
		s.touching = true
		rings, err := s.rings(ctx, given)
		if err != nil {
			return nil, err
		}
		if len(rings) > 0 {
			if len(other) > 0 && other[0].Bridged < rings[0].Bridged {
				return []Ring{rings[0], other[0]}, nil
			}
			return rings[:1], nil
		}
	}
	return other[:min(1, len(other))], nil
}

// farthest is how far apart edges may be and still be said to miss each other: a
// city's breadth.
const farthest = 20_000.0

func identity(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}
