package gdal

/*
#cgo pkg-config: proj
#include <stdlib.h>
#include "operation.h"
*/
import "C"

import "unsafe"

// Geographic is the WKT of the longitudes and latitudes that a system, given by
// code or WKT, is built on.
func Geographic(definition string) (string, error) {
	setUp()
	text := C.CString(definition)
	defer C.free(unsafe.Pointer(text))
	var log C.rn_log
	wkt := C.rn_geographic(text, &log)
	if wkt == nil {
		return "", report(&log, "not built on longitudes and latitudes")
	}
	defer C.free(unsafe.Pointer(wkt))
	return C.GoString(wkt), nil
}

// Operation is what PROJ says of the way it takes from one system to another.
type Operation struct {
	Name   string
	Metres float64 // the accuracy that is claimed for it; negative if none is known
}

// OperationAt asks PROJ, without a network, for its way between two systems,
// given by code or WKT, at a point x, y of the first.
func OperationAt(from, to string, x, y float64) (Operation, error) {
	setUp()
	a, b := C.CString(from), C.CString(to)
	defer C.free(unsafe.Pointer(a))
	defer C.free(unsafe.Pointer(b))
	var metres C.double
	var name *C.char
	rc := C.rn_accuracy(a, b, C.double(x), C.double(y), &metres, &name)
	defer C.free(unsafe.Pointer(name))
	if rc != C.RN_OK {
		return Operation{}, Error("no transformation")
	}
	return Operation{Name: C.GoString(name), Metres: float64(metres)}, nil
}
