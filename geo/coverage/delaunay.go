package coverage

import (
	"math"
	"math/big"
	"slices"
)

// triangle is one of a Delaunay triangulation: its corners counter-clockwise,
// and across the edge opposite to each the next triangle, -1 for none.
type triangle struct {
	corner [3]int32
	next   [3]int32
	dead   bool
}

// delaunay triangulates distinct points of a grid, sorted, and three points far
// around them, which come after the others. Method: Bowyer 1981 and Watson 1981,
// "Computing Dirichlet tessellations", with exact predicates, so that points on
// one line or circle do no harm.
func delaunay(points []pt) ([]pt, []triangle) {
	const far = reach // all points lie within reach; differences stay under 2^31
	n := int32(len(points))
	points = append(slices.Clone(points), pt{-3 * far, -far - far/2}, pt{3 * far, -far - far/2}, pt{0, 3 * far})
	all := []triangle{{corner: [3]int32{n, n + 1, n + 2}, next: [3]int32{-1, -1, -1}}}
	at := int32(0)
	var cavity []int32
	for v := range n {
		p := points[v]
		at = walk(points, all, at, p)
		cavity = append(cavity[:0], at)
		all[at].dead = true
		type edge struct{ a, b, beyond int32 }
		var rim []edge
		for i := 0; i < len(cavity); i++ {
			t := all[cavity[i]]
			for k, beyond := range t.next {
				if beyond >= 0 && all[beyond].dead {
					continue
				}
				if beyond >= 0 && inCircle(points, all[beyond].corner, p) {
					all[beyond].dead = true
					cavity = append(cavity, beyond)
					continue
				}
				rim = append(rim, edge{t.corner[(k+1)%3], t.corner[(k+2)%3], beyond})
			}
		}
		first := int32(len(all))
		for i, e := range rim {
			id := first + int32(i)
			t := triangle{corner: [3]int32{v, e.a, e.b}, next: [3]int32{e.beyond, -1, -1}}
			for j, f := range rim {
				if f.a == e.b {
					t.next[1] = first + int32(j)
				}
				if f.b == e.a {
					t.next[2] = first + int32(j)
				}
			}
			if e.beyond >= 0 {
				for k, b := range all[e.beyond].corner {
					if b != e.a && b != e.b {
						all[e.beyond].next[k] = id
					}
				}
			}
			all = append(all, t)
		}
		at = first
	}
	return points, all
}

// walk finds a triangle that p lies in, from one nearby.
func walk(points []pt, all []triangle, at int32, p pt) int32 {
	for {
		t := all[at]
		moved := false
		for k := range 3 {
			a, b := points[t.corner[(k+1)%3]], points[t.corner[(k+2)%3]]
			if orient(a, b, p) < 0 && t.next[k] >= 0 {
				at, moved = t.next[k], true
				break
			}
		}
		if !moved {
			return at
		}
	}
}

// inCircle reports whether p lies strictly inside the circle through the corners
// of a triangle.
func inCircle(points []pt, corner [3]int32, p pt) bool {
	var x, y, s [3]float64
	for k, c := range corner {
		x[k], y[k] = float64(points[c].x)-float64(p.x), float64(points[c].y)-float64(p.y)
		s[k] = x[k]*x[k] + y[k]*y[k]
	}
	sum, size := 0.0, 0.0
	for k := range 3 {
		i, j := (k+1)%3, (k+2)%3
		sum += s[k] * (x[i]*y[j] - x[j]*y[i])
		size += s[k] * (math.Abs(x[i]*y[j]) + math.Abs(x[j]*y[i]))
	}
	if math.Abs(sum) > size*1e-14 { // fourteen roundings of 1.1e-16 of the size each
		return sum > 0
	}
	exact := new(big.Int)
	for k := range 3 {
		i, j := (k+1)%3, (k+2)%3
		whole := func(v float64) *big.Int { return big.NewInt(int64(v)) } // differences of integers are exact
		square := new(big.Int).Add(new(big.Int).Mul(whole(x[k]), whole(x[k])), new(big.Int).Mul(whole(y[k]), whole(y[k])))
		area := new(big.Int).Sub(new(big.Int).Mul(whole(x[i]), whole(y[j])), new(big.Int).Mul(whole(x[j]), whole(y[i])))
		exact.Add(exact, square.Mul(square, area))
	}
	return exact.Sign() > 0
}

// centre is the centre of the circle through three points, relative to the
// first.
func centre(a, b, c pt) (x, y float64) {
	bx, by := float64(b.x)-float64(a.x), float64(b.y)-float64(a.y)
	cx, cy := float64(c.x)-float64(a.x), float64(c.y)-float64(a.y)
	d := 2 * (bx*cy - by*cx)
	bb, cc := bx*bx+by*by, cx*cx+cy*cy
	return (cy*bb - by*cc) / d, (bx*cc - cx*bb) / d
}
