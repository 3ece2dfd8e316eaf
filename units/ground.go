package units

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/area/geodesic"
	"renewal/geo/crs"
	"renewal/geo/parallel"
	"renewal/units/study"
)

// ground is what areas are measured on: the plane of the working CRS, which is its
// zero value, or the ellipsoid under it.
//
// On the ellipsoid an area is the integral, over the same shape in the plane, of
// the ellipsoid's area for each unit of the plane's. So what a shape is cut into
// adds up to it as in the plane, and no share is above 1. Edges are straight in the
// plane, as a plan draws them; the geodesic between two vertices runs some
// millimetres beside an edge of a kilometre, and how much that is of an area, the
// report says.
type ground struct {
	weight *area.Weight // nil in the plane
}

// beyond is by how much the box of the ground is larger than all layers: what
// cleaning and dissolving move stays within it.
const beyond = 1.0 // m

// survey finds what areas are measured on, and measures the atoms there.
func (p *prepared) survey(f *fabric, set study.Settings) error {
	var err error
	if p.ground, err = p.groundOf(f, set); err != nil || p.ground.weight == nil {
		return err
	}
	for _, l := range p.layers {
		l.measureOn(p.ground)
	}
	for i := range f.atoms {
		f.atoms[i].Area = p.ground.area(f.atoms[i].Shape)
	}
	return nil
}

// groundOf is the ground that all areas of the layers, and the atoms, lie on.
func (p *prepared) groundOf(f *fabric, set study.Settings) (ground, error) {
	if set.AreaMethod != study.MethodEllipsoid {
		return ground{}, nil
	}
	box := p.layers[study.ControlUnits].bounds[0]
	for i := range f.atoms {
		box = box.Union(f.atoms[i].Shape.Bound())
	}
	middle := box.Center()
	var farthest geo.FeatureError
	far := 0.0
	for _, role := range study.Roles() {
		l := p.layers[role]
		if l == nil {
			continue
		}
		for i, b := range l.bounds {
			if _, areal := geo.Polygons(l.Shapes[i]); !areal || b.IsEmpty() {
				continue
			}
			box = box.Union(b)
			for _, q := range [2]orb.Point{b.Min, b.Max} {
				if d := math.Hypot(q[0]-middle[0], q[1]-middle[1]); d > far {
					far, farthest = d, geo.FeatureError{Ref: l.Ref(i), Source: l.Source, Op: "measure on the ellipsoid", Place: &q}
				}
			}
		}
	}
	w, err := area.FitWeight(box.Pad(beyond), func(q orb.Point) (float64, error) {
		scale, err := crs.ArealScale(p.crs, q)
		return 1 / scale, err
	})
	if errors.Is(err, area.ErrRough) || errors.Is(err, geo.ErrOutside) {
		farthest.Err = fmt.Errorf("%.0f km from the middle of the study is too far for areas on the ellipsoid under %s: %w", far/1000, nameOf(p.crs), err)
		return ground{}, &farthest
	}
	return ground{w}, err
}

// area is the size of a shape in m².
func (g ground) area(shape orb.MultiPolygon) float64 {
	if g.weight == nil {
		return geo.Area(shape)
	}
	return g.weight.Area(shape)
}

// of is what a shape shares with an outline, in m².
func (g ground) of(o *area.Outline, shape orb.MultiPolygon) float64 {
	if g.weight == nil {
		return o.Of(shape)
	}
	return o.WeightedOf(shape, g.weight)
}

// both is what of the land that two shapes share lies in an outline, in m².
func (g ground) both(o *area.Outline, a, b orb.MultiPolygon) float64 { return o.OfBoth(a, b, g.weight) }

// within is what of an outline lies within a distance of points, in m².
func (g ground) within(o *area.Outline, points []orb.Point, distance float64) float64 {
	if g.weight == nil {
		return o.Within(points, distance)
	}
	return o.WeightedWithin(points, distance, g.weight)
}

// times is how many m² an m² of the plane is, for land of a shape; of land without
// one, at its place.
func (g ground) times(shape orb.MultiPolygon, place *[2]float64) float64 {
	switch size := geo.Area(shape); {
	case g.weight == nil:
	case size > 0:
		return g.weight.Area(shape) / size
	case place != nil:
		return g.weight.At(orb.Point(*place))
	}
	return 1
}

// repairs are repairs with their areas on the ground: they were made in the plane.
func (g ground) repairs(all []Repair) {
	if g.weight == nil {
		return
	}
	for i := range all {
		r := &all[i]
		times := g.times(r.shape, r.Place)
		for _, m2 := range [3]**float64{&r.Before, &r.After, &r.Area} {
			if *m2 != nil {
				*m2 = squareMetres(**m2 * times)
			}
		}
	}
}

// EllipsoidReport tells how areas on the ellipsoid were measured.
type EllipsoidReport struct {
	SemiMajor         float64 `json:"semi_major_m"`
	InverseFlattening float64 `json:"inverse_flattening"` // 0 for a sphere
	Method            string  `json:"method"`
	WeightOff         float64 `json:"weight_off"`   // how far the density is from the projection's, relative
	GeodesicOff       float64 `json:"geodesic_off"` // the worst of the atoms: its area against that between geodesics, relative
	GeodesicAtom      string  `json:"geodesic_atom,omitempty"`
}

// ellipsoidMethod names what the areas are, and what they are compared with.
const ellipsoidMethod = "areal scale of the projection (Snyder 1987) integrated over each shape, edges straight in the plane; " +
	"compared with polygons of geodesics (Karney 2013, Algorithms for geodesics)"

// ellipsoid compares the area of every atom with that of the polygon of geodesics
// between its vertices; nil in the plane.
func (g ground) ellipsoid(ctx context.Context, c crs.CRS, atoms []Atom, workers int) (*EllipsoidReport, error) {
	if g.weight == nil {
		return nil, nil
	}
	a, inverse := c.Ellipsoid()
	e := geodesic.Ellipsoid{SemiMajor: a}
	if inverse > 0 {
		e.Flattening = 1 / inverse
	}
	off := make([]float64, len(atoms))
	err := parallel.Each(ctx, len(atoms), workers, func(i int) error {
		shape := atoms[i].Shape.Clone()
		for _, polygon := range shape {
			for _, ring := range polygon {
				if err := c.LonLat(ring); err != nil {
					return err
				}
			}
		}
		off[i] = math.Abs(e.Area(shape)/atoms[i].Area - 1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	r := &EllipsoidReport{SemiMajor: a, InverseFlattening: inverse, Method: ellipsoidMethod, WeightOff: upTo(g.weight.Deviation(), 2)}
	for i, v := range off {
		if v > r.GeodesicOff {
			r.GeodesicOff, r.GeodesicAtom = v, atoms[i].ID
		}
	}
	r.GeodesicOff = upTo(r.GeodesicOff, 2)
	return r, nil
}
