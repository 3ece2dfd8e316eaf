package crs

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// sample is a place on a line and which way the line runs there.
type sample struct {
	at  orb.Point
	dir float64 // radians from 0 up to π: a line has no sense
}

const (
	finest     = 10.0    // metres between samples at least
	most       = 6000    // samples: more of them say nothing new of a shift, as neighbours agree
	mostTried  = 200_000 // samples in the first look, which finds what lies near the other layer
	hoodTile   = 1000.0  // metres; what lies in a tile beside one with lines is near them
	batchLines = 4096    // lines between looks at the context
	absurd     = 1e6     // metres; a straight piece longer than this is no street or border, and left out
	outermost  = 1e9     // metres from the origin, where no plane of the earth reaches: left out too, as tiles have numbers to 2e10 m
)

// walk returns a sample every step metres along the lines, beginning half a step
// from the start of each, of the places that keep accepts.
func walk(ctx context.Context, lines []orb.LineString, step float64, keep func(orb.Point) bool) ([]sample, error) {
	var found []sample
	for i, l := range lines {
		if i%batchLines == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		next := step / 2 // how far along the segment the next sample lies
		for k := 1; k < len(l); k++ {
			a, b := l[k-1], l[k]
			dx, dy := b[0]-a[0], b[1]-a[1]
			length := math.Hypot(dx, dy)
			if !counts(a, b, length) {
				continue
			}
			for ; next <= length; next += step {
				if p := (orb.Point{a[0] + dx*next/length, a[1] + dy*next/length}); keep(p) {
					found = append(found, sample{p, direction(dx, dy)})
				}
			}
			next -= length
		}
	}
	return found, nil
}

// counts reports whether a straight piece of that length can be one of a street
// or border.
func counts(a, b orb.Point, length float64) bool {
	return length > 0 && length <= absurd && max(math.Abs(a[0]), math.Abs(a[1]), math.Abs(b[0]), math.Abs(b[1])) <= outermost
}

// direction is the angle of a line from 0 up to π.
func direction(dx, dy float64) float64 {
	a := math.Atan2(dy, dx)
	if a < 0 {
		a += math.Pi
	}
	if a >= math.Pi {
		a = 0
	}
	return a
}

// between is the angle of two directions, up to π/2.
func between(a, b float64) float64 {
	return math.Abs(math.Remainder(a-b, math.Pi))
}

// inOrder sorts samples by place, so that sums over them do not depend on the
// order of the lines.
func inOrder(s []sample) []sample {
	slices.SortFunc(s, func(a, b sample) int {
		return cmp.Or(cmp.Compare(a.at[0], b.at[0]), cmp.Compare(a.at[1], b.at[1]), cmp.Compare(a.dir, b.dir))
	})
	return s
}

// stepFor is the step, finest times a power of two, at which lines have no more
// than n samples. Lengths are added in whole millimetres, in which the order of
// the lines does not matter.
func stepFor(lines []orb.LineString, n int) float64 {
	total := int64(0)
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			if length := math.Hypot(l[i][0]-l[i-1][0], l[i][1]-l[i-1][1]); length <= absurd {
				total += int64(length * 1000)
			}
		}
	}
	step := finest
	for float64(total)/1000/step > float64(n) {
		step *= 2
	}
	return step
}

// tile is a square of a coarse grid.
type tile struct{ x, y int32 }

func tileOf(p orb.Point, size float64) tile {
	return tile{int32(math.Floor(p[0] / size)), int32(math.Floor(p[1] / size))}
}

// neighbourhood is the set of tiles that hold samples, with the eight around
// each.
func neighbourhood(samples []sample) map[tile]bool {
	held := map[tile]bool{}
	for _, s := range samples {
		held[tileOf(s.at, hoodTile)] = true
	}
	all := map[tile]bool{}
	for t := range held {
		for dx := int32(-1); dx <= 1; dx++ {
			for dy := int32(-1); dy <= 1; dy++ {
				all[tile{t.x + dx, t.y + dy}] = true
			}
		}
	}
	return all
}
