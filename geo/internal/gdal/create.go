package gdal

/*
#include <stdlib.h>
#include "bridge.h"
*/
import "C"

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"unsafe"

	"github.com/paulmach/orb"
)

// Create makes a new file. Options are the driver's creation options,
// "NAME=VALUE". Nothing may exist under that name.
func Create(driver, name string, options ...string) (*Dataset, error) {
	setUp()
	cDriver, file := C.CString(driver), C.CString(name)
	defer C.free(unsafe.Pointer(cDriver))
	defer C.free(unsafe.Pointer(file))
	list, release := cList(options)
	defer release()
	var log C.rn_log
	handle := C.rn_create(cDriver, file, list, &log)
	if handle == nil {
		return nil, report(&log, "not created")
	}
	return &Dataset{handle: handle}, nil
}

// Definition says what layer to make.
type Definition struct {
	Name     string
	CRS      string // anything Describe understands; "" for none
	Geometry string // as Layer.Geometry
	Fields   []Field
	Options  []string // the driver's layer creation options
}

var geometryTypes = map[string]C.OGRwkbGeometryType{
	"Point": C.wkbPoint, "LineString": C.wkbLineString, "Polygon": C.wkbPolygon,
	"MultiPoint": C.wkbMultiPoint, "MultiLineString": C.wkbMultiLineString,
	"MultiPolygon": C.wkbMultiPolygon, "GeometryCollection": C.wkbGeometryCollection,
	"Geometry": C.wkbUnknown, "None": C.wkbNone,
}

// Writer adds features to a new layer.
type Writer struct {
	handle C.OGRLayerH
	fields []Field
	shapes stream
	rows   []byte
	count  int // features not yet written
	done   int // features written
}

// CreateLayer makes a layer and its fields.
func (d *Dataset) CreateLayer(def Definition) (*Writer, error) {
	kind, ok := geometryTypes[def.Geometry]
	if !ok {
		return nil, fmt.Errorf("unknown geometry type %q", def.Geometry)
	}
	name := C.CString(def.Name)
	defer C.free(unsafe.Pointer(name))
	var crs *C.char
	if def.CRS != "" {
		crs = C.CString(def.CRS)
		defer C.free(unsafe.Pointer(crs))
	}
	list, release := cList(def.Options)
	defer release()
	var log C.rn_log
	w := &Writer{fields: def.Fields}
	w.handle = C.rn_create_layer(d.handle, name, crs, C.int(kind), list, &log)
	if w.handle == nil {
		return nil, report(&log, "layer not created")
	}
	for _, f := range def.Fields {
		if err := w.createField(f); err != nil {
			return nil, fmt.Errorf("field %q: %w", f.Name, err)
		}
	}
	return w, nil
}

func (w *Writer) createField(f Field) error {
	name := C.CString(f.Name)
	defer C.free(unsafe.Pointer(name))
	var log C.rn_log
	narrow := C.int(0)
	if f.Narrow {
		narrow = 1
	}
	if C.rn_create_field(w.handle, name, C.int(f.Kind), narrow, C.int(f.Width), C.int(f.Places), &log) != C.RN_OK {
		return report(&log, "not created")
	}
	return nil
}

// Shape begins the next feature. One value for each field must follow, in
// order. Nil is no shape.
func (w *Writer) Shape(g orb.Geometry) {
	w.shapes.put(g)
	w.count++
}

// Null gives the next field no value.
func (w *Writer) Null() { w.rows = append(w.rows, 1) }

// Integer gives the next field its value.
func (w *Writer) Integer(v int64) {
	w.rows = binary.NativeEndian.AppendUint64(append(w.rows, 0), uint64(v))
}

// Real gives the next field its value; what is not finite becomes null.
func (w *Writer) Real(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		w.Null()
		return
	}
	w.rows = binary.NativeEndian.AppendUint64(append(w.rows, 0), math.Float64bits(v))
}

// Text gives the next field its value, which C ends at the first zero byte.
func (w *Writer) Text(v string) {
	w.rows = binary.NativeEndian.AppendUint32(append(w.rows, 0), uint32(len(v)))
	w.rows = append(append(w.rows, v...), 0)
}

// Full reports whether a batch is waiting, and Flush is due.
func (w *Writer) Full() bool {
	return w.count >= BatchSize || len(w.rows) > 1<<20 || len(w.shapes.points) > 1<<16
}

// Flush writes the features that are waiting. An error names the feature by its
// position among all that were given to w.
func (w *Writer) Flush() error {
	if w.count == 0 {
		return nil
	}
	var log C.rn_log
	var written C.int
	rc := C.rn_write(w.handle, C.int(w.count), C.int(len(w.fields)),
		(*C.int32_t)(unsafe.Pointer(unsafe.SliceData(w.shapes.codes))), C.size_t(len(w.shapes.codes)),
		(*C.double)(unsafe.Pointer(unsafe.SliceData(w.shapes.points))), C.size_t(2*len(w.shapes.points)),
		(*C.uchar)(unsafe.Pointer(unsafe.SliceData(w.rows))), &written, &log)
	w.done += int(written)
	w.shapes.codes, w.shapes.points, w.rows, w.count = w.shapes.codes[:0], w.shapes.points[:0], w.rows[:0], 0
	switch rc {
	case C.RN_OK:
		return nil
	case C.RN_BAD_STREAM:
		return &RowError{w.done, errors.New("collections nested too deep")}
	default:
		return &RowError{w.done, report(&log, "not written")}
	}
}

// RowError says which feature could not be written.
type RowError struct {
	Row int
	Err error
}

func (e *RowError) Error() string { return fmt.Sprintf("feature %d: %v", e.Row, e.Err) }

func (e *RowError) Unwrap() error { return e.Err }

// Begin starts a transaction where the format knows them.
func (d *Dataset) Begin() error {
	var log C.rn_log
	if C.rn_begin_transaction(d.handle, &log) != C.RN_OK {
		return report(&log, "no transaction")
	}
	return nil
}

// Commit ends the transaction.
func (d *Dataset) Commit() error {
	var log C.rn_log
	if C.rn_commit(d.handle, &log) != C.RN_OK {
		return report(&log, "not committed")
	}
	return nil
}

// Execute runs a statement in the dataset's own SQL.
func (d *Dataset) Execute(sql string) error {
	text := C.CString(sql)
	defer C.free(unsafe.Pointer(text))
	var log C.rn_log
	if C.rn_execute(d.handle, text, &log) != C.RN_OK {
		return report(&log, "")
	}
	return nil
}

// Insert is Execute for long statements that put rows into tables that GDAL keeps no
// books of, in a format that SQLite holds. GDAL looks through each statement that it is
// given for words of its own, which takes as long as to carry it out.
func (d *Dataset) Insert(sql string) error {
	text := C.CString(sql)
	defer C.free(unsafe.Pointer(text))
	var log C.rn_log
	if C.rn_insert(d.handle, text, &log) != C.RN_OK {
		return report(&log, "")
	}
	return nil
}

// Query runs a statement that yields rows, in the dataset's own SQL, and hands
// them to use as a layer.
func (d *Dataset) Query(sql string, use func(*Layer) error) error {
	text := C.CString(sql)
	defer C.free(unsafe.Pointer(text))
	var log C.rn_log
	rows := C.rn_query(d.handle, text, &log)
	if rows == nil {
		return report(&log, "the query yields nothing")
	}
	defer C.rn_release(d.handle, rows)
	if log.failures > 0 {
		return report(&log, "not all that was asked for")
	}
	return use(describe(rows))
}
