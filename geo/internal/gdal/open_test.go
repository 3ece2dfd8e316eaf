package gdal_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/internal/gdal"
)

// points makes a GeoPackage with a field n of 0, 1, 2 …
func points(t testing.TB, count int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.gpkg")
	d, err := gdal.Create("GPKG", path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := d.CreateLayer(gdal.Definition{Name: "a", Geometry: "Point", Fields: []gdal.Field{{Name: "n", Kind: gdal.Integer, Narrow: true}, {Name: "t"}}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range count {
		w.Shape(orb.Point{float64(i), 1})
		w.Integer(int64(i))
		w.Text(strings.Repeat("x", 10_000))
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOpenByAllowedDriversOnly(t *testing.T) {
	path := points(t, 1)
	if gdal.Identify(path) != "GPKG" || gdal.Identify(path+".no") != "" {
		t.Errorf("seems to be %q", gdal.Identify(path))
	}
	if _, err := gdal.Open(path, gdal.Opening{Drivers: []string{"ESRI Shapefile", "DXF"}}); err == nil {
		t.Error("opened by a driver that was not allowed")
	}
	d, err := gdal.Open(path, gdal.Opening{Drivers: []string{"GPKG"}})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if l := d.At(0); l.Column != "geom" || l.FIDColumn != "fid" || !l.Fields[0].Narrow || l.Fields[0].Special {
		t.Errorf("got %+v", l)
	}
}

func TestSettingsLastWhileOpening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.dxf")
	text := "  0\nSECTION\n  2\nHEADER\n  9\n$DWGCODEPAGE\n  3\nANSI_1252\n  0\nENDSEC\n  0\nSECTION\n  2\nENTITIES\n  0\nPOINT\n  8\n\xb5\xd8\n 10\n1\n 20\n2\n  0\nENDSEC\n  0\nEOF\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for settings, want := range map[string]string{"DXF_ENCODING=GBK": "地", "": "µØ"} {
		var o gdal.Opening
		if settings != "" {
			o.Settings = []string{settings}
		}
		d, err := gdal.Open(path, o)
		if err != nil {
			t.Fatal(err)
		}
		if _, values := all(t, d); values["Layer"].Texts[0] != want {
			t.Errorf("%s: got %q", settings, values["Layer"].Texts)
		}
		d.Close()
	}
}

func TestFilter(t *testing.T) {
	d := open(t, points(t, 9))
	l := d.At(0)
	if err := l.Filter("no such thing"); err == nil {
		if _, err := gdal.NewReader(l, nil); err == nil {
			t.Log("this driver looks at a condition when it reads")
		}
	}
	if err := l.Filter(`"n" >= 7`); err != nil {
		t.Fatal(err)
	}
	if shapes, _ := all(t, d); len(shapes) != 2 {
		t.Errorf("%d features", len(shapes))
	}
}

func TestQuery(t *testing.T) {
	d := open(t, points(t, 9))
	var sum int64
	err := d.Query("SELECT sum(n) AS s FROM a", func(l *gdal.Layer) error {
		r, err := gdal.NewReader(l, []int{0})
		if err != nil {
			return err
		}
		defer r.Close()
		_, values, err := r.Next()
		sum = values[0].Integers[0]
		return err
	})
	if err != nil || sum != 36 {
		t.Errorf("got %d, %v", sum, err)
	}
	stop := errors.New("stop")
	if err := d.Query("SELECT 1", func(*gdal.Layer) error { return stop }); err != stop {
		t.Errorf("got %v", err)
	}
	if err := d.Query("SELECT nonsense", func(*gdal.Layer) error { return nil }); err == nil {
		t.Error("nonsense was understood")
	}
}

// Features of 10,000 letters come in batches of less than 4,096.
func TestLargeFeaturesInSmallBatches(t *testing.T) {
	d := open(t, points(t, 3000))
	l := d.At(0)
	r, err := gdal.NewReader(l, []int{1})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	total := 0
	for {
		shapes, _, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if len(shapes) == 0 {
			break
		}
		if len(shapes) > 2000 {
			t.Errorf("a batch of %d", len(shapes))
		}
		total += len(shapes)
	}
	if total != 3000 {
		t.Errorf("%d features", total)
	}
}

func TestValid(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "abc": "abc", "城中村": "城中村", "城中村"[:8]: "城中", "城中村"[:7]: "城中", "a\xff": "a\uFFFD", "\xe5": "", "a\xe5b": "a\uFFFDb", "\x80\x80": "\uFFFD",
	} {
		if got := gdal.Valid(text); got != want {
			t.Errorf("%q became %q, not %q", text, got, want)
		}
	}
}
