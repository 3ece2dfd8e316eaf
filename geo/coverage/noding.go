package coverage

import (
	"cmp"
	"context"
	"math/bits"
	"runtime"
	"slices"

	"renewal/geo/parallel"
)

// node cuts the segments where they meet, by snap rounding: chain i runs from
// segment i's first to its last point through every hot pixel on its way. The
// hot pixels are the squares of one step around every end of a segment and
// every rounded crossing of two. Two chains then meet only at points they share.
// A segment that nothing meets has no chain, but nil.
func node(ctx context.Context, segs []segment) ([][]pt, error) {
	near := newBuckets(segs)
	hot, err := crossings(ctx, segs, near)
	if err != nil {
		return nil, err
	}
	for _, s := range segs {
		hot = append(hot, s.a, s.b)
	}
	hot = sortPoints(hot)
	return threads(ctx, segs, nil, newPixelIndex(near, hot), near, hot)
}

// blockSize is how many segments or buckets a worker takes at a time: a few
// milliseconds, so that the last block keeps nobody waiting.
const blockSize = 8192

func blocksOf(n int) int { return (n + blockSize - 1) / blockSize }

func workers() int { return runtime.GOMAXPROCS(0) }

// which lists the numbers below n for which it holds, ascending. It is asked on all
// cores.
func which(n int, holds func(i int) bool) []int32 {
	found := make([][]int32, blocksOf(n))
	_ = parallel.Each(context.Background(), len(found), workers(), func(block int) error {
		for i := block * blockSize; i < min((block+1)*blockSize, n); i++ {
			if holds(i) {
				found[block] = append(found[block], int32(i))
			}
		}
		return nil
	})
	return slices.Concat(found...)
}

// crossings lists the places where segments cross.
func crossings(ctx context.Context, segs []segment, near *buckets) ([]pt, error) {
	cells := int(near.nx * near.ny)
	found := make([][]pt, blocksOf(cells))
	err := parallel.Each(ctx, len(found), workers(), func(block int) error {
		for c := block * blockSize; c < min((block+1)*blockSize, cells); c++ {
			in := near.at(int64(c))
			for k, i := range in {
				for _, j := range in[k+1:] {
					if p, ok := crossing(segs[i], segs[j]); ok {
						found[block] = append(found[block], p)
					}
				}
			}
		}
		return nil
	})
	return slices.Concat(found...), err
}

// threads runs segments through the hot pixels that they pass, then each new
// edge through those that it passes since it was bent, until nothing bends
// (iterated snap rounding, Halperin and Packer 2002: without it a bent edge may
// come as near to a vertex as rounding allows). Chain i is that of segment
// which[i], or i if which is nil; nil where there is nothing on the way.
func threads(ctx context.Context, segs []segment, which []int32, at pixelIndex, near *buckets, hot []pt) ([][]pt, error) {
	n := len(segs)
	if which != nil {
		n = len(which)
	}
	out := make([][]pt, n)
	err := parallel.Each(ctx, blocksOf(n), workers(), func(block int) error {
		var chain []pt
		for i := block * blockSize; i < min((block+1)*blockSize, n); i++ {
			s := segs[i]
			if which != nil {
				s = segs[which[i]]
			}
			if chain = at.thread(append(chain[:0], s.a), s, near, hot); len(chain) > 2 {
				out[i] = slices.Clone(chain)
			}
		}
		return nil
	})
	return out, err
}

// thread appends to chain, which ends with s.a, the way to s.b.
func (at *pixelIndex) thread(chain []pt, s segment, near *buckets, hot []pt) []pt {
	var room [16]pt
	on := room[:0]
	near.trace(s, margin, func(c int64) {
		for _, k := range at.items[at.first[c]:at.first[c+1]] {
			if p := hot[k]; p != s.a && p != s.b && passes(s, p) {
				on = append(on, p)
			}
		}
	})
	if len(on) == 0 {
		return append(chain, s.b)
	}
	dx, dy := int64(s.b.x-s.a.x), int64(s.b.y-s.a.y)
	along := func(p pt) int64 { return int64(p.x-s.a.x)*dx + int64(p.y-s.a.y)*dy }
	slices.SortFunc(on, func(p, q pt) int {
		return cmp.Or(cmp.Compare(along(p), along(q)), compare(p, q))
	})
	for _, p := range append(on, s.b) {
		last := chain[len(chain)-1]
		chain = at.thread(chain, segment{last, p}, near, hot)
	}
	return chain
}

