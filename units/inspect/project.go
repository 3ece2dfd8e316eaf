package inspect

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo/crs"
)

// project takes the shapes to the working plane. A layer without a system that
// cannot be degrees is taken to be in metres, by itself.
func (l *layer) project(ctx context.Context, working crs.CRS, box orb.Bound) error {
	if l.CRS == "" && l.table {
		return nil
	}
	if l.CRS == "" {
		l.metric = !box.IsEmpty() && !looksLikeDegrees(box)
		message := "the file states no coordinate system"
		if l.metric {
			message += "; measures take its coordinates for metres"
		} else if l.info.Features > 0 {
			message += ", and its coordinates look like degrees; nothing in it was measured"
		}
		if why := suspicion(crs.CRS{}, box); why != "" {
			message += "; " + why
		}
		f := Finding{Message: message}
		if !box.IsEmpty() {
			f = l.at(f, box.Center())
		}
		l.found.add(NoCRS, f)
		return nil
	}
	system, err := crs.Parse(l.CRS)
	if err != nil {
		l.found.add(BadCRS, Finding{Message: err.Error() + "; nothing in it was measured"})
		return nil
	}
	l.system, l.info.CRS = system, system.String()
	if !box.IsEmpty() {
		if why := suspicion(system, box); why != "" {
			l.found.add(SuspectCRS, Finding{Message: fmt.Sprintf("the file states %s, but %s", system, why)})
		}
		l.info.LonLat = extentLonLat(system, box)
	}
	if working.IsZero() {
		l.inOwnSystem(box)
		l.lonlat, _ = crs.NewTransform(system, degrees)
		return nil
	}
	there, err := crs.NewTransform(system, working)
	if err != nil {
		l.found.add(BadCRS, Finding{Message: err.Error()})
		l.inOwnSystem(box)
		return nil
	}
	if l.lonlat, err = crs.NewTransform(working, degrees); err != nil {
		return fmt.Errorf("%s: %w", working, err)
	}
	l.metric, l.common, l.plane = true, true, &working
	if system.Same(working) {
		return nil
	}
	if l.back, err = crs.NewTransform(working, system); err != nil {
		return err
	}
	for i, g := range l.Shapes {
		if i%batch == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		failed := false
		switch g.(type) {
		case orb.Point, orb.Collection: // whose points are no slices
			moved, err := there.Shape(g)
			failed, l.Shapes[i] = err != nil, moved
		default:
			eachPath(g, func(path []orb.Point) { failed = failed || there.Points(path) != nil })
		}
		if failed {
			l.found.add(FarAway, Finding{Features: []string{l.Ref(i).String()}, Message: "coordinates lie outside of the domain of " + system.String()})
			l.Shapes[i] = nil
		}
	}
	return nil
}

// inOwnSystem leaves the shapes as they are, for want of a plane that all layers
// share, and says so where nothing can be measured in them.
func (l *layer) inOwnSystem(box orb.Bound) {
	if l.metric = l.system.Metric(); !l.metric && !box.IsEmpty() {
		l.found.add(Unmeasured, Finding{Message: fmt.Sprintf("%s is not in metres, and no plane in metres is known: no lengths, areas, gaps or overlaps were measured", l.system)})
	}
}

// degrees is the system of places in longitude and latitude.
var degrees, _ = crs.Parse("EPSG:4326")

// looksLikeDegrees reports whether numbers can be longitudes and latitudes.
func looksLikeDegrees(box orb.Bound) bool {
	return box.Min[0] >= -180 && box.Max[0] <= 360 && box.Min[1] >= -90 && box.Max[1] <= 90
}

func extentLonLat(system crs.CRS, box orb.Bound) *[4]float64 {
	t, err := crs.NewTransform(system, degrees)
	if err != nil {
		return nil
	}
	// The sides bend: their middles count too.
	c := box.Center()
	points := []orb.Point{box.Min, {c[0], box.Min[1]}, {box.Max[0], box.Min[1]}, {box.Max[0], c[1]}, box.Max, {c[0], box.Max[1]}, {box.Min[0], box.Max[1]}, {box.Min[0], c[1]}}
	if t.Points(points) != nil {
		return nil
	}
	b := orb.MultiPoint(points).Bound()
	r := func(v float64) float64 { return math.Round(v*1e7) / 1e7 }
	return &[4]float64{r(b.Min[0]), r(b.Min[1]), r(b.Max[0]), r(b.Max[1])}
}
