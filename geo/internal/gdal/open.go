package gdal

/*
#cgo pkg-config: sqlite3
#include <stdlib.h>
#include "bridge.h"
*/
import "C"

import (
	"errors"
	"strings"
	"unsafe"

	"github.com/paulmach/orb"
)

// Dataset is an open file or database.
type Dataset struct {
	handle C.GDALDatasetH
	guard  *C.rn_guard // nil if there is no bound
}

// Opening says how to open a file.
type Opening struct {
	Drivers  []string // GDAL's short names of those that may have it; nil for all
	Options  []string // of the driver, "NAME=VALUE"
	Settings []string // of GDAL while it opens, likewise
	Whole    bool     // what fails while it opens is an error, even if GDAL goes on

	// Steps is how many instructions SQLite's machine may run for an SQLite
	// database until it is closed, and Bytes how long one value may be; Steps 0 is
	// without a bound. Once they are spent all fails, and Spent tells.
	Steps int64
	Bytes int
}

// Open opens a file for reading.
func Open(name string, o Opening) (*Dataset, error) {
	setUp()
	file := C.CString(name)
	defer C.free(unsafe.Pointer(file))
	drivers, release := cList(o.Drivers)
	defer release()
	options, releaseOptions := cList(o.Options)
	defer releaseOptions()
	settings, releaseSettings := cList(o.Settings)
	defer releaseSettings()
	d := &Dataset{}
	if o.Steps > 0 {
		if d.guard = C.rn_guard_new(C.int64_t(o.Steps), C.int(o.Bytes)); d.guard == nil {
			return nil, errMemory
		}
	}
	var log C.rn_log
	if d.handle = C.rn_open(file, drivers, options, settings, d.guard, &log); d.handle == nil {
		if d.Spent() {
			return nil, ErrSpent
		}
		return nil, report(&log, "not recognised as a supported file format")
	}
	if o.Whole && log.failures > 0 {
		d.Close()
		return nil, report(&log, "not whole")
	}
	return d, nil
}

// ErrSpent is what fails because of Opening.Steps.
var ErrSpent = errors.New("its views or computed columns ask for more than can be: save them as tables")

// Spent reports whether SQLite has run as many steps as it may. What was read
// before may then be without its end, even where no call failed.
func (d *Dataset) Spent() bool { return d.guard != nil && C.rn_guard_spent(d.guard) != 0 }

// Identify is GDAL's short name of the format that a file seems to be in, "" if
// it knows none. It looks at the first bytes and at the files beside it only.
func Identify(name string) string {
	setUp()
	file := C.CString(name)
	defer C.free(unsafe.Pointer(file))
	return C.GoString(C.rn_identify(file))
}

// Close releases the dataset; what was written is complete only if it returns
// no error. A second call does nothing.
func (d *Dataset) Close() error {
	if d.handle == nil {
		return nil
	}
	var log C.rn_log
	rc := C.rn_close(d.handle, &log)
	d.handle = nil
	if d.guard != nil {
		C.rn_guard_lift(d.guard)
	}
	if rc != C.RN_OK {
		return report(&log, "not closed")
	}
	return nil
}

// Kind is how values are held.
type Kind int32

// The kinds of a column.
const (
	Text    Kind = C.RN_TEXT
	Integer Kind = C.RN_INTEGER
	Real    Kind = C.RN_REAL
)

// Field is an attribute of a layer.
type Field struct {
	Name    string
	Kind    Kind
	Narrow  bool // integers of 32 bits
	Width   int  // of a field to write, most bytes or digits; 0 for the driver's choice
	Places  int  // of a field to write, digits behind the point
	Special bool // stored otherwise than as plain text or number: dates, lists, truth values
}

// Layer is a layer of a dataset, valid until the dataset is closed. Names of
// fields are the bytes that GDAL gives, which need not be UTF-8.
type Layer struct {
	handle    C.OGRLayerH
	Name      string
	Geometry  string // OGC's name, as "MultiPolygon"; "Geometry" if mixed, "None" if it has none
	FIDColumn string // name of the column of feature IDs; "" if it has no name
	Column    string // name of the column of shapes; "" if it has no name
	Fields    []Field
}

// Names lists the layers in the order of the file, which costs little even where
// there are thousands.
func (d *Dataset) Names() []string {
	var names []string
	for i := range int(C.GDALDatasetGetLayerCount(d.handle)) {
		if h := C.GDALDatasetGetLayer(d.handle, C.int(i)); h != nil {
			names = append(names, C.GoString(C.OGR_L_GetName(h)))
		}
	}
	return names
}

