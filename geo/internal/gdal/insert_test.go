package gdal_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo/internal/gdal"
)

// gpkg is a new GeoPackage.
func gpkg(t testing.TB) (path string, d *gdal.Dataset) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "new.gpkg")
	d, err := gdal.Create("GPKG", path)
	if err != nil {
		t.Fatal(err)
	}
	return path, d
}

func TestInsert(t *testing.T) {
	path, d := gpkg(t)
	if err := d.Execute("CREATE TABLE own (a INTEGER, b BLOB)"); err != nil {
		t.Fatal(err)
	}
	if err := d.Insert("INSERT INTO own VALUES " + strings.Repeat("(7, x'0f'), ", 20_000) + "(8, NULL)"); err != nil {
		t.Fatal(err)
	}
	for sql, want := range map[string]string{
		"INSERT INTO other VALUES (1)":     "other",
		"INSERT INTO own VALUES (1, 2, 3)": "2 columns",
		"INSERT":                           "incomplete input",
	} {
		if err := d.Insert(sql); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", sql, err, want)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	err := open(t, path).Query("SELECT count(*), sum(a), count(b) FROM own", func(l *gdal.Layer) error {
		r, err := gdal.NewReader(l, []int{0, 1, 2})
		if err != nil {
			return err
		}
		defer r.Close()
		_, values, err := r.Next()
		if err != nil {
			return err
		}
		for k, want := range []int64{20_001, 140_008, 20_000} {
			if got := values[k].Integers[0]; got != want {
				t.Errorf("column %d comes to %d, want %d", k, got, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A feature holds nothing of the one before it.
func TestFeaturesAreWrittenAnew(t *testing.T) {
	path, d := gpkg(t)
	w, err := d.CreateLayer(gdal.Definition{Name: "l", Geometry: "Geometry", Fields: []gdal.Field{{Name: "i", Kind: gdal.Integer}, {Name: "r", Kind: gdal.Real}, {Name: "t", Kind: gdal.Text}}})
	if err != nil {
		t.Fatal(err)
	}
	want := []orb.Geometry{orb.Point{1, 2}, nil, orb.LineString{{0, 0}, {1, 1}}, nil}
	for i, g := range want {
		if w.Shape(g); i%2 == 0 {
			w.Integer(int64(i))
			w.Real(float64(i) / 4)
			w.Text(strings.Repeat("区", i))
		} else {
			w.Null()
			w.Null()
			w.Null()
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	shapes, values := all(t, open(t, path))
	if diff := cmp.Diff(want, shapes); diff != "" {
		t.Errorf("shapes (-want +got):\n%s", diff)
	}
	for name, v := range values {
		if name != "fid" && !cmp.Equal(v.Nulls, []bool{false, true, false, true}) {
			t.Errorf("%s: null is %v", name, v.Nulls)
		}
	}
	if i, r, s := values["i"].Integers, values["r"].Reals, values["t"].Texts; i[2] != 2 || r[2] != 0.5 || s[2] != "区区" {
		t.Errorf("the third feature has %d, %g and %q", i[2], r[2], s[2])
	}
}
