package units

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/units/study"
)

// raw is a layer as it is before its IDs are settled: as drawn, in that order.
func raw(t fataler, role string, features ...drawing) *geo.Layer {
	l := &geo.Layer{Name: role, Source: role + ".geojson"}
	for _, f := range features {
		l.IDs = append(l.IDs, f.id)
		if f.shape == "" {
			l.Shapes = append(l.Shapes, nil)
		} else {
			l.Shapes = append(l.Shapes, read(t, f.shape))
		}
	}
	return l
}

// listed prints features as ID=(first point), and repairs as kind ref.
func listed(l *geo.Layer, repairs []Repair) string {
	var all []string
	for i := range l.IDs {
		p := pointsOf(l.Shapes[i])[0]
		all = append(all, fmt.Sprintf("%s=(%g %g)", l.IDs[i], p[0], p[1]))
	}
	for _, r := range repairs {
		all = append(all, r.Kind+" "+r.Ref)
	}
	return strings.Join(all, ", ")
}

func TestSettleIDs(t *testing.T) {
	at := func(x float64) string { return box(x, 0, x+1, 1) }
	for _, c := range []struct {
		name     string
		features []drawing
		source   []int
		want     string
	}{
		{"sorted", []drawing{{"B", at(1), nil}, {"A", at(2), nil}}, nil, "A=(2 0), B=(1 0)"},
		{"numbered by place", []drawing{{"", at(9), nil}, {"", at(3), nil}}, nil, "1=(3 0), 2=(9 0)"},
		{"numbers that are taken", []drawing{{"", at(9), nil}, {"1", at(3), nil}}, nil, "1=(3 0), 1'=(9 0)"},
		{"an ID twice: the first by shape keeps it", []drawing{{"A", at(5), nil}, {"A", at(2), nil}}, nil,
			"A=(2 0), A~2=(5 0), duplicate_id parcels/A"},
		{"the new ID is taken", []drawing{{"A", at(2), nil}, {"A", at(5), nil}, {"A~2", at(7), nil}}, nil,
			"A=(2 0), A~2=(7 0), A~2'=(5 0), duplicate_id parcels/A"},
		{"ID and shape twice", []drawing{{"A", at(2), nil}, {"A", at(2), nil}}, nil, "A=(2 0), duplicate_feature parcels/A"},
		{"ID and shape thrice", []drawing{{"A", at(2), nil}, {"A", at(2), nil}, {"A", at(2), nil}}, nil,
			"A=(2 0), duplicate_feature parcels/A, duplicate_feature parcels/A"},
		{"repeated in another source", []drawing{{"A", at(2), nil}, {"A", at(5), nil}, {"A", at(2), nil}}, []int{0, 0, 1},
			"A=(2 0), A~3=(5 0), duplicate_feature parcels/A, duplicate_id parcels/A"},
		{"one shape under two IDs stays", []drawing{{"B", at(2), nil}, {"A", at(2), nil}}, nil, "A=(2 0), B=(2 0)"},
		{"one shape without IDs stays", []drawing{{"", at(2), nil}, {"", at(2), nil}}, nil, "1=(2 0), 2=(2 0)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.source == nil {
				c.source = make([]int, len(c.features))
			}
			l, _, repairs := settleIDs(raw(t, study.Parcels, c.features...), c.source)
			if got := listed(l, repairs); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
		})
	}
}

