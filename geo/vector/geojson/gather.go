package geojson

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/vector/internal/bounds"
	"renewal/geo/vector/internal/fault"
)

// gathering makes a layer of batches.
type gathering struct {
	o       Options
	shapes  [][]orb.Geometry
	n       int // features kept
	columns []*whole
	byName  map[string]*whole
	ids     whole // members "id"
	crs     []byte
	name    string
	err     error
	count   *counts // in place of shapes and values, if it is there

	// Ready needs the types of fields, which are certain only at the end.
	// They are taken for what they are in the features that come first; if that
	// turns out wrong, all is read again with the types that were found.
	kinds   map[string]geo.Type
	sure    bool // kinds are those that were found
	wrong   bool
	keep    Keep
	byIDs   bool // "id", where it is tested, is the member, not a property
	untried bool // Ready is to be asked anew
}

// counts are what is told of a layer that is not kept.
type counts struct {
	types  []orb.Geometry // one shape of each type
	extent orb.Bound
}

// add takes the next batch. Types are those of all features, kept or not.
func (g *gathering) add(b *batch) {
	if g.err != nil {
		return
	}
	if g.err = b.err; g.err != nil {
		return
	}
	if b.crs != nil {
		g.crs = b.crs
	}
	if b.name != "" {
		g.name = b.name
	}
	columns := make([]*whole, len(b.names))
	for i, name := range b.names {
		columns[i] = g.column(name)
		columns[i].note(&b.pieces[i])
	}
	g.ids.note(&b.ids)
	if len(g.columns) > maxColumns && g.o.Fields == nil {
		g.err = fmt.Errorf("more than %d fields", maxColumns)
		return
	}
	if g.o.Ready != nil {
		g.filter(b)
	}
	if g.n += len(b.shapes); g.count != nil {
		g.count.add(b.shapes)
		return
	}
	for i, w := range columns {
		w.add(b.pieces[i], g.n-len(b.shapes))
	}
	g.ids.add(b.ids, g.n-len(b.shapes))
	if len(b.shapes) > 0 {
		g.shapes = append(g.shapes, b.shapes)
	}
}

func (g *gathering) column(name string) *whole {
	w := g.byName[name]
	if w == nil {
		w = &whole{name: name}
		if g.byName == nil {
			g.byName = map[string]*whole{}
		}
		g.byName[name] = w
		g.columns = append(g.columns, w)
	}
	return w
}

func (w *whole) add(p piece, from int) {
	if len(p.rows) > 0 {
		p.from = from
		w.pieces = append(w.pieces, p)
	}
}

// filter leaves in b the features that are asked for.
func (g *gathering) filter(b *batch) {
	var fields []Field
	var columns []geo.Column
	for _, name := range g.o.Tested {
		if slices.ContainsFunc(fields, func(f Field) bool { return f.Name == name }) {
			continue
		}
		p := g.tested(b, name)
		kind, known := g.kinds[name]
		if !known {
			kind = geo.Text // there is no value to compare
		}
		if g.wrong {
			b.keep(nil)
			return
		}
		fields = append(fields, Field{name, kind})
		columns = append(columns, dense(name, kind, len(b.shapes), []piece{p}))
	}
	if g.keep == nil || g.untried {
		var err error
		g.keep, err = g.o.Ready(fields)
		g.wrong, g.untried = err != nil, false
	}
	if g.wrong {
		b.keep(nil)
		return
	}
	b.keep(g.keep(b.shapes, columns))
}

// tested returns what the batch has of a field that Ready needs, and
// settles its type.
func (g *gathering) tested(b *batch, name string) (p piece) {
	w := g.byName[name]
	if i := slices.Index(b.names, name); i >= 0 {
		p = b.pieces[i]
	}
	if name == "id" {
		if w != nil && g.byIDs && !g.sure {
			g.wrong = true
		}
		if w == nil || g.byIDs && g.sure {
			p, w = b.ids, &g.ids
			g.byIDs = true
		}
	}
	if w == nil || g.sure {
		return p
	}
	kind, known := w.kind()
	guess, guessed := g.kinds[name]
	switch {
	case known && !guessed:
		g.kinds[name] = kind
		g.untried = true
	case known && kind != guess:
		g.wrong = true
	}
	return p
}

// fields are those of the file, in its order, with their types.
func (g *gathering) fields() []Field {
	var fields []Field
	if kind, known := g.ids.kind(); known && g.byName["id"] == nil {
		fields = append(fields, Field{"id", kind})
	}
	for _, w := range g.columns {
		kind, _ := w.kind()
		fields = append(fields, Field{w.name, kind})
	}
	return fields
}

// layer finishes the columns, in the order of the file or as the source has it.
func (g *gathering) layer(read int64) (*geo.Layer, error) {
	names := g.o.Fields
	if names == nil {
		for _, f := range g.fields() {
			names = append(names, f.Name)
		}
	}
	if cells := int64(g.n) * int64(len(names)); cells > bounds.FreeCells+bounds.CellsPerByte*read {
		return nil, fault.Unreadable(g.o.Source, fmt.Errorf("%d features with %d fields, of which most are empty", g.n, len(names)))
	}
	l := &geo.Layer{Source: g.o.Source, Shapes: slices.Concat(g.shapes...)}
	g.shapes = nil
	for _, name := range names {
		w := g.byName[name]
		if _, known := g.ids.kind(); known && w == nil && name == "id" {
			g.ids.name, w = "id", &g.ids
		}
		if w == nil {
			var have []string
			for _, f := range g.fields() {
				have = append(have, f.Name)
			}
			return nil, fault.NoField(g.o.Source, name, have)
		}
		l.Columns = append(l.Columns, w.column(g.n))
	}
	return l, nil
}

// add counts shapes.
func (c *counts) add(shapes []orb.Geometry) {
	for _, g := range shapes {
		if t := TypeOf(g); t != "" && !slices.ContainsFunc(c.types, func(h orb.Geometry) bool { return TypeOf(h) == t }) {
			c.types = append(c.types, orb.Clone(g))
		}
		if b := geo.Bound(g); !b.IsEmpty() {
			if c.extent.IsEmpty() {
				c.extent = b
			}
			c.extent = c.extent.Union(b)
		}
	}
}
