package vector_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

// SQLite finds no fault with the index, of one node up to three levels; it finds
// what the shapes say; and it keeps up with what others change.
func TestGeoPackageIndex(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 51, 52, 60} {
		path := filepath.Join(t.TempDir(), "a.gpkg")
		layer := quilt(n)
		if n > 0 {
			layer.Shapes[n/2] = nil
			layer.Shapes[n*n-1] = orb.Polygon{}
		}
		write(t, path, "EPSG:4547", vector.Output{Layer: layer, Geometry: "MultiPolygon"})
		d, err := gdal.Open(path, gdal.Opening{})
		if err != nil {
			t.Fatal(err)
		}
		if got := text(t, d, `SELECT rtreecheck('rtree_parcels_geom')`); got != "ok" {
			t.Errorf("n=%d: %s", n, got)
		}
		if got := text(t, d, `SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree%' ORDER BY name)`); got !=
			"rtree_parcels_geom_delete,rtree_parcels_geom_insert,rtree_parcels_geom_update1,rtree_parcels_geom_update2,rtree_parcels_geom_update3,rtree_parcels_geom_update4" {
			t.Errorf("triggers %s", got)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		box := &orb.Bound{Min: orb.Point{463_300.5, 3_846_300.5}, Max: orb.Point{463_500.5, 3_846_900.5}}
		want := 0
		for _, g := range layer.Shapes {
			if b := geo.Bound(g); !b.IsEmpty() && b.Intersects(*box) {
				want++
			}
		}
		if got := read(t, vector.Source{File: path, Within: box}); got.Len() != want {
			t.Errorf("n=%d: %d features in the box, want %d", n, got.Len(), want)
		}
	}
}

// text is the only value of a query.
func text(t testing.TB, d *gdal.Dataset, sql string) (value string) {
	t.Helper()
	err := d.Query(sql, func(l *gdal.Layer) error {
		r, err := gdal.NewReader(l, []int{0})
		if err != nil {
			return err
		}
		defer r.Close()
		_, values, err := r.Next()
		if err != nil || len(values) == 0 || len(values[0].Texts) == 0 {
			return fmt.Errorf("%s: nothing: %v", sql, err)
		}
		value = values[0].Texts[0]
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return value
}
