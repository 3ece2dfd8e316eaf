package engine

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// The type codes of well-known binary.
const (
	wkbPoint = iota + 1
	wkbLineString
	wkbPolygon
	wkbMultiPoint
	wkbMultiLineString
	wkbMultiPolygon
	wkbCollection
)

// encode writes g as little-endian WKB. A ring is written as the area it
// bounds, a box as a polygon; nil, the empty box, and polygons without points
// are written as empty collections and left out of multipolygons.
func encode(g orb.Geometry) []byte {
	n := 64
	eachPoint(g, func(orb.Point) bool { n += 16; return true })
	return appendShape(make([]byte, 0, n+n/4), g)
}

func appendShape(b []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case orb.Point:
		return appendPoint(header(b, wkbPoint), g)
	case orb.MultiPoint:
		b = count(header(b, wkbMultiPoint), len(g))
		for _, p := range g {
			b = appendShape(b, p)
		}
		return b
	case orb.LineString:
		return appendPoints(header(b, wkbLineString), g)
	case orb.MultiLineString:
		b = count(header(b, wkbMultiLineString), len(g))
		for _, l := range g {
			b = appendShape(b, l)
		}
		return b
	case orb.Ring:
		return appendShape(b, orb.Polygon{g})
	case orb.Bound:
		if !g.IsEmpty() {
			return appendShape(b, g.ToPolygon())
		}
	case orb.Polygon:
		if len(g) == 0 || len(g[0]) == 0 {
			break
		}
		b = count(header(b, wkbPolygon), len(g))
		for _, r := range g {
			b = appendPoints(b, r)
		}
		return b
	case orb.MultiPolygon:
		return appendMultiPolygon(b, g)
	case orb.Collection:
		b = count(header(b, wkbCollection), len(g))
		for _, part := range g {
			b = appendShape(b, part)
		}
		return b
	}
	return count(header(b, wkbCollection), 0)
}

func appendMultiPolygon(b []byte, m orb.MultiPolygon) []byte {
	n := 0
	for _, p := range m {
		if len(p) > 0 && len(p[0]) > 0 {
			n++
		}
	}
	b = count(header(b, wkbMultiPolygon), n)
	for _, p := range m {
		if len(p) > 0 && len(p[0]) > 0 {
			b = appendShape(b, p)
		}
	}
	return b
}

func header(b []byte, code uint32) []byte {
	return binary.LittleEndian.AppendUint32(append(b, 1), code)
}

func count(b []byte, n int) []byte { return binary.LittleEndian.AppendUint32(b, uint32(n)) }

func appendPoints(b []byte, points []orb.Point) []byte {
	b = count(b, len(points))
	for _, p := range points {
		b = appendPoint(b, p)
	}
	return b
}

func appendPoint(b []byte, p orb.Point) []byte {
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
}

// decode reads the areas of a shape that GEOS wrote and drops its lines and
// points.
func decode(wkb []byte) (orb.MultiPolygon, error) {
	d := decoder{rest: wkb}
	d.shape()
	if d.err != nil {
		return nil, d.err
	}
	return sound(d.areas), nil
}

type decoder struct {
	rest  []byte
	areas orb.MultiPolygon
	err   error
}

func (d *decoder) shape() {
	if len(d.rest) < 5 || d.rest[0] != 1 {
		d.fail()
		return
	}
	d.rest = d.rest[1:]
	switch code := d.uint32(); code {
	case wkbPoint:
		if len(d.rest) < 16 {
			d.fail()
			return
		}
		d.rest = d.rest[16:]
	case wkbLineString:
		d.points()
	case wkbPolygon:
		n := d.uint32()
		var p orb.Polygon
		for range n {
			if d.err != nil {
				return
			}
			p = append(p, d.points())
		}
		if len(p) > 0 {
			d.areas = append(d.areas, p)
		}
	case wkbMultiPoint, wkbMultiLineString, wkbMultiPolygon, wkbCollection:
		n := d.uint32()
		for range n {
			if d.err != nil {
				return
			}
			d.shape()
		}
	default:
		d.fail()
	}
}

func (d *decoder) points() orb.Ring {
	n := int(d.uint32())
	if d.err != nil || len(d.rest)/16 < n {
		d.fail()
		return nil
	}
	r := make(orb.Ring, n)
	for i := range r {
		r[i][0] = math.Float64frombits(binary.LittleEndian.Uint64(d.rest[16*i:]))
		r[i][1] = math.Float64frombits(binary.LittleEndian.Uint64(d.rest[16*i+8:]))
	}
	d.rest = d.rest[16*n:]
	return r
}

func (d *decoder) uint32() uint32 {
	if len(d.rest) < 4 {
		d.fail()
		return 0
	}
	v := binary.LittleEndian.Uint32(d.rest)
	d.rest = d.rest[4:]
	return v
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = fmt.Errorf("%w: unreadable result", ErrTopology)
	}
	d.rest = nil
}

// eachPoint calls do with every point of g until do returns false.
func eachPoint(g orb.Geometry, do func(orb.Point) bool) bool {
	path := func(points []orb.Point) bool {
		for _, p := range points {
			if !do(p) {
				return false
			}
		}
		return true
	}
	switch g := g.(type) {
	case orb.Point:
		return do(g)
	case orb.MultiPoint:
		return path(g)
	case orb.LineString:
		return path(g)
	case orb.Ring:
		return path(g)
	case orb.Bound:
		return do(g.Min) && do(g.Max)
	case orb.MultiLineString:
		for _, l := range g {
			if !path(l) {
				return false
			}
		}
	case orb.Polygon:
		for _, r := range g {
			if !path(r) {
				return false
			}
		}
	case orb.MultiPolygon:
		for _, p := range g {
			if !eachPoint(p, do) {
				return false
			}
		}
	case orb.Collection:
		for _, part := range g {
			if !eachPoint(part, do) {
				return false
			}
		}
	}
	return true
}
