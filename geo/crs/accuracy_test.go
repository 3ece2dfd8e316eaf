package crs_test

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestAccuracyAt(t *testing.T) {
	for _, c := range []struct {
		from, to string
		most     float64 // metres; negative where nothing may be claimed
	}{
		{"EPSG:4547", "EPSG:4547", 0},
		{"EPSG:4547", "EPSG:4526", 0},
		{"EPSG:4547", "EPSG:4490", 0},
		{"EPSG:4326", "EPSG:3857", 0},
		{"EPSG:4490", "EPSG:4326", 2},
		{"EPSG:4326", "EPSG:4547", 2},
		{"EPSG:32649", "EPSG:4547", 2},
		{"EPSG:3826", "EPSG:4326", 1},
		{local, "EPSG:4547", 0},
		{"EPSG:2435", "EPSG:4547", -1}, // Beijing 1954
		{"EPSG:2383", "EPSG:4547", -1}, // Xian 1980
		{"EPSG:4610", "EPSG:4326", -1},
		{"GCJ-02", "EPSG:4326", -1},
		{"EPSG:4547", "GCJ-02 / EPSG:4547", -1},
		{"GCJ-02", "GCJ-02 / EPSG:4547", 0},
	} {
		at := []orb.Point{{113.6, 34.75}}
		if c.from == "EPSG:3826" { // Taiwan
			at[0] = orb.Point{121, 24}
		}
		if err := transform(t, "EPSG:4326", c.from).Points(at); err != nil {
			t.Fatal(err)
		}
		metres, known := transform(t, c.from, c.to).AccuracyAt(at[0])
		if known != (c.most >= 0) || known && metres > c.most {
			t.Errorf("%.20s to %s: %g m, known %v, want %g", c.from, c.to, metres, known, c.most)
		}
	}
}

// Where relations are regional, the place decides.
func TestAccuracyByPlace(t *testing.T) {
	tr := transform(t, "EPSG:4214", "EPSG:4326") // Beijing 1954: published for some oil fields
	if metres, known := tr.AccuracyAt(orb.Point{113.6, 34.75}); known {
		t.Errorf("Zhengzhou: %g m", metres)
	}
	if metres, known := tr.AccuracyAt(orb.Point{108.9, 37.9}); !known || metres > 50 {
		t.Errorf("Ordos: %g m, known %v", metres, known)
	}
}
