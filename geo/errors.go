package geo

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo/internal/engine"
)

// What can be wrong with a layer or a feature. Callers ask with errors.Is.
var (
	ErrNoFile     = errors.New("no such file")
	ErrUnreadable = errors.New("cannot be read")
	ErrNoLayer    = errors.New("no such layer")
	ErrNoField    = errors.New("no such field")
	ErrNoCRS      = errors.New("no coordinate system")
	ErrBadCRS     = errors.New("unknown coordinate system")
	ErrEmpty      = errors.New("no features")
	ErrNotFinite  = engine.ErrNotFinite
	ErrOutside    = errors.New("coordinate outside the domain of its coordinate system")
	ErrKind       = errors.New("wrong kind of shape")
	ErrInvalid    = errors.New("invalid shape")
	ErrTopology   = engine.ErrTopology
)

// LayerError says which layer an operation failed on. It prints as
//
//	parcels (city.gpkg:parcels): read: no such field "DLDM"
type LayerError struct {
	Layer  string // role of the layer
	Source string // file, or file:layer
	Op     string // what was being done, one word or two
	Err    error
}

func (e *LayerError) Error() string {
	return fmt.Sprintf("%s (%s): %s: %v", e.Layer, e.Source, e.Op, e.Err)
}

func (e *LayerError) Unwrap() error { return e.Err }

// FeatureError says which feature an operation failed on, and where. It prints
// as
//
//	parcels/4403-0012: repair: ring not closed at (113987.2, 22541.9)
type FeatureError struct {
	Ref    Ref
	Source string     // file, or file:layer; "" if it goes without saying
	Op     string     // what was being done, one word or two
	Place  *orb.Point // in the coordinates of the layer; nil if there is none
	Err    error
}

func (e *FeatureError) Error() string {
	s := e.Ref.String()
	if e.Source != "" {
		s += " (" + e.Source + ")"
	}
	s += ": " + e.Op + ": " + e.Err.Error()
	if e.Place != nil {
		s += fmt.Sprintf(" at (%s, %s)", coordinate(e.Place[0]), coordinate(e.Place[1]))
	}
	return s
}

func (e *FeatureError) Unwrap() error { return e.Err }

// coordinate prints metres to the millimetre and degrees to seven places, each
// about as fine as anyone can look up. What can be neither is cut short.
func coordinate(v float64) string {
	if size := math.Abs(v); size < 1000 || size >= 1e12 {
		return fmt.Sprintf("%.10g", v)
	}
	return fmt.Sprintf("%.3f", v)
}
