package compare

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units/study"
)

// mercator is in metres that are none on the ground.
const mercator = "EPSG:3857"

// plane is the system of metres that the layers are compared in: what is stated, the
// reference's, the candidate's, or one that suits the place, whichever there is
// first.
func plane(ctx context.Context, stated string, drawings [2]*drawing) (crs.CRS, string, error) {
	if stated != "" {
		c, err := crs.Parse(stated)
		switch {
		case err != nil:
			return c, "", err
		case !c.Metric():
			return c, "", fmt.Errorf("%w: %s is no plane in metres", geo.ErrBadCRS, c)
		}
		return c, "stated", nil
	}
	for _, d := range drawings {
		c, err := crs.Parse(d.layer.CRS)
		if err != nil {
			return c, "", &geo.LayerError{Layer: d.side, Source: d.layer.Source, Op: "project", Err: err}
		}
		if c.Metric() && c.Code() != mercator && !c.Shifted() {
			return c, d.side, nil
		}
	}
	guess, _ := study.Guess(ctx, []study.Listing{{File: drawings[0].File, Layers: []vector.Info{drawings[0].info}}})
	c, err := crs.Parse(guess)
	if err != nil || !c.Metric() {
		return c, "", &geo.LayerError{Layer: drawings[0].side, Source: drawings[0].layer.Source, Op: "project",
			Err: fmt.Errorf("%w in metres to compare in: say which by --crs", geo.ErrNoCRS)}
	}
	return c, "guess", nil
}

// project takes the shapes of a drawing to the plane. They have to be areas.
func (d *drawing) project(to crs.CRS) error {
	l := d.layer
	from, err := crs.Parse(l.CRS)
	if err != nil {
		return &geo.LayerError{Layer: d.side, Source: l.Source, Op: "project", Err: err}
	}
	d.report.CRS = from.String()
	t, err := crs.NewTransform(from, to)
	if err != nil {
		return &geo.LayerError{Layer: d.side, Source: l.Source, Op: "project", Err: err}
	}
	if !from.Same(to) {
		d.warnAccuracy(from, to, t)
	}
	for i, s := range l.Shapes {
		fail := func(op string, at orb.Point, err error) error {
			return &geo.FeatureError{Ref: l.Ref(i), Source: l.Source, Op: op, Place: &at, Err: err}
		}
		if at, ok := notFinite(s); ok {
			return fail("read", at, geo.ErrNotFinite)
		}
		if _, areas := geo.Polygons(s); s != nil && !areas {
			return fail("read", geo.Bound(s).Center(), fmt.Errorf("%w: it is a %s, not an area", geo.ErrKind, s.GeoJSONType()))
		}
		if s == nil {
			continue
		}
		if l.Shapes[i], err = t.Shape(s); err != nil {
			return fail("project", geo.Bound(s).Center(), err)
		}
	}
	return nil
}

func notFinite(s orb.Geometry) (orb.Point, bool) {
	for path := range geo.Paths(s) {
		for _, p := range path {
			if math.IsNaN(p[0]-p[0]) || math.IsNaN(p[1]-p[1]) {
				return p, true
			}
		}
	}
	return orb.Point{}, false
}

// coarse is the accuracy of a transformation, in metres, from which a warning tells
// of it: the least distance that reports tell of.
const coarse = 1

func (d *drawing) warnAccuracy(from, to crs.CRS, t *crs.Transform) {
	var box orb.Bound
	for i, s := range d.layer.Shapes {
		if b := geo.Bound(s); i == 0 || box.IsEmpty() {
			box = b
		} else if !b.IsEmpty() {
			box = box.Union(b)
		}
	}
	metres, known := t.AccuracyAt(box.Center())
	switch {
	case !known:
		d.warnings = append(d.warnings, fmt.Sprintf("%s: nothing is published of how accurate the way from %s to %s is here; what moved may be that", d.side, from, to))
	case metres > coarse:
		d.warnings = append(d.warnings, fmt.Sprintf("%s: the way from %s to %s is accurate to %g m here; what moved by no more may be that", d.side, from, to, metres))
	}
}
