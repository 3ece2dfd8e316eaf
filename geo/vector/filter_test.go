package vector_test

import (
	"bytes"
	"context"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
)

// awkward is a layer of points and lines whose values tempt a dialect of SQL to
// see them otherwise.
func awkward() *geo.Layer {
	l := &geo.Layer{Name: "it's \"a\"", Columns: []geo.Column{
		{Name: "代码", Texts: []string{"R2", "r2", "R2 ", "0701", "701", "o'neil", `a\`, "", "50%", "二类"}},
		{Name: "n", Type: geo.Integer, Integers: []int64{-1, 0, 1, 2, 9007199254740992, 9007199254740993, -9007199254740993, 7, 0, 0},
			Nulls: []bool{9: true}},
		{Name: "far", Type: geo.Real, Reals: []float64{0.1, 0.3, 2.5, -1, 1e9, 0, 0, 0, 1, 2}, Nulls: []bool{5: true, 9: false}},
	}}
	for i := range l.Columns[0].Texts {
		x := float64(i)
		l.Shapes = append(l.Shapes, orb.LineString{{x, x}, {x + 4, x + 4}})
	}
	return l
}

var filterFormats = []string{"a.gpkg", "a.fgb", "a.shp", "a.geojson"}

// written makes a file of each format.
func written(t testing.TB, layer *geo.Layer) (paths []string) {
	dir := t.TempDir()
	for _, name := range filterFormats {
		path := filepath.Join(dir, name)
		l := *layer
		if name == "a.shp" { // which has no empty texts, nor blanks at their end, nor such integers
			l.Name = "a"
		}
		if err := vector.Write(context.Background(), path, system(t, "EPSG:4326"), []vector.Output{{Layer: &l}}, vector.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// Reading what meets a condition is reading all and leaving out the rest, in
// every format.
func TestFilters(t *testing.T) {
	paths := written(t, awkward())
	ops := []vector.Op{vector.In, vector.NotIn, vector.Less, vector.AtMost, vector.More, vector.AtLeast, vector.IsNull}
	rapid.Check(t, func(t *rapid.T) {
		field := rapid.SampledFrom([]string{"代码", "n", "far"}).Draw(t, "field")
		c := vector.Condition{Field: field, Op: rapid.SampledFrom(ops).Draw(t, "op")}
		value := rapid.SampledFrom([]string{"0", "1", "-1", "0.3", "2.5", "9007199254740992", "9007199254740993", "1e9", "7.0"})
		if field == "代码" {
			value = rapid.SampledFrom([]string{"R2", "r2", "R2 ", "701", "o'neil", `a\`, "", "50%", "二类", `"`})
		}
		most := 1
		if c.Op == vector.In || c.Op == vector.NotIn {
			most = 3
		}
		if c.Op != vector.IsNull {
			c.Values = rapid.SliceOfN(value, 1, most).Draw(t, "values")
		}
		var within *orb.Bound
		if rapid.Bool().Draw(t, "boxed") {
			x, y := rapid.Float64Range(-1, 15).Draw(t, "x"), rapid.Float64Range(-1, 15).Draw(t, "y")
			within = &orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + 1, y + 0.5}}
		}
		for _, path := range paths {
			src := vector.Source{File: path}
			all, err := vector.Read(context.Background(), src)
			if err != nil {
				t.Fatal(err)
			}
			var want []int
			for i, g := range all.Shapes {
				if meets(all.Column(field), c, i) && (within == nil || g.Bound().Intersects(*within)) {
					want = append(want, i)
				}
			}
			src.Where, src.Within, src.Fields = []vector.Condition{c}, within, []string{"far"}
			got, err := vector.Read(context.Background(), src)
			if err != nil {
				t.Fatal(err)
			}
			picked := all.Pick(want)
			if diff := cmp.Diff(picked.Shapes, got.Shapes); diff != "" && len(want)+got.Len() > 0 {
				t.Fatalf("%s: %+v\n%s", path, c, diff)
			}
			if len(got.Columns) != 1 || got.Columns[0].Name != "far" {
				t.Fatalf("%s: fields %v", path, got.Columns)
			}
		}
	})
}

// meets is a second opinion on a condition.
func meets(c *geo.Column, cond vector.Condition, i int) bool {
	if c.Null(i) || cond.Op == vector.IsNull {
		return c.Null(i) && cond.Op == vector.IsNull
	}
	compare := func(value string) int {
		if c.Type == geo.Text {
			return strings.Compare(c.Texts[i], value)
		}
		return number(c, i).Cmp(rational(value))
	}
	equal := false
	for _, v := range cond.Values {
		equal = equal || compare(v) == 0
	}
	switch cond.Op {
	case vector.In:
		return equal
	case vector.NotIn:
		return !equal
	case vector.Less:
		return compare(cond.Values[0]) < 0
	case vector.AtMost:
		return compare(cond.Values[0]) <= 0
	case vector.More:
		return compare(cond.Values[0]) > 0
	default:
		return compare(cond.Values[0]) >= 0
	}
}

