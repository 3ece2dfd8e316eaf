package coverage

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
)

// cutting joins the faces of each cell into parts: connected land between cuts.
type cutting struct {
	*arrangement
	opt   CutOptions
	at    []int   // positions of the cells, among those given to Cut
	cell  []int32 // face → cell, -1 outside
	part  []int32 // face → part, -1 outside
	into  []int32 // part → the part it was joined to, itself at first
	twice []int64 // part → twice its area in steps
	of    []int32 // part → cell

	facesOf [][]int32 // part → its faces
}

func (c *cutting) findParts() {
	c.part = make([]int32, c.faces)
	for f := range c.part {
		c.part[f] = -1
	}
	for f := range c.part {
		if c.cell[f] < 0 || c.part[f] >= 0 {
			continue
		}
		id := int32(len(c.into))
		c.into, c.of, c.twice = append(c.into, id), append(c.of, c.cell[f]), append(c.twice, 0)
		c.facesOf = append(c.facesOf, nil)
		c.part[f] = id
		stack := []int32{int32(f)}
		for len(stack) > 0 {
			g := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			c.facesOf[id] = append(c.facesOf[id], g)
			c.twice[id] += c.arrangement.twice[g]
			for _, h := range c.halvesOf(g) {
				o := c.face[h^1]
				if !c.lines[h>>1] && c.cell[o] == c.cell[g] && c.part[o] < 0 {
					c.part[o] = id
					stack = append(stack, o)
				}
			}
		}
	}
}

func (c *cutting) root(p int32) int32 {
	for c.into[p] != p {
		c.into[p] = c.into[c.into[p]]
		p = c.into[p]
	}
	return p
}

// joinSmall joins parts that are too small or narrow to stand alone.
func (c *cutting) joinSmall(ctx context.Context, cells int) ([]Kept, error) {
	byCell := make([][]int32, cells)
	for p := range c.into {
		byCell[c.of[p]] = append(byCell[c.of[p]], int32(p))
	}
	shared := c.sharedCuts()
	shapes := c.shapes()
	keptBy := make([][]Kept, cells)
	outliners := c.outliners()
	err := parallel.ByWorker(ctx, cells, workers(), func(worker, k int) error {
		parts := byCell[k]
		if len(parts) > 1 && c.opt.Only != nil && !c.opt.Only(c.at[k]) {
			for _, p := range parts[1:] {
				c.into[p] = parts[0]
			}
		} else if len(parts) > 1 {
			keptBy[k] = c.joinWithin(k, parts, shared, shapes, outliners(worker))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	kept := slices.Concat(keptBy...)
	slices.SortStableFunc(kept, func(p, q Kept) int { return comparePlaces(p.Place, q.Place) })
	return kept, nil
}

// cutEdge is how many metres of cut two parts of one cell share.
type cutEdge struct {
	other  int32
	metres float64
}

func (c *cutting) sharedCuts() [][]cutEdge {
	type pair struct{ p, q int32 }
	sums := map[pair]float64{}
	for e := range c.ends {
		p, q := c.part[c.face[2*e]], c.part[c.face[2*e+1]]
		if p < 0 || q < 0 || p == q || c.of[p] != c.of[q] {
			continue
		}
		sums[pair{p, q}] += c.edgeLength(int32(e))
	}
	shared := make([][]cutEdge, len(c.into))
	for s, metres := range sums {
		shared[s.p] = append(shared[s.p], cutEdge{s.q, metres})
		shared[s.q] = append(shared[s.q], cutEdge{s.p, metres})
	}
	for p := range shared {
		slices.SortFunc(shared[p], func(a, b cutEdge) int {
			return cmp.Or(cmp.Compare(a.other, b.other), cmp.Compare(a.metres, b.metres))
		})
	}
	return shared
}

// shapes builds the shape of every root part, nil for the others.
func (c *cutting) shapes() []orb.MultiPolygon {
	owner := make([]int32, c.faces)
	for f, p := range c.part {
		owner[f] = -1
		if p >= 0 {
			owner[f] = c.root(p)
		}
	}
	return c.trace(owner, len(c.into))
}

// joinWithin joins parts of one cell. Cells may be seen to at once.
func (c *cutting) joinWithin(cell int, parts []int32, shared [][]cutEdge, shapes []orb.MultiPolygon, o *outliner) []Kept {
	var kept []Kept
	area := func(p int32) float64 { return c.grid.area(c.twice[p]) }
	whole := 0.0
	for _, p := range parts {
		whole += area(p)
	}
	tooSmall := func(p int32) (bool, float64, orb.Point) {
		thin, width, place := o.search.narrow(shapes[p], c.opt.MinWidth)
		least := max(c.opt.MinPiece, c.opt.MinShare*whole)
		return thin && c.opt.MinWidth > 0 || area(p) < least, width, place
	}
	settled := map[int32]bool{}
	for {
		// The smallest part not settled yet.
		least := int32(-1)
		roots := 0
		for _, p := range parts {
			if c.into[p] != p {
				continue
			}
			roots++
			if !settled[p] && (least < 0 || c.twice[p] < c.twice[least]) {
				least = p
			}
		}
		if least < 0 || roots < 2 {
			return kept
		}
		settled[least] = true
		to, attached := c.neighbour(least, parts, shared)
		small, width, place := tooSmall(least)
		if !attached {
			small = area(least) < c.opt.MinPart
			to = c.largest(parts, least)
		}
		if !small || to < 0 {
			continue
		}
		if attached {
			kept = append(kept, Kept{Cell: cell, Area: area(least), Width: width, Place: place})
		}
		c.into[least] = to
		c.twice[to] += c.twice[least]
		settled[to] = false
		shapes[to] = o.outline(c.union(parts, to))
	}
}

// neighbour is the part with the longest cut along part p.
func (c *cutting) neighbour(p int32, parts []int32, shared [][]cutEdge) (int32, bool) {
	metres := map[int32]float64{}
	for _, q := range parts {
		if c.root(q) != p {
			continue
		}
		for _, s := range shared[q] {
			if r := c.root(s.other); r != p {
				metres[r] += s.metres
			}
		}
	}
	best := int32(-1)
	for r, m := range metres {
		if best < 0 || m > metres[best] || m == metres[best] && r < best {
			best = r
		}
	}
	return best, best >= 0
}

func (c *cutting) largest(parts []int32, except int32) int32 {
	best := int32(-1)
	for _, p := range parts {
		if c.into[p] == p && p != except && (best < 0 || c.twice[p] > c.twice[best]) {
			best = p
		}
	}
	return best
}

// union are the faces of a part with all that joined it.
func (c *cutting) union(parts []int32, to int32) []int32 {
	var faces []int32
	for _, p := range parts {
		if c.root(p) == to {
			faces = append(faces, c.facesOf[p]...)
		}
	}
	return faces
}

func (c *cutting) pieces() []Piece {
	var pieces []Piece
	for p, shape := range c.shapes() {
		if c.into[p] == int32(p) && geo.Area(shape) > 0 {
			pieces = append(pieces, Piece{Cell: int(c.of[p]), Shape: shape})
		}
	}
	slices.SortStableFunc(pieces, func(p, q Piece) int {
		return cmp.Or(cmp.Compare(p.Cell, q.Cell), comparePlaces(p.Shape[0][0][0], q.Shape[0][0][0]))
	})
	return pieces
}
