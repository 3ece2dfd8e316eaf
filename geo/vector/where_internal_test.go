package vector

import (
	"errors"
	"math"
	"math/big"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
)

func TestConditions(t *testing.T) {
	columns := []geo.Column{
		{Name: "code", Texts: []string{"0701", "701", "", "二类"}, Nulls: []bool{false, false, true, false}},
		{Name: "floors", Type: geo.Integer, Integers: []int64{-2, 0, 7, math.MaxInt64}, Nulls: []bool{false, true, false, false}},
		{Name: "far", Type: geo.Real, Reals: []float64{0.5, 2, 0, 1e300}, Nulls: []bool{false, false, true, false}},
	}
	shapes := []orb.Geometry{
		orb.LineString{{0, 0}, {10, 10}}, // its box touches where it does not
		orb.Point{2, 2}, nil, orb.Polygon{},
	}
	var fields []Field
	for _, c := range columns {
		fields = append(fields, Field{Name: c.Name, Type: c.Type})
	}
	where := func(field string, op Op, values ...string) []Condition { return []Condition{{field, op, values}} }
	box := &orb.Bound{Min: orb.Point{8, 0}, Max: orb.Point{9, 1}}
	for _, c := range []struct {
		name   string
		where  []Condition
		within *orb.Bound
		want   []int
	}{
		{"nothing asked", nil, nil, []int{0, 1, 2, 3}},
		{"text", where("code", In, "701", "702"), nil, []int{1}},
		{"text, none of", where("code", NotIn, "701"), nil, []int{0, 3}},
		{"none of nothing", where("code", NotIn), nil, []int{0, 1, 3}},
		{"in nothing", where("code", In), nil, nil},
		{"text by bytes", where("code", AtLeast, "8"), nil, []int{3}},
		{"no text", where("code", IsNull), nil, []int{2}},
		{"number by value", where("floors", In, "7.0", "-2"), nil, []int{0, 2}},
		{"number, not a whole one", where("floors", In, "7.5"), nil, nil},
		{"less than a fraction", where("floors", Less, "-1.5"), nil, []int{0}},
		{"more than a fraction", where("floors", More, "6.5"), nil, []int{2, 3}},
		{"large", where("floors", Less, "9223372036854775807"), nil, []int{0, 2}},
		{"larger than any", where("floors", AtMost, "1e30"), nil, []int{0, 2, 3}},
		{"more than any", where("floors", More, "9223372036854775807"), nil, nil},
		{"smaller than any", where("floors", More, "-1e30"), nil, []int{0, 2, 3}},
		{"real", where("far", AtMost, "2"), nil, []int{0, 1}},
		{"no real", where("far", IsNull), nil, []int{2}},
		{"two at once", []Condition{{"far", AtMost, []string{"2"}}, {"code", In, []string{"0701"}}}, nil, []int{0}},
		{"box", nil, box, []int{0}},
		{"a touch", nil, &orb.Bound{Min: orb.Point{2, 2}, Max: orb.Point{3, 3}}, []int{0, 1}},
	} {
		tests, err := compile(c.where, fields, "a.shp")
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, keep(shapes, columns, tests, c.within)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	for _, c := range []struct {
		where []Condition
		want  error
		words string
	}{
		{where("DLDM", In, "a"), geo.ErrNoField, `a.shp: no such field "DLDM": the layer has "code", "floors", "far"`},
		{where("floors", In, "7", "R2"), ErrCondition, `a.shp: field "floors": condition makes no sense: "R2" is no number`},
		{where("far", Less, "NaN"), ErrCondition, `a.shp: field "far": condition makes no sense: "NaN" is no number`},
		{where("far", Less, "0x10p1"), ErrCondition, `a.shp: field "far": condition makes no sense: "0x10p1" is no number`},
		{where("far", Less), ErrCondition, `a.shp: field "far": condition makes no sense: "<" compares with one value, not 0`},
		{where("far", IsNull, "1"), ErrCondition, `a.shp: field "far": condition makes no sense: "is null" compares with no value, not 1`},
		{where("far", "~", "1"), ErrCondition, `a.shp: field "far": condition makes no sense: unknown operation "~"`},
	} {
		if _, err := compile(c.where, fields, "a.shp"); !errors.Is(err, c.want) || err.Error() != c.words {
			t.Errorf("got %v, want %s", err, c.words)
		}
	}
}

// Integers compare with decimals as exact numbers do.
func TestConditionsOnIntegers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-3, 3), rapid.SampledFrom([]int64{math.MaxInt64, math.MinInt64})).Draw(t, "v")
		text := rapid.OneOf(
			rapid.Map(rapid.Int64(), func(v int64) string { return strconv.FormatInt(v, 10) }),
			rapid.Map(rapid.Int64Range(-8, 8), func(v int64) string { return strconv.FormatFloat(float64(v)/2, 'f', -1, 64) }),
			rapid.SampledFrom([]string{"9223372036854775808", "-9223372036854775808", "-9223372036854775809", "1e19", "-1e19", "9223372036854775807"}),
		).Draw(t, "text")
		exact, _ := new(big.Rat).SetString(text)
		sign := new(big.Rat).SetInt64(v).Cmp(exact)
		column := &geo.Column{Name: "n", Type: geo.Integer, Integers: []int64{v}}
		for op, want := range map[Op]bool{
			In: sign == 0, NotIn: sign != 0, Less: sign < 0, AtMost: sign <= 0, More: sign > 0, AtLeast: sign >= 0,
		} {
			tests, err := compile([]Condition{{"n", op, []string{text}}}, []Field{{Name: "n", Type: geo.Integer}}, "")
			if err != nil {
				t.Fatal(err)
			}
			if got := tests[0].meets(column, 0); got != want {
				t.Fatalf("%d %s %s: %v", v, op, text, got)
			}
		}
	})
}
