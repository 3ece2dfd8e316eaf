package coverage

import (
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

// SplitOptions says which gaps Split gives away, and how.
type SplitOptions struct {
	MaxWidth float64 // gaps narrower than this, in metres, as road reserves are
	Grid     float64 // grid step in metres; 0 means DefaultGrid

	// Assign gives each gap, between its crossings, to the neighbour with the
	// longest border as a whole. Otherwise gaps are split along their
	// centrelines.
	Assign bool

	// Fixed says which cells must not grow; nil means none. Only Assign heeds it.
	Fixed func(cell int) bool
}

// Split gives the gaps of a coverage that are narrower than MaxWidth, such as
// the road reserves between control units, to the cells around: each the land
// nearer to it than to any other, so that neighbours meet along the centreline,
// and several in the middle of a crossing. Reserves that are open at an end are
// closed there from corner to corner. What is wider stays a hole.
//
// The result is a coverage; each cell gains what its changes of the kind Shared
// say, to a grid step along the edges of the gaps. A centreline is that of points
// along the edges (Voronoi), at most a tenth of MaxWidth apart, and straightened
// by up to a hundredth of MaxWidth.
func Split(ctx context.Context, cells []orb.MultiPolygon, opt SplitOptions) (*Cleaned, error) {
	if opt.Assign {
		// Once: between cells that grew as wide as a road there would always be more.
		return Clean(ctx, cells, CleanOptions{Grid: opt.Grid, Gap: opt.MaxWidth, Fixed: opt.Fixed, rounds: 1})
	}
	g, strands, err := strandsOf(cells, nil, opt.Grid)
	if err != nil {
		return nil, err
	}
	plain, err := arrangeNoded(ctx, g, strands)
	if err != nil {
		return nil, err
	}
	a, found, err := plain.bridged(ctx, opt.MaxWidth, nil)
	if err != nil {
		return nil, err
	}
	empties, err := a.empties(ctx, opt.MaxWidth, found.mouths())
	if err != nil {
		return nil, err
	}
	done := &Cleaned{}
	owner := make([]int32, a.faces)
	for f := range owner {
		owner[f] = -1
	}
	reserves, o := 0, a.newOutliner()
	for _, e := range empties {
		if !e.narrow {
			_, width, place := o.narrow(e.faces, opt.MaxWidth)
			done.Holes = append(done.Holes, Hole{Area: a.sizeOf(e.faces), Width: width, Place: place, Shape: o.outline(e.faces)})
			continue
		}
		for _, f := range e.faces {
			owner[f], reserves = 0, reserves+1
		}
	}
	if reserves == 0 {
		done.Cells, done.Snapped = slices.Clone(cells), make([]float64, len(cells))
		return done, nil
	}
	reserve := a.trace(owner, 1)[0]
	lines, err := centrelines(ctx, plain, reserve, opt.MaxWidth)
	if err != nil {
		return nil, err
	}
	// The reserve is a cell of its own, cut by its centrelines.
	all := slices.Clone(strands)
	for _, r := range a.rings(owner, 1)(0) {
		all = append(all, strand{append(r, r[0]), int32(len(cells))})
	}
	for _, l := range lines {
		all = append(all, strand{l, -1})
	}
	if a, err = arrange(ctx, g, all); err != nil {
		return nil, err
	}
	c := &cleaning{cells: cells, rank: rankCells(cells, strands), stray: []int32{-1}}
	c.begin(a)
	c.snap(areasOf(strands, len(cells)), c.held())
	done.Snapped = c.books(strands)
	c.share(int32(len(cells)), done)
	done.Cells = c.trace(c.owner, len(cells))
	keepUnchanged(done.Cells, cells)
	slices.SortStableFunc(done.Changes, func(p, q Change) int { return comparePlaces(p.Place, q.Place) })
	slices.SortStableFunc(done.Holes, func(p, q Hole) int { return comparePlaces(p.Place, q.Place) })
	return done, nil
}

// share gives each face of the reserve to the cell it borders on the longest,
// those that border on none to what their neighbours became.
func (c *cleaning) share(reserve int32, done *Cleaned) {
	var open []int32
	for f, k := range c.owner {
		if k == reserve {
			open = append(open, int32(f))
			c.owner[f] = -1
		}
	}
	var given []int32
	for len(open) > 0 {
		won := make([]int32, len(open))
		for i, f := range open {
			won[i] = c.longest([]int32{f}, nil, -1)
		}
		left := open[:0]
		for i, f := range open {
			if won[i] >= 0 {
				c.owner[f] = won[i]
				given = append(given, f)
			} else {
				left = append(left, f)
			}
		}
		if len(left) == len(won) {
			break // no cell around
		}
		open = left
	}
	slices.Sort(given)
	seen := map[int32]bool{}
	mine := map[int32]bool{}
	shapes := c.newOutliner()
	for _, f := range given {
		mine[f] = true
	}
	for _, f := range given {
		if seen[f] {
			continue
		}
		seen[f] = true
		piece := []int32{f}
		for i := 0; i < len(piece); i++ {
			for _, h := range c.halvesOf(piece[i]) {
				if o := c.face[h^1]; mine[o] && !seen[o] && c.owner[o] == c.owner[f] {
					seen[o] = true
					piece = append(piece, o)
				}
			}
		}
		width, place := shapes.width(piece)
		done.Changes = append(done.Changes, Change{
			Kind: Shared, To: int(c.owner[f]), Area: c.sizeOf(piece), Width: width, Place: place, Shape: shapes.outline(piece),
		})
	}
}

// site is a point on the edge of a reserve, and the cells it belongs to.
type site struct {
	at    pt
	cells []int32
}

// sites are the vertices of the rims that the reserve lies at, and points
// between, at most spacing steps apart.
func sites(a *arrangement, spacing float64, inside func(p pt) bool) []site {
	var all []site
	for h := range int32(len(a.face)) {
		own := a.label[a.face[h^1]]
		if len(a.label[a.face[h]]) > 0 || len(own) == 0 {
			continue
		}
		u, v := a.vertices[a.from(h)], a.vertices[a.to(h)]
		n := math.Ceil(steps(u, v) / spacing)
		for i := 0.0; i <= n; i++ {
			p := pt{u.x + int32(math.Round(i/n*float64(v.x-u.x))), u.y + int32(math.Round(i/n*float64(v.y-u.y)))}
			if inside(p) {
				all = append(all, site{p, own})
			}
		}
	}
	slices.SortStableFunc(all, func(s, t site) int { return compare(s.at, t.at) })
	n := 0
	for _, s := range all {
		if n > 0 && all[n-1].at == s.at {
			all[n-1].cells = slices.Compact(slices.Sorted(slices.Values(slices.Concat(all[n-1].cells, s.cells))))
			continue
		}
		all[n] = s
		n++
	}
	return all[:n]
}

// centrelines are the lines from which two cells are equally far, in a reserve.
func centrelines(ctx context.Context, a *arrangement, reserve orb.MultiPolygon, width float64) ([][]pt, error) {
	land := area.Prepare(reserve)
	near := geo.Bound(reserve).Pad(width)
	all := sites(a, width/10*a.grid.perMetre, func(p pt) bool { return near.Contains(a.grid.point(p)) })
	points := make([]pt, len(all))
	for i, s := range all {
		points[i] = s.at
	}
	points, triangles := delaunay(points)
	centreOf := func(t triangle) (float64, float64) {
		p := points[t.corner[0]]
		x, y := centre(p, points[t.corner[1]], points[t.corner[2]])
		return float64(p.x) + x, float64(p.y) + y
	}
	limit := 2 * width * a.grid.perMetre // how far a line may run out of the reserve
	var segs [][2]pt
	add := func(x, y, u, v float64) {
		p, q := orb.Point{x, y}, orb.Point{u, v}
		inP, inQ := land.Contains(a.metres(p)), land.Contains(a.metres(q))
		if !inP && !inQ && !land.Contains(a.metres(orb.Point{(x + u) / 2, (y + v) / 2})) {
			return
		}
		if !inP {
			p, q = q, p
		}
		if d := math.Hypot(q[0]-p[0], q[1]-p[1]); d > limit {
			q = orb.Point{p[0] + (q[0]-p[0])/d*limit, p[1] + (q[1]-p[1])/d*limit}
			if math.Hypot(p[0], p[1]) > 4*reach {
				return
			}
		}
		s := [2]pt{{int32(math.Round(p[0])), int32(math.Round(p[1]))}, {int32(math.Round(q[0])), int32(math.Round(q[1]))}}
		if s[0] != s[1] {
			segs = append(segs, s)
		}
	}
	for id, t := range triangles {
		if id%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if t.dead || slices.Max(t.corner[:]) >= int32(len(all)) {
			continue
		}
		x, y := centreOf(t)
		for k, beyond := range t.next {
			s, p, q := all[t.corner[k]], all[t.corner[(k+1)%3]], all[t.corner[(k+2)%3]]
			if common(p.cells, q.cells) {
				continue
			}
			if beyond > int32(id) && slices.Max(triangles[beyond].corner[:]) < int32(len(all)) {
				u, v := centreOf(triangles[beyond])
				add(x, y, u, v)
			} else if beyond >= 0 && slices.Max(triangles[beyond].corner[:]) >= int32(len(all)) {
				// Out of the last triangle, square to its edge.
				mx, my := float64(p.at.x+q.at.x)/2, float64(p.at.y+q.at.y)/2
				nx, ny := float64(q.at.y-p.at.y), -float64(q.at.x-p.at.x)
				l := math.Hypot(nx, ny)
				add(x, y, mx+nx/l*limit, my+ny/l*limit)
			}
			if common(s.cells, p.cells) && common(s.cells, q.cells) { // the cells meet in s
				add(x, y, float64(s.at.x), float64(s.at.y))
			}
		}
	}
	return straighten(segs, width/100*a.grid.perMetre), nil
}

// metres takes a place in steps to the coordinates of the cells.
func (a *arrangement) metres(p orb.Point) orb.Point {
	return orb.Point{(p[0] + float64(a.grid.origin[0])) / a.grid.perMetre, (p[1] + float64(a.grid.origin[1])) / a.grid.perMetre}
}