// At is a layer by its position in Names.
func (d *Dataset) At(position int) *Layer {
	for i := range int(C.GDALDatasetGetLayerCount(d.handle)) {
		if h := C.GDALDatasetGetLayer(d.handle, C.int(i)); h != nil {
			if position == 0 {
				return describe(h)
			}
			position--
		}
	}
	return nil
}

// Layer finds a layer by name, also one that the dataset does not list. It
// returns nil if there is none.
func (d *Dataset) Layer(name string) *Layer {
	text := C.CString(name)
	defer C.free(unsafe.Pointer(text))
	h := C.rn_layer(d.handle, text)
	if h == nil {
		return nil
	}
	return describe(h)
}

func describe(h C.OGRLayerH) *Layer {
	defn := C.OGR_L_GetLayerDefn(h)
	l := &Layer{
		handle:    h,
		Name:      C.GoString(C.OGR_L_GetName(h)),
		Geometry:  geometryName(C.OGR_L_GetGeomType(h)),
		FIDColumn: C.GoString(C.OGR_L_GetFIDColumn(h)),
		Column:    C.GoString(C.OGR_L_GetGeometryColumn(h)),
	}
	for i := range int(C.OGR_FD_GetFieldCount(defn)) {
		f := C.OGR_FD_GetFieldDefn(defn, C.int(i))
		field := Field{Name: C.GoString(C.OGR_Fld_GetNameRef(f)), Special: C.OGR_Fld_GetSubType(f) != C.OFSTNone}
		switch C.OGR_Fld_GetType(f) {
		case C.OFTInteger:
			field.Kind, field.Narrow = Integer, true
		case C.OFTInteger64:
			field.Kind = Integer
		case C.OFTReal:
			field.Kind = Real
		case C.OFTString:
		default:
			field.Special = true
		}
		l.Fields = append(l.Fields, field)
	}
	return l
}

// Alone reports whether no other field has the name of field i, by which GDAL
// finds fields whatever the case.
func (l *Layer) Alone(i int) bool {
	for k, f := range l.Fields {
		if k != i && strings.EqualFold(f.Name, l.Fields[i].Name) {
			return false
		}
	}
	return true
}

// geometryName names the type that shapes have once they are flat and straight.
func geometryName(t C.OGRwkbGeometryType) string {
	switch C.OGR_GT_GetLinear(C.OGR_GT_Flatten(t)) {
	case C.wkbPoint:
		return "Point"
	case C.wkbLineString:
		return "LineString"
	case C.wkbPolygon, C.wkbTriangle:
		return "Polygon"
	case C.wkbMultiPoint:
		return "MultiPoint"
	case C.wkbMultiLineString:
		return "MultiLineString"
	case C.wkbMultiPolygon, C.wkbPolyhedralSurface, C.wkbTIN:
		return "MultiPolygon"
	case C.wkbGeometryCollection:
		return "GeometryCollection"
	case C.wkbNone:
		return "None"
	default:
		return "Geometry"
	}
}

// CRS is the coordinate system of the layer as WKT, "" where it states none.
func (l *Layer) CRS() (string, error) {
	var log C.rn_log
	var wkt *C.char
	if C.rn_describe_layer(l.handle, &wkt, &log) != C.RN_OK {
		return "", report(&log, "coordinate system cannot be written as WKT")
	}
	defer C.CPLFree(unsafe.Pointer(wkt))
	return C.GoString(wkt), nil
}

// Extent counts the features and boxes their shapes. The box is empty where
// there are none.
func (l *Layer) Extent() (count int, box orb.Bound, err error) {
	var log C.rn_log
	var b [4]C.double
	var n C.int64_t
	box = orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	if C.rn_extent(l.handle, &b[0], &n, &log) != 0 {
		box = orb.Bound{
			Min: orb.Point{float64(b[0]), float64(b[1])},
			Max: orb.Point{float64(b[2]), float64(b[3])},
		}
	}
	if log.failures > 0 {
		return 0, box, report(&log, "")
	}
	return int(n), box, nil
}

// Estimate is the number of features if the file states it, else 0. A damaged
// file may state anything.
func (l *Layer) Estimate() int {
	return max(int(C.rn_estimate(l.handle)), 0)
}
