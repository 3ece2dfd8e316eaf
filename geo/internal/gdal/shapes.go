package gdal

import "github.com/paulmach/orb"

// The codes of bridge.h.
const (
	codeNull = iota
	codePoint
	codeLine
	codePolygon
	codeMultiPoint
	codeMultiLine
	codeMultiPolygon
	codeCollection
)

// stream is a list of shapes as it travels between Go and C; bridge.h tells the
// form.
type stream struct {
	codes  []int32
	points []orb.Point

	rings []orb.Ring // room for the rings to come
}

func (s *stream) next() int {
	v := s.codes[0]
	s.codes = s.codes[1:]
	return int(v)
}

// take cuts the next n points off the arena. Their capacity ends with them, so
// that an append by the caller does not run into the neighbour.
func (s *stream) take(n int) []orb.Point {
	p := s.points[:n:n]
	s.points = s.points[n:]
	return p
}

// shapes decodes n shapes. It trusts the stream, which comes from C.
func (s *stream) shapes(n int) []orb.Geometry {
	all := make([]orb.Geometry, n)
	for i := range all {
		all[i] = s.shape()
	}
	return all
}

func (s *stream) shape() orb.Geometry {
	switch s.next() {
	case codePoint:
		return s.take(s.next())[0]
	case codeLine:
		return orb.LineString(s.take(s.next()))
	case codePolygon:
		return s.polygon()
	case codeMultiPoint:
		return orb.MultiPoint(s.take(s.next()))
	case codeMultiLine:
		lines := make(orb.MultiLineString, s.next())
		for i := range lines {
			lines[i] = s.take(s.next())
		}
		return lines
	case codeMultiPolygon:
		polygons := make(orb.MultiPolygon, s.next())
		for i := range polygons {
			polygons[i] = s.polygon()
		}
		return polygons
	case codeCollection:
		parts := make(orb.Collection, 0, min(len(s.codes), 16))
		for range s.next() {
			if part := s.shape(); part != nil {
				parts = append(parts, part)
			}
		}
		return parts
	default:
		return nil
	}
}

func (s *stream) polygon() orb.Polygon {
	n := s.next()
	if n > len(s.rings) {
		s.rings = make([]orb.Ring, max(n, 1024))
	}
	p := orb.Polygon(s.rings[:n:n])
	s.rings = s.rings[n:]
	for i := range p {
		p[i] = s.take(s.next())
	}
	return p
}

// put appends a shape.
func (s *stream) put(g orb.Geometry) {
	switch g := g.(type) {
	case nil:
		s.code(codeNull)
	case orb.Point:
		s.code(codePoint, 1)
		s.points = append(s.points, g)
	case orb.LineString:
		s.code(codeLine)
		s.path(g)
	case orb.Ring:
		s.code(codePolygon, 1)
		s.path(g)
	case orb.Polygon:
		s.code(codePolygon)
		s.putRings(g)
	case orb.Bound:
		s.put(g.ToPolygon())
	case orb.MultiPoint:
		s.code(codeMultiPoint)
		s.path(g)
	case orb.MultiLineString:
		s.code(codeMultiLine, len(g))
		for _, l := range g {
			s.path(l)
		}
	case orb.MultiPolygon:
		s.code(codeMultiPolygon, len(g))
		for _, p := range g {
			s.putRings(p)
		}
	case orb.Collection:
		s.code(codeCollection, len(g))
		for _, part := range g {
			s.put(part)
		}
	}
}

func (s *stream) putRings(p orb.Polygon) {
	s.code(len(p))
	for _, r := range p {
		s.path(r)
	}
}

func (s *stream) path(points []orb.Point) {
	s.code(len(points))
	s.points = append(s.points, points...)
}

func (s *stream) code(values ...int) {
	for _, v := range values {
		s.codes = append(s.codes, int32(v))
	}
}
