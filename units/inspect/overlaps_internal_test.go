package inspect

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

// A piece of a triangle shares itself with the triangle, though GEOS, without a
// grid, finds nothing: the ends of the cut lie within rounding of the edges.
func TestCommonLandIsNotLost(t *testing.T) {
	triangle := orb.MultiPolygon{{{{200, 0}, {600, 0}, {1100, 1200}, {200, 0}}}}
	piece := orb.MultiPolygon{{{{734.567, 322.9608}, {1100, 1200}, {734.567, 712.756}, {734.567, 322.9608}}}}
	for _, pair := range [][2]orb.MultiPolygon{{triangle, piece}, {piece, triangle}} {
		size := area.Of(pair[0], pair[1])
		if got := geo.Area(common(pair[0], pair[1], size)); math.Abs(got-geo.Area(piece)) > 1 {
			t.Errorf("%v m² of %v", got, geo.Area(piece))
		}
	}
}
