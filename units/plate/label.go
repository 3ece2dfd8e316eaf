package plate

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// sizes are those of names, the largest that fits being taken.
var sizes = []float64{3.2, 2.7, 2.3, 1.9}

// place finds places for names, those of large areas first, and counts the areas
// whose name fits nowhere.
func place(areas []Area, shapes []orb.MultiPolygon) (labels []text, left int) {
	var order []int
	for i := range areas {
		if areas[i].Label != (Words{}) {
			order = append(order, i)
		}
	}
	size := func(i int) float64 { return planar.Area(shapes[i]) }
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(size(j), size(i)) })
	var taken []orb.Bound
	for _, i := range order {
		t, ok := label(areas[i].Label, shapes[i], taken)
		if !ok {
			left++
			continue
		}
		labels, taken = append(labels, t), append(taken, t.box())
	}
	return labels, left
}

// label finds the size and place of a name within its area.
func label(w Words, shape orb.MultiPolygon, taken []orb.Bound) (text, bool) {
	if len(shape) == 0 {
		return text{}, false
	}
	least := (&text{words: w, size: sizes[len(sizes)-1]}).box()
	if b := shape.Bound(); b.Max[0]-b.Min[0] < least.Max[0]-least.Min[0] || b.Max[1]-b.Min[1] < least.Max[1]-least.Min[1] {
		return text{}, false
	}
	at := middle(shape)
	for _, size := range sizes {
		t := text{words: w, size: size, anchor: 0.5, colour: ink, halo: true, at: orb.Point{at[0], at[1] + 0.35*size}}
		box := t.box()
		if room(shape, box) && !slices.ContainsFunc(taken, box.Intersects) {
			return t, true
		}
	}
	return text{}, false
}

// box is about where a text lies.
func (t *text) box() orb.Bound {
	w := ems(t.words.Zh) * t.size
	return orb.Bound{Min: orb.Point{t.at[0] - t.anchor*w, t.at[1] - 0.85*t.size}, Max: orb.Point{t.at[0] + (1-t.anchor)*w, t.at[1] + 0.2*t.size}}
}

// ems is about how wide text is, in ems, in any font.
func ems(s string) float64 {
	w := 0.0
	for _, r := range s {
		if r < 0x2E80 {
			w += 0.57
		} else {
			w++
		}
	}
	return w
}

// room reports whether a box lies within a shape, but for its corners.
func room(shape orb.MultiPolygon, box orb.Bound) bool {
	const steps = 6
	for i := range steps + 1 {
		x := box.Min[0] + (box.Max[0]-box.Min[0])*float64(i)/steps
		for _, y := range []float64{box.Min[1], (box.Min[1] + box.Max[1]) / 2, box.Max[1]} {
			if !planar.MultiPolygonContains(shape, orb.Point{x, y}) {
				return false
			}
		}
	}
	return true
}

// middle is about the point of a shape that is farthest from its edge: the best of a
// grid, looked around more closely.
func middle(shape orb.MultiPolygon) orb.Point {
	const cells, rounds = 12, 3
	b := shape.Bound()
	best, radius := b.Center(), math.Inf(-1)
	for range rounds {
		dx, dy := (b.Max[0]-b.Min[0])/cells, (b.Max[1]-b.Min[1])/cells
		for i := range cells + 1 {
			for j := range cells + 1 {
				q := orb.Point{b.Min[0] + dx*float64(i), b.Min[1] + dy*float64(j)}
				if d := depth(shape, q); d > radius {
					best, radius = q, d
				}
			}
		}
		b = orb.Bound{Min: orb.Point{best[0] - dx, best[1] - dy}, Max: orb.Point{best[0] + dx, best[1] + dy}}
	}
	return best
}

// depth is how far a point is from the edge of a shape; below 0 outside.
func depth(shape orb.MultiPolygon, q orb.Point) float64 {
	least := math.Inf(1)
	for _, polygon := range shape {
		for _, r := range polygon {
			for i := 1; i < len(r); i++ {
				least = min(least, planar.DistanceFromSegment(r[i-1], r[i], q))
			}
		}
	}
	if !planar.MultiPolygonContains(shape, q) {
		return -least
	}
	return least
}
