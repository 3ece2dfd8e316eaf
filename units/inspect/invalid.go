package inspect

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

// checkShapes looks at every area by itself. GEOS decides whether it is valid;
// what is wrong is then put in words that say how it came about. It leaves sound
// shapes behind in l.areas, for all that compares areas.
func (l *layer) checkShapes(ctx context.Context) error {
	l.areas = make([]orb.MultiPolygon, l.Len())
	l.mended = make([]bool, l.Len())
	faults := make([][]fault, l.Len())
	err := each(ctx, l.Len(), func(i int) {
		shape, ok := polygonsOf(l.Shapes[i])
		if !ok {
			return
		}
		faults[i] = shapeFaults(shape)
		l.areas[i] = shape
		for _, f := range faults[i] {
			if specs[f.kind].severity == Error {
				fixed, _, _, err := geo.Repair(shape)
				l.mended[i] = true
				if l.areas[i] = fixed; err != nil {
					l.areas[i] = nil
				}
				break
			}
		}
	})
	if err != nil {
		return err
	}
	for i, of := range faults {
		for _, f := range of {
			x := Finding{Features: []string{l.ref(i)}, Message: f.message, Count: f.count, weight: f.weight}
			if l.metric {
				x.Area, x.Length = f.area, f.length
			}
			l.found.add(f.kind, l.at(x, f.place))
		}
	}
	l.checkOrientation()
	return nil
}

// polygonsOf is geo.Polygons without the parts that have no outline, which some
// files hold.
func polygonsOf(g orb.Geometry) (orb.MultiPolygon, bool) {
	m, ok := geo.Polygons(g)
	bare := func(p orb.Polygon) bool { return len(p) == 0 || len(p[0]) == 0 }
	if slices.ContainsFunc(m, bare) {
		m = slices.DeleteFunc(slices.Clone(m), bare)
	}
	return m, ok
}

// fault is a flaw of a shape in words.
type fault struct {
	kind         Kind
	place        orb.Point
	count        int
	area, length *float64
	weight       float64
	message      string
}

// shapeFaults lists what is wrong with an area, each thing once.
func shapeFaults(shape orb.MultiPolygon) []fault {
	reason, place := geo.Check(shape)
	var faults []fault
	for _, polygon := range shape {
		for r, ring := range polygon {
			for _, f := range ringFlaws(ring, reason != "") {
				faults = append(faults, f.inWords(r > 0))
			}
		}
		if reason != "" {
			faults = append(faults, holeFaults(polygon)...)
		}
	}
	if reason == "" {
		return faults
	}
	faults = append(faults, partFaults(shape)...)
	for _, f := range faults {
		if f.kind != Repeated {
			return faults
		}
	}
	return append(faults, fault{kind: kindOfReason(reason), place: place, message: "the shape is not valid: " + reason})
}

// kindOfReason is for what our own look at the rings does not find: edges that
// touch and do not cross.
func kindOfReason(reason string) Kind {
	switch reason {
	case "ring self-intersection":
		return SelfTouching
	case "self-intersection":
		return SelfCrossing
	case "hole lies outside shell":
		return HoleOutside
	case "holes are nested":
		return NestedHoles
	case "nested shells":
		return PartsOverlap
	case "unclosed ring":
		return NotClosed
	case "ring with fewer than three distinct points", "too few points in geometry component":
		return TooFewPoints
	default:
		return OtherInvalid
	}
}

func (f flaw) inWords(hole bool) fault {
	what := "the outline"
	if hole {
		what = "the outline of a hole"
	}
	w := fault{kind: f.kind, place: f.place, count: f.count, weight: f.length}
	switch f.kind {
	case TooFewPoints:
		w.message = fmt.Sprintf("%s has %s, too few for an area", what, counted(f.count, "different point"))
	case Repeated:
		w.weight = float64(f.count)
		w.message = fmt.Sprintf("%s has %s twice in a row", what, counted(f.count, "point"))
	case NotClosed:
		w.length = rounded(f.length, 3)
		w.message = fmt.Sprintf("%s is not closed: its ends are %s apart", what, metres(f.length))
	case Spike:
		w.length = rounded(f.length, 3)
		w.message = fmt.Sprintf("%s runs %s out and back on itself", what, metres(f.length))
	case BowTie:
		w.length = rounded(f.length, 3)
		w.message = fmt.Sprintf("%s crosses itself: %s in the wrong order, over %s", what, counted(f.count, "point"), metres(f.length))
	case SelfCrossing:
		w.length = rounded(f.length, 3)
		w.message = fmt.Sprintf("%s crosses itself: a stretch of %d points, %s long, runs backwards or loops", what, f.count, metres(f.length))
	}
	return w
}

