package vector

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// WriteGeoJSON writes a layer, whose shapes are longitudes and latitudes of WGS
// 84 already, as a FeatureCollection after RFC 7946, one feature a line. Shells
// run counter-clockwise and holes clockwise; open rings are closed. Coordinates
// are rounded to 9 decimals, about 0.1 mm. Properties stand in the order of the
// columns; nulls are null, and so are reals that are not finite. A real is never
// written like an integer.
//
// If ids is not "", the IDs of the layer become the member "id" of each feature
// and its first property, by the name ids, in place of any column of that name.
//
// A coordinate that is not finite is a geo.FeatureError with geo.ErrNotFinite.
// What has been written by then is of no use.
func WriteGeoJSON(ctx context.Context, w io.Writer, layer *geo.Layer, ids string) error {
	const flush = 1 << 16
	j := &jsonWriter{layer: layer, ids: ids, buf: make([]byte, 0, flush+1<<12)}
	if ids != "" && len(layer.IDs) != layer.Len() {
		return fmt.Errorf("%s: %d IDs for %d features", layer.Source, len(layer.IDs), layer.Len())
	}
	for i := range layer.Columns {
		c := &layer.Columns[i]
		if c.Len() != layer.Len() {
			return fmt.Errorf("%s: field %q has %d values for %d features", layer.Source, c.Name, c.Len(), layer.Len())
		}
		if ids == "" || c.Name != ids {
			j.columns = append(j.columns, c)
			j.keys = append(j.keys, string(append(appendString(nil, []byte(c.Name)), ':')))
		}
	}
	j.buf = append(j.buf, `{"type":"FeatureCollection","features":[`...)
	for i := range layer.Len() {
		if i%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if i > 0 {
			j.buf = append(j.buf, ',')
		}
		if err := j.feature(i); err != nil {
			return err
		}
		if len(j.buf) >= flush {
			if _, err := w.Write(j.buf); err != nil {
				return err
			}
			j.buf = j.buf[:0]
		}
	}
	j.buf = append(j.buf, "\n]}\n"...)
	_, err := w.Write(j.buf)
	return err
}

type jsonWriter struct {
	layer   *geo.Layer
	ids     string
	columns []*geo.Column
	keys    []string // the names of the columns, as JSON and with a colon
	buf     []byte
	bad     *orb.Point // the first coordinate that is not finite
	path    []orb.Point
}

func (j *jsonWriter) feature(i int) error {
	j.buf = append(j.buf, "\n{\"type\":\"Feature\""...)
	var id []byte
	if j.ids != "" {
		id = appendString(nil, []byte(j.layer.IDs[i]))
		j.buf = append(append(j.buf, `,"id":`...), id...)
	}
	j.buf = append(j.buf, `,"properties":{`...)
	if j.ids != "" {
		j.buf = append(appendString(j.buf, []byte(j.ids)), ':')
		j.buf = append(j.buf, id...)
	}
	for k, c := range j.columns {
		if k > 0 || j.ids != "" {
			j.buf = append(j.buf, ',')
		}
		j.buf = append(j.buf, j.keys[k]...)
		j.buf = appendValue(j.buf, c, i)
	}
	j.buf = append(j.buf, `},"geometry":`...)
	j.geometry(j.layer.Shapes[i])
	j.buf = append(j.buf, '}')
	if j.bad == nil {
		return nil
	}
	ref := geo.Ref{Layer: j.layer.Name, ID: strconv.Itoa(i)}
	if i < len(j.layer.IDs) {
		ref = j.layer.Ref(i)
	}
	return &geo.FeatureError{Ref: ref, Source: j.layer.Source, Op: "write", Place: j.bad, Err: geo.ErrNotFinite}
}

func appendValue(b []byte, c *geo.Column, i int) []byte {
	if c.Null(i) {
		return append(b, "null"...)
	}
	switch c.Type {
	case geo.Integer:
		return strconv.AppendInt(b, c.Integers[i], 10)
	case geo.Real:
		return appendReal(b, c.Reals[i])
	default:
		return appendString(b, []byte(c.Texts[i]))
	}
}

// appendReal writes a number as short as it can be without loss, with a decimal
// point or an exponent.
func appendReal(b []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(b, "null"...)
	}
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.AppendFloat(b, v, 'e', -1, 64)
	}
	b = strconv.AppendFloat(b, v, 'f', -1, 64)
	if v == math.Trunc(v) {
		b = append(b, ".0"...)
	}
	return b
}

// appendString writes a text as JSON.
func appendString(b, text []byte) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		n := 1
		var escape string
		switch {
		case c == '"':
			escape = `\"`
		case c == '\\':
			escape = `\\`
		case c == '\n':
			escape = `\n`
		case c == '\r':
			escape = `\r`
		case c == '\t':
			escape = `\t`
		case c < 0x20:
			escape = `\u00` + string(hex[c>>4]) + string(hex[c&15])
		default:
			var r rune
			if r, n = utf8.DecodeRune(text[i:]); r != utf8.RuneError || n > 1 {
				i += n
				continue
			}
			escape = "\uFFFD"
		}
		b = append(append(b, text[from:i]...), escape...)
		i += n
		from = i
	}
	return append(append(b, text[from:]...), '"')
}
