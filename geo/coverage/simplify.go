package coverage

import (
	"context"
	"slices"

	"github.com/paulmach/orb"
)

// Simplify returns the coverage with fewer vertices. Borders are simplified once
// for the cells on both sides, so the result is a coverage too, in which the same
// cells meet. No vertex is new; those where borders meet stay. No border moves by
// more than the tolerance, in metres, from where it was, and a gap stays a gap. grid
// is the step of the coverage; 0 means DefaultGrid.
//
// Lines are thinned by Douglas and Peucker (1973, "Algorithms for the reduction of
// the number of points required to represent a digitized line"). Where two would
// then touch, or one would jump over a place where borders meet, both are thinned
// again with half the tolerance, down to lines as they were.
func Simplify(ctx context.Context, cells []orb.MultiPolygon, tolerance, grid float64) ([]orb.MultiPolygon, error) {
	g, err := newGrid(grid, boundOf(cells, nil))
	if err != nil {
		return nil, err
	}
	s := newThinning(g, cells, tolerance*g.perMetre)
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		at := s.conflicts()
		if len(at) == 0 {
			return s.cells(), nil
		}
		for _, a := range at {
			s.arcs[a].halve()
		}
	}
}

// arc is a stretch of border between two places where borders meet, or a whole
// ring where none do.
type arc struct {
	path      []pt    // as it was; a ring ends where it starts
	kept      []int32 // positions in path of the vertices that stay
	tolerance float64 // steps
}

// least is the tolerance under which no vertex is left out.
const least = 0.5

func (a *arc) halve() {
	if a.tolerance /= 2; a.tolerance < least {
		a.tolerance = 0
	}
	a.thin()
}

// thin chooses the vertices that stay. A ring keeps its start and the vertex
// farthest from it besides.
func (a *arc) thin() {
	last := len(a.path) - 1
	if a.tolerance == 0 {
		a.kept = a.kept[:0]
		for i := range a.path {
			a.kept = append(a.kept, int32(i))
		}
		return
	}
	a.kept = append(a.kept[:0], 0, int32(last))
	if far, d := offChord(a.path, 0, last); a.path[0] == a.path[last] || d > a.tolerance*a.tolerance {
		a.keep(0, far)
		a.keep(far, last)
		a.kept = append(a.kept, int32(far))
	}
	slices.Sort(a.kept)
}

// keep adds the vertices that stay between two that do, these left out.
func (a *arc) keep(from, to int) {
	type stretch struct{ from, to int }
	todo := []stretch{{from, to}}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if far, d := offChord(a.path, s.from, s.to); d > a.tolerance*a.tolerance {
			a.kept = append(a.kept, int32(far))
			todo = append(todo, stretch{s.from, far}, stretch{far, s.to})
		}
	}
}

// offChord is the vertex farthest from the chord of a stretch, and the square of its
// distance in steps: -1 where there is none between.
func offChord(path []pt, from, to int) (at int, square float64) {
	at, square = from, -1
	p, q := path[from], path[to]
	dx, dy := float64(q.x-p.x), float64(q.y-p.y)
	length := dx*dx + dy*dy
	for i := from + 1; i < to; i++ {
		x, y := float64(path[i].x-p.x), float64(path[i].y-p.y)
		if length > 0 {
			t := min(max((x*dx+y*dy)/length, 0), 1)
			x, y = x-t*dx, y-t*dy
		}
		if d := x*x + y*y; d > square {
			at, square = i, d
		}
	}
	return at, square
}
