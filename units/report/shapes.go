package report

import (
	"math"

	"github.com/paulmach/orb"
)

// pencil writes shapes in short: coordinates are steps of a tenth of a metre from a
// corner, each point the difference to the one before, and each number a few letters.
type pencil struct{ corner orb.Point }

const step = 0.1 // m

// line is a line as text: x and y in turn, in the numbers of Google's encoded
// polylines: a sign in the lowest bit, five bits a letter, the lowest first.
func (p pencil) line(points []orb.Point) string {
	var text []byte
	var x, y int64
	for i, at := range points {
		toX, toY := int64(math.Round((at[0]-p.corner[0])/step)), int64(math.Round((at[1]-p.corner[1])/step))
		if i == 0 || toX != x || toY != y {
			text = letters(letters(text, toX-x), toY-y)
			x, y = toX, toY
		}
	}
	return string(text)
}

func letters(text []byte, v int64) []byte {
	u := uint64(v) << 1
	if v < 0 {
		u = ^u
	}
	for ; u >= 32; u >>= 5 {
		text = append(text, byte(u&31|32)+63)
	}
	return append(text, byte(u)+63)
}

// areas are shapes as lists of polygons, these of rings.
func (p pencil) areas(shapes []orb.MultiPolygon) [][][]string {
	all := make([][][]string, len(shapes))
	for i, shape := range shapes {
		all[i] = make([][]string, len(shape))
		for k, polygon := range shape {
			for _, ring := range polygon {
				all[i][k] = append(all[i][k], p.line(ring))
			}
		}
	}
	return all
}

func (p pencil) lines(lines orb.MultiLineString) []string {
	all := make([]string, 0, len(lines))
	for _, l := range lines {
		all = append(all, p.line(l))
	}
	return all
}
