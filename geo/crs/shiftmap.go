package crs

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

const (
	cell    = 10.0 // metres: samples and reference this far apart, or a little more, are together
	sectors = 16   // of 11.25° each, of the half turn of directions
	block   = 300  // cells: work is done in squares of 3 km
)

// shiftMap counts, for every shift by whole cells up to reach each way, the
// samples that lie on a parallel piece of the fixed layer when so shifted.
//
// Eight shifts are counted at once in the bytes of a word, and the words are
// emptied into the counts before a byte can overflow.
type shiftMap struct {
	reach  int // cells
	words  int // in a row
	packed []uint64
	held   int // what no byte of packed exceeds
	counts []int32
}

func newShiftMap(reach int) *shiftMap {
	m := &shiftMap{reach: reach}
	m.words = (m.side() + 7) / 8
	m.packed = make([]uint64, m.words*m.side())
	m.counts = make([]int32, m.side()*m.side())
	return m
}

func (m *shiftMap) side() int { return 2*m.reach + 1 }

// spot is a cell that holds samples of one sector.
type spot struct {
	x, y   int32
	sector uint8
}

func spotOf(at orb.Point, dir float64) spot {
	t := tileOf(at, cell)
	return spot{t.x, t.y, uint8(min(int(dir*sectors/math.Pi), sectors-1))}
}

// blocks groups the samples of a side by squares of the plane, in an order that
// does not depend on that of the samples.
func blocks(sides [2][]sample) (order []tile, spots [2]map[tile][]spot) {
	met := map[tile]bool{}
	for k, side := range sides {
		spots[k] = map[tile][]spot{}
		for _, s := range side {
			t := tileOf(s.at, block*cell)
			spots[k][t] = append(spots[k][t], spotOf(s.at, s.dir))
			if !met[t] {
				met[t] = true
				order = append(order, t)
			}
		}
	}
	slices.SortFunc(order, func(a, b tile) int { return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.x, b.x)) })
	return order, spots
}

// countShifts scores all shifts at once, block by block: the fixed layer around a
// block becomes a raster of sectors, and each sample of the block reads the
// square of the raster around it.
func countShifts(ctx context.Context, sides [2][]sample, fixed *pieces, reach int) ([2]*shiftMap, error) {
	var maps [2]*shiftMap
	for k := range maps {
		maps[k] = newShiftMap(reach)
	}
	r := newRaster(block + 2*reach + 10) // a cell of margin, and the rest of the last word
	order, spots := blocks(sides)
	for _, t := range order {
		r.paint(t.x*block-int32(reach)-1, t.y*block-int32(reach)-1, fixed)
		for k := range maps {
			if err := ctx.Err(); err != nil {
				return maps, err
			}
			maps[k].add(spots[k][t], r)
		}
	}
	for _, m := range maps {
		m.empty()
	}
	return maps, nil
}

// add counts the hits of the samples of one block at all shifts.
func (m *shiftMap) add(spots []spot, r *raster) {
	slices.SortFunc(spots, func(a, b spot) int {
		return cmp.Or(cmp.Compare(a.sector, b.sector), cmp.Compare(a.y, b.y), cmp.Compare(a.x, b.x))
	})
	side := m.side()
	for i := 0; i < len(spots); {
		p, n := spots[i], 0
		for ; i < len(spots) && spots[i] == p && n < math.MaxUint8; i++ {
			n++
		}
		if m.held+n > math.MaxUint8 {
			m.empty()
		}
		m.held += n
		for row := range side {
			from := (int(p.y-r.y)-m.reach+row)*r.width + int(p.x-r.x) - m.reach
			bytes := r.cells[p.sector][from : from+8*m.words]
			packed := m.packed[row*m.words:][:m.words]
			for k := range packed {
				packed[k] += binary.LittleEndian.Uint64(bytes[8*k:]) * uint64(n)
			}
		}
	}
}

// empty moves what the words hold to the counts.
func (m *shiftMap) empty() {
	for row := range m.side() {
		counts := m.counts[row*m.side():][:m.side()]
		packed := m.packed[row*m.words:][:m.words]
		for k := range counts {
			counts[k] += int32(packed[k/8] >> (k % 8 * 8) & math.MaxUint8)
		}
	}
	clear(m.packed)
	m.held = 0
}
