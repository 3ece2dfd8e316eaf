package geo

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// On a square of 256 × 256 cells the curve visits each once, steps to a cell
// beside it, and leaves no number out; and it does so in each quarter of the
// whole, where squares are turned differently.
func TestHilbertIsAHilbertCurve(t *testing.T) {
	const side = 256
	for _, corner := range [][2]uint32{{0, 0}, {0, 1<<16 - side}, {1<<16 - side, 0}, {1<<16 - side, 1<<16 - side}, {5 * side, 77 * side}} {
		cells := map[uint32][2]uint32{}
		first := ^uint32(0)
		for x := range uint32(side) {
			for y := range uint32(side) {
				d := hilbert(corner[0]+x, corner[1]+y)
				cells[d] = [2]uint32{x, y}
				first = min(first, d)
			}
		}
		if len(cells) != side*side {
			t.Fatalf("corner %v: %d numbers for %d cells", corner, len(cells), side*side)
		}
		for d := first + 1; d < first+side*side; d++ {
			a, b := cells[d-1], cells[d]
			if dx, dy := a[0]-b[0], a[1]-b[1]; dx*dx+dy*dy != 1 {
				t.Fatalf("corner %v: from %d to %d it steps from %v to %v", corner, d-1, d, a, b)
			}
		}
	}
	if first, last := hilbert(0, 0), hilbert(1<<16-1, 0); first != 0 || last != 1<<32-1 {
		t.Errorf("it runs from %d to %d", first, last)
	}
}

// Few and many keys come in order, also where many places are the same.
func TestKeysAreSortedByPlace(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	for _, n := range []int{0, 1, 100, 2047, 2048, 50000} {
		for _, places := range []uint64{1, 7, 1 << 32} {
			keys := make([]uint64, n)
			for i := range keys {
				keys[i] = rng.Uint64N(places)<<32 | uint64(i)
			}
			want := slices.Sorted(slices.Values(keys))
			if got := sortedByPlace(keys); !slices.Equal(got, want) {
				t.Fatalf("%d keys at %d places are not in order", n, places)
			}
		}
	}
}
