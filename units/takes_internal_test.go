package units

import (
	"math"
	"slices"
	"testing"

	"renewal/rules"
	"renewal/units/study"
)

// Two control units of 400 m by 400 m side by side, W and E. Whatever is drawn
// over them is measured in W, in E, and in both.
//
//	400 +-----+-----+
//	    |  W  |  E  |
//	  0 +-----+-----+
//	    0    400   800
func twoUnits(t fataler) *layer {
	return layerOf(t, study.ControlUnits, drawing{"W", box(0, 0, 400, 400), nil}, drawing{"E", box(400, 0, 800, 400), nil})
}

func TestTakes(t *testing.T) {
	exactly := rules.Exactly
	between := func(low, high float64) rules.Quantity { return rules.Between(low, high, "parcels.landuse") }
	const area, count = "id: x, of: parcels, take: area, where: 'landuse startsWith \"07\"'", "id: x, of: buildings, take: count"
	for _, c := range []struct {
		name          string
		take          string
		role          string
		features      []drawing
		west, east, u rules.Quantity
	}{
		{"area across the border", area, study.Parcels,
			[]drawing{{"a", box(390, 0, 430, 10), attrs{"landuse": "0701"}}, {"b", box(0, 0, 50, 50), attrs{"landuse": "0901"}}},
			exactly(100), exactly(300), exactly(400)},
		{"area counts overlaps once", area, study.Parcels,
			[]drawing{{"a", box(0, 0, 20, 10), attrs{"landuse": "0701"}}, {"b", box(10, 0, 30, 10), attrs{"landuse": "0702"}}, {"c", box(10, 0, 20, 10), attrs{"landuse": "0703"}}},
			exactly(300), exactly(0), exactly(300)},
		{"area of the same parcel twice", area, study.Parcels,
			[]drawing{{"a", box(0, 0, 20, 10), attrs{"landuse": "0701"}}, {"b", box(0, 0, 20, 10), attrs{"landuse": "0701"}}},
			exactly(200), exactly(0), exactly(200)},
		{"area outside of all units", area, study.Parcels, []drawing{{"a", box(-50, -50, 0, 0), attrs{"landuse": "0701"}}}, exactly(0), exactly(0), exactly(0)},
		{"area that may count", area, study.Parcels,
			[]drawing{{"a", box(0, 0, 10, 10), attrs{"landuse": "0701"}}, {"b", box(5, 0, 15, 10), nil}, {"c", box(410, 0, 420, 10), nil}},
			between(100, 150), between(0, 100), between(100, 250)},
		{"area with a hole", area, study.Parcels,
			[]drawing{{"a", "POLYGON((0 0, 30 0, 30 30, 0 30, 0 0), (10 10, 20 10, 20 20, 10 20, 10 10))", attrs{"landuse": "0701"}}},
			exactly(800), exactly(0), exactly(800)},

		{"near points: a circle, halved by the border", "id: x, of: stations, take: near, distance: 100", study.Stations,
			[]drawing{{"a", "POINT(400 200)", nil}}, exactly(math.Pi * 5000), exactly(math.Pi * 5000), exactly(math.Pi * 10000)},
		{"near two points in one place", "id: x, of: stations, take: near, distance: 100", study.Stations,
			[]drawing{{"a", "POINT(200 200)", nil}, {"b", "POINT(200 200)", nil}}, exactly(math.Pi * 10000), exactly(0), exactly(math.Pi * 10000)},
		{"near an area: its sides, and corners of 16 chords", "id: x, of: policy_zones, take: near, distance: 10", study.PolicyZones,
			[]drawing{{"a", box(100, 100, 200, 200), nil}}, exactly(10000 + 4000 + 32*100*math.Sin(math.Pi/32)), exactly(0), exactly(10000 + 4000 + 32*100*math.Sin(math.Pi/32))},

		{"length of a line", "id: x, of: barriers, take: length", study.Barriers,
			[]drawing{{"a", "LINESTRING(390 -5, 390 5, 425 5)", nil}}, exactly(5 + 10), exactly(25), exactly(40)},
		{"length of two lines in one place", "id: x, of: barriers, take: length", study.Barriers,
			[]drawing{{"a", "LINESTRING(10 10, 20 10)", nil}, {"b", "LINESTRING(10 10, 20 10)", nil}}, exactly(20), exactly(0), exactly(20)},

		{"length along the border is halved, along the edge of the study it is not", "id: x, of: barriers, take: length", study.Barriers,
			[]drawing{{"a", "LINESTRING(400 -10, 400 100)", nil}, {"b", "LINESTRING(400 200, 400 150, 410 150)", nil}, {"c", "LINESTRING(0 10, 0 30)", nil}},
			exactly(50 + 25 + 20), exactly(50 + 25 + 10), exactly(100 + 60 + 20)},
		{"length of what runs along the border twice", "id: x, of: barriers, take: length", study.Barriers,
			[]drawing{{"a", "MULTILINESTRING((400 0, 400 100), (400 50, 400 90))", nil}}, exactly(70), exactly(70), exactly(140)},
		{"count of lines by their middles", "id: x, of: barriers, take: count", study.Barriers,
			[]drawing{{"a", "LINESTRING(10 10, 20 10)", nil}, {"b", "LINESTRING(390 10, 395 10, 450 10)", nil}, {"c", "MULTILINESTRING((0 0, 0 1), (410 0, 410 10))", nil}},
			exactly(1), exactly(2), exactly(3)},
		{"sum shares lines out", "id: x, of: barriers, take: sum, value: width, unit: m", study.Barriers,
			[]drawing{{"a", "LINESTRING(390 10, 430 10)", attrs{"width": 8}}, {"b", "LINESTRING(400 10, 400 50)", attrs{"width": 20}}, {"c", "LINESTRING(-10 10, 10 10)", attrs{"width": 6}}},
			exactly(2 + 10 + 3), exactly(6 + 10), exactly(31)},

		{"count of points", count, study.Buildings,
			[]drawing{{"a", "POINT(10 10)", nil}, {"b", "MULTIPOINT((10 10), (410 10))", nil}, {"c", "POINT(-1 -1)", nil}},
			exactly(1.5), exactly(0.5), exactly(2)},
		{"count of a point on the border is one", count, study.Buildings, []drawing{{"a", "POINT(400 200)", nil}}, exactly(0), exactly(1), exactly(1)},
		{"count of areas by their middles", count, study.Buildings, []drawing{{"a", box(300, 0, 450, 10), nil}}, exactly(1), exactly(0), exactly(1)},

		{"sum shares areas out", "id: x, of: parcels, take: sum, value: gfa, unit: m2", study.Parcels,
			[]drawing{{"a", box(390, 0, 430, 10), attrs{"gfa": 1000}}, {"b", box(-10, 0, 10, 10), attrs{"gfa": 60}}},
			exactly(250 + 30), exactly(750), exactly(1030)},
		{"sum of what is not known", "id: x, of: parcels, take: sum, value: gfa, unit: m2", study.Parcels,
			[]drawing{{"a", box(0, 0, 10, 10), attrs{"gfa": 1000}}, {"b", box(410, 0, 420, 10), nil}},
			exactly(1000), rules.Between(0, math.Inf(1), "parcels.gfa"), rules.Between(1000, math.Inf(1), "parcels.gfa")},
		{"sum of what may count", "id: x, of: parcels, take: sum, value: gfa, unit: m2, where: 'landuse startsWith \"09\"'", study.Parcels,
			[]drawing{{"a", box(0, 0, 10, 10), attrs{"gfa": 1000, "landuse": "0901"}}, {"b", box(10, 0, 20, 10), attrs{"gfa": 300, "landuse": nil}}},
			between(1000, 1300), exactly(0), between(1000, 1300)},
		{"sum of a product", "id: x, of: parcels, take: sum, value: vacancy * gfa, unit: m2", study.Parcels,
			[]drawing{{"a", box(0, 0, 10, 10), attrs{"gfa": 1000, "vacancy": nil}}}, rules.Between(0, 1000, "parcels.vacancy"), exactly(0), rules.Between(0, 1000, "parcels.vacancy")},

		{"largest patch: two within 30 m, one beyond", "id: x, of: parcels, take: largest, distance: 30", study.Parcels,
			[]drawing{{"a", box(0, 0, 10, 10), nil}, {"b", box(40, 0, 50, 10), nil}, {"c", box(81, 0, 96, 10), nil}},
			exactly(200), exactly(0), exactly(200)},
		{"largest patch: the part in each unit", "id: x, of: parcels, take: largest, distance: 30", study.Parcels,
			[]drawing{{"a", box(380, 0, 430, 10), nil}, {"b", box(0, 0, 10, 25), nil}}, exactly(250), exactly(300), exactly(500)},
		{"largest patch counts overlaps once", "id: x, of: parcels, take: largest, distance: 30", study.Parcels,
			[]drawing{{"a", box(0, 0, 20, 10), nil}, {"b", box(10, 0, 30, 10), nil}}, exactly(300), exactly(0), exactly(300)},
		{"largest patch that may be", "id: x, of: parcels, take: largest, distance: 0, where: 'landuse startsWith \"10\"'", study.Parcels,
			[]drawing{{"a", box(0, 0, 10, 10), attrs{"landuse": "1001"}}, {"b", box(10, 0, 20, 10), nil}, {"c", box(20, 0, 30, 10), attrs{"landuse": "1001"}}},
			between(100, 300), exactly(0), between(100, 300)},

		{"whole: 99 in 100 is whole", "id: x, of: policy_zones, take: whole", study.PolicyZones,
			[]drawing{{"a", box(10, 10, 20, 20), nil}, {"b", box(301, 0, 401, 10), nil}, {"c", box(302, 20, 402, 30), nil}},
			exactly(2), exactly(0), exactly(3)},

		{"mix: half and half of two groups", "id: x, of: parcels, take: mix, by: 'landuse[:2]'", study.Parcels,
			[]drawing{{"a", box(0, 0, 10, 10), attrs{"landuse": "0701"}}, {"b", box(10, 0, 20, 10), attrs{"landuse": "0901"}}, {"c", box(410, 0, 420, 10), attrs{"landuse": "0702"}}},
			exactly(1), exactly(0), exactly((2*math.Log(1.5) + math.Log(3)) / 3 / math.Ln2)},
		{"mix of one group in all the study", "id: x, of: parcels, take: mix, by: 'landuse[:2]'", study.Parcels,
			[]drawing{{"a", box(390, 0, 410, 10), attrs{"landuse": "0701"}}}, exactly(0), exactly(0), exactly(0)},
		{"majority", "id: x, of: parcels, take: majority, by: 'landuse[:2]'", study.Parcels,
			[]drawing{{"a", box(0, 0, 30, 10), attrs{"landuse": "0701"}}, {"b", box(40, 0, 50, 10), attrs{"landuse": "0901"}}, {"c", box(410, 0, 420, 10), attrs{"landuse": nil}}},
			exactly(0.75), between(0, 1), between(0.6, 0.8)},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := running(t, drawn(t, twoUnits(t), layerOf(t, c.role, c.features...)), c.take)
			for _, q := range []struct {
				of        string
				got, want rules.Quantity
			}{{"W", r.quantity(t, "x", "W"), c.west}, {"E", r.quantity(t, "x", "E"), c.east}, {"both", r.quantity(t, "x"), c.u}} {
				if !agree(q.got.Low, q.want.Low) || !agree(q.got.High, q.want.High) || !q.want.Exact() && !slices.Equal(q.got.Why, q.want.Why) {
					t.Errorf("%s: got %v %v, want %v %v", q.of, q.got, q.got.Why, q.want, q.want.Why)
				}
			}
		})
	}
}

