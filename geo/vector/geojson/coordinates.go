package geojson

import "github.com/paulmach/orb"

// arena hands out room for points and rings in large pieces.
type arena struct {
	path   []orb.Point // the path being read
	points []orb.Point
	rings  []orb.Ring
	parts  []orb.Ring // the polygon being read
}

// keep returns a copy of the path that has been read.
func (a *arena) keep() []orb.Point {
	n := len(a.path)
	if n == 0 {
		return []orb.Point{}
	}
	if n > len(a.points) {
		if n > 1024 {
			return append([]orb.Point(nil), a.path...)
		}
		a.points = make([]orb.Point, 16<<10)
	}
	kept := a.points[:n:n]
	a.points = a.points[n:]
	copy(kept, a.path)
	return kept
}

// keepRings returns a copy of the rings that have been read.
func (a *arena) keepRings() orb.Polygon {
	n := len(a.parts)
	if n == 0 {
		return orb.Polygon{}
	}
	if n > len(a.rings) {
		a.rings = make([]orb.Ring, max(n, 1024))
	}
	kept := a.rings[:n:n]
	a.rings = a.rings[n:]
	copy(kept, a.parts)
	return kept
}

// geometry reads a geometry object or null.
func (g *geoReader) geometry(depth int) orb.Geometry {
	s := g.s
	if s.next() == 'n' {
		s.skip(0)
		return nil
	}
	if depth > maxCollections {
		s.fail("collections nested more than %d deep", maxCollections)
		return nil
	}
	if s.next() != '{' {
		s.unexpected("a geometry")
		return nil
	}
	s.pos++
	var e entity
	for first := true; s.more(&first, '}'); {
		key := s.key()
		switch string(key) {
		case "type", "coordinates", "geometries":
			g.member(&e, key, depth+1)
		default:
			s.skip(0)
		}
	}
	return g.finish(&e)
}

// finish makes the shape of a geometry whose members have been read.
func (g *geoReader) finish(e *entity) (shape orb.Geometry) {
	switch {
	case g.s.err != nil:
	case e.kind == "":
		g.s.fail(`a geometry without "type"`)
	case e.kind == "GeometryCollection":
		if !e.hasParts {
			g.s.fail(`a GeometryCollection without "geometries"`)
		}
		return e.parts
	case e.hasShape:
		return e.shape
	case e.points.text == nil:
		g.s.fail(`a %.40s without "coordinates"`, e.kind)
	default:
		g.later(e.points, func() {
			var ok bool
			if shape, ok = g.coordinates(e.kind); !ok {
				g.s.fail("unknown geometry type %.40q", e.kind)
			}
		})
	}
	return shape
}

func (g *geoReader) geometries(depth int) orb.Collection {
	parts := orb.Collection{}
	if g.s.next() != '[' {
		g.s.unexpected("an array of geometries")
		return parts
	}
	g.s.pos++
	for first := true; g.s.more(&first, ']'); {
		if part := g.geometry(depth); part != nil {
			parts = append(parts, part)
		}
	}
	return parts
}

// coordinates reads those of a geometry of the given type; ok is false, and
// nothing read, if that is none with coordinates.
func (g *geoReader) coordinates(kind string) (shape orb.Geometry, ok bool) {
	switch kind {
	case "Point":
		g.arena.path = g.arena.path[:0]
		g.position(true)
		if len(g.arena.path) == 0 {
			return nil, true
		}
		return g.arena.path[0], true
	case "LineString":
		return orb.LineString(g.path()), true
	case "MultiPoint":
		return orb.MultiPoint(g.path()), true
	case "Polygon":
		return g.polygon(), true
	case "MultiLineString":
		lines := orb.MultiLineString{}
		g.each(func() { lines = append(lines, g.path()) })
		return lines, true
	case "MultiPolygon":
		polygons := orb.MultiPolygon{}
		g.each(func() { polygons = append(polygons, g.polygon()) })
		return polygons, true
	}
	return nil, false
}

// each calls item at every item of an array.
func (g *geoReader) each(item func()) {
	if !g.s.take('[') {
		return
	}
	for first := true; g.s.more(&first, ']'); {
		item()
	}
}

func (g *geoReader) polygon() orb.Polygon {
	g.arena.parts = g.arena.parts[:0]
	if g.s.take('[') {
		for first := true; g.s.more(&first, ']'); {
			g.arena.parts = append(g.arena.parts, g.path())
		}
	}
	return g.arena.keepRings()
}

func (g *geoReader) path() []orb.Point {
	g.arena.path = g.arena.path[:0]
	if g.s.take('[') {
		for first := true; g.s.more(&first, ']'); {
			g.position(false)
			g.positions()
		}
	}
	return g.arena.keep()
}

// positions reads what follows of positions that are written plainly and lie in
// the buffer, and leaves the rest to position.
func (g *geoReader) positions() {
	b, i := g.s.buf[:g.s.end], g.s.pos
	path := g.arena.path
	for i+1 < len(b) && b[i] == ',' {
		at := i + 1
		for at < len(b) && (b[at] == ' ' || b[at] == '\t') {
			at++
		}
		if at == len(b) || b[at] != '[' {
			break
		}
		x, at := plainNumber(b, at+1)
		if at < 0 || b[at] != ',' {
			break
		}
		y, at := plainNumber(b, at+1)
		if at >= 0 && b[at] == ',' {
			_, at = plainNumber(b, at+1) // a height
		}
		if at < 0 || b[at] != ']' {
			break
		}
		path = append(path, orb.Point{x, y})
		i = at + 1
	}
	g.arena.path, g.s.pos = path, i
}

// position reads [x, y, …] and adds it to the path. Where empty is true it may
// be [].
func (g *geoReader) position(empty bool) {
	s := g.s
	if !s.take('[') {
		return
	}
	if empty && s.next() == ']' {
		s.pos++
		return
	}
	var p orb.Point
	p[0] = g.ordinate()
	if !s.take(',') {
		return
	}
	p[1] = g.ordinate()
	for s.next() == ',' {
		s.pos++
		s.skip(0)
	}
	if s.take(']') {
		g.arena.path = append(g.arena.path, p)
	}
}

func (g *geoReader) ordinate() float64 {
	word := g.s.word()
	n, ok := parseNumber(word)
	if !ok {
		g.s.badWord(word)
	}
	return n.real
}
