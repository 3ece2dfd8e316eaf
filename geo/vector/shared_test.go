package vector_test

import (
	"context"
	"math"
	"os"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/vector"
)

// shared is the folder of real data that stands beside the repository on some
// machines.
const shared = "../../../shared/data/"

func TestSharedData(t *testing.T) {
	for _, c := range []struct {
		file, layer, crs string
		count            int
		geometry         string
	}{
		{"taiwan/taoyuan_study.gpkg", "control_units", "EPSG:3826", 424, "Polygon"},
		{"taiwan/taoyuan_study.gpkg", "districts", "EPSG:3826", 28, ""},
		{"taiwan/taoyuan_study.gpkg", "parcels", "EPSG:3826", 7770, "MultiPolygon"},
		{"zhengzhou/study.gpkg", "control_units", "EPSG:4547", 134, "Polygon"},
		{"zhengzhou/roads_central_wgs84.geojson", "", "EPSG:4326", 24233, "LineString"},
	} {
		t.Run(c.file+":"+c.layer, func(t *testing.T) {
			if _, err := os.Stat(shared + c.file); err != nil {
				t.Skip("shared data is not here")
			}
			got := read(t, vector.Source{File: shared + c.file, Layer: c.layer})
			if got.Len() != c.count || got.CRS != c.crs {
				t.Errorf("%d features in %q, want %d in %q", got.Len(), got.CRS, c.count, c.crs)
			}
			infos, err := vector.Layers(context.Background(), shared+c.file)
			if err != nil {
				t.Fatal(err)
			}
			for _, info := range infos {
				if info.Name != c.layer && c.layer != "" {
					continue
				}
				if info.Count != c.count || info.CRS != c.crs || c.geometry != "" && info.Geometry != c.geometry {
					t.Errorf("stated: %+v", info)
				}
				box := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
				for _, g := range got.Shapes {
					if b := geo.Bound(g); !b.IsEmpty() {
						box = box.Union(b)
					}
				}
				near := func(a, b float64) bool { return math.Abs(a-b) < 1e-6 }
				if !near(box.Min[0], info.Extent.Min[0]) || !near(box.Max[1], info.Extent.Max[1]) {
					t.Errorf("extent %v, shapes %v", info.Extent, box)
				}
				b, ok := system(t, c.crs).Domain()
				if lonlat := c.crs == "EPSG:4326"; !ok || lonlat && !b.Contains(box.Min) {
					t.Errorf("domain %v, %v", b, ok)
				}
			}
		})
	}
}
