package units

import (
	"math"
	"testing"

	"renewal/rules"
	"renewal/units/study"
)

// fact is a statistic of the test's own, on the unit of an atom.
func fact(t *testing.T, p *prepared, atom, statistic string) rules.Quantity {
	t.Helper()
	r := running(t, p, "id: x, "+statistic)
	return r.unit(atom).facts["x"]
}

// Two units of 400 m side by side; homes are 100 m by 100 m squares.
func TestWithin(t *testing.T) {
	home := func(id string, x float64, use string) drawing {
		a := attrs{}
		if use != "" {
			a["landuse"] = use
		}
		return drawing{id, box(x, 0, x+100, 100), a}
	}
	park := func(x float64) *layer {
		return layerOf(t, study.Greens, drawing{"park", box(x, 0, x+50, 100), attrs{"kind": "park"}})
	}
	at := func(distance string) string {
		return `of: parcels, take: within, where: 'landuse startsWith "0701"', reach: [{of: greens, where: 'kind == "park"', distance: ` + distance + `}]`
	}
	for _, c := range []struct {
		name      string
		parcels   []drawing
		greens    *layer
		statistic string
		low, high float64 // m²
		near      float64 // tolerance
	}{
		{"the park itself", []drawing{home("a", 0, "070102")}, park(50), at("0"), 5000, 5000, 1e-6},
		{"half of a home within 50 m", []drawing{home("a", 0, "070102")}, park(150), at("100"), 5000, 5000, 1e-6},
		{"a home wholly in reach", []drawing{home("a", 0, "070102")}, park(110), at("500"), 10000, 10000, 1e-6},
		{"out of reach", []drawing{home("a", 0, "070102")}, park(300), at("100"), 0, 0, 0},
		{"no home", []drawing{home("a", 0, "1001")}, park(50), at("100"), 0, 0, 0},
		{"maybe a home", []drawing{home("a", 0, "")}, park(110), at("500"), 0, 10000, 1e-6},
		{"two homes on one ground count once", []drawing{home("a", 0, "070102"), home("b", 0, "070102")}, park(50), at("0"), 5000, 5000, 1e-6},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := fact(t, drawn(t, twoUnits(t), layerOf(t, study.Parcels, c.parcels...), c.greens), "W", c.statistic)
			if math.Abs(q.Low-c.low) > c.near || math.Abs(q.High-c.high) > c.near {
				t.Errorf("is %v, want %g to %g", q, c.low, c.high)
			}
		})
	}
	t.Run("no layer of parks", func(t *testing.T) {
		p := drawn(t, twoUnits(t), layerOf(t, study.Parcels, home("a", 0, "070102")))
		if q := fact(t, p, "W", at("100")); q.Exact() || q.Why[0] != study.Greens {
			t.Errorf("is %v for want of %v", q, q.Why)
		}
		p.study.None = []study.Absence{{Role: study.Greens}}
		if q := fact(t, p, "W", at("100")); !q.Exact() || q.Low != 0 {
			t.Errorf("without parks, by the word of the study, it is %v", q)
		}
	})
}

// The least and the greatest value among what lies in a unit.
func TestExtremes(t *testing.T) {
	p := drawn(t, twoUnits(t), layerOf(t, study.PolicyZones,
		drawing{"a", box(0, 0, 500, 100), attrs{"kind": "height_limit", "max_height": 24}},
		drawing{"b", box(0, 200, 100, 300), attrs{"kind": "height_limit", "max_height": 60}},
		drawing{"c", box(500, 200, 600, 300), attrs{"kind": nil, "max_height": 12}}))
	const least = `of: policy_zones, take: least, value: max_height, unit: m, where: 'kind == "height_limit"'`
	const most = `of: policy_zones, take: most, value: max_height, unit: m, where: 'kind == "height_limit"'`
	for _, c := range []struct {
		atom, statistic string
		low, high       float64
	}{{"W", least, 24, 24}, {"W", most, 60, 60}, {"E", least, 12, 24}, {"E", most, 24, 24}} {
		if q := fact(t, p, c.atom, c.statistic); q.Low != c.low || q.High != c.high {
			t.Errorf("%s of %s is %v, want %g to %g", c.statistic[24:29], c.atom, q, c.low, c.high)
		}
	}
	if q := fact(t, drawn(t, twoUnits(t), layerOf(t, study.PolicyZones, drawing{"a", box(5e3, 0, 6e3, 100), attrs{"kind": "height_limit", "max_height": 24}})), "W", least); q.Known() {
		t.Errorf("where there is no limit it is %v", q)
	}
}

// A complete statistic does not take a kind that nobody drew for absent.
func TestComplete(t *testing.T) {
	const roads = `of: barriers, take: length, complete: true, where: 'kind in ["arterial", "branch"]'`
	p := drawn(t, twoUnits(t), layerOf(t, study.Barriers, drawing{"r", "LINESTRING(0 200, 400 200)", attrs{"kind": "arterial"}}))
	if q := fact(t, p, "W", roads); q.Low != 400 || !math.IsInf(q.High, 1) || q.Why[0] != "barriers.branch" {
		t.Errorf("length of roads is %v for want of %v", q, q.Why)
	}
	const lines = `of: policy_zones, take: area, present: true, where: 'kind == "urban_boundary"'`
	p.study.None = []study.Absence{{Role: study.PolicyZones}}
	if q := fact(t, p, "W", lines); q.Known() || q.Why[0] != "policy_zones" {
		t.Errorf("inside a boundary that nobody drew lie %v m² for want of %v", q, q.Why)
	}
	p.study.None = []study.Absence{{Role: study.Barriers, Kind: "branch"}}
	if q := fact(t, p, "W", roads); !q.Exact() || q.Low != 400 {
		t.Errorf("with no branch roads, by the word of the study, it is %v", q)
	}
}