// agree is same, for infinities too.
func agree(a, b float64) bool { return a == b || same(a, b) }

// What no layer tells is unknown, and names the layer.
func TestNothingMeasuredIsUnknown(t *testing.T) {
	r := running(t, drawn(t, twoUnits(t)), "id: x, of: buildings, take: count", "id: y, of: stations, take: near, distance: 9")
	for id, role := range map[string]string{"x": study.Buildings, "y": study.Stations, "no_go": study.PolicyZones, "vitality_points": study.Vitality, "in_scope": study.Scope} {
		if q := r.quantity(t, id); q.Known() || !slices.Equal(q.Why, []string{role}) {
			t.Errorf("%s: %v because of %v", id, q, q.Why)
		}
	}
	if q := r.quantity(t, "perimeter"); q.Known() {
		t.Errorf("what is given is measured as %v", q)
	}
	if q := r.quantity(t, rules.UnitArea); q.Low != 320000 || !q.Exact() {
		t.Errorf("area %v", q)
	}
}

// Where nothing can be compared, a mix and a majority are unknown.
func TestNoLandToCompare(t *testing.T) {
	r := running(t, drawn(t, twoUnits(t), layerOf(t, study.Parcels, drawing{"a", box(0, 0, 10, 10), attrs{"landuse": "0701"}})),
		"id: x, of: parcels, take: mix, by: 'landuse[:2]'", "id: y, of: parcels, take: majority, by: 'landuse[:2]'")
	for _, id := range []string{"x", "y"} {
		if q := r.quantity(t, id, "E"); q.Known() {
			t.Errorf("%s: %v", id, q)
		}
	}
}

// Resources have a kind, a category and an area of their own, whatever they are taken for.
func TestTakesOfResources(t *testing.T) {
	r := running(t, drawn(t, twoUnits(t),
		layerOf(t, study.Parcels, drawing{"a", box(0, 0, 10, 10), attrs{"landuse": "0703", "character": 0}}, drawing{"b", box(400, 0, 420, 10), attrs{"landuse": "0703", "character": 0}})),
		"id: s, of: resources, take: sum, value: area, unit: m2, where: 'kind == \"urban_village\"'",
		"id: n, of: resources, take: count, where: 'kind == \"urban_village\"'",
		"id: c, of: resources, take: area, where: 'category == 1'",
		"id: d, of: resources, take: area, where: 'category == 4'",
		"id: m, of: resources, take: majority, by: kind, where: 'kind == \"urban_village\"'")
	for id, want := range map[string]float64{"s": 300, "n": 2, "m": 1, "c": 300, "d": 0} {
		if q := r.quantity(t, id); q.Low != want || q.High != want {
			t.Errorf("%s: %v, want %g", id, q, want)
		}
	}
}
