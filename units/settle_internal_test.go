package units

import (
	"fmt"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/units/study"
)

// Two districts of 100 m by 100 m that overlap in 40 m by 100 m.
//
//	100 +------+----+------+
//	    |  A   |    |  B   |
//	  0 +------+----+------+
//	    0     60  100    160
func TestSettleDistricts(t *testing.T) {
	for _, c := range []struct {
		name   string
		kinds  [2]any
		ranks  [2]int
		source [2]int
		want   string // ID and m², in order
	}{
		{"management wins over statutory", [2]any{"management", "statutory"}, [2]int{}, [2]int{}, "A=10000 B=6000"},
		{"whichever comes first", [2]any{"statutory", "management"}, [2]int{}, [2]int{}, "A=6000 B=10000"},
		{"management wins over none", [2]any{"management", nil}, [2]int{}, [2]int{0, 1}, "A=10000 B=6000"},
		{"rank wins over management", [2]any{"management", "statutory"}, [2]int{0, 1}, [2]int{0, 1}, "A=6000 B=10000"},
		{"the later source wins", [2]any{nil, nil}, [2]int{}, [2]int{1, 0}, "A=10000 B=6000"},
		{"a negative rank loses", [2]any{nil, nil}, [2]int{0, -1}, [2]int{0, 1}, "A=10000 B=6000"},
		{"within one source nobody wins", [2]any{nil, nil}, [2]int{}, [2]int{}, "A=10000 B=10000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := drawn(t, layerOf(t, study.Districts, drawing{"A", box(0, 0, 100, 100), attrs{"kind": c.kinds[0]}}, drawing{"B", box(60, 0, 160, 100), attrs{"kind": c.kinds[1]}}))
			p.layers[study.Districts].source = c.source[:]
			p.study.Sources = []study.Source{{Role: study.Districts}, {Role: study.Districts}}
			for i, s := range c.source {
				p.study.Sources[s].Rank = c.ranks[i]
			}
			if err := p.settleDistricts(); err != nil {
				t.Fatal(err)
			}
			if got := sizes(p.layers[study.Districts]); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func sizes(l *layer) string {
	var all []string
	for i := range l.IDs {
		all = append(all, fmt.Sprintf("%s=%g", l.IDs[i], geo.Area(l.area(i))))
	}
	return strings.Join(all, " ")
}

// A management area over three districts: one keeps half, one a frame, one
// nothing and is left out. The bounds follow.
func TestSettleDistrictsLeavesOutWhatIsCovered(t *testing.T) {
	p := drawn(t, layerOf(t, study.Districts,
		drawing{"M", box(50, 0, 200, 100), attrs{"kind": "management"}},
		drawing{"half", box(0, 0, 100, 100), attrs{"kind": "statutory"}},
		drawing{"none", box(100, 20, 180, 80), attrs{"kind": "statutory"}},
		drawing{"frame", box(40, -10, 210, 110), attrs{"kind": "statutory"}}))
	p.study.Sources = []study.Source{{Role: study.Districts}}
	if err := p.settleDistricts(); err != nil {
		t.Fatal(err)
	}
	d := p.layers[study.Districts]
	if got, want := sizes(d), "M=15000 frame=5400 half=5000"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if d.bounds[2].Max[0] != 50 {
		t.Errorf("half reaches to %g", d.bounds[2].Max[0])
	}
}

func TestGapBetween(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{box(0, 0, 10, 10), box(13, 14, 20, 20), 5}, // corner to corner
		{box(0, 0, 10, 10), box(12, 2, 20, 3), 2},   // corner to side
		{box(0, 0, 10, 10), box(10, 0, 20, 10), 0},
		{box(0, 0, 10, 10), "MULTIPOLYGON(((90 0, 99 0, 99 9, 90 0)), ((4 17, 5 17, 5 18, 4 17)))", 7},
	} {
		a, _ := geo.Polygons(read(t, c.a))
		b, _ := geo.Polygons(read(t, c.b))
		if got, back := gapBetween(a, b), gapBetween(b, a); got != c.want || back != c.want {
			t.Errorf("%s to %s: %g, back %g, want %g", c.a, c.b, got, back, c.want)
		}
	}
}

func TestSettleCodes(t *testing.T) {
	for _, c := range []struct {
		name, scheme, codes string
		want                string // codes of 用地用海, or the error
		notes               string // kind of record and count each
	}{
		{"as they are", "ydyh2023", "070102 1001", "070102 1001", ""},
		{"a lost zero", "ydyh2023", "701 0701 701", "0701 0701 0701", "landuse: 701 read as 0701 ×2"},
		{"another scheme", "gb50137", "R21", "070102", ""},
		{"a code of no scheme", "ydyh2023", "9999 0701", "- 0701", `landuse: "9999" is no code of ydyh2023; counts as unknown ×1`},
		{"found from the codes", "", "070102 1401", "070102 1401", ""},
		{"ambiguous", "", "1001 0701", "parcels (parcels.geojson): read landuse: ", ""},
		{"nothing known", "", "xyz", "parcels (parcels.geojson): read landuse: ", ""},
		{"two schemes at once", "", "R21 070102", "parcels (parcels.geojson): read landuse: ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var features []drawing
			for i, code := range strings.Fields(c.codes) {
				features = append(features, drawing{fmt.Sprint(i), box(float64(i), 0, float64(i)+1, 1), attrs{"landuse": code}})
			}
			p := drawn(t, layerOf(t, study.Parcels, append(features, drawing{"z", box(0, 0, 1, 1), nil})...))
			p.study.LanduseScheme = c.scheme
			err := p.settleCodes()
			if err != nil {
				if c.want == "" || !strings.HasPrefix(err.Error(), c.want) || !strings.Contains(err.Error(), "landuse_scheme in study.yaml") {
					t.Errorf("error %v, want %s", err, c.want)
				}
				return
			}
			if got := shown(*p.layers[study.Parcels].Column("landuse")); got != c.want+" -" {
				t.Errorf("got %s, want %s -", got, c.want)
			}
			var notes []string
			for _, r := range p.repairs {
				if r.Kind != RepairCode || !strings.HasPrefix(r.Ref, "parcels/") || r.Place == nil {
					t.Errorf("record %+v", r)
				}
				notes = append(notes, fmt.Sprintf("%s ×%d", r.Detail, r.Count))
			}
			if got := strings.Join(notes, ", "); got != c.notes {
				t.Errorf("noted %q, want %q", got, c.notes)
			}
		})
	}
}

// Layers, and columns of a layer, may have schemes of their own.
func TestSettleCodesByLayer(t *testing.T) {
	p := drawn(t, layerOf(t, study.Parcels,
		drawing{"a", box(0, 0, 1, 1), attrs{"landuse": "1001", "planned_landuse": "1001"}},
		drawing{"b", box(1, 0, 2, 1), attrs{"landuse": "1001", "planned_landuse": "R2"}},
		drawing{"c", box(2, 0, 3, 1), attrs{"landuse": "1001"}}))
	p.layers[study.Parcels].source = []int{0, 1, 2}
	p.study.LanduseScheme = "ydyh2023"
	p.study.Sources = []study.Source{
		{Role: study.Parcels, Fields: []study.FieldMapping{{Attr: "landuse"}, {Attr: "planned_landuse"}}},
		{Role: study.Parcels, LanduseScheme: "sandiao", Fields: []study.FieldMapping{{Attr: "landuse"}, {Attr: "planned_landuse", LanduseScheme: "gb50137"}}},
		{Role: study.Parcels, LanduseScheme: "sandiao", Fields: []study.FieldMapping{{Attr: "landuse"}}},
	}
	p.sources = []SourceReport{{Role: study.Districts}, {Role: study.Parcels}, {Role: study.Parcels}, {Role: study.Parcels}}
	if err := p.settleCodes(); err != nil {
		t.Fatal(err)
	}
	if got := shown(*p.layers[study.Parcels].Column("landuse")); got != "1001 1201 1201" {
		t.Errorf("existing use %s", got)
	}
	if got := shown(*p.layers[study.Parcels].Column("planned_landuse")); got != "1001 070102 -" {
		t.Errorf("planned use %s", got)
	}
	if p.scheme != "gb50137, sandiao, ydyh2023" || fmt.Sprint(p.sources[0].LanduseSchemes, p.sources[1].LanduseSchemes, p.sources[2].LanduseSchemes, p.sources[3].LanduseSchemes) != "[] [ydyh2023] [sandiao gb50137] [sandiao]" {
		t.Errorf("schemes %s, %+v", p.scheme, p.sources)
	}
}

// A stated scheme is believed unless most codes are of another.
func TestSettleCodesDoubts(t *testing.T) {
	for _, c := range []struct{ scheme, codes, warning, err string }{
		{"ydyh2023", "0701 0601 1001", "", ""},
		{"ydyh2023", "0701 0601 05H1 1001", "parcels: landuse is read as ydyh2023, but some codes are only in sandiao (05H1)", ""},
		{"ydyh2023", "0701 05H1 08H1 08H2", "", "parcels (parcels.geojson): read landuse: 3 of 4 distinct land-use codes are not in ydyh2023; only in sandiao (05H1, 08H1, 08H2): check landuse_scheme"},
		{"gb50137", "0701 1001", "", "2 of 2 distinct land-use codes are not in gb50137"},
	} {
		var features []drawing
		for i, code := range strings.Fields(c.codes) {
			features = append(features, drawing{fmt.Sprint(i), box(float64(i), 0, float64(i)+1, 1), attrs{"landuse": code}})
		}
		p := drawn(t, layerOf(t, study.Parcels, features...))
		p.study.LanduseScheme = c.scheme
		err := p.settleCodes()
		if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: %v, want %s", c.codes, err, c.err)
		}
		if got := english(p.warnings); err == nil && got != c.warning {
			t.Errorf("%s: warned %q, want %q", c.codes, got, c.warning)
		}
	}
}

// A study without codes needs no scheme.
func TestSettleCodesWithoutCodes(t *testing.T) {
	p := drawn(t, layerOf(t, study.Parcels, drawing{"A", box(0, 0, 1, 1), attrs{"far": 2}}))
	if err := p.settleCodes(); err != nil || p.scheme != "" || len(p.repairs) > 0 {
		t.Errorf("scheme %q, %v, %v", p.scheme, p.repairs, err)
	}
	p = drawn(t, layerOf(t, study.Parcels, drawing{"A", box(0, 0, 1, 1), attrs{"landuse": "xyz"}}))
	p.study.LanduseScheme = "ydyh1999"
	if err := p.settleCodes(); err == nil {
		t.Error("a scheme that is not there is no error")
	}
}
