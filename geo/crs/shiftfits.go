package crs

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// fits says how well each shift fits: the lower of the two sides' counts, each in
// standard deviations above its mean over all shifts.
type fits struct {
	reach int // cells
	fit   []float64
}

func newFits(ctx context.Context, sides [2][]sample, fixed *pieces, reach int) (*fits, error) {
	maps, err := countShifts(ctx, sides, fixed, reach)
	if err != nil {
		return nil, err
	}
	f := &fits{reach: reach, fit: standard(maps[0].counts)}
	for i, z := range standard(maps[1].counts) {
		f.fit[i] = min(f.fit[i], z)
	}
	return f, nil
}

// standard takes counts to standard deviations above their mean. Counts that are
// all the same are all 0.
func standard(counts []int32) []float64 {
	n := float64(len(counts))
	mean, square := 0.0, 0.0
	for _, c := range counts {
		mean += float64(c) / n
	}
	for _, c := range counts {
		square += (float64(c) - mean) * (float64(c) - mean) / n
	}
	z := make([]float64, len(counts))
	if square > 0 {
		for i, c := range counts {
			z[i] = (float64(c) - mean) / math.Sqrt(square)
		}
	}
	return z
}

func (f *fits) at(x, y int) float64 { return f.fit[(y+f.reach)*(2*f.reach+1)+x+f.reach] }

// peak is a shift, in cells, that fits no worse than those beside it.
type peak struct {
	x, y int
	fit  float64
}

const (
	separate = 10 // cells between peaks: fits nearer to each other than 100 m are of one kind
	tail     = 50 // peaks from which the tail of chance is taken
)

// best is the highest peak and its chance.
func (f *fits) best() (peak, float64) {
	peaks := f.peaks(tail + 2)
	n := min(tail, len(peaks)-2)
	if n < tail/2 || peaks[0].fit <= 0 { // too few to know what chance does
		if len(peaks) == 0 {
			return peak{}, 1
		}
		return peaks[0], 1
	}
	floor, excess := peaks[n+1].fit, 0.0
	for _, p := range peaks[1 : n+1] {
		excess += (p.fit - floor) / float64(n)
	}
	if excess <= 0 {
		return peaks[0], 1
	}
	return peaks[0], min(1, float64(n)*math.Exp(-(peaks[0].fit-floor)/excess))
}

// peaks returns the n highest peaks that are not near a higher one, highest
// first.
func (f *fits) peaks(n int) []peak {
	var all []peak
	for y := -f.reach; y <= f.reach; y++ {
		for x := -f.reach; x <= f.reach; x++ {
			if p := (peak{x, y, f.at(x, y)}); f.isPeak(p) {
				all = append(all, p)
			}
		}
	}
	slices.SortFunc(all, func(a, b peak) int {
		return cmp.Or(cmp.Compare(b.fit, a.fit), cmp.Compare(a.x*a.x+a.y*a.y, b.x*b.x+b.y*b.y), cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y))
	})
	var kept []peak
	for _, p := range all {
		near := func(q peak) bool { return max(p.x-q.x, q.x-p.x, p.y-q.y, q.y-p.y) < separate }
		if len(kept) < n && !slices.ContainsFunc(kept, near) {
			kept = append(kept, p)
		}
	}
	return kept
}

func (f *fits) isPeak(p peak) bool {
	for y := max(p.y-1, -f.reach); y <= min(p.y+1, f.reach); y++ {
		for x := max(p.x-1, -f.reach); x <= min(p.x+1, f.reach); x++ {
			if f.at(x, y) > p.fit {
				return false
			}
		}
	}
	return true
}

// highestWithin is the best fit of the shifts no longer than so many metres.
func (f *fits) highestWithin(metres float64) float64 {
	high := math.Inf(-1)
	r := min(int(metres/cell), f.reach)
	for y := -r; y <= r; y++ {
		for x := -r; x <= r; x++ {
			if math.Hypot(float64(x), float64(y))*cell <= metres {
				high = max(high, f.at(x, y))
			}
		}
	}
	return high
}
