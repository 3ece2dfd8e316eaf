package geojson_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/vector/geojson"
)

func TestWrite(t *testing.T) {
	layer := &geo.Layer{
		Name: "units", IDs: []string{"一", "b\"\x01"},
		Shapes: []orb.Geometry{
			orb.Polygon{
				{{0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}}, // clockwise
				{{1, 1}, {2, 1}, {2, 2}, {1, 1}},         // counter-clockwise
			},
			orb.Point{113.123456789012, -0.00000000001},
		},
		Columns: []geo.Column{
			{Name: "名称", Texts: []string{"a", ""}, Nulls: []bool{false, true}},
			{Name: "id", Texts: []string{"gone", "gone"}},
			{Name: "r", Type: geo.Real, Reals: []float64{3, 1e-9}},
			{Name: "n", Type: geo.Integer, Integers: []int64{3, -4}},
		},
	}
	want := `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"一","properties":{"id":"一","名称":"a","r":3.0,"n":3},"geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,2],[2,1],[1,1]]]}},
{"type":"Feature","id":"b\"\u0001","properties":{"id":"b\"\u0001","名称":null,"r":1e-09,"n":-4},"geometry":{"type":"Point","coordinates":[113.123456789,0]}}
]}
`
	var got bytes.Buffer
	if err := geojson.Write(context.Background(), &got, layer, "id"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	layer.Shapes[1] = orb.LineString{{1, 2}, {math.Inf(1), 0}}
	err := geojson.Write(context.Background(), &got, layer, "id")
	var feature *geo.FeatureError
	if !errors.Is(err, geo.ErrNotFinite) || !errors.As(err, &feature) || feature.Ref.ID != "b\"\x01" {
		t.Errorf("not finite: %v", err)
	}
}

func TestWriteCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	layer := &geo.Layer{Shapes: []orb.Geometry{orb.Point{1, 2}}}
	if err := geojson.Write(ctx, io.Discard, layer, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
