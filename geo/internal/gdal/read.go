package gdal

/*
#include <stdlib.h>
#include "bridge.h"
*/
import "C"

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/paulmach/orb"
)

// FID stands for the feature ID in the list of fields to read.
const FID = -1

// BatchSize is how many features one call reads or writes at most; it reads fewer
// of layers with hundreds of fields, so that a batch has at most batchCells.
const (
	BatchSize  = 4096
	batchCells = 1 << 20
)

// Reader reads the features of a layer from its start.
type Reader struct {
	layer *Layer
	batch *C.rn_batch
	kinds []Kind

	// Decode makes texts UTF-8 that are not in ASCII; nil is Valid.
	Decode func(string) string

	// MostText is how many bytes one text may have; 0 is without a bound.
	MostText int
}

// NewReader reads the given fields (positions in l.Fields, or FID). Close it.
func NewReader(l *Layer, fields []int) (*Reader, error) {
	r := &Reader{layer: l}
	at, kinds := make([]C.int, len(fields)+1), make([]C.int, len(fields)+1)
	var ignored []string
	for i, f := range l.Fields {
		if !slices.Contains(fields, i) && l.Alone(i) { // by its name GDAL might ignore another
			ignored = append(ignored, f.Name)
		}
	}
	for i, f := range fields {
		kind := Integer
		if f != FID {
			kind = l.Fields[f].Kind
		}
		r.kinds = append(r.kinds, kind)
		at[i], kinds[i] = C.int(f), C.int(kind)
	}
	list, release := cList(ignored)
	defer release()
	var log C.rn_log
	if C.rn_select(l.handle, list, &log) != C.RN_OK {
		return nil, report(&log, "fields cannot be selected")
	}
	capacity := min(BatchSize, batchCells/(len(fields)+1)+1)
	r.batch = C.rn_batch_new(C.int(capacity), C.int(len(fields)), &at[0], &kinds[0])
	if r.batch == nil {
		return nil, errMemory
	}
	return r, nil
}

// Filter leaves features out that do not meet the condition, in the driver's
// dialect of SQL. It must be called before NewReader. (A filter by box is not
// offered: GDAL keeps what the box cuts, some of its drivers what their boxes
// touch.)
func (l *Layer) Filter(condition string) error {
	sql := C.CString(condition)
	defer C.free(unsafe.Pointer(sql))
	var log C.rn_log
	if C.rn_filter(l.handle, sql, &log) != C.RN_OK {
		return report(&log, "condition not understood")
	}
	return nil
}

// Close frees the reader's buffers.
func (r *Reader) Close() {
	if r.batch != nil {
		C.rn_batch_free(r.batch)
		r.batch = nil
	}
}

// Values are those of one field in a batch. Only the slice of its kind is
// filled; it has a zero where Nulls is true. Reals that are not finite are null.
type Values struct {
	Texts    []string
	Integers []int64
	Reals    []float64
	Nulls    []bool // nil if there are none
}

// Next reads the next batch; at the end it returns no shapes. Shapes are nil
// where a feature has none, and for an empty point. Those of one batch share
// one arena; so do its texts.
func (r *Reader) Next() (shapes []orb.Geometry, values []Values, err error) {
	var log C.rn_log
	switch rc := C.rn_read(r.layer.handle, r.batch, &log); rc {
	case C.RN_OK:
	case C.RN_NO_MEMORY:
		return nil, nil, errMemory
	default:
		err := report(&log, "read error")
		if rc == C.RN_TOO_DEEP {
			err = fmt.Errorf("collections nested more than %d deep", C.RN_MAX_NESTING)
		}
		if fid := carray(r.batch.fids, int(r.batch.capacity))[r.batch.features]; fid >= 0 {
			err = fmt.Errorf("feature %d: %w", fid, err)
		}
		return nil, nil, err
	}
	n := int(r.batch.features)
	if n == 0 {
		return nil, nil, nil
	}
	if err := r.long(n); err != nil {
		return nil, nil, err
	}
	s := stream{
		codes:  int32s(r.batch.shape, int(r.batch.nshape)),
		points: slices.Clone(points(r.batch.xy, int(r.batch.nxy)/2)),
	}
	shapes = s.shapes(n)
	text := string(carray((*byte)(unsafe.Pointer(r.batch.text)), int(r.batch.ntext)))
	sound := r.Decode == nil && utf8.ValidString(text) || ascii(text)
	values = make([]Values, len(r.kinds))
	for i, c := range carray(r.batch.columns, len(r.kinds)) {
		values[i] = r.values(&c, r.kinds[i], n, text, sound)
	}
	return shapes, values, nil
}

// Bytes is the size of the coordinates and texts of the last batch.
func (r *Reader) Bytes() int64 { return 8*int64(r.batch.nxy) + int64(r.batch.ntext) }

// long looks for a text that is too long, before it is copied.
func (r *Reader) long(n int) error {
	if r.MostText == 0 || int(r.batch.ntext) <= r.MostText {
		return nil
	}
	for i, c := range carray(r.batch.columns, len(r.kinds)) {
		if r.kinds[i] != Text {
			continue
		}
		starts, ends := carray(c.starts, n), carray(c.ends, n)
		for row := range n {
			if length := int64(ends[row] - starts[row]); length > int64(r.MostText) {
				return fmt.Errorf("feature %d: field %q: a text of %d bytes, more than %d",
					carray(r.batch.fids, n)[row], Valid(r.layer.Fields[c.field].Name), length, r.MostText)
			}
		}
	}
	return nil
}

func (r *Reader) values(c *C.rn_column, kind Kind, n int, text string, sound bool) Values {
	var v Values
	nulls := carray((*byte)(unsafe.Pointer(c.nulls)), n)
	if slices.Contains(nulls, 1) {
		v.Nulls = make([]bool, n)
		for i, null := range nulls {
			v.Nulls[i] = null != 0
		}
	}
	switch kind {
	case Integer:
		v.Integers = slices.Clone(carray((*int64)(unsafe.Pointer(c.integers)), n))
	case Real:
		v.Reals = slices.Clone(carray((*float64)(unsafe.Pointer(c.reals)), n))
		for i, x := range v.Reals {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				if v.Nulls == nil {
					v.Nulls = make([]bool, n)
				}
				v.Nulls[i], v.Reals[i] = true, 0
			}
		}
	default:
		v.Texts = make([]string, n)
		starts, ends := carray(c.starts, n), carray(c.ends, n)
		for i := range v.Texts {
			v.Texts[i] = text[starts[i]:ends[i]]
			switch {
			case sound:
			case r.Decode != nil:
				v.Texts[i] = r.Decode(v.Texts[i])
			default:
				v.Texts[i] = Valid(v.Texts[i])
			}
		}
	}
	return v
}

// Valid makes a text UTF-8. A letter at the end of which only the first bytes are
// there, as in fields of a fixed width, is left out; other bytes that are no
// letter become U+FFFD.
func Valid(s string) string {
	for n := 1; n < utf8.UTFMax && n <= len(s); n++ {
		tail := s[len(s)-n:]
		if utf8.RuneStart(tail[0]) {
			if !utf8.FullRuneInString(tail) {
				s = s[:len(s)-n]
			}
			break
		}
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// carray is a view of an array that C owns.
func carray[T any](first *T, n int) []T { return unsafe.Slice(first, n) }

func int32s(first *C.int32_t, n int) []int32 {
	return unsafe.Slice((*int32)(unsafe.Pointer(first)), n)
}

func points(first *C.double, n int) []orb.Point {
	return unsafe.Slice((*orb.Point)(unsafe.Pointer(first)), n)
}
