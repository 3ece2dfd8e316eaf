package units

import (
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/study"
)

// english joins warnings for a comparison.
func english(w warnings) string {
	en, _ := w.lines()
	return strings.Join(en, "|")
}

// The kinds of zones that rules ask for and nobody drew are one warning; what the
// study says there is none of is known.
func TestAbsentZonesAreOneWarning(t *testing.T) {
	rs := zhengzhou(t)
	zones := layerOf(t, study.PolicyZones, drawing{"Z", box(0, 0, 10, 10), attrs{"kind": "old_city"}})
	p := drawn(t, zones)
	p.study.None = []study.Absence{{Role: study.PolicyZones, Kind: "axis"}}
	var w warnings
	(&Result{prepared: p}).warnZones(rs, &w)
	en, zh := w.lines()
	if len(en) != 1 || len(zh) != 1 {
		t.Fatalf("%d warnings: %q", len(en), en)
	}
	_, list, _ := strings.Cut(en[0], "study area: ")
	absent := strings.Split(list, ", ")
	if !slices.IsSorted(absent) || !slices.Contains(absent, "belt") || slices.Contains(absent, "axis") || slices.Contains(absent, "old_city") {
		t.Errorf("absent are %q", absent)
	}
	if !strings.Contains(zh[0], "历史文化街区") || strings.Contains(zh[0], "historic_district") {
		t.Errorf("in Chinese: %s", zh[0])
	}
	w = nil
	if (&Result{prepared: drawn(t)}).warnZones(rs, &w); !strings.HasPrefix(english(w), "policy_zones: no layer") {
		t.Errorf("without a layer: %q", english(w))
	}
}

// Planar areas are worth a word where they are not those of the ground, unless
// they are not used.
func TestWarnsOfAreasInAWebMap(t *testing.T) {
	p := drawn(t)
	p.study.None = []study.Absence{{Role: study.PolicyZones}}
	r := &Result{prepared: p, measured: &measured{parcels: &overlay{}, resources: &resources{}}}
	for _, c := range []struct {
		out  StudyReport
		want string
	}{
		{StudyReport{CRS: "EPSG:4547", ArealScale: 1.0003}, ""},
		{StudyReport{CRS: "EPSG:3857", ArealScale: 1.4844}, "crs: areas in EPSG:3857 are 1.484 times those on the ground"},
		{StudyReport{CRS: "EPSG:3857", ArealScale: 1.4844, Ellipsoid: &EllipsoidReport{}}, ""},
	} {
		got := english(r.warnings(&rules.Ruleset{}, Report{Study: c.out}))
		if (got == "") != (c.want == "") || !strings.HasPrefix(got, c.want) {
			t.Errorf("scale %g: %q, want %q", c.out.ArealScale, got, c.want)
		}
	}
}

// A column is worth a word when most of what it holds is of no use.
func TestWarnsOfUnreadColumns(t *testing.T) {
	for _, c := range []struct {
		name, attr string
		values     []string
		by         study.FieldMapping
		want       string
	}{
		{"percents", "vacancy", []string{"35", "60", "0", "90"}, study.FieldMapping{}, `vacancy count as unknown, such as "35": no vacancy can be so; if they are percents, say {field: X, scale: 0.01}`},
		{"percents that are scaled", "vacancy", []string{"35", "60", "0", "90"}, study.FieldMapping{Scale: 0.01}, ""},
		{"words", "far", []string{"about 2", "1.5", "?"}, study.FieldMapping{}, "2 of 3 values of far count as unknown"},
		{"words that stand for nothing", "far", []string{"?", "1.5", "?"}, study.FieldMapping{Null: []string{"?"}}, ""},
		{"as many as not", "far", []string{"?", "1.5"}, study.FieldMapping{}, ""},
		{"no year", "build_year", []string{"0", "0", "1985"}, study.FieldMapping{}, ""},
		{"empty", "far", []string{"", "", "1.5"}, study.FieldMapping{}, ""},
		{"texts", "landuse", []string{"?", "!"}, study.FieldMapping{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.by.Attr, c.by.Field = c.attr, "X"
			src := study.Source{Role: study.Parcels, Written: "p.shp", Fields: []study.FieldMapping{c.by}}
			raw := &geo.Layer{Source: "p.shp", Shapes: make([]orb.Geometry, len(c.values)), Columns: []geo.Column{held("X", c.values...)}}
			l, _, err := adopt(&src, raw)
			if err != nil {
				t.Fatal(err)
			}
			p := drawn(t)
			p.warnUnread(&src, raw, l)
			if got := english(p.warnings); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
				t.Errorf("warned %q, want %q", got, c.want)
			}
		})
	}
}

// Parcels must lie at the control units; other layers had better.
func TestLayersLieAtTheControlUnits(t *testing.T) {
	units := layerOf(t, study.ControlUnits, drawing{"A", box(0, 0, 100, 100), nil}, drawing{"B", box(500, 0, 600, 100), nil})
	at := func(role, shape string) *layer { return layerOf(t, role, drawing{"X", shape, nil}) }
	inside, between, near, away := box(10, 10, 20, 20), box(200, 10, 210, 20), box(3600, 4100, 3700, 4200), box(30600, 40100, 30700, 40200)
	for _, c := range []struct {
		name          string
		parcels, zone string
		warning, err  string
	}{
		{"inside", inside, inside, "", ""},
		{"between them", between, between, "", ""},
		{"zones in another part of town", inside, near, "", ""},
		{"zones away", inside, away, "policy_zones (policy_zones.geojson): none lies at the control units, the nearest is 50.0 km off", ""},
		{"parcels away", near, inside, "", "parcels (parcels.geojson): read: none lies at the control units, the nearest is 5.0 km off"},
	} {
		p := drawn(t, units, at(study.Parcels, c.parcels), at(study.PolicyZones, c.zone))
		p.study.Sources = []study.Source{{Role: study.Parcels}}
		err := p.checkPlaces()
		if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %v, want %q", c.name, err, c.err)
		}
		if got := english(p.warnings); (got == "") != (c.warning == "") || !strings.Contains(got, c.warning) {
			t.Errorf("%s: warned %q, want %q", c.name, got, c.warning)
		}
	}
}