// IDs are unique and sorted, nothing is lost without a record, and the order of
// the features does not matter.
func TestSettleIDsLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "features")
		l := &geo.Layer{Name: study.Parcels, Columns: []geo.Column{{Name: "a", Texts: make([]string, n)}}}
		source := make([]int, n)
		for i := range n {
			l.IDs = append(l.IDs, rapid.SampledFrom([]string{"", "A", "A~2", "1", "2"}).Draw(t, "id"))
			l.Shapes = append(l.Shapes, read(t, box(float64(rapid.IntRange(0, 2).Draw(t, "x")), 0, 9, 9)))
			l.Columns[0].Texts[i] = rapid.SampledFrom([]string{"p", "q"}).Draw(t, "a")
			source[i] = rapid.IntRange(0, 1).Draw(t, "source")
		}
		show := func(order []int) string {
			sources := make([]int, n)
			for k, i := range order {
				sources[k] = source[i]
			}
			settled, of, repairs := settleIDs(l.Pick(order), sources)
			for i := 1; i < settled.Len(); i++ {
				if settled.IDs[i-1] >= settled.IDs[i] {
					t.Fatalf("IDs are %v", settled.IDs)
				}
			}
			if left := kindsOfRepairs(repairs)[RepairDuplicate]; settled.Len()+left != n {
				t.Fatalf("%d of %d features, %d left out", settled.Len(), n, left)
			}
			return listed(settled, repairs) + fmt.Sprint(of, settled.Columns[0].Texts)
		}
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		if a, b := show(order), show(rapid.Permutation(order).Draw(t, "order")); a != b {
			t.Fatalf("depends on the order:\n%s\n%s", a, b)
		}
	})
}

func TestMendShapes(t *testing.T) {
	for _, c := range []struct {
		name, role, shape string
		area              float64 // of what is left; 0 if it was left out
		detail            string  // of the record, "" if there is none
	}{
		{"sound", study.Parcels, box(0, 0, 4, 4), 16, ""},
		{"clockwise is sound", study.Parcels, "POLYGON((0 0, 0 4, 4 4, 4 0, 0 0))", 16, ""},
		{"bow-tie", study.Parcels, "POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))", 8, "self-intersection"},
		{"unclosed", study.Parcels, "POLYGON((0 0, 4 0, 4 4, 0 4))", 16, "unclosed ring"},
		{"two points", study.Parcels, "POLYGON((0 0, 4 0, 0 0))", 0, "ring with fewer than three distinct points; nothing is left of it"},
		{"a hole of two points", study.Parcels, "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 2, 1 1))", 16, "ring with fewer than three distinct points"},
		{"empty", study.Parcels, "MULTIPOLYGON EMPTY", 0, "has no shape, left out"},
		{"none", study.Parcels, "", 0, "has no shape, left out"},
		{"a line without length", study.Barriers, "LINESTRING(1 1, 1 1)", 0, "has no shape, left out"},
		{"no points", study.Stations, "MULTIPOINT EMPTY", 0, "has no shape, left out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := drawn(t)
			other := map[string]string{study.Parcels: box(50, 50, 54, 54), study.Barriers: "LINESTRING(0 0, 1 1)", study.Stations: "POINT(0 0)"}[c.role]
			l := raw(t, c.role, drawing{"A", c.shape, nil}, drawing{"B", other, nil})
			l, source, err := p.mendShapes(context.Background(), l, []int{0, 0}, []study.Source{{Written: "x.shp"}}, study.Settings{MaxRepair: 0.5})
			if err != nil {
				t.Fatal(err)
			}
			if left := l.IDs[0] == "A"; left != (c.area > 0) || len(source) != l.Len() {
				t.Fatalf("left are %v of %v", l.IDs, source)
			}
			if a := geo.Area(l.Shapes[0]); c.area > 0 && a != c.area {
				t.Errorf("%g m² left, want %g", a, c.area)
			}
			detail := ""
			for _, r := range p.repairs {
				detail += r.Detail
				if r.Ref != c.role+"/A" || (r.Kind == RepairNoShape) != (c.area == 0) {
					t.Errorf("record %+v", r)
				}
				if drawn := strings.ContainsAny(c.shape, "0123456789"); (r.Place != nil) != drawn {
					t.Errorf("place %v of %q", r.Place, c.shape)
				}
			}
			if detail != c.detail {
				t.Errorf("recorded %q, want %q", detail, c.detail)
			}
		})
	}
}

