package gdal

/*
#include <stdlib.h>
#include "bridge.h"
*/
import "C"

import (
	"runtime"
	"sync"
	"unsafe"

	"github.com/paulmach/orb"
)

// SRS describes a coordinate system.
type SRS struct {
	Code       string // "EPSG:4547"; "" unless it certainly is that system
	Name       string
	WKT        string // WKT 2:2019, without a vertical part
	Projected  bool
	Geographic bool
	Unit       float64    // metres, or radians if geographic, per unit
	SemiMajor  float64    // of the ellipsoid, metres
	InvFlat    float64    // 1/f; 0 for a sphere
	Area       *orb.Bound // longitudes and latitudes of its area of use; nil if not known
}

// Describe reads a definition: code, WKT, PROJ string, name. It may look at
// files and take a name for a path; the caller keeps such names away.
func Describe(definition string) (SRS, error) {
	setUp()
	text := C.CString(definition)
	defer C.free(unsafe.Pointer(text))
	var log C.rn_log
	var c C.rn_srs
	rc := C.rn_describe(text, &c, &log)
	defer C.rn_srs_free(&c)
	if rc != C.RN_OK {
		return SRS{}, report(&log, "not understood")
	}
	s := SRS{
		Code: C.GoString(c.code), Name: C.GoString(c.name), WKT: C.GoString(c.wkt),
		Projected: c.projected != 0, Geographic: c.geographic != 0,
		Unit: float64(c.unit), SemiMajor: float64(c.axis), InvFlat: float64(c.flatness),
	}
	if c.has_area != 0 {
		s.Area = &orb.Bound{
			Min: orb.Point{float64(c.west), float64(c.south)},
			Max: orb.Point{float64(c.east), float64(c.north)},
		}
	}
	return s, nil
}

// Same reports whether two definitions mean the same system, whatever they call
// it and in whatever order their axes stand.
func Same(a, b string) bool {
	setUp()
	p, q := C.CString(a), C.CString(b)
	defer C.free(unsafe.Pointer(p))
	defer C.free(unsafe.Pointer(q))
	var log C.rn_log
	return C.rn_same(p, q, &log) != 0
}

// Transform takes points from one system to another. Callers may share it; they
// wait for each other.
type Transform struct {
	mutex  sync.Mutex
	handle C.OGRCoordinateTransformationH
}

// NewTransform makes a transform between two definitions. If to is "", it goes
// to the longitudes and latitudes that from is built on, in its own datum.
func NewTransform(from, to string) (*Transform, error) {
	setUp()
	a, b := C.CString(from), C.CString(to)
	defer C.free(unsafe.Pointer(a))
	defer C.free(unsafe.Pointer(b))
	geographic := C.int(0)
	if to == "" {
		geographic = 1
	}
	var log C.rn_log
	handle := C.rn_transform_new(a, b, geographic, &log)
	if handle == nil {
		return nil, report(&log, "no transformation")
	}
	t := &Transform{handle: handle}
	runtime.AddCleanup(t, func(h C.OGRCoordinateTransformationH) { C.rn_transform_free(h) }, handle)
	return t, nil
}

// Points transforms in place. It returns -1, or the position of the first point
// that has no finite image and GDAL's reason; then the points are of no use.
func (t *Transform) Points(pts []orb.Point) (bad int, err error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	const most = 1 << 24 // keeps counts within a C int
	for from := 0; from < len(pts); from += most {
		part := pts[from:min(from+most, len(pts))]
		var log C.rn_log
		if at := C.rn_transform(t.handle, (*C.double)(&part[0][0]), C.int(len(part)), &log); at >= 0 {
			return from + int(at), report(&log, "no image")
		}
	}
	runtime.KeepAlive(t)
	return -1, nil
}
