package inspect

import (
	"fmt"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// What is too small to be drawn on purpose. No parcel, building or unit is less
// than half a metre wide on average or a square metre large; left-overs of
// overlays of two drawings are.
const (
	sliverWidth = 0.5 // m, mean width: twice the area over the perimeter
	tinyArea    = 1   // m²
)

// checkSlivers looks for polygons, also parts of features, that are too thin or
// too small.
func (l *layer) checkSlivers() {
	if !l.metric {
		return
	}
	for i, shape := range l.areas {
		if l.mended[i] {
			continue // crumbs of the repair
		}
		for k, polygon := range shape {
			part := orb.MultiPolygon{polygon}
			size := geo.Area(part)
			around := geo.Length(part)
			if size <= 0 || around <= 0 {
				continue
			}
			what := "the feature"
			if len(shape) > 1 {
				what = fmt.Sprintf("part %d of %d", k+1, len(shape))
			}
			width := 2 * size / around
			f := Finding{Features: []string{l.ref(i)}, Area: rounded(size, 3), Width: rounded(width, 3), weight: around, shape: part}
			switch {
			case size < tinyArea:
				f.Message = fmt.Sprintf("%s is %s large", what, squareMetres(size))
				l.found.add(Tiny, l.at(f, geo.InteriorPoint(part)))
			case width < sliverWidth:
				f.Message = fmt.Sprintf("%s is %s wide on average, over %s", what, metres(width), metres(around/2))
				l.found.add(Sliver, l.at(f, geo.InteriorPoint(part)))
			}
		}
	}
}
