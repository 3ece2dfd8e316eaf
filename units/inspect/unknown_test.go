package inspect_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units/inspect"
)

// messages are those of all findings of a kind, with their layers.
func messages(r *inspect.Report, kind inspect.Kind) (of []string) {
	for _, g := range r.Groups {
		for _, f := range g.Findings {
			if g.Kind == kind {
				of = append(of, g.Layer+": "+f.Message)
			}
		}
	}
	return of
}

// A district too small to tell is not passed for one that agrees.
func TestDatumThatCannotBeTold(t *testing.T) {
	small := &geo.Layer{Name: "districts", Columns: []geo.Column{{Name: "district_id", Texts: []string{"D1"}}},
		Shapes: []orb.Geometry{orb.MultiPolygon{{square(middle(2, 2), 50)}}}}
	r, err := inspect.Files(context.Background(), []string{write(t, drawnRoads(), small)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := messages(r, inspect.DatumUnknown)
	if len(got) != 1 || !strings.HasPrefix(got[0], "districts: could not be compared with roads: ") {
		t.Errorf("told %q", got)
	}
	if r.Notes == 0 || len(messages(r, inspect.WrongDatum)) != 0 {
		t.Errorf("%d notes, wrong datums %q", r.Notes, messages(r, inspect.WrongDatum))
	}
}

// Metres that are stated to be degrees have no plane to be measured in, and the
// report says that nothing was.
func TestDegreesWithoutAPlane(t *testing.T) {
	l := &geo.Layer{Name: "units", Shapes: []orb.Geometry{orb.MultiPolygon{{block(0, 0)}}}}
	system, err := crs.Parse("EPSG:4490")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "units.gpkg")
	if err := vector.Write(context.Background(), path, system, []vector.Output{{Layer: l}}, vector.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	r, err := inspect.Files(context.Background(), []string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.CRS != "" || r.Layers[0].Area != nil {
		t.Errorf("measured %v in %q", r.Layers[0].Area, r.CRS)
	}
	if got := messages(r, inspect.Unmeasured); len(got) != 1 || !strings.Contains(got[0], "is not in metres") {
		t.Errorf("told %q", got)
	}
}