func TestFilterErrors(t *testing.T) {
	for _, path := range written(t, awkward()) {
		for _, c := range []struct {
			where vector.Condition
			want  error
		}{
			{vector.Condition{Field: "DLDM", Op: vector.IsNull}, geo.ErrNoField},
			{vector.Condition{Field: "n", Op: vector.Less, Values: []string{"many"}}, vector.ErrCondition},
			{vector.Condition{Field: "n", Op: "like", Values: []string{"1"}}, vector.ErrCondition},
		} {
			_, err := vector.Read(context.Background(), vector.Source{File: path, Where: []vector.Condition{c.where}})
			if !errors.Is(err, c.want) || !strings.HasPrefix(err.Error(), path) {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

// The box of a diagonal touches what the line does not: it counts, with an index
// of boxes and without.
func TestWithinGoesByBoxes(t *testing.T) {
	layer := &geo.Layer{Name: "a", Shapes: []orb.Geometry{orb.LineString{{0, 0}, {10, 10}}, nil, orb.LineString{{20, 20}, {21, 21}}}}
	path := filepath.Join(t.TempDir(), "a.gpkg")
	if err := vector.Write(context.Background(), path, crs.CRS{}, []vector.Output{{Layer: layer}}, vector.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	got := read(t, vector.Source{File: path, Within: &orb.Bound{Min: orb.Point{9, 0}, Max: orb.Point{10, 1}}})
	if got.Len() != 1 {
		t.Errorf("got %v", got.Shapes)
	}
}

func number(c *geo.Column, i int) *big.Rat {
	if c.Type == geo.Integer {
		return new(big.Rat).SetInt64(c.Integers[i])
	}
	return new(big.Rat).SetFloat64(c.Reals[i])
}

// rational is the number that a text means to a float, as reals are compared; an
// integer keeps all its digits.
func rational(text string) *big.Rat {
	if v, err := strconv.ParseInt(text, 10, 64); err == nil {
		return new(big.Rat).SetInt64(v)
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return new(big.Rat).SetFloat64(v)
}

// What only we decode is compared once that is done.
func TestFiltersOnDecodedTexts(t *testing.T) {
	path := file(t, "a.csv", gbk(t, "kind,n\n住宅用地,1\n商业用地,2\n住宅用地,3\n"))
	got := read(t, vector.Source{File: path, Where: []vector.Condition{{Field: "kind", Op: vector.In, Values: []string{"住宅用地"}}}})
	if diff := cmp.Diff([]string{"1", "3"}, got.Columns[1].Texts); diff != "" {
		t.Error(diff)
	}
}

// Fields that have one name in the file are each read and compared by their own
// values.
func TestFiltersOnFieldsOfOneName(t *testing.T) {
	path := file(t, "a.csv", "name,name,n\na,b,1\nc,d,2\n")
	for field, value := range map[string]string{"name": "c", "name_2": "d"} {
		for _, where := range [][]vector.Condition{nil, {{Field: field, Op: vector.In, Values: []string{value}}}} {
			got := read(t, vector.Source{File: path, Fields: []string{field}, Where: where})
			if got.Len() == 0 || got.Columns[0].Texts[got.Len()-1] != value {
				t.Errorf("%s, %v: got %+v", field, where, got.Columns)
			}
		}
	}
}

// A text that was cut amid a letter is compared as it is read.
func TestFiltersOnCutTexts(t *testing.T) {
	layer := &geo.Layer{Name: "a", Shapes: []orb.Geometry{orb.Point{1, 2}, orb.Point{3, 4}},
		Columns: []geo.Column{{Name: "kind", Texts: []string{"住宅ab", "城"}}}}
	path := filepath.Join(t.TempDir(), "a.shp")
	if err := vector.Write(context.Background(), path, crs.CRS{}, []vector.Output{{Layer: layer}}, vector.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	table := strings.TrimSuffix(path, ".shp") + ".dbf"
	content, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	content = bytes.Replace(content, []byte("住宅ab"), []byte("住宅用地"[:len("住宅ab")]), 1)
	if err := os.WriteFile(table, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := read(t, vector.Source{File: path, Where: []vector.Condition{{Field: "kind", Op: vector.In, Values: []string{"住宅"}}}}); got.Len() != 1 {
		t.Errorf("%d features", got.Len())
	}
}
