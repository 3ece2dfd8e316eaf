package inspect_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"renewal/units/inspect"
)

// shared is a file of the real data, which lies beside the tree.
func shared(t *testing.T, name string) string {
	t.Helper()
	path := filepath.FromSlash("../../../shared/data/zhengzhou/" + name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not there", path)
	}
	return path
}

// Districts in undeclared GCJ-02 are found out against the roads, with their
// shift, and the copy in WGS 84 is not. At Zhengzhou the published algorithm
// moves a place by 556 m east and 127 m south on the ellipsoid, which the grid
// turns by a quarter of a degree.
func TestSharedDatum(t *testing.T) {
	roads := shared(t, "roads_central_wgs84.geojson")
	for file, wrong := range map[string]bool{"admin_districts_410100_gcj02.geojson": true, "admin_districts_wgs84.geojson": false} {
		r, err := inspect.Files(context.Background(), []string{shared(t, file), roads}, nil)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, g := range r.Groups {
			if g.Kind != inspect.WrongDatum {
				continue
			}
			found = true
			if g.Layer == "roads_central_wgs84" {
				t.Errorf("%s: the roads are blamed", file)
			}
			if s := g.Findings[0].Shift; math.Hypot(s[0]-556, s[1]+127) > 30 {
				t.Errorf("%s: shift %v", file, *s)
			}
		}
		if found != wrong {
			t.Errorf("%s: found out: %v", file, found)
		}
	}
}

// Two layers from one web map do not outvote the roads.
func TestSharedDatumOfTwo(t *testing.T) {
	roads, districts := shared(t, "roads_central_wgs84.geojson"), shared(t, "admin_districts_410100_gcj02.geojson")
	r, err := inspect.Files(context.Background(), []string{districts, roads, districts}, nil)
	if err != nil {
		t.Fatal(err)
	}
	blamed := 0
	for _, g := range r.Groups {
		if g.Kind == inspect.WrongDatum {
			blamed++
			if g.Layer == "roads_central_wgs84" {
				t.Error("the roads are blamed")
			}
		}
	}
	if blamed != 2 {
		t.Errorf("%d layers are blamed", blamed)
	}
}
