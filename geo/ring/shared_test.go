package ring_test

import (
	"context"
	"os"
	"testing"

	"github.com/paulmach/orb"

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

func TestX(t *testing.T) {
	lines := named(t)
	for _, c := range [][][]string{
		{{"京广线"}, {"金水路"}, {"城东路", "城东南路"}, {"陇海线"}},
		{{"陇海线"}, {"G107", "G310"}, {"郑汴路"}, {"商都路"}, {"城东路", "城东南路"}},
		{{"西环路"}, {"陇海线"}, {"嵩山北路", "嵩山南路"}, {"建设路", "建设东路", "建设西路"}, {"秦岭路"}, {"陇海西路", "陇海中路", "陇海东路"}, {"西四环"}, {"中原东路", "中原中路", "中原西路"}},
	} {
		found, err := ring.Find(context.Background(), edgesOf(lines, c...), ring.Options{})
		if err != nil {
			t.Error(c, err)
			continue
		}
		t.Log(c, found.Order, found.Reordered, len(found.Rings))
		for _, b := range found.Breaks {
			t.Log("   break", b.A, b.B, b.Length, b.From, b.To)
		}
		for _, r := range found.Rings {
			t.Logf("  %.3f km2 bridged %.1f", r.Area/1e6, r.Bridged)
			for _, b := range r.Bridges {
				t.Log("    bridge", b.A, b.B, b.Length, b.From, b.To)
			}
			for _, l := range r.Legs {
				t.Log("    leg", l.Edge, int(geo.Length(l.Path)), len(l.Uses))
			}
		}
	}
	_ = orb.Point{}
}
