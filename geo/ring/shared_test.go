package ring_test

import (
	"context"
	"math"
	"os"
	"testing"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/ring"
	"renewal/geo/vector"
)

// named reads the lines of Zhengzhou, in metres, by name.
func named(t *testing.T) map[string]ring.Edge {
	t.Helper()
	const folder = "../../../shared/data/zhengzhou/"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the shared data is absent")
	}
	edges := map[string]ring.Edge{}
	for _, file := range []string{"roads_central_wgs84.geojson", "railways_wgs84.geojson"} {
		layer, err := vector.Read(context.Background(), vector.Source{File: folder + file, Fields: []string{"name"}})
		if err != nil {
			t.Fatal(err)
		}
		from, err := crs.Parse(layer.CRS)
		if err != nil {
			t.Fatal(err)
		}
		to, err := crs.Parse("EPSG:4547")
		if err != nil {
			t.Fatal(err)
		}
		transform, err := crs.NewTransform(from, to)
		if err != nil {
			t.Fatal(err)
		}
		for i, shape := range layer.Shapes {
			name, ok := layer.Columns[0].Text(i)
			if !ok || name == "" {
				continue
			}
			moved, err := transform.Shape(shape)
			if err != nil {
				t.Fatal(err)
			}
			lines, _ := geo.Lines(moved)
			edges[name] = append(edges[name], lines...)
		}
	}
	return edges
}

func edgesOf(named map[string]ring.Edge, names ...[]string) []ring.Edge {
	edges := make([]ring.Edge, len(names))
	for i, of := range names {
		for _, n := range of {
			edges[i] = append(edges[i], named[n]...)
		}
	}
	return edges
}

// The strategic areas of the Zhengzhou plan, as far as the roads of about 2010 have them.
func TestZhengzhou(t *testing.T) {
	lines := named(t)
	for _, c := range []struct {
		name    string
		edges   [][]string
		km2     float64
		within  float64 // share
		bridges int     // of more than 100 m
	}{
		{"中央活力区", [][]string{{"京广线"}, {"金水路"}, {"城东路", "城东南路"}, {"陇海线"}}, 10.06, 0.01, 0},
		{"国际商贸流通服务中心", [][]string{{"陇海线"}, {"G107", "G310"}, {"郑汴路"}, {"商都路"}, {"城东路", "城东南路"}}, 11.31, 0.02, 1},
	} {
		found, err := ring.Find(context.Background(), edgesOf(lines, c.edges...), ring.Options{})
		if err != nil || len(found.Rings) == 0 {
			t.Errorf("%s: %v %v", c.name, found, err)
			continue
		}
		r := found.Rings[0]
		checkRing(t, r)
		long := 0
		for _, b := range r.Bridges {
			if b.Length > 100 {
				long++
			}
		}
		if got := r.Area / 1e6; math.Abs(got/c.km2-1) > c.within || long != c.bridges {
			t.Errorf("%s: %.3f km² and %d long bridges, not %g and %d", c.name, got, long, c.km2, c.bridges)
		}
	}
}
