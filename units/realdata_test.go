package units_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/coverage"
	"renewal/geo/vector"
	"renewal/units"
	"renewal/units/study"
)

// TestRealStudies runs the studies over real data and checks what every result
// promises, from the files written.
func TestRealStudies(t *testing.T) {
	for _, name := range []string{"zhengzhou", "taoyuan"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("..", "testdata", "studies", name, "study.yaml")
			if _, err := os.Stat(filepath.Join("..", "..", "shared", "data")); err != nil {
				t.Skip("no ../shared/data beside the repository")
			}
			if name == "taoyuan" && testing.Short() {
				t.Skip("takes a quarter of a minute")
			}
			checkPromises(t, path, delineate(t, path))
		})
	}
}

func layerOf(t *testing.T, path, name string) (*geo.Layer, []orb.MultiPolygon) {
	t.Helper()
	l, err := vector.Read(context.Background(), vector.Source{File: path, Layer: name})
	if err != nil {
		t.Fatal(err)
	}
	shapes := make([]orb.MultiPolygon, l.Len())
	for i, s := range l.Shapes {
		shapes[i], _ = geo.Polygons(s)
	}
	return l, shapes
}

func checkPromises(t *testing.T, path, dir string) {
	var report units.Report
	if err := json.Unmarshal(read(t, filepath.Join(dir, "report.json")), &report); err != nil {
		t.Fatal(err)
	}
	// Units, and land that is none, are a coverage.
	gpkg := filepath.Join(dir, "units.gpkg")
	unitLayer, shapes := layerOf(t, gpkg, "units")
	_, others := layerOf(t, gpkg, "not_delineated")
	findings, err := coverage.Check(context.Background(), append(append([]orb.MultiPolygon(nil), shapes...), others...), coverage.CheckOptions{})
	if err != nil || len(findings) > 0 {
		t.Errorf("units are no coverage: %d findings, %v", len(findings), err)
	}

	// The atoms of a control unit add up to it.
	areas := map[string]float64{}
	for _, a := range report.Atoms {
		areas[a.ControlUnit] += a.AreaM2
	}
	drawn, cleaned := 0.0, 0.0
	for _, c := range report.ControlUnits {
		drawn += c.DrawnM2 + c.GridM2
		cleaned += c.AreaM2
		if d := math.Abs(areas[c.ID] - c.AreaM2); d > 1e-9*c.AreaM2+1e-3 { // areas are rounded to 1e-4 m²
			t.Errorf("control unit %s: atoms add up to %.4f m², it has %.4f", c.ID, areas[c.ID], c.AreaM2)
		}
	}

	// Cleaning keeps the land: what was drawn, rounded to the grid, less overlaps,
	// plus gaps filled.
	expected := drawn
	for _, r := range report.Repairs {
		if r.Place == nil && r.Kind != units.RepairCode && r.Kind != units.RepairValue {
			t.Errorf("%s of %s has no place", r.Kind, r.Ref)
		}
		switch {
		case r.Kind == units.RepairGap || r.Kind == units.RepairMatched:
			expected += *r.Area
		case r.Kind == units.RepairOverlap: // claimed by one and by the others, owned once
			expected -= *r.Area * float64(len(r.With))
		}
	}
	if math.Abs(expected-cleaned) > 1 {
		t.Errorf("drawn less overlaps plus gaps is %.4f m², the cleaned control units have %.4f", expected, cleaned)
	}

	// No unit lies in two districts, but for strips along their edges.
	s, err := study.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	src := s.Of(study.Districts)[0]
	districts, land := layerOf(t, src.File, src.Layer)
	code := districts.Column(src.ID)
	for i, shape := range shapes {
		own, _ := unitLayer.Column("XZQDM").Text(i)
		most, mine := 0.0, 0.0
		for d := range land {
			fixed, _, _, err := geo.Repair(land[d])
			if err != nil {
				t.Fatal(err)
			}
			v := area.Of(fixed, shape)
			most = max(most, v)
			if id, _ := code.Text(d); id == own {
				mine += v
			}
		}
		id, _ := unitLayer.Column("GXDYBH").Text(i)
		// Strips are no wider than follow: 10 m along the outline.
		if strip := geo.Area(shape) - mine; mine < most || strip > 10*geo.Length(shape) {
			t.Errorf("unit %s: %.0f of %.0f m² lie outside its district %s", id, strip, geo.Area(shape), own)
		}
	}
}
