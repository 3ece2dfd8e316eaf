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
	Origin  Origin         // how its file was understood
	IDs     []string       // unique within a sound layer
	Shapes  []orb.Geometry // nil where a feature has no shape
	Columns []Column
}

// Origin says how the file of a layer was understood: in what format it is,
// and how it is known in which encoding and coordinate system.
type Origin struct {
	Format     string // GDAL's short name of the format, as "ESRI Shapefile"; "" for a layer that was not read
	Encoding   string // of the texts in the file, as "GBK"
	EncodingBy Known
	CRSBy      Known
}

// Known says how something about a file is known.
type Known string

// Ways of knowing, the surest first.
const (
	Stated     Known = "stated"   // by whoever asked for the file to be read
	InFile     Known = "file"     // by the file, or one beside it such as .cpg and .prj
	ByFormat   Known = "format"   // by the standard of the format, for all its files
	Detected   Known = "detected" // from the bytes: probably, not certainly
	NotDefined Known = ""         // not known
)

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
	p := &Layer{Name: l.Name, Source: l.Source, CRS: l.CRS, Origin: l.Origin, Shapes: make([]orb.Geometry, len(positions))}
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