// holeFaults compares the holes of a polygon with its shell and each other.
func holeFaults(polygon orb.Polygon) []fault {
	var faults []fault
	boxes := make([]orb.Bound, len(polygon))
	for i, ring := range polygon {
		boxes[i] = ring.Bound()
	}
	index := geo.NewIndex(boxes)
	for i := 1; i < len(polygon); i++ {
		hole := polygon[i]
		if len(hole) == 0 {
			continue
		}
		size := math.Abs(geo.RingArea(hole))
		if at, ok := ringsCross(hole, polygon[0]); ok {
			faults = append(faults, fault{kind: HoleAcross, place: at, area: rounded(size, 3), weight: size,
				message: fmt.Sprintf("a hole of %s pokes out of the outline", squareMetres(size))})
		} else if !ringInside(hole, polygon[0]) {
			faults = append(faults, fault{kind: HoleOutside, place: hole[0], area: rounded(size, 3), weight: size,
				message: fmt.Sprintf("a hole of %s lies outside of the outline", squareMetres(size))})
		}
		for _, j := range index.Touching(boxes[i]) {
			if j == 0 || j >= i {
				continue
			}
			at, ok := ringsCross(hole, polygon[j])
			if !ok {
				at, ok = hole[0], ringInside(hole, polygon[j]) || ringInside(polygon[j], hole)
			}
			if ok {
				faults = append(faults, fault{kind: NestedHoles, place: at, message: "two holes overlap"})
			}
		}
	}
	return faults
}

// partFaults finds parts of one shape that share land.
func partFaults(shape orb.MultiPolygon) []fault {
	var faults []fault
	boxes := make([]orb.Bound, len(shape))
	for i, part := range shape {
		boxes[i] = part.Bound()
	}
	index := geo.NewIndex(boxes)
	for i := range shape {
		if boxes[i].IsEmpty() {
			continue
		}
		for _, j := range index.Touching(boxes[i]) {
			if j >= i {
				break
			}
			at, ok := ringsCross(shape[i][0], shape[j][0])
			if !ok {
				small, large := shape[i], shape[j]
				if geo.Area(small) > geo.Area(large) {
					small, large = large, small
				}
				at = geo.InteriorPoint(orb.MultiPolygon{small})
				ok = pointInside(at, large)
			}
			if !ok {
				continue
			}
			f := fault{kind: PartsOverlap, place: at, message: "two parts of the feature overlap"}
			a, b, aOK := orb.MultiPolygon{shape[i]}, orb.MultiPolygon{shape[j]}, true
			for _, part := range []orb.MultiPolygon{a, b} {
				reason, _ := geo.Check(part)
				aOK = aOK && reason == ""
			}
			if aOK {
				shared := area.Of(a, b)
				f.area, f.weight = rounded(shared, 3), shared
				f.message = fmt.Sprintf("two parts of the feature overlap by %s", squareMetres(shared))
			}
			faults = append(faults, f)
		}
	}
	return faults
}

// checkOrientation notes holes that run the way of their shell, and shells that
// do not run the way most of the layer's do.
func (l *layer) checkOrientation() {
	left, right, holes := 0, 0, 0
	var place orb.Point
	for _, shape := range l.Shapes {
		polygons, _ := geo.Polygons(shape)
		for _, polygon := range polygons {
			for r, ring := range polygon {
				turn := geo.RingArea(ring)
				shell := geo.RingArea(polygon[0])
				switch {
				case r == 0 && turn > 0:
					left++
				case r == 0 && turn < 0:
					right++
				case r > 0 && turn*shell > 0:
					if holes++; holes == 1 {
						place = ring[0]
					}
				}
			}
		}
	}
	if holes > 0 {
		l.found.add(Orientation, l.at(Finding{Count: holes, Message: fmt.Sprintf("%s the same way as the outline around", verb(holes, "hole runs", "holes run"))}, place))
	}
	if left > 0 && right > 0 {
		l.found.add(Orientation, Finding{Count: min(left, right), Message: fmt.Sprintf("%d outlines run counter-clockwise and %d clockwise", left, right)})
	}
}

func verb(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
