package units_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/rules"
	"renewal/units"
	"renewal/units/lineage"
	"renewal/units/study"
)

const defaultStudy = "../testdata/studies/default/study.yaml"

// after draws a study that carries on what lies at a path; "" is nothing.
func after(t *testing.T, path, previous string) *units.Result {
	t.Helper()
	s, err := study.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	var earlier *units.Previous
	if previous != "" {
		if earlier, err = units.ReadPrevious(context.Background(), previous); err != nil {
			t.Fatal(err)
		}
	}
	r, err := units.Continue(context.Background(), s, earlier, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func written(t *testing.T, r *units.Result) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := r.Write(context.Background(), dir, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A study that carries on its own result, from whichever file of it, has the same
// units under the same IDs, and nothing has changed.
func TestCarryingOnOneself(t *testing.T) {
	dir := written(t, after(t, defaultStudy, ""))
	want := read(t, filepath.Join(dir, "units.geojson"))
	for _, file := range []string{"", "units.gpkg", "units.geojson", "report.json"} {
		t.Run(file, func(t *testing.T) {
			r := after(t, defaultStudy, filepath.Join(dir, file))
			now := written(t, r)
			differ(t, "units.geojson", want, read(t, filepath.Join(now, "units.geojson")))
			units := 0
			for _, c := range r.Report.Changes {
				if c.Class != rules.NotDelineated {
					units++
				}
				if c.Change != lineage.Kept || c.Class != c.ClassBefore || c.GainedHa+c.LostHa != 0 || *c.NowHa != *c.BeforeHa {
					t.Errorf("%s: %+v", c.Unit, c)
				}
			}
			if units != r.Report.Summary.Units {
				t.Errorf("%d units in the table of changes, of %d", units, r.Report.Summary.Units)
			}
			if known := r.Report.Checkup[0].Previous != nil; known != (file == "" || file == "report.json") {
				t.Errorf("the earlier checkup is known: %v", known)
			}
			if file != "" {
				return
			}
			twice := written(t, after(t, defaultStudy, now))
			differ(t, "units.geojson", want, read(t, filepath.Join(twice, "units.geojson")))
			differ(t, "units.gpkg", layersAsText(t, filepath.Join(now, "units.gpkg")), layersAsText(t, filepath.Join(twice, "units.gpkg")))
		})
	}
}

// block is a study of the drawn city of the program's tests, in which the control
// units of a box are to be one unit; "" is none.
func block(t *testing.T, together string) string {
	t.Helper()
	from, dir := filepath.Join("..", "testdata", "cli", "city"), t.TempDir()
	for _, name := range []string{"study.yaml", "units.geojson", "districts.geojson", "parcels.geojson"} {
		text := string(read(t, filepath.Join(from, name)))
		if name == "study.yaml" && together != "" {
			text = strings.TrimRight(text, "\n") + "\n  overrides: {file: overrides.geojson, kind: {const: together}}\n"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	overrides := `{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:4547"}}, "features": [
		{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [` + together + `]}}]}`
	if err := os.WriteFile(filepath.Join(dir, "overrides.geojson"), []byte(overrides), 0o644); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "study.yaml")
}

const west = "[[460000, 3845000], [461000, 3845000], [461000, 3847000], [460000, 3847000], [460000, 3845000]]"

// told are the changes of a result, "unit change", and what moved from and to.
func told(r *units.Result) []string {
	var all []string
	for _, c := range r.Report.Changes {
		text := c.Unit + " " + c.Change
		for _, m := range c.From {
			text += " < " + m.Unit
		}
		for _, m := range c.To {
			text += " > " + m.Unit
		}
		all = append(all, text)
	}
	return all
}

// Two units become one and two again: the greater or lesser one keeps its ID, and the
// ID that went is never given again.
func TestIDsAreNotGivenTwice(t *testing.T) {
	plain := written(t, after(t, block(t, ""), ""))
	for _, file := range []string{"units.gpkg", "report.json"} {
		t.Run(file, func(t *testing.T) {
			dir := plain
			for step, c := range []struct {
				together string
				want     []string
			}{
				{west, []string{"410102-GX-U1 merged < 410102-GX-U3", "410105-GX-U2 kept", "410105-GX-U4 kept", "410102-GX-U3 merged > 410102-GX-U1"}},
				{west, []string{"410102-GX-U1 kept", "410105-GX-U2 kept", "410105-GX-U4 kept", "410102-GX-U3 retired"}},
				{"", []string{"410102-GX-U1 split > 410102-GX-U3~2", "410102-GX-U3~2 split < 410102-GX-U1", "410105-GX-U2 kept", "410105-GX-U4 kept", "410102-GX-U3 retired"}},
				{"", []string{"410102-GX-U1 kept", "410102-GX-U3~2 kept", "410105-GX-U2 kept", "410105-GX-U4 kept", "410102-GX-U3 retired"}},
				{west, []string{"410102-GX-U1 merged < 410102-GX-U3~2", "410105-GX-U2 kept", "410105-GX-U4 kept", "410102-GX-U3~2 merged > 410102-GX-U1", "410102-GX-U3 retired"}},
			} {
				r := after(t, block(t, c.together), filepath.Join(dir, file))
				if got := told(r); !slices.Equal(got, c.want) {
					t.Fatalf("step %d:\n got %q\nwant %q", step, got, c.want)
				}
				for _, c := range r.Report.Changes {
					if c.NowHa != nil && c.BeforeHa != nil && *c.BeforeHa+c.GainedHa-c.LostHa != *c.NowHa {
						t.Errorf("step %d: %s: %g + %g - %g is not %g", step, c.Unit, *c.BeforeHa, c.GainedHa, c.LostHa, *c.NowHa)
					}
				}
				dir = written(t, r)
			}
		})
	}
}

// What is no earlier result is an error, before any work is done.
func TestWhatIsNoPrevious(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	feature := func(crs, properties, geometry string) string {
		return `{"type": "FeatureCollection", ` + crs + `"features": [{"type": "Feature", "properties": ` + properties + `, "geometry": ` + geometry + `}]}`
	}
	here := `{"type": "Polygon", "coordinates": [` + west + `]}`
	metres := `"crs": {"type": "name", "properties": {"name": "EPSG:4547"}}, `
	for _, c := range []struct {
		name, path string
		want       error
		says       string
	}{
		{"no file", filepath.Join(dir, "none.gpkg"), geo.ErrNoFile, "none.gpkg"},
		{"an empty folder", t.TempDir(), units.ErrResults, "has no units.gpkg"},
		{"an empty report", put("empty.json", ""), geo.ErrUnreadable, "empty.json"},
		{"a report of another kind", put("other.json", `{"format": "renewal-report/0"}`), geo.ErrUnreadable, "renewal-report/0"},
		{"a report with a wrong value", put("wrong.json", `{"format": "renewal-report/1", "checkup": [{"value": "many"}]}`), geo.ErrUnreadable, "wrong.json"},
		{"other areas", put("areas.json", `{"format": "renewal-report/1", "study": {"area_method": "ellipsoid of EPSG:4547"}}`), units.ErrResults, "ellipsoid"},
		{"other atoms", put("atoms.json", `{"format": "renewal-report/1", "study": {"area_method": "plane of EPSG:4547"}, "units": [{"id": "A"}], "atoms": [{"id": "x", "unit": "A", "area_m2": 5}]}`), nil, "shares no land"},
		{"a broken file", put("broken.gpkg", "SQLite format 3"), geo.ErrUnreadable, "broken.gpkg"},
		{"no layer of units", filepath.Join("..", "testdata", "studies", "default", "planning.gpkg"), geo.ErrNoLayer, `"units": it has`},
		{"no IDs", put("ids.geojson", feature(metres, `{"id": 1}`, here)), geo.ErrNoField, "GXDYBH"},
		{"another place", put("place.geojson", feature("", `{"GXDYBH": "A"}`, `{"type": "Polygon", "coordinates": [[[113, 30], [113.1, 30], [113.1, 30.1], [113, 30]]]}`)), nil, "shares no land"},
		{"metres for degrees", put("metres.geojson", feature("", `{"GXDYBH": "A"}`, here)), geo.ErrOutside, "previous/A"},
		{"lines", put("lines.geojson", feature(metres, `{"GXDYBH": "A"}`, `{"type": "LineString", "coordinates": [[0, 0], [1, 1]]}`)), geo.ErrKind, "previous/A"},
		{"nothing", put("nothing.geojson", `{"type": "FeatureCollection", "features": []}`), geo.ErrNoField, "nothing.geojson"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := study.Read(block(t, ""))
			if err != nil {
				t.Fatal(err)
			}
			p, err := units.ReadPrevious(context.Background(), c.path)
			if err == nil {
				_, err = units.Continue(context.Background(), s, p, nil)
			}
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v", err)
			}
		})
	}
}

// Land drawn by hand hands its IDs down, too: two features of one ID are one unit, and
// one without an ID is none.
func TestEditedByHand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "edited.geojson")
	ring := func(x0, y0, x1, y1 string) string {
		return `{"type": "Polygon", "coordinates": [[[` + x0 + `, ` + y0 + `], [` + x1 + `, ` + y0 + `], [` + x1 + `, ` + y1 + `], [` + x0 + `, ` + y1 + `], [` + x0 + `, ` + y0 + `]]]}`
	}
	text := `{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:4547"}}, "features": [
		{"type": "Feature", "properties": {"unit_id": "老城甲", "unit_class": "key"}, "geometry": ` + ring("460000", "3845000", "460400", "3846000") + `},
		{"type": "Feature", "properties": {"unit_id": "老城甲", "unit_class": "key"}, "geometry": ` + ring("460400", "3845000", "461000", "3846000") + `},
		{"type": "Feature", "properties": {"unit_id": null}, "geometry": ` + ring("461000", "3845000", "462000", "3846000") + `}]}`
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	r := after(t, block(t, ""), path)
	want := []string{"410102-GX-U3 new < ", "410105-GX-U2 new < ", "410105-GX-U4 new < ", "老城甲 kept"}
	if got := told(r); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if !slices.ContainsFunc(r.Report.Summary.Warnings, func(w string) bool { return strings.HasSuffix(w, "1 units have no ID to hand down") }) {
		t.Errorf("warnings: %q", r.Report.Summary.Warnings)
	}
	data, err := json.Marshal(r.Report.Summary.Changes)
	if err != nil || !strings.Contains(string(data), `{"change":"new","zh":"新增","en":"new","units":3}`) {
		t.Errorf("%s, %v", data, err)
	}
}
