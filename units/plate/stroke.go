package plate

import (
	"image"
	"math"

	"github.com/paulmach/orb"
)

// stroke draws the lines of a mark, or the edge of its area.
func (p *raster) stroke(k *mark) {
	if k.stroke == "" {
		return
	}
	colour := image.NewUniform(rgb(k.stroke))
	half := max(k.width*p.scale, 1) / 2
	for _, l := range k.lines {
		p.fill(p.outlines(l, half), colour)
	}
	for _, polygon := range k.area {
		for _, r := range polygon {
			p.fill(p.outlines(r, half), colour)
		}
	}
}

// outlines are the areas within half of a line: a box around each stretch, and a disc
// around each point. All wind the same way, so that they join.
func (p *raster) outlines(l []orb.Point, half float64) []outline {
	const corners = 8
	var paths []outline
	for i, q := range l {
		x, y := q[0]*p.scale, q[1]*p.scale
		disc := make(outline, corners)
		for c := range corners {
			sin, cos := math.Sincos(2 * math.Pi * float64(c) / corners)
			disc[c] = [2]float32{float32(x + half*cos), float32(y + half*sin)}
		}
		paths = append(paths, disc)
		if i == 0 {
			continue
		}
		fx, fy := l[i-1][0]*p.scale, l[i-1][1]*p.scale
		long := math.Hypot(x-fx, y-fy)
		if long == 0 {
			continue
		}
		nx, ny := (y-fy)/long*half, -(x-fx)/long*half
		paths = append(paths, outline{
			{float32(fx + nx), float32(fy + ny)}, {float32(x + nx), float32(y + ny)},
			{float32(x - nx), float32(y - ny)}, {float32(fx - nx), float32(fy - ny)}})
	}
	return paths
}
