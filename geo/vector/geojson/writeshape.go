package geojson

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

func (j *jsonWriter) geometry(g orb.Geometry) {
	switch g := g.(type) {
	case nil:
		j.text("null")
		return
	case orb.Ring:
		j.geometry(orb.Polygon{g})
		return
	case orb.Bound:
		j.geometry(g.ToPolygon())
		return
	}
	j.text(`{"type":"`)
	j.text(g.GeoJSONType())
	if parts, ok := g.(orb.Collection); ok {
		j.text(`","geometries":`)
		list(j, parts, j.geometry)
		j.text("}")
		return
	}
	j.text(`","coordinates":`)
	switch g := g.(type) {
	case orb.Point:
		j.point(g)
	case orb.MultiPoint:
		list(j, g, j.point)
	case orb.LineString:
		list(j, g, j.point)
	case orb.MultiLineString:
		list(j, g, func(l orb.LineString) { list(j, l, j.point) })
	case orb.Polygon:
		j.polygon(g)
	case orb.MultiPolygon:
		list(j, g, j.polygon)
	}
	j.text("}")
}

func (j *jsonWriter) text(s string) { j.buf = append(j.buf, s...) }

func list[S ~[]T, T any](j *jsonWriter, items S, write func(T)) {
	j.buf = append(j.buf, '[')
	for i, item := range items {
		if i > 0 {
			j.buf = append(j.buf, ',')
		}
		write(item)
	}
	j.buf = append(j.buf, ']')
}

func (j *jsonWriter) polygon(p orb.Polygon) {
	j.buf = append(j.buf, '[')
	for i, r := range p {
		if i > 0 {
			j.buf = append(j.buf, ',')
		}
		j.ring(r, i == 0)
	}
	j.buf = append(j.buf, ']')
}

// ring writes a ring in the sense that the right-hand rule asks for. The sense
// is that of the rounded ring, so that reading and writing again changes
// nothing.
func (j *jsonWriter) ring(r orb.Ring, shell bool) {
	path := j.path[:0]
	for _, p := range r {
		path = append(path, orb.Point{rounded(p[0]), rounded(p[1])})
	}
	if n := len(path); n > 0 && path[0] != path[n-1] {
		path = append(path, path[0])
	}
	j.path = path
	if turns := turn(path); turns > 0 && !shell || turns < 0 && shell {
		for a, b := 0, len(path)-1; a < b; a, b = a+1, b-1 {
			path[a], path[b] = path[b], path[a]
		}
	}
	list(j, path, j.point)
}

// turn is positive for a ring that runs counter-clockwise. It is the difference
// of the areas of the ring and its reverse, so that reversal changes the sign
// and nothing else, however thin the ring.
func turn(r orb.Ring) float64 {
	if len(r) < 3 {
		return 0
	}
	o := r[0]
	there, back := 0.0, 0.0
	for i, n := 1, len(r); i+1 < n; i++ {
		a, b := r[i], r[i+1]
		there += (a[0]-o[0])*(b[1]-o[1]) - (b[0]-o[0])*(a[1]-o[1])
		a, b = r[n-1-i], r[n-2-i]
		back += (a[0]-o[0])*(b[1]-o[1]) - (b[0]-o[0])*(a[1]-o[1])
	}
	return there - back
}

func (j *jsonWriter) point(p orb.Point) {
	if p[0]-p[0] != 0 || p[1]-p[1] != 0 {
		if j.bad == nil {
			at := p // p itself need not be on the heap
			j.bad = &at
		}
		return
	}
	j.buf = append(j.buf, '[')
	j.buf = appendOrdinate(j.buf, p[0])
	j.buf = append(j.buf, ',')
	j.buf = appendOrdinate(j.buf, p[1])
	j.buf = append(j.buf, ']')
}

// small is the bound up to which v·1e9 is an integer that a float holds with a
// bit to spare, so that rounding and reading back give the same integer.
const small = 2e6

// rounded is v rounded to 9 decimals, as reading what appendOrdinate writes
// gives it.
func rounded(v float64) float64 {
	if math.Abs(v) < small {
		return math.Round(v*1e9)/1e9 + 0 // no negative zero
	}
	if math.Abs(v) < 1<<23 {
		w, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 9, 64), 64)
		return w
	}
	return v // floats lie further apart than 1e-9
}

// pairs are the numbers of two digits.
const pairs = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"

// appendOrdinate writes v with at most 9 decimals and no zeros at their end.
func appendOrdinate(b []byte, v float64) []byte {
	if !(math.Abs(v) < small) {
		b = strconv.AppendFloat(b, v, 'f', 9, 64)
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if b[len(b)-1] == '.' {
			b = b[:len(b)-1]
		}
		return b
	}
	n := int64(math.Round(v * 1e9))
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	whole, part := n/1e9, n%1e9
	b = strconv.AppendInt(b, whole, 10)
	if part == 0 {
		return b
	}
	var digits [10]byte
	digits[0] = '.'
	digits[9] = byte('0' + part%10)
	part /= 10
	for i := 7; i > 0; i -= 2 {
		two := part % 100 * 2
		digits[i], digits[i+1] = pairs[two], pairs[two+1]
		part /= 100
	}
	end := 10
	for digits[end-1] == '0' {
		end--
	}
	return append(b, digits[:end]...)
}