// pixelIndex holds each hot pixel in the one cell of the buckets that its
// centre lies in. A trace widened by the margin meets every pixel of its
// segment.
type pixelIndex struct {
	first []int32
	items []int32
}

func newPixelIndex(x *buckets, hot []pt) pixelIndex {
	at := pixelIndex{first: make([]int32, x.nx*x.ny+1), items: make([]int32, len(hot))}
	for _, p := range hot {
		at.first[x.cell(p)+1]++
	}
	for c := range len(at.first) - 1 {
		at.first[c+1] += at.first[c]
	}
	next := slices.Clone(at.first)
	for i, p := range hot {
		c := x.cell(p)
		at.items[next[c]] = int32(i)
		next[c]++
	}
	return at
}

// crossing returns the grid point nearest to where the interiors of two
// segments cross, halves rounded up. Segments that only touch, or overlap, have
// none: their own ends are the nodes.
func crossing(s, t segment) (pt, bool) {
	if max(s.a.x, s.b.x) < min(t.a.x, t.b.x) || max(t.a.x, t.b.x) < min(s.a.x, s.b.x) ||
		max(s.a.y, s.b.y) < min(t.a.y, t.b.y) || max(t.a.y, t.b.y) < min(s.a.y, s.b.y) {
		return pt{}, false
	}
	d1, d2 := orient(t.a, t.b, s.a), orient(t.a, t.b, s.b)
	if d1 == 0 || d2 == 0 || (d1 > 0) == (d2 > 0) {
		return pt{}, false
	}
	d3, d4 := orient(s.a, s.b, t.a), orient(s.a, s.b, t.b)
	if d3 == 0 || d4 == 0 || (d3 > 0) == (d4 > 0) {
		return pt{}, false
	}
	num, den := uint64(abs(d1)), uint64(abs(d1))+uint64(abs(d2))
	return pt{
		s.a.x + int32(share(int64(s.b.x-s.a.x), num, den)),
		s.a.y + int32(share(int64(s.b.y-s.a.y), num, den)),
	}, true
}

// share is d·num/den rounded to the nearest integer, halves up, for
// 0 < num < den, in 128 bits.
func share(d int64, num, den uint64) int64 {
	hi, lo := bits.Mul64(uint64(abs(d)), num)
	quo, rem := bits.Div64(hi, lo, den)
	if d >= 0 {
		if rem >= den-rem {
			quo++
		}
		return int64(quo)
	}
	if rem > den-rem {
		quo++
	}
	return -int64(quo)
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// passes reports whether the segment meets the pixel of p: the square of one
// step around it, with its left and lower sides and without the others, so that
// the pixels of all grid points tile the plane.
func passes(s segment, p pt) bool {
	// Doubled coordinates from p; the pixel is [-1, 1) × [-1, 1).
	ax, ay := 2*int64(s.a.x-p.x), 2*int64(s.a.y-p.y)
	bx, by := 2*int64(s.b.x-p.x), 2*int64(s.b.y-p.y)
	if min(ax, bx) >= 1 || max(ax, bx) < -1 || min(ay, by) >= 1 || max(ay, by) < -1 {
		return false
	}
	side := func(cx, cy int64) int64 { return (bx-ax)*(cy-ay) - (by-ay)*(cx-ax) }
	ll, lr, ul, ur := side(-1, -1), side(1, -1), side(-1, 1), side(1, 1)
	low, high := min(ll, lr, ul, ur), max(ll, lr, ul, ur)
	switch {
	case low > 0 || high < 0: // all corners strictly on one side
		return false
	case low < 0 && high > 0: // through the inside
		return true
	default: // through one corner (a side, at half a step, no segment runs along); only the lower left one belongs
		return ll == 0
	}
}
