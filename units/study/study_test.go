package study_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"renewal/geo"
	"renewal/geo/vector"
	"renewal/units/study"
)

// write puts a study file into a folder that has city.gpkg, and returns its
// path.
func write(t testing.TB, study string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"city.gpkg": "", "rules.yaml": "", "study.yaml": study} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "study.yaml")
}

// sound is a study without a fault; cases are made by changing lines of it.
const sound = `name: 郑州中心城区
crs: EPSG:4547
layers:
  control_units: {file: city.gpkg, layer: units, id: DYBH}
  districts: {file: city.gpkg, layer: districts}
  parcels:
    file: city.gpkg
    layer: parcels
`

func TestRead(t *testing.T) {
	path := write(t, `# comments and order are free
layers:
  barriers:
    file: city.gpkg
    layer: roads
    kind: {field: fclass, values: {rail: railway, "*": other}}
  parcels:
    file: city.gpkg
    layer: 地块
    id: DKBH
    encoding: GBK
    crs: EPSG:4490
    fields:
      vacancy: {field: KZL, scale: 0.01}
      landuse: {field: land_use, values: {R2: 0701, 0702: "0702"}}
      build_year: {field: JCNF, null: [0, "", 1e3]}
      far: {const: 1.5}
  districts:
    - {file: city.gpkg, layer: counties, id: XZQDM, fields: {name: XZQMC}}
    - {file: city.gpkg, layer: areas, kind: management, rank: 1}
  control_units: {file: city.gpkg, layer: units, id: DYBH, fields: {name: DYMC}}
name: 郑州中心城区
crs: EPSG:4547
ruleset: rules.yaml
landuse_scheme: sandiao
options: {gap: 1.5, overlap: smaller, no_district: nearest, workers: 2, search: 100, min_piece: 1e4}
`)
	got, err := study.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	city := filepath.Join(dir, "city.gpkg")
	gap, piece := 1.5, 1e4
	want := &study.Study{
		Path: path, Dir: dir, Name: "郑州中心城区", CRS: "EPSG:4547", LanduseScheme: "sandiao", Ruleset: filepath.Join(dir, "rules.yaml"),
		Sources: []study.Source{
			{Role: "control_units", File: city, Written: "city.gpkg", Layer: "units", ID: "DYBH", Line: 21, Column: 18,
				Fields: []study.FieldMapping{{Attr: "name", Field: "DYMC"}}},
			{Role: "districts", File: city, Written: "city.gpkg", Layer: "counties", ID: "XZQDM", Line: 19, Column: 7,
				Fields: []study.FieldMapping{{Attr: "name", Field: "XZQMC"}}},
			{Role: "districts", File: city, Written: "city.gpkg", Layer: "areas", Rank: 1, Line: 20, Column: 7,
				Fields: []study.FieldMapping{{Attr: "kind", Const: "management"}}},
			{Role: "parcels", File: city, Written: "city.gpkg", Layer: "地块", ID: "DKBH", Encoding: "GBK", CRS: "EPSG:4490", Line: 8, Column: 5,
				Fields: []study.FieldMapping{
					{Attr: "build_year", Field: "JCNF", Null: []string{"0", "", "1e3"}},
					{Attr: "far", Const: "1.5"},
					{Attr: "landuse", Field: "land_use", Values: map[string]string{"R2": "0701", "0702": "0702"}},
					{Attr: "vacancy", Field: "KZL", Scale: 0.01},
				}},
			{Role: "barriers", File: city, Written: "city.gpkg", Layer: "roads", Line: 4, Column: 5,
				Fields: []study.FieldMapping{{Attr: "kind", Field: "fclass", Values: map[string]string{"rail": "railway", "*": "other"}}}},
		},
		Options: study.Options{Gap: &gap, Overlap: "smaller", NoDistrict: "nearest", Workers: 2, Search: 100, MinPiece: &piece},
	}
	for i := range want.Sources {
		want.Sources[i].Path = path
	}
	if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(study.Study{}, study.Source{})); d != "" {
		t.Errorf("study (-want +got):\n%s", d)
	}
	for at, want := range map[string]string{
		got.At("crs"):                               path + ":23:1",
		got.At("options.gap"):                       path + ":26:11",
		got.Sources[3].At("fields.landuse"):         path + ":15:7",
		got.Sources[4].At("kind"):                   path + ":6:5",
		got.Sources[4].At("encoding"):               path + ":4:5",
		strings.Join(got.Sources[3].Columns(), " "): "DKBH JCNF KZL land_use",
	} {
		if at != want {
			t.Errorf("got %s, want %s", at, want)
		}
	}
}

