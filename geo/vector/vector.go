// Package vector reads layers from files and writes them.
//
// Reading passes on what the file holds and repairs nothing: rings may be open,
// coordinates may be NaN, a shape may be missing. Heights and measures are
// dropped, curves become lines, and an empty point counts as no shape. Texts are
// UTF-8; dates and times are ISO 8601; lists and nested objects are JSON. A
// damaged file is an error, never a shorter layer.
//
// What has no value is null: what the format calls so, reals that are not
// finite, and in a Shapefile, which has no nulls for texts, a blank one. Values
// that SQLite holds in a column of another type are an error that names the
// feature, for GDAL would read them as 0. Origin tells how the file was
// understood.
//
// GeoJSON has a reader of its own. GDAL reads GeoPackage, Shapefile (also .shz
// and zipped), File Geodatabase (also zipped), FlatGeobuf, DXF, MapInfo, KML, GML,
// SQLite, CSV, Esri's JSON, TopoJSON and, by connection string, PostGIS; each file
// only by the driver of its own format. Nothing is fetched from a network, but
// what a connection string asks for, and nothing is written beside the input.
//
// Errors begin with the file, and its layer if one is meant, and are
// geo.ErrNoFile, ErrUnreadable, ErrNoLayer, ErrNoField or ErrBadCRS, or
// ErrCondition.
package vector

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector/geojson"
	"renewal/geo/vector/internal/fault"
)

// Source says what to read.
type Source struct {
	File     string   // path, also in an archive ("/vsizip/a.zip/b.shp"), or "PG:dbname=city", "postgresql://…"
	Layer    string   // may be "" if the file has one layer only
	Encoding string   // of texts in a Shapefile, DXF, MapInfo file, CSV or GeoJSON, as "GBK"; "": as the file says or shows
	CRS      string   // takes the place of what the file states, as "EPSG:4547"
	Fields   []string // fields to read, in this order; nil for all of the file's

	// Where keeps features that meet all the conditions, Within those whose box
	// touches the bound, which is in the coordinates of the file. Formats that can
	// leave the others unread do so; a GeoPackage goes by the index it holds.
	Where  []Condition
	Within *orb.Bound
}

// Condition compares a field, of those read or not, with values.
type Condition struct {
	Field  string
	Op     Op
	Values []string // one, several for In, none for IsNull; numbers as text
}

// Op is a comparison. A feature without a value meets IsNull alone.
type Op string

// The comparisons: numbers by value, texts by their bytes.
const (
	In      Op = "in" // equal to one of the values
	NotIn   Op = "not in"
	Less    Op = "<"
	AtMost  Op = "<="
	More    Op = ">"
	AtLeast Op = ">="
	IsNull  Op = "is null"
)

// Field is an attribute of a layer in a file.
type Field = geojson.Field

// Info tells what a layer holds.
type Info struct {
	Name      string
	Geometry  string // "MultiPolygon" and the like; "Geometry" if mixed, "None" if without shapes
	CRS       string // "EPSG:4547" or WKT; "" if none is stated
	CRSName   string
	Count     int
	Extent    orb.Bound // empty if there are no shapes
	Fields    []Field
	FIDColumn string // name that the feature IDs go by in Source.Fields, "" if none
	Origin    geo.Origin
}

// Read reads one layer. Its Name is empty and its IDs are nil: both are for the
// caller to give. Shapes are nil where a feature has none. The context is looked
// at between batches of features.
func Read(ctx context.Context, src Source) (*geo.Layer, error) {
	f, err := formatOf(src.File)
	if err != nil {
		return nil, err
	}
	override := crs.CRS{}
	if src.CRS != "" {
		if override, err = crs.Parse(src.CRS); err != nil {
			return nil, fmt.Errorf("%s: %w", Redacted(src.File), err)
		}
	}
	layer, err := f.read(ctx, src)
	if err != nil {
		return nil, err
	}
	if !override.IsZero() {
		layer.CRS, layer.Origin.CRSBy = override.Definition(), geo.Stated
	}
	return layer, nil
}

// Layers tells what layers a file has, in the order of the file.
func Layers(ctx context.Context, file string) ([]Info, error) {
	f, err := formatOf(file)
	if err != nil {
		return nil, err
	}
	return f.layers(ctx, file)
}

// The words of all readers, by short names.

func unreadable(source string, err error) error        { return fault.Unreadable(source, err) }
func noField(source, name string, have []string) error { return fault.NoField(source, name, have) }
func quoted(names []string) string                     { return fault.Quoted(names) }
func cause(err error) error                            { return fault.Cause(err) }
