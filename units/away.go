package units

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/units/study"
)

// nearby is how far a layer other than the parcels may lie off without a word: a
// city is so large, and has its only airport or old town elsewhere.
const nearby = 10_000.0

// checkPlaces looks that the layers lie where the control units are, as a wrong
// coordinate system hardly leaves them. Without parcels there nothing can be
// measured, which is an error; any other layer may have nothing to say here, but
// hardly for being far away, and counts as if somebody had looked. Boxes are all
// that is compared. The cut by districts has its own word on land in none.
func (p *prepared) checkPlaces() error {
	here := boxOf(p.layers[study.ControlUnits].Shapes)
	for _, role := range study.Roles() {
		l := p.layers[role]
		if l == nil || role == study.Districts {
			continue
		}
		off := math.Inf(1)
		for _, b := range l.bounds {
			if off = min(off, apart(b, here)); off == 0 {
				break
			}
		}
		switch {
		case off == 0 || math.IsInf(off, 1):
			continue
		case role == study.Parcels:
			return fmt.Errorf("%s: %w", p.study.Of(role)[0].At("file"), &geo.LayerError{Layer: role, Source: l.Source, Op: "read",
				Err: fmt.Errorf("none lies at the control units, the nearest is %.1f km off: is it in the coordinate system that is stated?", off/1000)})
		case off > nearby:
			p.warnings.add(fmt.Sprintf("%s (%s): none lies at the control units, the nearest is %.1f km off; is it in the coordinate system that is stated?", role, l.Source, off/1000),
				fmt.Sprintf("%s（%s）：没有要素位于控规单元处，最近的相距 %.1f 公里，请核对坐标系", role, l.Source, off/1000))
		}
	}
	return nil
}

// boxOf is the box of shapes; empty where they are.
func boxOf(shapes []orb.Geometry) orb.Bound {
	box := orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	for _, s := range shapes {
		switch b := geo.Bound(s); {
		case b.IsEmpty():
		case box.IsEmpty():
			box = b
		default:
			box = box.Union(b)
		}
	}
	return box
}

// apart is the distance of two boxes, 0 where they touch.
func apart(a, b orb.Bound) float64 {
	return math.Hypot(max(0, a.Min[0]-b.Max[0], b.Min[0]-a.Max[0]), max(0, a.Min[1]-b.Max[1], b.Min[1]-a.Max[1]))
}