func TestReadDefaults(t *testing.T) {
	s, err := study.Read(write(t, sound))
	if err != nil {
		t.Fatal(err)
	}
	if s.Ruleset != "zhengzhou" || s.LanduseScheme != "" || s.Options != (study.Options{}) || len(s.Of("parcels")) != 1 || s.Sources[2].ID != "" {
		t.Errorf("%+v", s)
	}
}

func TestReadFaults(t *testing.T) {
	for _, c := range []struct {
		name, replace, by string
		want              string // line:column: error, and the hint if there is one
	}{
		{"unknown key", "layers:", "layrs:", `3:1: unknown key "layrs"|did you mean "layers"?`},
		{"unknown role", "  parcels:", "  parcel:", `6:3: unknown key "parcel"|did you mean "parcels"?`},
		{"missing role", "  districts: {file: city.gpkg, layer: districts}\n", "", `4:3: layers has no "districts"`},
		{"missing name", "name: 郑州中心城区\n", "", `1:1: the study has no key "name"`},
		{"key twice", "crs: EPSG:4547", "crs: EPSG:4547\ncrs: EPSG:4547", `3:1: key "crs" again, first on line 2`},
		{"key twice in a layer", "layer: units,", "layer: units, layer: u,", `4:50: key "layer" again, first on line 4`},
		{"missing file", "layer: parcels", "layer: parcels\n  scope: {file: cty.gpkg}", `9:17: no such file: "cty.gpkg"|did you mean "city.gpkg"?`},
		{"no file", "    file: city.gpkg\n", "", `7:5: a layer of parcels needs a "file"`},
		{"number for a system", "EPSG:4547", "4547", `2:6: crs must be a code with its authority, not 4547|did you mean EPSG:4547?`},
		{"list for text", "EPSG:4547", "[EPSG:4547]", `2:6: crs must be text, not a list`},
		{"nothing", "EPSG:4547", "", `2:5: crs must be text, not nothing`},
		{"text for layers", "layer: parcels", "layer: parcels\n  scope: all", `9:10: a layer of scope must be a mapping of keys to values, not "all"`},
		{"empty list", "layer: parcels", "layer: parcels\n  scope: []", `9:10: scope is an empty list`},
		{"scheme", "crs: EPSG:4547", "crs: EPSG:4547\nlanduse_scheme: ydyh", `3:17: unknown landuse_scheme "ydyh"|one of ydyh2023, sandiao, gb50137`},
		{"ruleset file", "crs: EPSG:4547", "crs: EPSG:4547\nruleset: my.yaml", `3:10: no such file: "my.yaml"`},
		{"ruleset", "crs: EPSG:4547", "crs: EPSG:4547\nruleset: zhenzhou", `3:10: unknown ruleset "zhenzhou"|did you mean "zhengzhou"?; the name of a file has a dot or a slash`},
		{"attribute", "layer: parcels", "fields: {landus: DLDM}", `8:14: parcels has no attribute "landus"|did you mean "landuse"?`},
		{"column for attribute", "layer: parcels", "fields: {DLDM: landuse}", `8:14: parcels has no attribute "DLDM"|did you mean "landuse"? (the attribute comes first, then the column: landuse: DLDM)`},
		{"field and const", "layer: parcels", "fields: {far: {field: a, const: 1}}", `8:30: a constant far goes with no other key`},
		{"neither", "layer: parcels", "fields: {far: {scale: 2}}", `8:19: far needs a "field" or a "const"`},
		{"scale", "layer: parcels", "fields: {far: {field: a, scale: 1%}}", `8:37: scale must be a number, not "1%"`},
		{"no kind", "layer: parcels", "layer: parcels\n  barriers: {file: city.gpkg}", `9:13: a layer of barriers needs a "kind"|kind: WORD, or kind: {field: COLUMN, values: {…}}`},
		{"kind", "layer: parcels", "layer: parcels\n  barriers: {file: city.gpkg, kind: raillway}", `9:37: unknown kind "raillway" of barriers|did you mean "railway"?`},
		{"kind of a value", "layer: parcels", "layer: parcels\n  barriers: {file: city.gpkg, kind: {field: a, values: {x: tram}}}", `9:60: unknown kind "tram" of barriers|one of railway, expressway, river, arterial, secondary, branch, other`},
		{"kind of a zone", "layer: parcels", "layer: parcels\n  policy_zones: {file: city.gpkg, kind: old_cty}", `9:41: unknown kind "old_cty" of policy_zones|did you mean "old_city"?`},
		{"form of a kind", "layer: parcels", "layer: parcels\n  resources: {file: city.gpkg, kind: Old Village}", `9:38: kind "Old Village" is no identifier: lower-case letters, digits and _`},
		{"kind where there is none", "layer: parcels", "kind: old", `8:5: unknown key "kind"|one of crs, encoding, fields, file, id, landuse_scheme, layer, where`},
		{"option", "layers:", "options: {gap: 2m}\nlayers:", `3:16: gap must be a number, not "2m"`},
		{"range", "layers:", "options: {max_loss: 5}\nlayers:", `3:21: max_loss must be from 0 to 1, not 5`},
		{"not a number", "layers:", "options: {gap: .nan}\nlayers:", `3:16: gap must be a number, not .nan`},
		{"grid", "layers:", "options: {grid: 0}\nlayers:", `3:11: grid must be above 0|leave it out for 1 mm`},
		{"alias", "EPSG:4547", "*x", `2:6: crs must be text, not an anchor or alias, which study files do not use`},
		{"table of codes", "crs: EPSG:4547", "crs: EPSG:4547\nlanduse_scheme: my.tsv", `3:17: no such file: "my.tsv"`},
		{"scheme of a layer", "layer: parcels", "landuse_scheme: sandia", `8:21: unknown landuse_scheme "sandia"|did you mean "sandiao"?`},
		{"scheme of a layer without codes", "layer: districts", "landuse_scheme: sandiao", `5:32: unknown key "landuse_scheme"|one of crs, encoding, fields, file, id, kind, layer, rank, where`},
		{"scheme of a field", "layer: parcels", "fields: {landuse: {field: a, landuse_scheme: x}}", `8:50: unknown landuse_scheme "x"|one of ydyh2023, sandiao, gb50137`},
		{"scheme of a number", "layer: parcels", "fields: {far: {field: a, landuse_scheme: sandiao}}", `8:30: unknown key "landuse_scheme"|one of const, field, null, scale, values`},
		{"where", "layer: parcels", "where: all", `8:12: where must be a mapping of keys to values, not "all"`},
		{"where of nothing", "layer: parcels", "where: {}", `8:12: where is empty|leave it out to read all features`},
		{"where in nothing", "layer: parcels", "where: {LX: []}", `8:17: where: LX has no values, so no feature is meant`},
		{"where null and more", "layer: parcels", "where: {LX: [a, null]}", `8:21: where: LX: null stands alone, not among values`},
		{"where of a mapping", "layer: parcels", "where: {LX: {a: b}}", `8:17: where: LX must be text, not a mapping`},
		{"where twice", "layer: parcels", "where: {LX: a, LX: b}", `8:20: key "LX" again, first on line 8`},
		{"none of no role", "layers:", "none: [green]\nlayers:", `3:8: none: "green" is no role that can be declared absent|did you mean "greens"?`},
		{"none of a role that must be", "layers:", "none: parcels\nlayers:", `3:7: none: "parcels" is no role that can be declared absent|one of policy_zones, barriers, stations, buildings, vitality, greens, projects`},
		{"none of no kind", "layers:", "none: [policy_zones.axes]\nlayers:", `3:8: none: unknown kind "axes" of policy_zones|did you mean "axis"?`},
		{"none of a kind where there are none", "layers:", "none: [vitality.poi]\nlayers:", `3:8: none: unknown kind "poi" of vitality`},
		{"none twice", "layers:", "none: [greens, greens]\nlayers:", `3:16: none: greens again`},
		{"none, but a layer", "layers:", "none: [greens]\nlayers:\n  greens: {file: city.gpkg}", `3:8: none: the study has a layer of greens`},
		{"two documents", "layers:", "---\nlayers:", `1:1: the study has no key "layers"`},
		{"syntax", "EPSG:4547", "[EPSG:4547", `3:1: ',' or ']' must be specified`},
		{"a tab", "  control_units", "\tcontrol_units", `4:1: found character '	' that cannot start any token`},
		{"GBK", "郑州", "\xd6\xa3\xd6\xdd\xd6\xd0", `1:8: not UTF-8 text|save the study file as UTF-8`},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, strings.Replace(sound, c.replace, c.by, 1))
			_, err := study.Read(path)
			var first *study.Error
			if !errors.As(err, &first) {
				t.Fatalf("error %v", err)
			}
			got := strings.TrimPrefix(first.Error(), path+":")
			if first.Hint != "" {
				got += "|" + first.Hint
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if !errors.Is(err, study.ErrStudy) && !errors.Is(err, geo.ErrNoFile) {
				t.Error("wraps no sentinel")
			}
		})
	}
}

