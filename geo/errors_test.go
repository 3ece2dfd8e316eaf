package geo_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
)

func TestErrors(t *testing.T) {
	ref := geo.Ref{Layer: "parcels", ID: "4403-0012"}
	closed := errors.New("ring not closed")
	for _, c := range []struct {
		err  error
		want string
	}{
		{&geo.LayerError{Layer: "parcels", Source: "city.gpkg:parcels", Op: "read", Err: fmt.Errorf("%w %q", geo.ErrNoField, "DLDM")},
			`parcels (city.gpkg:parcels): read: no such field "DLDM"`},
		{&geo.FeatureError{Ref: ref, Op: "repair", Err: closed}, "parcels/4403-0012: repair: ring not closed"},
		{&geo.FeatureError{Ref: ref, Op: "repair", Place: &orb.Point{113987.2, 22541.9}, Err: closed},
			"parcels/4403-0012: repair: ring not closed at (113987.200, 22541.900)"},
		{&geo.FeatureError{Ref: ref, Source: "city.shp", Op: "repair", Place: &orb.Point{113.6253412, -34.75}, Err: closed},
			"parcels/4403-0012 (city.shp): repair: ring not closed at (113.6253412, -34.75)"},
		{&geo.FeatureError{Ref: ref, Op: "read", Place: &orb.Point{-1e308, math.NaN()}, Err: geo.ErrOutside},
			"parcels/4403-0012: read: coordinate outside the domain of its coordinate system at (-1e+308, NaN)"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
	err := error(&geo.LayerError{Err: &geo.FeatureError{Ref: ref, Err: fmt.Errorf("%w: here", geo.ErrTopology)}})
	var feature *geo.FeatureError
	if !errors.Is(err, geo.ErrTopology) || !errors.As(err, &feature) || feature.Ref != ref {
		t.Errorf("%v does not unwrap", err)
	}
}
