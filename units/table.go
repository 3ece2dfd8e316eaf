package units

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// table is a layer that is being made for a file: field names stay the same
// from run to run, and every one has an alias in Chinese and English.
type table struct {
	layer    *geo.Layer
	title    string
	geometry string
	idField  string
	aliases  map[string]string
	renamed  map[string]string // fields that go by their English IDs
}

// newTable makes an empty table of n rows. idField names the column that IDs go
// to, "" if there are none.
func newTable(name, title, geometry, idField, idAlias string, n int) *table {
	t := &table{layer: &geo.Layer{Name: name, IDs: make([]string, n), Shapes: make([]orb.Geometry, n)},
		title: title, geometry: geometry, idField: idField, aliases: map[string]string{}, renamed: map[string]string{}}
	if idField != "" {
		t.aliases[idField] = idAlias
	}
	return t
}

func (t *table) text(name, alias string, value func(i int) string) {
	c := geo.Column{Name: name, Type: geo.Text, Texts: make([]string, t.layer.Len()), Nulls: make([]bool, t.layer.Len())}
	for i := range c.Texts {
		c.Texts[i] = value(i)
		c.Nulls[i] = c.Texts[i] == ""
	}
	t.add(c, alias)
}

// number adds a column of reals; NaN is null.
func (t *table) number(name, alias string, value func(i int) float64) {
	c := geo.Column{Name: name, Type: geo.Real, Reals: make([]float64, t.layer.Len()), Nulls: make([]bool, t.layer.Len())}
	for i := range c.Reals {
		c.Reals[i] = value(i)
		if math.IsNaN(c.Reals[i]) || math.IsInf(c.Reals[i], 0) {
			c.Reals[i], c.Nulls[i] = 0, true
		}
	}
	t.add(c, alias)
}

func (t *table) integer(name, alias string, value func(i int) int) {
	c := geo.Column{Name: name, Type: geo.Integer, Integers: make([]int64, t.layer.Len())}
	for i := range c.Integers {
		c.Integers[i] = int64(value(i))
	}
	t.add(c, alias)
}

func (t *table) add(c geo.Column, alias string) {
	t.layer.Columns = append(t.layer.Columns, c)
	t.aliases[c.Name] = alias
}
