package crs

import (
	"context"
	"math"

	"github.com/paulmach/orb"
)

// pairing is two layers of lines made ready to be laid over each other.
type pairing struct {
	samples []sample // of the layer that is moved, in order
	fixed   *pieces  // the layer that stays
	length  float64  // metres that the samples stand for
	swapped bool     // the reference is what is moved
}

// pair decides which layer to move: the one with less length near the other.
func pair(ctx context.Context, lines, reference []orb.LineString) (pairing, error) {
	all := func(orb.Point) bool { return true }
	step := [2]float64{stepFor(lines, mostTried), stepFor(reference, mostTried)}
	layers := [2][]orb.LineString{lines, reference}
	var first [2][]sample
	var err error
	for k := range first {
		if first[k], err = walk(ctx, layers[k], step[k], all); err != nil {
			return pairing{}, err
		}
	}
	hood := [2]map[tile]bool{neighbourhood(first[1]), neighbourhood(first[0])}
	var length [2]float64
	for k := range first {
		for _, s := range first[k] {
			if hood[k][tileOf(s.at, hoodTile)] {
				length[k] += step[k]
			}
		}
	}
	k := 0
	if length[1] < length[0] {
		k = 1
	}
	p := pairing{length: length[k], swapped: k == 1}
	if p.length < leastLength {
		return p, nil
	}
	near := func(q orb.Point) bool { return hood[k][tileOf(q, hoodTile)] }
	if p.samples, err = walk(ctx, layers[k], max(finest, p.length/most), near); err != nil {
		return p, err
	}
	inOrder(p.samples)
	p.fixed, err = newPieces(ctx, layers[1-k])
	return p, err
}

// twoSides splits samples by the two directions, at right angles, that most of
// them run in. ok is false where one of the two is hardly there.
func twoSides(samples []sample) (sides [2][]sample, ok bool) {
	var c, s float64 // of four times the angle, in which right angles are a full turn
	for _, q := range samples {
		sin, cos := math.Sincos(4 * q.dir)
		c, s = c+cos, s+sin
	}
	axis := math.Atan2(s, c) / 4
	for _, q := range samples {
		k := 0
		if between(q.dir, axis) > math.Pi/4 {
			k = 1
		}
		sides[k] = append(sides[k], q)
	}
	least := leastSide * float64(len(samples))
	return sides, float64(min(len(sides[0]), len(sides[1]))) >= max(least, 1)
}
