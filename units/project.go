package units

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
)

// project takes a layer to the working CRS, in place, after a look whether its
// coordinates can be of the CRS they claim, and of the working one.
func (p *prepared) project(l *geo.Layer, from crs.CRS) error {
	if err := p.withinDomain(l, from); err != nil {
		return err
	}
	if from.Same(p.crs) {
		l.CRS = p.crs.Definition()
		return nil
	}
	t, err := crs.NewTransform(from, p.crs)
	if err != nil {
		return &geo.LayerError{Layer: l.Name, Source: l.Source, Op: "project", Err: err}
	}
	p.warnAccuracy(l, from, t)
	for i, s := range l.Shapes {
		moved, err := t.Shape(s)
		if err != nil {
			at := placed(s)
			return &geo.FeatureError{Ref: geo.Ref{Layer: l.Name, ID: orNumber(l.IDs[i], i)}, Source: l.Source, Op: "project", Place: &at, Err: err}
		}
		l.Shapes[i] = moved
	}
	l.CRS = p.crs.Definition()
	return p.withinDomain(l, p.crs)
}

// coarse is the accuracy of a transformation, in metres, from which a warning
// tells of it: half of the distance within which two edges are taken for one.
const coarse = 5

// warnAccuracy warns of a transformation of which nobody claims that it is good
// enough, in the middle of the layer.
func (p *prepared) warnAccuracy(l *geo.Layer, from crs.CRS, t *crs.Transform) {
	box := boxOf(l.Shapes)
	if box.IsEmpty() {
		return
	}
	metres, known := t.AccuracyAt(box.Center())
	switch {
	case !known:
		p.warnings.add(fmt.Sprintf("%s (%s): nothing is published of how accurate the way from %s to %s is here; check its places against another layer", l.Name, l.Source, nameOf(from), nameOf(p.crs)),
			fmt.Sprintf("%s（%s）：从 %s 到 %s 的转换在此处精度不详，请与其他图层核对位置", l.Name, l.Source, nameOf(from), nameOf(p.crs)))
	case metres > coarse:
		p.warnings.add(fmt.Sprintf("%s (%s): the way from %s to %s is accurate to %g m here", l.Name, l.Source, nameOf(from), nameOf(p.crs), metres),
			fmt.Sprintf("%s（%s）：从 %s 到 %s 的转换在此处精度约 %g 米", l.Name, l.Source, nameOf(from), nameOf(p.crs), metres))
	}
}

func placed(s orb.Geometry) orb.Point {
	if points := pointsOf(s); len(points) > 0 {
		return points[0]
	}
	return orb.Point{}
}

// slack is how far beyond the area of use of its CRS a layer may reach, in
// degrees: neighbouring zones of 3 degrees are in use beyond their edges.
const slack = 3

// withinDomain looks at the features that reach furthest in each direction.
func (p *prepared) withinDomain(l *geo.Layer, c crs.CRS) error {
	domain, known := c.Domain()
	if !known {
		return nil
	}
	way := func() (*crs.Transform, error) { return toLonLat(c) }
	if p.lonlat != nil && c.Same(p.crs) {
		way = p.lonlat
	}
	t, err := way()
	if err != nil {
		return nil // no way to longitude and latitude, so nothing can be said
	}
	domain = domain.Pad(slack)
	var extreme [4]orb.Point
	var of [4]int
	met := false
	for i, s := range l.Shapes {
		for _, q := range pointsOf(s) {
			for k, further := range [4]bool{q[0] < extreme[0][0], q[1] < extreme[1][1], q[0] > extreme[2][0], q[1] > extreme[3][1]} {
				if further || !met {
					extreme[k], of[k] = q, i
				}
			}
			met = true
		}
	}
	if !met {
		return nil
	}
	for k, q := range extreme {
		lonlat := []orb.Point{q}
		if err := t.Points(lonlat); err == nil && domain.Contains(lonlat[0]) {
			continue
		}
		at := q
		return &geo.FeatureError{Ref: geo.Ref{Layer: l.Name, ID: orNumber(l.IDs[of[k]], of[k])}, Source: l.Source, Op: "project", Place: &at,
			Err: fmt.Errorf("%w %s%s", geo.ErrOutside, nameOf(c), looks(c, q.Bound()))}
	}
	return nil
}

// toLonLat is the way from a system to longitude and latitude.
func toLonLat(c crs.CRS) (*crs.Transform, error) {
	wgs84, err := crs.Parse("EPSG:4326")
	if err != nil {
		return nil, err
	}
	return crs.NewTransform(c, wgs84)
}

// looks says what coordinates look like that cannot be of a system, or are without
// one, as words to put after an error; "" where they look like nothing usual.
func looks(c crs.CRS, at orb.Bound) string {
	fits, why := crs.Suspect(c, at)
	switch {
	case why == "" || strings.HasPrefix(why, "the coordinates"):
		return ""
	case fits.IsZero():
		return fmt.Sprintf(" (it looks like this: %s)", why)
	}
	return fmt.Sprintf(" (it looks like this: %s; %s fits)", why, nameOf(fits))
}
