// Package engine mends and overlays areas with GEOS. It is the only package
// that knows GEOS: orb shapes go in and orb shapes come out.
//
// Every area it returns is closed, has no repeated consecutive points, and runs
// counter-clockwise around shells and clockwise around holes. Nothing but areas
// is returned: where two areas meet in a line or a point they share nothing.
// The same shapes give the same result, point for point.
//
// GEOS fails on some shapes that are not valid, and on a few that are. Such
// failures come back as errors that wrap [ErrTopology]; a coordinate that is
// NaN or infinite never reaches GEOS and gives [ErrNotFinite].
package engine

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geos"
)

var (
	ErrNotFinite = errors.New("coordinate is not finite")
	ErrTopology  = errors.New("overlay failed")
)

// contexts are the GEOS contexts not in use. A context serves one caller at a
// time. It is no sync.Pool, which forgets its contents now and then: a go-geos
// context is reachable from its own error handle, so a forgotten one is never
// freed.
var contexts struct {
	sync.Mutex
	free []*geos.Context
}

func borrow() *geos.Context {
	contexts.Lock()
	defer contexts.Unlock()
	if n := len(contexts.free); n > 0 {
		gc := contexts.free[n-1]
		contexts.free = contexts.free[:n-1]
		return gc
	}
	return geos.NewContext()
}

func giveBack(gc *geos.Context) {
	contexts.Lock()
	defer contexts.Unlock()
	contexts.free = append(contexts.free, gc)
}

// garbage is about how many bytes the C heap holds for shapes nobody needs any
// more. go-geos v0.20.4 frees a shape when the Go collector finds it, and has no
// other way; but the collector sees a few bytes where GEOS holds kilobytes, and
// 600,000 small buffers kept 2 GB. So the collector is called once enough has
// gathered.
var garbage atomic.Int64

const (
	garbageLimit = 256 << 20
	// perShape and perByte overstate what GEOS allocates for a shape given the
	// length of its WKB: an object, its envelope, rings, and vectors of 24-byte
	// coordinates where WKB has 16.
	perShape = 1 << 10
	perByte  = 2
)

func discard(wkbLength int) {
	if garbage.Add(int64(perShape+perByte*wkbLength)) > garbageLimit {
		garbage.Store(0)
		runtime.GC()
	}
}

// areas runs op in a context of its own and reads its result.
//
// go-geos reports failure in two ways: unary operations panic with a
// geos.Error, binary ones return nil. areas turns both into an error that wraps
// ErrTopology. Any other panic is a bug of ours and is let through.
func areas(op func(session) *geos.Geom) (orb.MultiPolygon, error) {
	var wkb []byte
	err := run(func(s session) {
		g := op(s)
		if g == nil {
			panic(geos.Error(""))
		}
		wkb = g.ToWKB()
		discard(len(wkb))
	})
	if err != nil {
		return nil, err
	}
	return decode(wkb)
}

// session is a borrowed context.
type session struct{ *geos.Context }

// shape passes g on to GEOS.
func (s session) shape(g orb.Geometry) *geos.Geom {
	wkb := encode(g)
	geom, err := s.NewGeomFromWKB(wkb)
	if err != nil {
		panic(err)
	}
	discard(len(wkb))
	return geom
}

func run(do func(session)) (err error) {
	gc := borrow()
	defer giveBack(gc)
	defer func() {
		switch e := recover().(type) {
		case nil:
		case geos.Error:
			if e == "" {
				err = ErrTopology
				return
			}
			err = fmt.Errorf("%w: %s", ErrTopology, plain(string(e)))
		default:
			panic(e)
		}
	}()
	do(session{gc})
	return nil
}
