package crs

import (
	"fmt"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// Transform takes points from one system to another. It may be shared.
type Transform struct {
	t        *gdal.Transform // nil if there is nothing to do
	from, to CRS
}

// NewTransform finds the way from one system to another. If they are the same,
// points stay exactly as they are.
func NewTransform(from, to CRS) (*Transform, error) {
	if from.IsZero() || to.IsZero() {
		return nil, geo.ErrNoCRS
	}
	t := &Transform{from: from, to: to}
	if from.Same(to) {
		return t, nil
	}
	var err error
	if t.t, err = gdal.NewTransform(from.Definition(), to.Definition()); err != nil {
		return nil, fmt.Errorf("%w: from %s to %s: %w", geo.ErrBadCRS, from, to, err)
	}
	return t, nil
}

// Points transforms in place. A point without a finite image is an
// [OutsideError]; then all the points are of no use. A point outside the area of
// use may well have an image.
func (t *Transform) Points(pts []orb.Point) error {
	if t.t == nil {
		for i, p := range pts {
			if p[0]-p[0] != 0 || p[1]-p[1] != 0 {
				return &OutsideError{Index: i, From: t.from, To: t.to}
			}
		}
		return nil
	}
	if bad, err := t.t.Points(pts); bad >= 0 {
		return &OutsideError{Index: bad, From: t.from, To: t.to, Reason: err}
	}
	return nil
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