// A file may be called like a connection; it lies in the folder of the study.
func TestReadFileLikeAConnection(t *testing.T) {
	path := write(t, `name: x
crs: EPSG:4547
layers:
  control_units: {file: "dlg-1:2000.gpkg"}
  districts: {file: "GPKG:city.gpkg"}
  parcels: {file: /vsizip/city.zip/parcels.shp}
`)
	like := filepath.Join(filepath.Dir(path), "dlg-1:2000.gpkg")
	if err := os.WriteFile(like, nil, 0o644); err != nil {
		t.Skip("no such names here: ", err)
	}
	s, err := study.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{like, "GPKG:city.gpkg", "/vsizip/city.zip/parcels.shp"} {
		if got := s.Sources[i].File; got != want {
			t.Errorf("file %q, want %q", got, want)
		}
	}
}

// What a study may say of the reading of its layers.
func TestReadSources(t *testing.T) {
	path := write(t, `name: x
crs: EPSG:4547
landuse_scheme: rules.yaml
none: [greens, policy_zones.axis]
layers:
  control_units: {file: city.gpkg, crs: GCJ-02 / EPSG:4547}
  districts: {file: "PG:dbname=city user=me password='s3 cret' host=h", crs: GCJ-02}
  parcels:
    file: city.gpkg
    landuse_scheme: sandiao
    where:
      LX: 城镇单元
      BZ: null
      0701: [0701, "", 2.50]
    fields:
      landuse: DLBM
      planned_landuse: {field: GHYDLBDM, landuse_scheme: ydyh2023}
`)
	s, err := study.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	control, districts, parcels := s.Sources[0], s.Sources[1], s.Sources[2]
	want := []vector.Condition{
		{Field: "0701", Op: vector.In, Values: []string{"0701", "", "2.50"}},
		{Field: "BZ", Op: vector.IsNull},
		{Field: "LX", Op: vector.In, Values: []string{"城镇单元"}},
	}
	if d := cmp.Diff(want, parcels.Where); d != "" {
		t.Error(d)
	}
	if got := parcels.At("where.BZ"); got != path+":13:7" {
		t.Errorf("where stands at %s", got)
	}
	if got := strings.Join(parcels.Columns(), " "); got != "DLBM GHYDLBDM" {
		t.Errorf("columns %s", got)
	}
	planned, _ := parcels.Field("planned_landuse")
	if s.LanduseScheme != filepath.Join(filepath.Dir(path), "rules.yaml") || parcels.LanduseScheme != "sandiao" || planned.LanduseScheme != "ydyh2023" {
		t.Errorf("schemes %q, %q, %q", s.LanduseScheme, parcels.LanduseScheme, planned.LanduseScheme)
	}
	if control.CRS != "GCJ-02 / EPSG:4547" || districts.CRS != "GCJ-02" {
		t.Errorf("systems %q, %q", control.CRS, districts.CRS)
	}
	if !strings.Contains(districts.File, "s3 cret") || districts.Written != "PG:dbname=city user=me password=… host=h" {
		t.Errorf("database %q, shown as %q", districts.File, districts.Written)
	}
	for _, c := range []struct {
		role, kind string
		want       bool
	}{{"greens", "", true}, {"greens", "park", true}, {"policy_zones", "axis", true}, {"policy_zones", "belt", false}, {"policy_zones", "", false}, {"stations", "", false}} {
		if got := s.Absent(c.role, c.kind); got != c.want {
			t.Errorf("none of %s %s: %v", c.role, c.kind, got)
		}
	}
}

