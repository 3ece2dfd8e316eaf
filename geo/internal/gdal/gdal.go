// Package gdal reads and writes vector files and transforms coordinates with
// GDAL, in batches: one call into C for thousands of features.
//
// GDAL writes nothing to standard error. What it reports during a call becomes
// the error of that call, in GDAL's own words. Coordinates are x, y (easting,
// northing; longitude, latitude) whatever axis order a system declares. Heights
// and measures are dropped and curves become lines.
//
// A Dataset, Reader or Writer is for one goroutine at a time; different ones
// may be used at once. GDAL 3.4 or later is needed.
package gdal

/*
#cgo pkg-config: gdal
#cgo CFLAGS: -std=gnu11 -O2 -Wall
#include <stdlib.h>
#include "bridge.h"
*/
import "C"

import (
	"errors"
	"strings"
	"sync"
	"unsafe"
)

var setUp = sync.OnceFunc(func() { C.rn_init() })

// Error is what GDAL reported, on one line.
type Error string

func (e Error) Error() string { return string(e) }

// report turns the log of a failed call into an error. Warnings count only
// where nothing worse was said.
func report(log *C.rn_log, otherwise string) error {
	words := C.GoString(&log.failure[0])
	if words == "" {
		words = C.GoString(&log.warning[0])
	}
	words = strings.Join(strings.Fields(strings.ToValidUTF8(words, "�")), " ")
	if words == "" {
		words = otherwise
	}
	return Error(words)
}

var errMemory = errors.New("out of memory")

// cList makes a list of strings for C that ends in nil; release frees it.
func cList(items []string) (list **C.char, release func()) {
	if len(items) == 0 {
		return nil, func() {}
	}
	for _, item := range items {
		text := C.CString(item)
		list = C.CSLAddString(list, text)
		C.free(unsafe.Pointer(text))
	}
	return list, func() { C.CSLDestroy(list) }
}