// A control unit is never left out in silence, and a layer never gets empty.
func TestMendShapesLosesNoControlUnit(t *testing.T) {
	p := drawn(t)
	two := raw(t, study.ControlUnits, drawing{"A", box(0, 0, 4, 4), nil}, drawing{"B", "POLYGON((0 0, 4 0, 0 0))", nil})
	_, _, err := p.mendShapes(context.Background(), two, []int{0, 0}, []study.Source{{Written: "u.shp"}}, study.Settings{MaxRepair: 0.5})
	var fault *geo.FeatureError
	if !errors.As(err, &fault) || fault.Ref.ID != "B" || !strings.Contains(err.Error(), "u.shp") || fault.Place == nil {
		t.Errorf("a control unit of two points: %v", err)
	}
	_, _, err = p.mendShapes(context.Background(), raw(t, study.Parcels, drawing{"A", "", nil}), []int{0}, []study.Source{{}}, study.Settings{MaxRepair: 0.5})
	if !errors.Is(err, geo.ErrEmpty) {
		t.Errorf("nothing is left: %v", err)
	}
}

// A mend may move so much of a feature and no more, whatever its role.
func TestMendShapesIsBounded(t *testing.T) {
	corner := "POLYGON((0 0, 10 0, 10 10, 11 10, 10 9, 0 10, 0 0))" // of 95.5 m² half a m² is in doubt
	twice := "MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)), ((0 0, 4 0, 4 4, 0 4, 0 0)))"
	half := "POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))"
	for _, c := range []struct {
		name, shape string
		most        float64
		want        string
	}{
		{"a slip at a corner", corner, 0.01, ""},
		{"a slip, none allowed", corner, 0, "max_repair 0 allows at (10, 9)"},
		{"a part drawn twice", twice, 0, ""},
		{"a bow-tie", half, 0.1, "self-intersection: of the 8.0 m² it may mean, 4.0 (50%) are in doubt, more than max_repair 0.1 allows at (2, 2)"},
		{"a bow-tie, allowed", half, 0.5, ""},
	} {
		p := drawn(t)
		l := raw(t, study.Parcels, drawing{"A", c.shape, nil}, drawing{"B", box(50, 50, 54, 54), nil})
		_, _, err := p.mendShapes(context.Background(), l, []int{0, 0}, []study.Source{{Written: "x.shp"}}, study.Settings{MaxRepair: c.most})
		if c.want == "" {
			if err != nil || len(p.repairs) != 1 {
				t.Errorf("%s: %v, %d records", c.name, err, len(p.repairs))
			}
			continue
		}
		var fault *geo.FeatureError
		if !errors.As(err, &fault) || !errors.Is(err, geo.ErrInvalid) || fault.Ref.ID != "A" || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func TestCheckShapes(t *testing.T) {
	nan := math.NaN()
	square := orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}
	for _, c := range []struct {
		role  string
		shape orb.Geometry
		want  error
	}{
		{study.Parcels, square, nil},
		{study.Parcels, nil, nil},
		{study.Parcels, orb.Collection{square, square}, nil},
		{study.Parcels, orb.LineString{{0, 0}, {1, 1}}, geo.ErrKind},
		{study.Parcels, orb.Point{0, 0}, geo.ErrKind},
		{study.Parcels, orb.Collection{square, orb.Point{0, 0}}, geo.ErrKind},
		{study.Stations, orb.MultiPoint{{0, 0}, {1, 1}}, nil},
		{study.Stations, square, geo.ErrKind},
		{study.Barriers, orb.MultiLineString{{{0, 0}, {1, 1}}}, nil},
		{study.Barriers, square, nil},
		{study.Barriers, orb.Point{0, 0}, geo.ErrKind},
		{study.Buildings, orb.Point{0, 0}, nil},
		{study.Buildings, orb.LineString{{0, 0}, {1, 1}}, geo.ErrKind},
		{study.Parcels, orb.Polygon{{{0, 0}, {nan, 0}, {1, 1}, {0, 0}}}, geo.ErrNotFinite},
		{study.Stations, orb.Point{0, math.Inf(1)}, geo.ErrNotFinite},
		{study.Parcels, orb.Collection{}, nil}, // nothing, which is no kind; mending leaves it out
	} {
		err := checkShapes(&geo.Layer{Name: c.role, Source: "x.shp", IDs: []string{""}, Shapes: []orb.Geometry{c.shape}})
		if !errors.Is(err, c.want) || err != nil && !strings.HasPrefix(err.Error(), c.role+"/#1 (x.shp): read: ") {
			t.Errorf("%v in %s: got %v, want %v", c.shape, c.role, err, c.want)
		}
	}
	for _, shape := range orb.AllGeometries {
		for _, role := range study.Roles() {
			if study.ShapesFor(role) == "" {
				t.Errorf("%s has no use for any shape", role)
			}
			checkShapes(&geo.Layer{Name: role, IDs: []string{""}, Shapes: []orb.Geometry{shape}})
		}
	}
}

// What is not metres on the ground is no system to work in.
func TestWorkingSystem(t *testing.T) {
	for definition, words := range map[string]string{"GCJ-02 / EPSG:4547": "shifted on purpose", "GCJ-02": "not projected", "EPSG:4490": "not projected"} {
		_, _, err := prepare(context.Background(), &study.Study{Path: "study.yaml", CRS: definition}, study.Settings{}, nil)
		if !errors.Is(err, geo.ErrBadCRS) || !strings.Contains(err.Error(), words) || !strings.HasPrefix(err.Error(), "study.yaml") {
			t.Errorf("%s: %v", definition, err)
		}
	}
}

// Coordinates that cannot be of the CRS they claim stop the run before anything
// is measured.
func TestWithinDomain(t *testing.T) {
	for _, c := range []struct {
		crs  string
		at   orb.Point
		good bool
	}{
		{"EPSG:4547", orb.Point{460000, 3840000}, true},
		{"EPSG:4547", orb.Point{113.6, 34.7}, false},           // longitude and latitude declared as metres
		{"EPSG:4547", orb.Point{3840000, 460000}, false},       // northing first
		{"EPSG:4547", orb.Point{38460000, 3840000}, false},     // with the number of the zone
		{"EPSG:4490", orb.Point{113.6, 34.7}, true},            //
		{"EPSG:4490", orb.Point{34.7, 113.6}, false},           // latitude first
		{"EPSG:4490", orb.Point{460000, 3840000}, false},       // metres declared as degrees
		{"EPSG:4547", orb.Point{460000 + 2e6, 3840000}, false}, // 20 degrees off
	} {
		from, err := crs.Parse(c.crs)
		if err != nil {
			t.Fatal(err)
		}
		around := orb.LineString{{c.at[0], c.at[1]}, {c.at[0] + 1e-3, c.at[1] + 1e-3}}
		l := &geo.Layer{Name: study.Barriers, Source: "x.shp", IDs: []string{"none", "A"}, Shapes: []orb.Geometry{nil, around}}
		err = (&prepared{}).withinDomain(l, from)
		if (err == nil) != c.good || err != nil && (!errors.Is(err, geo.ErrOutside) || !strings.Contains(err.Error(), "barriers/A (x.shp)")) {
			t.Errorf("%v in %s: %v", c.at, c.crs, err)
		}
	}
}

// A column that one source of a role lacks is unknown in its features.
func TestConcatenate(t *testing.T) {
	a := layerOf(t, study.Parcels, drawing{"A", box(0, 0, 1, 1), attrs{"far": 1.5, "danger_grade": "C"}})
	b := layerOf(t, study.Parcels, drawing{"B", box(0, 0, 1, 1), attrs{"build_year": 1999}}, drawing{"C", box(0, 0, 1, 1), attrs{"far": 2}})
	all, source := concatenate([]*geo.Layer{a.Layer, b.Layer})
	got := map[string]string{}
	for _, c := range all.Columns {
		got[c.Name] = shown(c)
	}
	want := map[string]string{"far": "1.5 - 2", "danger_grade": "C - -", "build_year": "- 1999 -"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("columns (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]int{0, 1, 1}, source); d != "" {
		t.Error(d)
	}
}
