package area_test

import (
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"renewal/geo"
	"renewal/geo/area"
)

type jtsRun struct {
	Precision struct {
		Scale float64 `xml:"scale,attr"` // 0 unless coordinates are fixed
	} `xml:"precisionModel"`
	Cases []struct {
		Desc string `xml:"desc"`
		A    string `xml:"a"`
		B    string `xml:"b"`
		Ops  []struct {
			Name string `xml:"name,attr"`
			Arg1 string `xml:"arg1,attr"`
			Arg2 string `xml:"arg2,attr"`
			Want string `xml:",chardata"`
		} `xml:"test>op"`
	} `xml:"case"`
}

// The overlays of the JTS test suite between two areas: what an overlay of any
// kind leaves tells what the areas share. Where JTS rounds its results, exact
// arithmetic answers instead.
func TestJTS(t *testing.T) {
	files, _ := filepath.Glob(shared + "overlay/jts_xml/*.xml")
	if len(files) == 0 {
		t.Skip("shared data is not here")
	}
	given, rounded, skipped := 0, 0, map[string]int{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var run jtsRun
		if err := xml.Unmarshal(text, &run); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, c := range run.Cases {
			a, whyA := jtsAreas(c.A)
			b, whyB := jtsAreas(c.B)
			for _, op := range c.Ops {
				kind := strings.ToLower(op.Name)
				if !jtsOverlay.MatchString(kind) || op.Arg2 == "" {
					continue
				}
				if whyA != "" || whyB != "" {
					skipped[max(whyA, whyB)]++
					continue
				}
				var want float64
				if strings.HasSuffix(kind, "sr") || run.Precision.Scale != 0 {
					want, _ = exactShared(a, b).Float64()
					rounded++
				} else {
					sizes := map[string]float64{"A": geo.Area(a), "B": geo.Area(b)}
					left := geo.Area(jtsShape(t, op.Want))
					given++
					switch strings.TrimSuffix(kind, "ng") {
					case "intersection":
						want = left
					case "union":
						want = sizes["A"] + sizes["B"] - left
					case "symdifference":
						want = (sizes["A"] + sizes["B"] - left) / 2
					case "difference":
						want = sizes[op.Arg1] - left
					}
				}
				for way, got := range []float64{area.Of(a, b), area.Of(b, a), area.Prepare(a).Of(b), area.Prepare(b).Of(a)} {
					if !(math.Abs(got-want) <= 1e-9*math.Max(geo.Area(a), geo.Area(b))) {
						t.Errorf("%s, %s, %s, way %d: %v, want %v", filepath.Base(file), c.Desc, op.Name, way, got, want)
					}
				}
			}
		}
	}
	t.Logf("%d overlays against the given result, %d rounded ones against exact arithmetic; skipped %v", given, rounded, skipped)
	if given+rounded < 250 {
		t.Error("too few overlays were tested")
	}
}

var (
	jtsOverlay   = regexp.MustCompile(`^(intersection|union|(sym)?difference)(ng|sr)?$`)
	jtsEmptyPart = regexp.MustCompile(`,\s*EMPTY|EMPTY\s*,`)
)

func jtsShape(t *testing.T, text string) orb.Geometry {
	t.Helper()
	text = jtsEmptyPart.ReplaceAllString(strings.Join(strings.Fields(text), " "), "")
	if strings.HasSuffix(text, " EMPTY") {
		return nil
	}
	g, err := wkt.Unmarshal(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return g
}

// jtsAreas reads areas, or says why there are none.
func jtsAreas(text string) (m orb.MultiPolygon, why string) {
	text = jtsEmptyPart.ReplaceAllString(strings.Join(strings.Fields(text), " "), "")
	switch {
	case !strings.Contains(text, "POLYGON"):
		return nil, "no area"
	case strings.HasSuffix(text, " EMPTY"):
		return nil, ""
	}
	g, err := wkt.Unmarshal(text)
	if err != nil {
		return nil, "not read"
	}
	m, ok := geo.Polygons(g)
	if !ok {
		return nil, "not only areas"
	}
	if reason, _ := geo.Check(m); reason != "" {
		return nil, "not valid: " + reason
	}
	return m, ""
}
