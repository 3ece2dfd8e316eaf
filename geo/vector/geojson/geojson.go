// Package geojson reads and writes GeoJSON (RFC 7946) as it streams by, on all
// cores.
//
// A text is a FeatureCollection, a Feature or a bare geometry, or several of them
// one after the other (newline-delimited, with or without the record separators
// of RFC 8142), as it is or packed by gzip. It is UTF-8, or UTF-16 with a byte
// order mark; one that is not, and GB18030 throughout, is read as that.
//
// A field is of integers, reals or texts, as its values in the whole text demand,
// also of features that are not asked for: truth values are integers, integers
// of more than 64 bits are texts, and so are nested values, as JSON. A number
// beyond the range of a float is no value. Of members that are there twice the
// last counts. Members "id" of the features become the field "id", unless there
// is a property of that name. Heights are dropped; NaN and Infinity are read for
// numbers, and control characters in strings, because files have them.
//
// What the caller may rely on: the result is the same for any number of cores. A
// text that is damaged or ends too early is an error that tells line and byte,
// never a shorter layer. Memory stays within reason whatever the text holds: its
// depth, fields, texts and what it grows to when unpacked are bounded. The
// context is looked at with every block.
//
// Coordinate systems are left to the caller: Read passes on the member "crs" of
// the specification of 2008 as it stands, and Write takes shapes in WGS 84.
package geojson

import (
	"context"
	"io"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Options say what to read, and of what. The zero value reads all.
type Options struct {
	Source   string   // what messages begin with, and the layer's Source
	Encoding string   // as "GBK"; "": as the text says or shows
	Sequence bool     // a text that may be a sequence or not, as a single Feature, is one
	Fields   []string // to read, in this order; nil for all

	// Ready makes ready which features to keep, by the fields of Tested; nil keeps
	// all. It is given these fields, each once and with its type, and asked again
	// if a type turns out otherwise; and at the end, for its error alone, it is
	// given all fields of the text. A field that the text has not is of texts
	// before and not there at the end.
	Ready  func(fields []Field) (Keep, error)
	Tested []string
}

// Keep returns which of some features to keep, as positions in ascending order.
// The columns are those of the fields that it was made ready for.
type Keep func(shapes []orb.Geometry, columns []geo.Column) []int

// Field is a property of the features, or their member "id".
type Field struct {
	Name string
	Type geo.Type
}

// Head is what a text says of itself.
type Head struct {
	Title  string     // the member "name" of the collection; "" if there is none
	CRS    []byte     // the member "crs", without white space: "null" is one; nil if there is none
	Origin geo.Origin // Format is GeoJSON or GeoJSONSeq; CRSBy is for the caller to give
}

// Summary is what a text holds.
type Summary struct {
	Head
	Count    int       // of features
	Geometry string    // CommonType of the shapes
	Extent   orb.Bound // empty if there are no shapes
	Fields   []Field
}

// Read reads a layer, from the start of r. Its Name, IDs and CRS are for the
// caller to give; its shapes are nil where a feature has none. Errors begin with
// the source and are geo.ErrUnreadable or geo.ErrNoField, the context's, or that
// of Ready.
func Read(ctx context.Context, r io.ReadSeeker, o Options) (*geo.Layer, Head, error) {
	return read(ctx, r, o, blockSize)
}

// read goes by blocks of the given size.
func read(ctx context.Context, r io.ReadSeeker, o Options, block int) (*geo.Layer, Head, error) {
	d := &decoding{ctx: ctx, r: r, o: o, block: block}
	if err := d.all(nil); err != nil {
		return nil, Head{}, err
	}
	layer, err := d.layer(d.read)
	if err != nil {
		return nil, Head{}, err
	}
	layer.Origin = d.origin
	return layer, d.head(), nil
}

// Look tells what a text holds, for which it reads all and keeps little. Fields
// and Ready are not regarded.
func Look(ctx context.Context, r io.ReadSeeker, o Options) (Summary, error) {
	return look(ctx, r, o, blockSize)
}

func look(ctx context.Context, r io.ReadSeeker, o Options, block int) (Summary, error) {
	o.Fields, o.Tested, o.Ready = nil, nil, nil
	c := &counts{extent: geo.Bound(nil)}
	d := &decoding{ctx: ctx, r: r, o: o, block: block}
	if err := d.all(c); err != nil {
		return Summary{}, err
	}
	return Summary{d.head(), d.n, CommonType(c.types), c.extent, d.fields()}, nil
}