// All faults come at once, in the order of the file.
func TestReadReportsAllFaults(t *testing.T) {
	_, err := study.Read(write(t, "crs: [1]\nfoo: 1\nlayers: {control_units: {file: no.gpkg}, bar: 1}\noptions: {gap: x}\n"))
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("%T %v", err, err)
	}
	var lines []int
	for _, e := range joined.Unwrap() {
		lines = append(lines, e.(*study.Error).Line)
	}
	if d := cmp.Diff([]int{1, 1, 2, 3, 3, 3, 3, 4}, lines); d != "" {
		t.Errorf("%s\n%v", d, err)
	}
}

func TestReadUnreadable(t *testing.T) {
	dir := t.TempDir()
	if _, err := study.Read(filepath.Join(dir, "no.yaml")); !errors.Is(err, geo.ErrNoFile) {
		t.Errorf("missing: %v", err)
	}
	if _, err := study.Read(dir); !errors.Is(err, geo.ErrUnreadable) {
		t.Errorf("folder: %v", err)
	}
	for _, text := range []string{"", "# nothing\n", "- a\n", "a", strings.Repeat("#", 2<<20)} {
		if _, err := study.Read(write(t, text)); err == nil {
			t.Errorf("%.10q: no error", text)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sound)
	f.Add("layers: {barriers: [{file: city.gpkg, kind: {field: a, values: {b: river}}}]}\noptions: {gap: 2}")
	f.Add("a: &x [*x]\n? b\n: |\n  c\n!!map d: {<<: *x}")
	path := write(f, "")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := study.Read(path)
		if (s == nil) == (err == nil) {
			t.Errorf("study %v with error %v", s, err)
		}
		if err == nil && (s.CRS == "" || len(s.Of("parcels")) == 0) {
			t.Errorf("half a study: %+v", s)
		}
	})
}
