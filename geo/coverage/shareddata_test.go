package coverage_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/coverage"
)

// sharedAreas reads the areas of a layer of the shared data, repaired.
func sharedAreas(t *testing.T, file, layer string) []orb.MultiPolygon {
	t.Helper()
	l := sharedLayer(t, file, layer)
	cells := make([]orb.MultiPolygon, l.Len())
	for i, s := range l.Shapes {
		cell, _ := geo.Polygons(s)
		if reason, _ := geo.Check(cell); reason != "" {
			var err error
			if cell, _, _, err = geo.Repair(cell); err != nil {
				t.Fatal(err)
			}
		}
		cells[i] = cell
	}
	return cells
}

// 13,844 faces with each vertex moved by up to 2 cm, against the faces.
func TestCleanJitteredFaces(t *testing.T) {
	cells := sharedAreas(t, "wuhan/wuhan_messy_2cm.gpkg", "")
	truth := sharedAreas(t, "wuhan/wuhan_faces.gpkg", "faces_all")
	got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 1, Match: 0.1})
	if err != nil {
		t.Fatal(err)
	}
	findings, err := coverage.Check(context.Background(), got.Cells, coverage.CheckOptions{Gap: 1})
	if err != nil || len(findings) > 0 {
		t.Errorf("%d findings, %v", len(findings), err)
	}
	sum := 0.0
	for k, c := range got.Cells {
		if len(c) == 0 {
			t.Errorf("cell %d is lost", k)
		}
		both := area.Of(c, truth[k])
		sum += both / (geo.Area(c) + geo.Area(truth[k]) - both)
	}
	if mean := sum / float64(len(truth)); mean < 0.998 {
		t.Errorf("mean intersection over union with the truth is %.6f, want 0.998", mean)
	}
	for _, h := range got.Holes {
		if h.Width < 1 {
			t.Errorf("a hole %g m wide is left at %v", h.Width, h.Place)
		}
	}
}

// Control units that stop at the road's red line.
func TestSplitStreets(t *testing.T) {
	clean, err := coverage.Clean(context.Background(), sharedAreas(t, "zhengzhou/study.gpkg", "control_units"), coverage.CleanOptions{Gap: 2})
	if err != nil {
		t.Fatal(err)
	}
	got := split(t, clean.Cells, coverage.SplitOptions{MaxWidth: 60})
	sum := 0.0
	for _, c := range got.Changes {
		sum += c.Area
	}
	if a := total(got.Cells) - total(clean.Cells); math.Abs(a-sum) > 10 || a < 12e6 { // m², of 227 km²
		t.Errorf("the cells have grown by %.1f m², the changes say %.1f", a, sum)
	}
}

// 424 control units with 704 pairs that overlap, 28 of them by less than the grid
// can tell: up to 12 cm², which rounding takes.
func TestCleanTaoyuan(t *testing.T) {
	cells := sharedAreas(t, "taiwan/taoyuan_study.gpkg", "control_units")
	for _, match := range []float64{0, 0.2} {
		t.Run(fmt.Sprint("match ", match), func(t *testing.T) { cleanTaoyuan(t, cells, match) })
	}
}

func cleanTaoyuan(t *testing.T, cells []orb.MultiPolygon, match float64) {
	got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 2, Match: match, Sliver: 10, SliverWidth: 1, MinKept: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	findings, err := coverage.Check(context.Background(), got.Cells, coverage.CheckOptions{Gap: 2})
	if err != nil || len(findings) > 0 {
		t.Errorf("%d findings, %v", len(findings), err)
	}
	given, snapped := 0.0, 0.0
	for k, want := range balanced(cells, got) {
		if a := geo.Area(got.Cells[k]); math.Abs(a-want) > 1e-9*(1+a) {
			t.Errorf("cell %d has %.6f m², by the books %.6f", k, a, want)
		}
		given += geo.Area(cells[k])
		snapped += got.Snapped[k]
	}
	pairs := map[[2]int]bool{}
	areas := map[coverage.ChangeKind]float64{}
	for _, c := range got.Changes {
		if c.Kind == coverage.Overlap {
			areas[c.Kind] += c.Area * float64(len(c.Claims)-1)
		} else {
			areas[c.Kind] += c.Area
		}
		for i, a := range c.Claims {
			for _, b := range c.Claims[i+1:] {
				pairs[[2]int{a, b}] = true
			}
		}
	}
	overlaps, err := area.Overlaps(context.Background(), cells, area.OverlayOptions{})
	if err != nil {
		t.Fatal(err)
	}
	claimed := make([]float64, len(cells)) // by others as well
	for _, p := range overlaps {
		claimed[p.A] += p.Area
		claimed[p.B] += p.Area
		if p.Area > 0.002 && !pairs[[2]int{p.A, p.B}] {
			t.Errorf("cells %d and %d overlap by %g m², which no change records", p.A, p.B, p.Area)
		}
	}
	for k, c := range got.Cells {
		if lost := geo.Area(cells[k]) - geo.Area(c); lost > claimed[k]+1 {
			t.Errorf("cell %d loses %.3f m², but others claim only %.3f of it", k, lost, claimed[k])
		}
	}
	t.Logf("%.3f m² given, %v settled, %.6f snapped, %.3f left; %d pairs in %d changes, kept %v", given, areas, snapped, total(got.Cells), len(pairs), len(got.Changes), got.Kept)
}
