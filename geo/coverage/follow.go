package coverage

import (
	"math"

	"renewal/geo"

	"github.com/paulmach/orb"
)

// follower tells where a line runs along edges that stand for it already.
type follower struct {
	grid  grid
	edges []segment
	near  *buckets
	reach float64 // metres within which a line means the edge; more than 0
}

func newFollower(g grid, cells []orb.MultiPolygon, reach float64) *follower {
	f := &follower{grid: g, reach: reach}
	for _, cell := range cells {
		for _, polygon := range cell {
			for _, ring := range polygon {
				path := g.path(ring)
				for i := 1; i < len(path); i++ {
					f.edges = append(f.edges, segment{path[i-1], path[i]})
				}
			}
		}
	}
	f.near = newBuckets(f.edges)
	return f
}

// nearest returns the grid point next to the nearest point of any edge within
// limit metres of p, and the distance; false if there is none.
func (f *follower) nearest(p pt, limit float64) (pt, float64, bool) {
	at := orb.Point{float64(p.x), float64(p.y)}
	best, found := limit*f.grid.perMetre, false
	best *= best
	var q pt
	f.near.window(p, int64(limit*f.grid.perMetre)+margin, func(c int64) {
		for _, i := range f.near.at(c) {
			if dx, dy := boxDistance(p, f.edges[i]); dx*dx+dy*dy > best {
				continue
			}
			a := orb.Point{float64(f.edges[i].a.x), float64(f.edges[i].a.y)}
			b := orb.Point{float64(f.edges[i].b.x), float64(f.edges[i].b.y)}
			foot := geo.Nearest(at, a, b)
			dx, dy := foot[0]-at[0], foot[1]-at[1]
			d := dx*dx + dy*dy
			r := pt{int32(math.Round(foot[0])), int32(math.Round(foot[1]))}
			if d < best || d == best && (!found || r.less(q)) {
				best, q, found = d, r, true
			}
		}
	})
	return q, math.Sqrt(best) / f.grid.perMetre, found
}

// sample is a point of a line: one of its vertices, or a place between.
type sample struct {
	at     pt
	vertex bool
	far    bool
	along  float64 // metres from the start of the line
}

// samples walks a line in steps of a quarter of the reach.
func (f *follower) samples(path []pt) []sample {
	var all []sample
	along := 0.0
	add := func(p pt, vertex bool) {
		_, _, close := f.nearest(p, f.reach)
		all = append(all, sample{p, vertex, !close, along})
	}
	for i, p := range path {
		if i == 0 {
			add(p, true)
			continue
		}
		from := path[i-1]
		l := f.grid.length(from, p)
		n := int(math.Ceil(l / (f.reach / 4)))
		start := along
		for k := 1; k < n; k++ {
			t := float64(k) / float64(n)
			along = start + t*l
			add(pt{
				from.x + int32(math.Round(t*float64(p.x-from.x))),
				from.y + int32(math.Round(t*float64(p.y-from.y))),
			}, false)
		}
		along = start + l
		add(p, true)
	}
	return all
}

// own returns the parts of a line that run where no edge stands for them. A
// part that leaves an edge starts on it, so that it cuts all the way through.
// Where a line only crosses an edge, within three times the reach, it goes on as
// it was drawn.
func (f *follower) own(line orb.LineString) [][]pt {
	path := f.grid.path(line)
	if len(path) < 2 {
		return nil
	}
	all := f.samples(path)
	short := 3 * f.reach
	var parts [][]pt
	for i := 0; i < len(all); {
		if !all[i].far {
			i++
			continue
		}
		start, end := i, i // samples of the part
		for {
			for end+1 < len(all) && all[end+1].far {
				end++
			}
			again := end + 1
			for again < len(all) && !all[again].far {
				again++
			}
			if again == len(all) || all[again].along-all[end].along > short {
				break
			}
			end = again
		}
		i = end + 1
		// The ends of the line itself, when near, are kept as drawn.
		if start > 0 && all[start].along <= short && !anyFar(all[:start]) {
			start = 0
		}
		if end < len(all)-1 && all[len(all)-1].along-all[end].along <= short && !anyFar(all[end+1:]) {
			end = len(all) - 1
			i = len(all)
		}
		parts = append(parts, f.join(all, start, end))
	}
	return parts
}

func anyFar(all []sample) bool {
	for _, s := range all {
		if s.far {
			return true
		}
	}
	return false
}

// join makes a path of samples start to end, with its ends on the edges they
// are next to.
func (f *follower) join(all []sample, start, end int) []pt {
	var path []pt
	add := func(p pt) {
		if len(path) == 0 || path[len(path)-1] != p {
			path = append(path, p)
		}
	}
	// One step beyond the reach finds the edge that the next sample was near.
	if q, _, ok := f.nearest(all[start].at, 2*f.reach); ok && (start > 0 || !all[start].far) {
		add(q)
	}
	for k := start; k <= end; k++ {
		if all[k].vertex || k == start || k == end {
			add(all[k].at)
		}
	}
	if q, _, ok := f.nearest(all[end].at, 2*f.reach); ok && (end < len(all)-1 || !all[end].far) {
		add(q)
	}
	return path
}
