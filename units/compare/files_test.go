package compare_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units"
	"renewal/units/compare"
)

const shared = "../../../shared/data/"

func sharedFile(t *testing.T, name string) string {
	t.Helper()
	if _, err := os.Stat(shared + name); err != nil {
		t.Skipf("%s is not here", name)
	}
	return shared + name
}

func files(t *testing.T, a, b compare.Input, opt compare.Options) *compare.Report {
	t.Helper()
	r, err := compare.Files(context.Background(), a, b, "", opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Output areas joined by their LSOA are the LSOAs; one that goes to its neighbour is
// named, with its land.
func TestOutputAreasMakeLSOAs(t *testing.T) {
	for _, c := range []struct {
		city, moved, to string
		units           int
	}{{"bristol", "E01014485", "E01033348", 263}, {"leeds", "E01011264", "E01011267", 482}} {
		t.Run(c.city, func(t *testing.T) {
			lsoa := compare.Input{File: sharedFile(t, "uk/"+c.city+"_lsoa.geojson"), ID: "LSOA11CD"}
			oa := compare.Input{File: sharedFile(t, "uk/"+c.city+"_oa.geojson"), By: "lsoa"}
			r := files(t, lsoa, oa, compare.Options{})
			if !r.Passed || r.MatchedBy != "id" || len(r.Units) != c.units || len(r.New) != 0 || !(r.City.WeightedIoU > 0.9999) {
				t.Errorf("%d units, %+v", len(r.Units), r.City)
			}
			text, err := os.ReadFile(oa.File)
			if err != nil {
				t.Fatal(err)
			}
			oa.File = filepath.Join(t.TempDir(), "edited.geojson")
			edited := strings.ReplaceAll(string(text), `"lsoa":"`+c.moved+`"`, `"lsoa":"`+c.to+`"`)
			if err := os.WriteFile(oa.File, []byte(edited), 0o644); err != nil {
				t.Fatal(err)
			}
			r = files(t, lsoa, oa, compare.Options{})
			u := find(r, c.moved)
			if r.Passed || u.Relation != compare.Merged || u.Counterpart != c.to || math.Abs(u.OutM2-u.AreaM2) > 1 || len(u.To) == 0 || u.To[0].Unit != c.to || math.Abs(u.To[0].AreaM2-u.AreaM2) > 50 {
				t.Errorf("%+v", u)
			}
			into := find(r, c.to)
			if len(into.From) == 0 || into.From[0].Unit != c.moved || into.From[0].AreaM2 != u.To[0].AreaM2 {
				t.Errorf("%+v", into)
			}
			if named := r.Failures[0].Unit + r.Failures[1].Unit; len(r.Failures) != 2 || !strings.Contains(named, c.moved) || !strings.Contains(named, c.to) {
				t.Errorf("failures %v", r.Failures)
			}
		})
	}
}

func find(r *compare.Report, id string) compare.Unit {
	for _, u := range r.Units {
		if u.ID == id {
			return u
		}
	}
	return compare.Unit{}
}

func TestFacesAndTheirJitteredCopy(t *testing.T) {
	r := files(t, compare.Input{File: sharedFile(t, "wuhan/wuhan_faces.gpkg"), Layer: "faces_all", ID: "fid_"},
		compare.Input{File: sharedFile(t, "wuhan/wuhan_messy_2cm.gpkg"), ID: "fid_"}, compare.Options{})
	if len(r.Units) != 13844 || math.Abs(r.City.MeanIoU-0.997559) > 1e-5 {
		t.Errorf("%d faces, mean IoU %v", len(r.Units), r.City.MeanIoU)
	}
	// Vertices moved by up to 2 cm in x and in y.
	if b := r.City.Boundary; b.HausdorffM > 0.02*math.Sqrt2+1e-6 || b.MeanM < 0.001 {
		t.Errorf("boundaries %+v", b)
	}
}

// Any layer will do: another system, no IDs, shapes to mend, IDs given twice.
func TestDirtyLayers(t *testing.T) {
	dir := t.TempDir()
	write := func(name, system, features string) string {
		path := filepath.Join(dir, name)
		text := `{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "` + system + `"}}, "features": [` + features + `]}`
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	feature := func(id, geometry string) string {
		return `{"type": "Feature", "properties": {"id": "` + id + `"}, "geometry": ` + geometry + `}`
	}
	polygon := func(ring string) string { return `{"type": "Polygon", "coordinates": [[` + ring + `]]}` }
	square := polygon("[460000, 3845000], [460100, 3845000], [460100, 3845100], [460000, 3845100], [460000, 3845000]")
	next := polygon("[460100, 3845000], [460200, 3845000], [460200, 3845100], [460100, 3845100], [460100, 3845000]")
	bowTie := polygon("[460100, 3845000], [460200, 3845000], [460200, 3845100], [460199, 3845101], [460201, 3845101], [460200, 3845100], [460100, 3845100], [460100, 3845000]")
	sound := write("sound.geojson", "EPSG:4547", feature("A", square)+","+feature("B", next))

	r := files(t, compare.Input{File: sound, ID: "id"}, compare.Input{File: write("dirty.geojson", "EPSG:4547", feature("A", square)+","+feature("A", bowTie)+","+feature("", "null")), ID: "id"}, compare.Options{})
	var kinds []string
	for _, p := range r.Repairs {
		kinds = append(kinds, p.Kind)
	}
	if d := cmp.Diff([]string{units.RepairNoID, units.RepairShape, units.RepairNoShape, units.RepairDuplicateID}, kinds); d != "" || len(r.Units) != 2 || r.City.MeanIoU < 0.999 || r.City.MeanIoU == 1 {
		t.Errorf("%s %+v", d, r.City)
	}
	if d := cmp.Diff([]string{"4 repairs were made before comparing; the report lists them"}, r.Warnings); d != "" {
		t.Error(d)
	}
	lonLat := write("lonlat.geojson", "urn:ogc:def:crs:OGC:1.3:CRS84", feature("A", polygon("[113.5655, 34.732], [113.5666, 34.732], [113.5666, 34.7329], [113.5655, 34.7329], [113.5655, 34.732]")))
	r = files(t, compare.Input{File: lonLat}, compare.Input{File: sound}, compare.Options{})
	if r.CRS != "EPSG:4547" || r.CRSBy != "candidate" || r.MatchedBy != "overlap" || r.Units[0].ID != "#1" {
		t.Errorf("%s by %s, matched by %s: %+v", r.CRS, r.CRSBy, r.MatchedBy, r.Units)
	}
	if r = files(t, compare.Input{File: lonLat}, compare.Input{File: lonLat}, compare.Options{}); r.CRS != "EPSG:4547" || r.CRSBy != "guess" || !r.Passed {
		t.Errorf("%s by %s", r.CRS, r.CRSBy)
	}
	for _, c := range []struct {
		name string
		in   compare.Input
		kind error
		word string
	}{
		{"no file", compare.Input{File: filepath.Join(dir, "none.gpkg")}, geo.ErrNoFile, "reference: "},
		{"no column", compare.Input{File: sound, ID: "ID"}, geo.ErrNoField, `"ID"`},
		{"no layer", compare.Input{File: sound, Layer: "zones"}, geo.ErrNoLayer, "zones"},
		{"no system", compare.Input{File: sound, CRS: "EPSG:1"}, geo.ErrBadCRS, "reference"},
		{"a point", compare.Input{File: write("point.geojson", "EPSG:4547", feature("A", `{"type": "Point", "coordinates": [460000, 3845000]}`)), ID: "id"}, geo.ErrKind, "reference/A"},
		{"nothing", compare.Input{File: write("nothing.geojson", "EPSG:4547", "")}, geo.ErrEmpty, "reference"},
		{"no shape", compare.Input{File: write("null.geojson", "EPSG:4547", feature("A", "null"))}, geo.ErrEmpty, "reference"},
	} {
		_, err := compare.Files(context.Background(), c.in, compare.Input{File: sound}, "", compare.Options{}, nil)
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.word) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := compare.Files(context.Background(), compare.Input{File: sound}, compare.Input{File: sound}, "EPSG:4326", compare.Options{}, nil); !errors.Is(err, geo.ErrBadCRS) {
		t.Errorf("in degrees: %v", err)
	}
}

// What is written can be read, and says the same as the report.
func TestOutputs(t *testing.T) {
	dir := t.TempDir()
	input := func(name string, border string) compare.Input {
		path := filepath.Join(dir, name)
		ring := func(w, e string) string {
			return `{"type": "Polygon", "coordinates": [[[` + w + `, 3845000], [` + e + `, 3845000], [` + e + `, 3845100], [` + w + `, 3845100], [` + w + `, 3845000]]]}`
		}
		text := `{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:4547"}}, "features": [
{"type": "Feature", "properties": {"id": "西<&|1"}, "geometry": ` + ring("460000", border) + `},
{"type": "Feature", "properties": {"id": "B"}, "geometry": ` + ring(border, "460200") + `}]}`
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return compare.Input{File: path, ID: "id"}
	}
	r := files(t, input("a.geojson", "460100"), input("b.geojson", "460130"), compare.Options{})
	path := filepath.Join(dir, "moved.gpkg")
	if err := r.WriteGeoPackage(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	land, err := vector.Read(context.Background(), vector.Source{File: path, Layer: "moved_land"})
	if err != nil {
		t.Fatal(err)
	}
	if from, _ := land.Column("from_unit").Text(0); land.Len() != 1 || from != "B" || geo.Area(land.Shapes[0]) != 3000 {
		t.Errorf("land: %+v", land)
	}
	lines, err := vector.Read(context.Background(), vector.Source{File: path, Layer: "moved_lines"})
	if err != nil {
		t.Fatal(err)
	}
	// The border as it was and as it is, of both units.
	if most, _ := lines.Column("max_m").Real(0); lines.Len() != 4 || most != 30 {
		t.Errorf("lines: %+v", lines)
	}

	var junit bytes.Buffer
	if err := r.WriteJUnit(&junit); err != nil {
		t.Fatal(err)
	}
	var suite struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Skipped  int `xml:"skipped,attr"`
		Cases    []struct {
			Name    string `xml:"name,attr"`
			Failure *struct {
				Message string `xml:"message,attr"`
			} `xml:"failure"`
		} `xml:"testcase"`
	}
	if err := xml.Unmarshal(junit.Bytes(), &suite); err != nil {
		t.Fatal(err)
	}
	// Three of four limits fail, and both units; one was not measured.
	if suite.Tests != 6 || suite.Failures != 5 || suite.Skipped != 1 || len(suite.Cases) != 6 || suite.Cases[4].Failure == nil || !strings.Contains(suite.Cases[4].Failure.Message, "unit_iou 0.7") {
		t.Errorf("%s", junit.String())
	}
	var markdown bytes.Buffer
	if err := r.WriteMarkdown(&markdown); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"❌ failed: 2 units", `西&lt;&amp;\|1`, `| B | one to one | 0.7000 | 3000.0 | 0.0 | 30 |`} {
		if !strings.Contains(markdown.String(), want) {
			t.Errorf("no %q in\n%s", want, markdown.String())
		}
	}
}

// The order of features is none of the report, nor is the number of cores.
func TestOrderOfFeaturesDoesNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 6))
	a, b := town(rng, 5), town(rng, 5)
	dir := t.TempDir()
	write := func(name string, l *compare.Layer, order []int) compare.Input {
		layer := &geo.Layer{Name: "units", Columns: []geo.Column{{Name: "class"}}}
		for _, i := range order {
			layer.IDs, layer.Shapes = append(layer.IDs, l.IDs[i]), append(layer.Shapes, l.Shapes[i])
			layer.Columns[0].Texts = append(layer.Columns[0].Texts, l.Classes[i])
		}
		system, err := crs.Parse("EPSG:4547")
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if err := vector.WriteGeoPackage(context.Background(), path, system, []vector.Output{{Layer: layer, IDField: "id"}}); err != nil {
			t.Fatal(err)
		}
		return compare.Input{File: path, ID: "id", Class: "class"}
	}
	text := func(workers int) string {
		r := files(t, write("a.gpkg", a, rng.Perm(25)), write("b.gpkg", b, rng.Perm(25)), compare.Options{Workers: workers})
		out, err := json.MarshalIndent(r, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	want := text(1)
	for range 5 {
		if d := cmp.Diff(want, text(4)); d != "" {
			t.Fatal(d)
		}
	}
}
