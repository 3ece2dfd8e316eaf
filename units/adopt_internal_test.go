package units

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/units/study"
)

// held is a column as a file has it; "-" stands for a null.
func held(name string, values ...string) geo.Column {
	c := geo.Column{Name: name, Texts: values, Nulls: make([]bool, len(values))}
	for i, v := range values {
		c.Nulls[i] = v == "-"
	}
	return c
}

// shown prints a column, "-" for unknown.
func shown(c geo.Column) string {
	var all []string
	for i := range c.Len() {
		text, known := c.Text(i)
		if !known {
			text = "-"
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

func TestBlanks(t *testing.T) {
	src := &study.Source{Role: study.Parcels, ID: "id", Fields: []study.FieldMapping{
		{Attr: "danger_grade", Field: "grade", Values: map[string]string{"C": "C", "甲 ": "A"}},
		{Attr: "far", Field: "far"},
	}}
	raw := &geo.Layer{Source: "x.shp", Columns: []geo.Column{
		held("id", "A1 ", "A1", "\u3000B\x00\x00", "C", "  "),
		held("grade", "C", " C\x00", "甲 ", "\u3000", "-"),
		held("far", " 1.5", "2", "2\u3000", "\x00", "x "),
	}}
	for i := range 5 {
		raw.Shapes = append(raw.Shapes, orb.Point{float64(i), 0})
	}
	before := raw.Columns[1].Texts[1]
	l, repairs, err := adopt(src, raw)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(l.IDs, "|"); got != "A1|A1|B|C|" {
		t.Errorf("IDs %s", got)
	}
	if got := shown(*l.Column("danger_grade")); got != "C C A - -" {
		t.Errorf("grades %s", got)
	}
	if got := shown(*l.Column("far")); got != "1.5 2 2 - -" {
		t.Errorf("far %s", got)
	}
	if raw.Columns[1].Texts[1] != before {
		t.Error("the layer given was changed")
	}
	placeAmong(repairs, raw)
	var got []string
	for _, r := range repairs {
		got = append(got, fmt.Sprintf("%s %s ×%d (%g)", r.Kind, r.Detail, r.Count, r.Place[0]))
	}
	want := []string{
		"blanks id: blanks around IDs taken off, which makes 1 of them equal to others ×2 (0)",
		"no_id id is empty; the feature is numbered by its place ×1 (4)",
		"blanks danger_grade: blanks around values taken off ×1 (1)",
		"blanks far: blanks around values taken off ×3 (0)",
		`value far "x" counts as unknown: not a number ×1 (4)`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestTranslate(t *testing.T) {
	for _, c := range []struct {
		name, role, attr string
		by               study.FieldMapping
		held             string // a value each, split at blanks
		want             string
		odd              string // value×count, sorted by value
	}{
		{"a null is unknown and nothing odd", study.Parcels, "far", study.FieldMapping{Field: "x"}, "1.5 - 2", "1.5 - 2", ""},
		{"what the study calls null", study.Parcels, "far", study.FieldMapping{Field: "x", Null: []string{"-99", "无数据"}}, "-99 -99.0 无数据 1", "- - - 1", ""},
		{"scale", study.Parcels, "vacancy", study.FieldMapping{Field: "x", Scale: 0.01}, "25 100 0", "0.25 1 0", ""},
		{"scale spares constants", study.Parcels, "vacancy", study.FieldMapping{Const: "0.5", Scale: 0.01}, "a b", "0.5 0.5", ""},
		{"values", study.Barriers, "kind", study.FieldMapping{Field: "x", Values: map[string]string{"铁路": "railway", "*": "other"}}, "铁路 沟", "railway other", ""},
		{"values without the rest", study.Barriers, "kind", study.FieldMapping{Field: "x", Values: map[string]string{"铁路": "railway"}}, "铁路 沟 沟 -", "railway - - -", "沟×2"},
		{"a null by number is no odd text", study.Barriers, "kind", study.FieldMapping{Field: "x", Values: map[string]string{"1": "railway"}, Null: []string{"0"}}, "1 0.0 0", "railway - -", ""},
		{"values of numbers", study.Parcels, "build_year", study.FieldMapping{Field: "x", Values: map[string]string{"八十年代": "1985"}}, "八十年代 九十年代", "1985 -", "九十年代×1"},
		{"not one of the kinds", study.Parcels, "danger_grade", study.FieldMapping{Field: "x"}, "A E E D", "A - - D", "E×2"},
		{"zero years are unknown and nothing odd", study.Parcels, "build_year", study.FieldMapping{Field: "x"}, "0 1985 0.0", "- 1985 -", ""},
		{"years that cannot be", study.Parcels, "build_year", study.FieldMapping{Field: "x"}, "19850 1985 19850 3", "- 1985 - -", "19850×2 3×1"},
		{"shares that cannot be", study.Parcels, "coverage", study.FieldMapping{Field: "x"}, "0 1 1.01 -0.1", "0 1 - -", "-0.1×1 1.01×1"},
		{"zero is known where it means zero", study.Parcels, "far", study.FieldMapping{Field: "x"}, "0", "0", ""},
		{"not a number", study.Parcels, "far", study.FieldMapping{Field: "x"}, "abc 1 abc NaN", "- 1 - -", "NaN×1 abc×2"},
		{"flags", study.Parcels, "idle", study.FieldMapping{Field: "x"}, "是 否 有 无 Y n true FALSE 1 0 1.0", "1 0 1 0 1 0 1 0 1 0 1", ""},
		{"flags that are none", study.Parcels, "idle", study.FieldMapping{Field: "x"}, "也许 2 -", "- - -", "2×1 也许×1"},
		{"flags that are translated", study.Parcels, "idle", study.FieldMapping{Field: "x", Values: map[string]string{"空置": "是", "*": "否"}}, "空置 使用", "1 0", ""},
		{"a constant flag", study.Parcels, "idle", study.FieldMapping{Const: "是"}, "a b", "1 1", ""},
		{"codes stay text", study.Parcels, "landuse", study.FieldMapping{Field: "x"}, "0701 701", "0701 701", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			values := strings.Fields(c.held)
			column := held("x", values...)
			from := &column
			if c.by.Field == "" {
				from = nil
			}
			c.by.Attr = c.attr
			got, odds := translate(study.Attribute(c.role, c.attr), &c.by, from, make([]string, len(values)))
			if s := shown(got); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
			var odd []string
			for _, o := range odds {
				odd = append(odd, fmt.Sprintf("%s×%d", o.value, o.count))
			}
			if s := strings.Join(odd, " "); s != c.odd {
				t.Errorf("odd are %q, want %q", s, c.odd)
			}
		})
	}
}

// Every value that cannot be right is one record, whatever order the features
// come in.
func TestAdoptRecordsOddValuesOnce(t *testing.T) {
	src := study.Source{Role: study.Parcels, Written: "p.shp", ID: "DKBH", Fields: []study.FieldMapping{{Attr: "build_year", Field: "JCNF"}}}
	raw := &geo.Layer{Source: "p.shp", Shapes: []orb.Geometry{orb.Point{4, 0}, orb.Point{2, 0}, nil, orb.Point{1, 0}},
		Columns: []geo.Column{held("DKBH", "P4", "P2", "P3", "P1"), held("JCNF", "19850", "19850", "1985", "9")}}
	want := []Repair{
		{Kind: RepairValue, Ref: "parcels/P2", Detail: `build_year "19850" counts as unknown: not plausible`, Count: 2, Place: &[2]float64{2, 0}},
		{Kind: RepairValue, Ref: "parcels/P1", Detail: `build_year "9" counts as unknown: not plausible`, Count: 1, Place: &[2]float64{1, 0}},
	}
	for range 4 {
		l, repairs, err := adopt(&src, raw)
		if err != nil {
			t.Fatal(err)
		}
		placeAmong(repairs, l)
		if d := cmp.Diff(want, repairs, cmp.AllowUnexported(Repair{})); d != "" {
			t.Errorf("repairs of %v (-want +got):\n%s", l.IDs, d)
		}
		if l.Column("build_year") == nil || l.Len() != 4 {
			t.Errorf("got %d features and columns %v", l.Len(), l.Columns)
		}
		raw = raw.Pick([]int{1, 2, 3, 0})
	}
}

// Without IDs a record names the layer only: a number would depend on the order
// of the file.
func TestAdoptNamesNoFeatureWithoutIDs(t *testing.T) {
	src := study.Source{Role: study.Parcels, Fields: []study.FieldMapping{{Attr: "far", Field: "x"}}}
	l, repairs, err := adopt(&src, &geo.Layer{Shapes: []orb.Geometry{orb.Point{1, 0}, orb.Point{3, 0}, orb.Point{2, 0}}, Columns: []geo.Column{held("x", "1", "b", "b")}})
	if placeAmong(repairs, l); err != nil || len(repairs) != 1 || repairs[0].Ref != "parcels" || repairs[0].Count != 2 || *repairs[0].Place != [2]float64{2, 0} {
		t.Errorf("got %+v, %v", repairs, err)
	}
}

// An ID of blanks is none.
func TestAdoptBlankIDs(t *testing.T) {
	src := study.Source{Role: study.Parcels, ID: "x"}
	l, repairs, err := adopt(&src, &geo.Layer{Shapes: make([]orb.Geometry, 4), Columns: []geo.Column{held("x", " A", "  ", "-", "\t")}})
	if err != nil || len(repairs) != 2 || repairs[1].Kind != RepairNoID || repairs[1].Count != 3 || cmp.Diff([]string{"A", "", "", ""}, l.IDs) != "" {
		t.Errorf("IDs %q, %+v, %v", l.IDs, repairs, err)
	}
}

func TestAdoptNeedsItsColumns(t *testing.T) {
	raw := &geo.Layer{Source: "p.shp", Shapes: make([]orb.Geometry, 1), Columns: []geo.Column{held("b", "1"), held("a", "1")}}
	for _, src := range []study.Source{
		{Role: study.Parcels, Path: "study.yaml", Line: 7, Column: 5, ID: "DKBH"},
		{Role: study.Parcels, Path: "study.yaml", Line: 7, Column: 5, Fields: []study.FieldMapping{{Attr: "far", Field: "DKBH"}}},
	} {
		_, _, err := adopt(&src, raw)
		const want = `study.yaml:7:5: parcels (p.shp): read: no such field "DKBH", it has a, b`
		if !errors.Is(err, geo.ErrNoField) || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}
