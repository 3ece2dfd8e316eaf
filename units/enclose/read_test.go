package enclose_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/units/enclose"
)

func TestReadRequest(t *testing.T) {
	r, err := enclose.ReadRequest(town(t, `crs: EPSG:4547
gap: 100
width: 50
half_width: 15
aliases: {京广铁路: 京广线, 东三环: [G107, G310]}
areas:
  - name: 甲
    kind: strategic
    text: 西至京广铁路、东至城东路、南至陇海铁路、北至金水路，面积约9.4km²
    notes: from the plan
  - {text: 乙片区由一路、二路、三路围合}
  - {name: 丙, edges: [一路, [二路, 107], 三路], published_km2: 2, aliases: {一路: 1路}}
`))
	if err != nil {
		t.Fatal(err)
	}
	if r.CRS != "EPSG:4547" || r.Rings.Gap != 100 || r.Rings.Width != 50 || r.HalfWidth != 15 || len(r.Aliases["东三环"]) != 2 {
		t.Errorf("%+v", r)
	}
	a, b, c := r.Areas[0], r.Areas[1], r.Areas[2]
	if a.Name != "甲" || a.Kind != "strategic" || a.Statement.Area != 9.4e6 || len(a.Edges) != 4 || a.Notes != "from the plan" || !strings.HasSuffix(a.At, "areas.yaml:8:5") {
		t.Errorf("%+v", a)
	}
	if b.Name != "乙片区" || len(b.Edges) != 3 {
		t.Errorf("%+v", b)
	}
	if c.Statement.Area != 2e6 || c.Edges[1].Names[1] != "107" || c.Aliases["一路"][0] != "1路" {
		t.Errorf("%+v", c)
	}
}

// Every fault is one line that names the file, the place and what is wrong there.
func TestFaultsOfTheList(t *testing.T) {
	for _, c := range []struct{ list, want string }{
		{"", ":1:1: the list names no area"},
		{"areas: []", ":1:1: the list names no area"},
		{"areas:\n  - {name: a, edges: [一路]}", ":3:23: an area needs two edges or more"},
		{"areas:\n  - {name: a, sides: {north: 一路}}", "an area needs two sides or more"},
		{"areas:\n  - {name: a, sides: {up: 一路, west: 二路}}", `unknown side "up"`},
		{"areas:\n  - {name: a, sides: {西: 一路, west: 二路, east: 三路}}", `the side west again`},
		{"areas:\n  - {edges: [一路, 二路]}", `:3:5: the area has no "name"`},
		{"areas:\n  - {name: a, text: 这里没有边界}", ":3:21: no area is bounded by names here"},
		{"areas:\n  - {name: a, edges: [一路, {b: c}]}", ":3:"},
		{"areas:\n  - {name: a, edges: [一路, 二路], published_km2: much}", ":3:"},
		{"areas:\n  - {name: a, edges: [一路, 二路], published_km2: -1}", ":3:"},
		{"gap: many", ":2:6: a number from 0 to 1000000 is expected here, not many"},
		{"area: []", `unknown field "area"`},
		{"\tareas", ":2:"},
	} {
		path := town(t, c.list)
		_, err := enclose.ReadRequest(path)
		if err == nil || !errors.Is(err, enclose.ErrRequest) || !strings.HasPrefix(err.Error(), path+":") || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", c.list, err)
		}
	}
	dir := t.TempDir()
	if _, err := enclose.ReadRequest(filepath.Join(dir, "gone.yaml")); !errors.Is(err, geo.ErrNoFile) {
		t.Error(err)
	}
	if _, err := enclose.ReadRequest(dir); !errors.Is(err, geo.ErrUnreadable) {
		t.Error(err)
	}
	path := filepath.Join(dir, "areas.yaml")
	for text, want := range map[string]error{
		"lines: [{file: gone.gpkg}]\nareas: []": geo.ErrNoFile, "areas: []": enclose.ErrRequest, "\xff\xfe": enclose.ErrRequest, "lines: [{name: a}]": enclose.ErrRequest,
	} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := enclose.ReadRequest(path); !errors.Is(err, want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
