package crs

import (
	"fmt"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// Transform takes points from one system to another. It may be shared.
type Transform struct {
	steps    []step // none if there is nothing to do
	from, to CRS
}

// step is a part of the way: one transform of PROJ, or a shift to or from a
// datum that PROJ does not know.
type step struct {
	proj *gdal.Transform
	move func(pts []orb.Point)
}

// NewTransform finds the way from one system to another. If they are the same,
// points stay exactly as they are.
//
// Where a shifted datum is left or entered, the way goes through longitudes and
// latitudes of WGS 84 or CGCS2000, whichever the system is built on.
func NewTransform(from, to CRS) (*Transform, error) {
	if from.IsZero() || to.IsZero() {
		return nil, geo.ErrNoCRS
	}
	t := &Transform{from: from, to: to}
	if from.Same(to) {
		return t, nil
	}
	var err error
	if from.datum == to.datum {
		err = t.add(from.srs, to.srs)
	} else {
		err = t.addShifted(from, to)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: from %s to %s: %w", geo.ErrBadCRS, from, to, err)
	}
	return t, nil
}

// addShifted goes from one datum to another, at least one of them shifted.
func (t *Transform) addShifted(from, to CRS) error {
	at := from.srs
	if from.datum != published {
		plain, err := from.lonlat()
		if err != nil {
			return err
		}
		if err := t.add(at, plain); err != nil {
			return err
		}
		t.steps = append(t.steps, step{move: from.datum.unshifted})
		at = plain
	}
	if to.datum != published {
		plain, err := to.lonlat()
		if err != nil {
			return err
		}
		if err := t.add(at, plain); err != nil {
			return err
		}
		t.steps = append(t.steps, step{move: to.datum.shifted})
		at = plain
	}
	return t.add(at, to.srs)
}

// lonlat describes the longitudes and latitudes that a shifted system is built
// on, as they were without the shift.
func (c CRS) lonlat() (gdal.SRS, error) {
	code, err := c.base()
	if err != nil {
		return gdal.SRS{}, err
	}
	return gdal.Describe(code)
}

func (t *Transform) add(from, to gdal.SRS) error {
	a, b := CRS{srs: from}, CRS{srs: to}
	if a.Same(b) {
		return nil
	}
	proj, err := gdal.NewTransform(a.Definition(), b.Definition())
	t.steps = append(t.steps, step{proj: proj})
	return err
}

// Points transforms in place. A point without a finite image is an
// [OutsideError]; then all the points are of no use. A point outside the area of
// use may well have an image.
func (t *Transform) Points(pts []orb.Point) error {
	if i := firstNotFinite(pts); i >= 0 { // shifts pass such points on
		return &OutsideError{Index: i, From: t.from, To: t.to}
	}
	for _, s := range t.steps {
		if s.move != nil {
			s.move(pts)
		} else if bad, err := s.proj.Points(pts); bad >= 0 {
			return &OutsideError{Index: bad, From: t.from, To: t.to, Reason: err}
		}
	}
	return nil
}

// Shape returns a copy of a shape in the other system; a bound comes back as the
// polygon that it becomes. What Points says of points holds for it.
func (t *Transform) Shape(g orb.Geometry) (orb.Geometry, error) {
	switch g := g.(type) {
	case nil:
		return nil, nil
	case orb.Point:
		at := []orb.Point{g}
		err := t.Points(at)
		return at[0], err
	case orb.MultiPoint:
		points := g.Clone()
		return points, t.Points(points)
	case orb.Bound:
		return t.Shape(g.ToPolygon())
	case orb.Collection:
		parts := make(orb.Collection, len(g))
		for i, part := range g {
			var err error
			if parts[i], err = t.Shape(part); err != nil {
				return nil, err
			}
		}
		return parts, nil
	}
	moved := orb.Clone(g)
	for path := range geo.Paths(moved) {
		if err := t.Points(path); err != nil {
			return nil, err
		}
	}
	return moved, nil
}

// firstNotFinite is the position of the first point that is not finite, or -1.
func firstNotFinite(pts []orb.Point) int {
	for i, p := range pts {
		if p[0]-p[0] != 0 || p[1]-p[1] != 0 {
			return i
		}
	}
	return -1
}

// OutsideError says which point cannot be transformed. It is a geo.ErrOutside.
type OutsideError struct {
	Index    int // position of the point in the list
	From, To CRS
	Reason   error // PROJ's words; nil where it has none
}

func (e *OutsideError) Error() string {
	s := fmt.Sprintf("point %d: %v (%s to %s)", e.Index, geo.ErrOutside, e.From, e.To)
	if e.Reason != nil {
		s += ": " + e.Reason.Error()
	}
	return s
}

func (e *OutsideError) Unwrap() error { return geo.ErrOutside }
