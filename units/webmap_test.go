package units_test

import (
	"context"
	"math"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units"
	"renewal/units/study"
)

// planar reads areas of longitude and latitude back into the plane of the study.
func planar(t *testing.T, path string) (ids []string, shapes []orb.MultiPolygon) {
	t.Helper()
	l, err := vector.Read(context.Background(), vector.Source{File: path})
	if err != nil {
		t.Fatal(err)
	}
	wgs84, err := crs.Parse("EPSG:4326")
	if err != nil {
		t.Fatal(err)
	}
	plane, err := crs.Parse("EPSG:4547")
	if err != nil {
		t.Fatal(err)
	}
	back, err := crs.NewTransform(wgs84, plane)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range l.Shapes {
		if s, err = back.Shape(s); err != nil {
			t.Fatal(err)
		}
		shape, _ := geo.Polygons(s)
		shapes = append(shapes, shape)
	}
	return l.Column("GXDYBH").Texts, shapes
}

// Simplified units are a coverage still, of the same units, whatever the tolerance.
func TestSimplifiedUnitsAreACoverage(t *testing.T) {
	s, err := study.Read(filepath.Join("..", "testdata", "studies", "default", "study.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := units.Delineate(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	var files []units.File
	for _, tolerance := range []float64{1, 5, 20} {
		f, err := units.Simplified(tolerance)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	dir := t.TempDir()
	if _, err := r.Write(context.Background(), dir, nil, files...); err != nil {
		t.Fatal(err)
	}
	ids, whole := planar(t, filepath.Join(dir, "units.geojson"))
	before := math.MaxInt
	for i, name := range []string{"units-1m.geojson", "units-5m.geojson", "units-20m.geojson"} {
		got, thin := planar(t, filepath.Join(dir, name))
		findings, err := coverage.Check(context.Background(), thin, coverage.CheckOptions{})
		if err != nil || len(findings) > 0 {
			t.Errorf("%s: %d findings, %v: %+v", name, len(findings), err, findings[:min(1, len(findings))])
		}
		size := len(read(t, filepath.Join(dir, name)))
		if len(got) != len(ids) || size >= before {
			t.Errorf("%s: %d units of %d in %d bytes, %d before", name, len(got), len(ids), size, before)
		}
		before = size
		for k := range whole {
			if moved := math.Abs(geo.Area(whole[k]) - geo.Area(thin[k])); got[k] != ids[k] || moved > []float64{1, 5, 20}[i]*geo.Length(whole[k]) {
				t.Errorf("%s: %s changed by %.0f m²", name, ids[k], moved)
			}
		}
	}
	for _, wrong := range []float64{0, -1, 1001, math.NaN(), math.Inf(1)} {
		if _, err := units.Simplified(wrong); err == nil {
			t.Errorf("a tolerance of %g is taken", wrong)
		}
	}
}
