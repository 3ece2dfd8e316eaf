package units

import (
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

// zone is the land within a distance of a shape. It is drawn when first asked
// for: of most zones it never is.
type zone struct {
	around   orb.Geometry
	distance float64

	once    sync.Once
	shape   orb.MultiPolygon
	outline *area.Outline
	err     error
}

// draw makes the shape of the zone; of an area with distance 0 that is the area.
func (z *zone) draw() error {
	z.once.Do(func() {
		land, areal := geo.Polygons(z.around)
		if !areal || z.distance != 0 {
			land, z.err = geo.Buffer(z.around, z.distance)
		}
		z.shape, z.outline = land, area.Prepare(land)
	})
	return z.err
}

// holds reports whether a box lies within the distance of a single point of the
// shape, and so in the zone for certain.
func (z *zone) holds(b orb.Bound) bool {
	for _, p := range pointsOf(z.around) {
		if math.Hypot(max(p[0]-b.Min[0], b.Max[0]-p[0]), max(p[1]-b.Min[1], b.Max[1]-p[1])) <= drawnShare*z.distance {
			return true
		}
	}
	return false
}

// drawnShare is the share of its distance to which a zone surely reaches: chords of
// [geo.Buffer] lie inside the circle, by at most 0.12 %.
const drawnShare = 0.998

// reach is the land in any of some zones.
type reach struct {
	zones  []*zone
	boxes  *geo.Index // of the zones
	places []places   // by distance
}

// places are points, one of each shape that zones of a distance are around.
type places struct {
	distance float64
	points   []orb.Bound
	index    *geo.Index
}

func newReach(zones []*zone) *reach {
	r := &reach{zones: zones}
	boxes := make([]orb.Bound, len(zones))
	for k, z := range zones {
		boxes[k] = geo.Bound(z.around).Pad(z.distance)
		points := pointsOf(z.around)
		if len(points) == 0 {
			continue
		}
		at := slices.IndexFunc(r.places, func(p places) bool { return p.distance == z.distance })
		if at < 0 {
			at = len(r.places)
			r.places = append(r.places, places{distance: z.distance})
		}
		r.places[at].points = append(r.places[at].points, points[0].Bound())
	}
	r.boxes = geo.NewIndex(boxes)
	for i := range r.places {
		r.places[i].index = geo.NewIndex(r.places[i].points)
	}
	return r
}

// clip is what of a shape lies in reach; whole tells that it is the shape. Most
// shapes are settled by their box and one point of a shape nearby: all that is
// within the distance less half the diagonal, from the middle of the box.
func (r *reach) clip(shape orb.MultiPolygon) (clipped orb.MultiPolygon, whole bool, err error) {
	box := geo.Bound(shape)
	middle, half := box.Center(), math.Hypot(box.Max[0]-box.Min[0], box.Max[1]-box.Min[1])/2
	for _, p := range r.places {
		side := (drawnShare*p.distance - half) / math.Sqrt2 // of a square in that circle, half of it
		if side > 0 && p.index.Touches(middle.Bound().Pad(side)) {
			return shape, true, nil
		}
	}
	found := r.boxes.Touching(box)
	for _, k := range found {
		if r.zones[k].holds(box) {
			return shape, true, nil
		}
	}
	size := geo.Area(shape)
	var near []*zone
	for _, k := range found {
		z := r.zones[k]
		if err := z.draw(); err != nil {
			return nil, false, err
		}
		inside := z.outline.Of(shape)
		if inside >= size {
			return shape, true, nil
		}
		if inside > 0 {
			near = append(near, z)
		}
	}
	if len(near) == 0 {
		return nil, false, nil
	}
	parts := make([]orb.MultiPolygon, len(near))
	for k, z := range near {
		if parts[k], err = geo.Intersection(shape, z.shape); err != nil {
			return nil, false, err
		}
	}
	clipped, err = geo.Union(parts)
	return clipped, false, err
}
