package geojson

import "github.com/paulmach/orb"

// geoReader turns a stream of GeoJSON into rows.
type geoReader struct {
	table
	s        *scanner
	crew     *crew // that may take over blocks; nil if there is none
	shapes   []orb.Geometry
	ids      growing
	crs      []byte // the crs member, nil if there is none
	name     string
	arena    arena
	objects  int  // at the outermost level
	features int  // arrays of them
	records  bool // there was a record separator
}

// entity is an object as far as it has been read: of members that came before
// it was known what they mean, the text is kept.
type entity struct {
	kind       string
	shape      orb.Geometry
	hasShape   bool // the geometry of a Feature has been read
	geometry   captured
	properties captured
	points     captured // "coordinates"
	parts      orb.Collection
	hasParts   bool // "geometries" have been read
	features   bool
}

// captured is a piece of text and where it stood.
type captured struct {
	text []byte // nil if there was none
	at   int64
	line int
}

func (g *geoReader) captured() captured {
	g.s.next()
	c := captured{at: g.s.offset(), line: g.s.line}
	c.text = g.s.capture(nil, 0)
	return c
}

// later runs do on a captured piece.
func (g *geoReader) later(c captured, do func()) {
	outer := g.s
	if outer.err != nil {
		return
	}
	g.s = &scanner{}
	g.s.reset(c.text, c.at, c.line)
	g.s.fixed = true
	do()
	outer.err = g.s.err
	if outer.err != nil {
		outer.pos, outer.end, outer.r = 0, 0, nil
	}
	g.s = outer
}

// document reads one object after the other to the end of the stream.
func (g *geoReader) document() {
	for g.s.err == nil {
		switch g.s.next() {
		case 0:
			if g.s.pos < g.s.end || g.objects == 0 {
				g.s.unexpected("an object")
			}
			return
		case 0x1E:
			g.s.pos++
			g.records = true
		case '{':
			g.top()
			for g.split(true) {
				g.objects += 2
			}
		default:
			g.s.unexpected("an object")
		}
	}
}

// top reads an object at the outermost level.
func (g *geoReader) top() {
	var e entity
	g.objects++
	g.s.take('{')
	for first := true; g.s.more(&first, '}'); {
		key := g.s.key()
		switch {
		case string(key) == "features":
			e.features = true
			g.array()
		case string(key) == "crs":
			g.crs = g.captured().text
		case string(key) == "name" && g.s.next() == '"':
			g.name = string(g.s.str())
		default:
			g.member(&e, key, 0)
		}
	}
	if e.kind == "FeatureCollection" {
		if !e.features {
			g.s.fail(`a FeatureCollection without "features"`)
		}
		return
	}
	if e.features {
		g.s.fail(`"features" in an object of type %q`, e.kind)
		return
	}
	g.row(&e)
}

// array reads an array of features.
func (g *geoReader) array() {
	if g.s.next() != '[' {
		g.s.unexpected("an array of features")
		return
	}
	g.features++
	g.s.pos++
	for first := true; g.s.more(&first, ']'); {
		g.feature()
		for g.crew != nil && g.split(false) {
		}
	}
}

// feature reads a Feature: nothing else may stand here, so its members can be
// read as they come.
func (g *geoReader) feature() {
	if g.s.next() != '{' {
		g.s.unexpected("a feature")
		return
	}
	e := entity{kind: "Feature"}
	g.s.pos++
	for first := true; g.s.more(&first, '}'); {
		g.member(&e, g.s.key(), 0)
	}
	if e.kind != "Feature" {
		g.s.fail("a feature expected, not %.40q", e.kind)
	}
	g.row(&e)
}

// member reads one member of a Feature or geometry.
func (g *geoReader) member(e *entity, key []byte, depth int) {
	s := g.s
	switch string(key) {
	case "type":
		e.kind = kindName(s.str())
	case "geometry":
		if e.kind != "Feature" {
			e.geometry = g.captured()
			return
		}
		e.shape, e.hasShape = g.geometry(depth), true
	case "properties":
		if e.kind != "Feature" {
			e.properties = g.captured()
			return
		}
		g.properties()
	case "coordinates":
		if shape, ok := g.coordinates(e.kind); ok {
			e.shape, e.hasShape = shape, true
			return
		}
		e.points = g.captured()
	case "geometries":
		e.parts, e.hasParts = g.geometries(depth), true
	case "id":
		if depth > 0 {
			s.skip(0)
			return
		}
		if g.wanted != nil && !g.wanted["id"] {
			s.skip(0)
			return
		}
		g.ids.table = &g.table
		g.value(&g.ids, len(g.shapes))
	default:
		s.skip(0)
	}
}

// kindName returns one of few strings, so that a feature costs none.
func kindName(name []byte) string {
	for _, k := range [...]string{"Feature", "Polygon", "MultiPolygon", "Point", "LineString",
		"MultiLineString", "MultiPoint", "GeometryCollection", "FeatureCollection"} {
		if string(name) == k {
			return k
		}
	}
	return string(name)
}

// row adds the feature, or the bare geometry, that e has become.
func (g *geoReader) row(e *entity) {
	if g.s.err != nil {
		return
	}
	switch e.kind {
	case "Feature":
		if e.geometry.text != nil {
			g.later(e.geometry, func() { e.shape = g.geometry(0) })
		}
		if e.properties.text != nil {
			g.later(e.properties, g.properties)
		}
	case "":
		g.s.fail(`not GeoJSON: an object without "type"`)
	default:
		e.shape = g.finish(e)
	}
	if g.s.err != nil {
		return
	}
	g.shapes = append(g.shapes, e.shape)
	if g.crew != nil && (len(g.shapes) == maxRows || len(g.texts) > blockSize) {
		g.crew.pass(g.take())
	}
}

// properties reads those of the feature that is next to be added.
func (g *geoReader) properties() {
	s := g.s
	g.next = 0
	if s.next() == 'n' {
		s.skip(0)
		return
	}
	if !s.take('{') {
		return
	}
	for first := true; s.more(&first, '}'); {
		switch c := g.column(s.key()); {
		case c == nil && g.wanted == nil:
			s.fail("more than %d fields", maxColumns)
		case c == nil || c.skip:
			s.skip(0)
		default:
			g.value(c, len(g.shapes))
		}
	}
}

// value reads the value of a field.
func (g *geoReader) value(c *growing, row int) {
	s := g.s
	switch s.next() {
	case '"':
		c.setText(row, s.str())
	case '{', '[':
		c.setText(row, s.capture(nil, 1))
	default:
		word := s.word()
		switch string(word) {
		case "null":
			c.null(row)
		case "true":
			c.setInteger(row, 1)
		case "false":
			c.setInteger(row, 0)
		default:
			n, ok := parseNumber(word)
			switch {
			case !ok:
				s.badWord(word)
			case n.whole:
				c.setInteger(row, n.integer)
			case n.big:
				c.setText(row, word)
			default:
				c.setReal(row, n.real)
			}
		}
	}
}
