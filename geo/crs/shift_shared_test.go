package crs_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/crs"
)

const shared = "../../../shared/data/zhengzhou/"

// sharedLines reads the lines and rings of a GeoJSON file into EPSG:4547.
func sharedLines(t testing.TB, file string) []orb.LineString {
	t.Helper()
	text, err := os.ReadFile(shared + file)
	if err != nil {
		t.Skip("shared data is not here")
	}
	var f struct {
		Features []struct {
			Geometry struct {
				Coordinates json.RawMessage `json:"coordinates"`
			} `json:"geometry"`
		} `json:"features"`
	}
	if err := json.Unmarshal(text, &f); err != nil {
		t.Fatal(err)
	}
	plane := transform(t, "EPSG:4326", "EPSG:4547")
	var lines []orb.LineString
	add := func(l []orb.Point) {
		if err := plane.Points(l); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l)
	}
	for _, feature := range f.Features {
		var one []orb.Point
		var some [][]orb.Point
		var many [][][]orb.Point
		c := feature.Geometry.Coordinates
		switch {
		case json.Unmarshal(c, &one) == nil:
			add(one)
		case json.Unmarshal(c, &some) == nil:
			many = [][][]orb.Point{some}
		case json.Unmarshal(c, &many) != nil:
			t.Fatalf("%s: a shape that is neither line nor area", file)
		}
		for _, part := range many {
			for _, l := range part {
				add(l)
			}
		}
	}
	return lines
}

// The true shift of the districts, at the middle of the town.
func trueShift(t testing.TB) orb.Point {
	middle := orb.Point{463374, 3846931}
	pts := []orb.Point{middle}
	if err := transform(t, "GCJ-02 / EPSG:4547", "EPSG:4547").Points(pts); err != nil {
		t.Fatal(err)
	}
	return orb.Point{pts[0][0] - middle[0], pts[0][1] - middle[1]}
}

var sharedFiles = []string{
	"admin_districts_410100_gcj02.geojson", "admin_districts_wgs84.geojson", "roads_central_wgs84.geojson",
	"railways_wgs84.geojson", "metro_lines_wgs84.geojson", "derived_blocks_wgs84.geojson",
}

// Every layer of Zhengzhou against every other: the one in GCJ-02 is found out
// where there is enough to tell, and no other is suspected.
func TestSharedShifts(t *testing.T) {
	want := trueShift(t)
	layers := map[string][]orb.LineString{}
	for _, f := range sharedFiles {
		layers[f] = sharedLines(t, f)
	}
	const gcj = 0
	for i, a := range sharedFiles {
		for j, b := range sharedFiles[i+1:] {
			s, ok, err := crs.MeasureShift(context.Background(), layers[a], layers[b], crs.ShiftOptions{})
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%-36s %-29s %5v %7.1f %7.1f m, share %.3f from %.3f of %6.1f km, chance %.2g",
				a, b, ok, s.X, s.Y, s.Share, s.ShareBefore, s.Length/1000, s.Chance)
			if ok && i != gcj {
				t.Errorf("%s against %s: false alarm", a, b)
			}
			if i == gcj && (j < 2 || j == 4) != ok { // its copy, the roads, the blocks; too little runs along rails
				t.Errorf("%s against %s: found out: %v", a, b, ok)
			}
			if !ok {
				continue
			}
			if off := math.Hypot(s.X-want[0], s.Y-want[1]); off > 30 {
				t.Errorf("%s against %s: %.1f m off the true shift %v", a, b, off, want)
			}
			if c, known := s.Datum(orb.Point{113.6, 34.75}); !known || c.Definition() != "GCJ-02" {
				t.Errorf("%s against %s: datum %q", a, b, c)
			}
			if c, known := s.Reversed().Datum(orb.Point{113.6, 34.75}); known {
				t.Errorf("%s against %s: the reference in %s", a, b, c)
			}
		}
	}
}

// A shift that is expected needs less evidence, and no layer becomes suspect by
// its being looked for.
func TestSharedExpected(t *testing.T) {
	plane := parse(t, "EPSG:4547")
	expected, err := crs.ExpectedShifts(plane, orb.Point{463374, 3846931})
	if err != nil || len(expected) != 4 {
		t.Fatal(expected, err)
	}
	if want := trueShift(t); distance(expected[0], want) > 0.01 || expected[1] != (orb.Point{-expected[0][0], -expected[0][1]}) {
		t.Errorf("expected %v, want %v first", expected, want)
	}
	roads := sharedLines(t, "roads_central_wgs84.geojson")
	chance := map[bool]float64{}
	for _, told := range []bool{false, true} {
		var opt crs.ShiftOptions
		if told {
			opt.Expected = expected
		}
		for _, file := range sharedFiles[:2] {
			s, ok, err := crs.MeasureShift(context.Background(), sharedLines(t, file), roads, opt)
			if err != nil || ok != (file == sharedFiles[0]) {
				t.Errorf("%s, told %v: %v %v %v", file, told, s, ok, err)
			}
			if ok {
				chance[told] = s.Chance
			}
		}
	}
	if !(chance[true] < chance[false]/50) {
		t.Errorf("chance %v", chance)
	}
}

func BenchmarkMeasureShift(b *testing.B) {
	districts, roads := sharedLines(b, sharedFiles[0]), sharedLines(b, "roads_central_wgs84.geojson")
	for b.Loop() {
		if _, ok, err := crs.MeasureShift(context.Background(), districts, roads, crs.ShiftOptions{}); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}

// The WGS 84 copy of the districts was made with the public algorithm and
// rounded to 1e-6 degrees: what we make of the original lies within 0.1 m of it,
// and the other way round.
func TestSharedDistricts(t *testing.T) {
	shifted, copied := sharedLines(t, sharedFiles[0]), sharedLines(t, sharedFiles[1])
	there, back := transform(t, "GCJ-02 / EPSG:4547", "EPSG:4547"), transform(t, "EPSG:4547", "GCJ-02 / EPSG:4547")
	if len(shifted) != len(copied) {
		t.Fatalf("%d and %d rings", len(shifted), len(copied))
	}
	points, worst := 0, 0.0
	for i := range shifted {
		a, b := shifted[i].Clone(), copied[i].Clone()
		if err := there.Points(a); err != nil {
			t.Fatal(err)
		}
		if err := back.Points(b); err != nil {
			t.Fatal(err)
		}
		for k := range a {
			worst = max(worst, distance(a[k], copied[i][k]), distance(b[k], shifted[i][k]))
			points++
		}
	}
	t.Logf("%d points, %.3f m at most", points, worst)
	if worst > 0.1 {
		t.Errorf("%d points, %.3f m at most", points, worst)
	}
}
