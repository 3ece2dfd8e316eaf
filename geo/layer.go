package geo

import (
	"github.com/paulmach/orb"
)

// Ref names one feature of one layer. It prints as "parcels/4403-0012".
type Ref struct {
	Layer string
	ID    string
}

func (r Ref) String() string { return r.Layer + "/" + r.ID }

// Layer is a list of features of one kind, held column by column: feature i has
// the ID IDs[i], the shape Shapes[i] and row i of every column.
type Layer struct {
	Name    string         // the first part of every Ref
	Source  string         // where it was read from, as "file" or "file:layer"
	CRS     string         // coordinate system, "EPSG:4547" or WKT; "" where none is stated
	IDs     []string       // unique within a sound layer
	Shapes  []orb.Geometry // nil where a feature has no shape
	Columns []Column
}

// Len is the number of features.
func (l *Layer) Len() int { return len(l.Shapes) }

// Ref names feature i.
func (l *Layer) Ref(i int) Ref { return Ref{Layer: l.Name, ID: l.IDs[i]} }

// Column returns the column of that name, or nil if the layer has none.
func (l *Layer) Column(name string) *Column {
	for i := range l.Columns {
		if l.Columns[i].Name == name {
			return &l.Columns[i]
		}
	}
	return nil
}

// Pick returns the layer that has the given features only, in the given order.
// Shapes and texts are shared with l.
func (l *Layer) Pick(positions []int) *Layer {
	p := &Layer{Name: l.Name, Source: l.Source, CRS: l.CRS, Shapes: make([]orb.Geometry, len(positions))}
	if l.IDs != nil {
		p.IDs = make([]string, len(positions))
	}
	for i, from := range positions {
		p.Shapes[i] = l.Shapes[from]
		if l.IDs != nil {
			p.IDs[i] = l.IDs[from]
		}
	}
	for i := range l.Columns {
		p.Columns = append(p.Columns, l.Columns[i].pick(positions))
	}
	return p
}
