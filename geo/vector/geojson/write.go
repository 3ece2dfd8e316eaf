package geojson

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

// Write writes a layer, whose shapes are longitudes and latitudes of WGS
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
func Write(ctx context.Context, w io.Writer, layer *geo.Layer, ids string) error {
	base, err := newJSONWriter(layer, ids)
	if err != nil {
		return err
	}
	var failed error
	send := func(p written) {
		if failed == nil {
			failed = p.err
		}
		if failed == nil {
			_, failed = w.Write(*p.text)
		}
		blocks.Put(p.text)
	}
	lines := line[int, written]{sink: send, worker: func() func(int) written {
		j := *base
		return j.features
	}}
	if _, err := io.WriteString(w, `{"type":"FeatureCollection","features":[`); err != nil {
		return err
	}
	for from := 0; from < layer.Len() && failed == nil && ctx.Err() == nil; from += page {
		lines.put(from)
	}
	lines.finish()
	switch {
	case failed != nil:
		return failed
	case ctx.Err() != nil:
		return ctx.Err()
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

// page is how many features are written at a time: of large areas a megabyte or two.
const page = 64

// written is the text of a page.
type written struct {
	text *[]byte
	err  error
}

type jsonWriter struct {
	layer   *geo.Layer
	ids     string
	idKey   []byte // the name of the ID column, as JSON and with a colon
	columns []*geo.Column
	keys    []string // the names of the columns, likewise
	buf     []byte
	bad     *orb.Point // the first coordinate that is not finite
	path    []orb.Point
}

func newJSONWriter(layer *geo.Layer, ids string) (*jsonWriter, error) {
	j := &jsonWriter{layer: layer, ids: ids, idKey: append(appendString(nil, ids), ':')}
	if ids != "" && len(layer.IDs) != layer.Len() {
		return nil, fmt.Errorf("%s: %d IDs for %d features", layer.Source, len(layer.IDs), layer.Len())
	}
	for i := range layer.Columns {
		c := &layer.Columns[i]
		if c.Len() != layer.Len() {
			return nil, fmt.Errorf("%s: field %q has %d values for %d features", layer.Source, c.Name, c.Len(), layer.Len())
		}
		if ids == "" || c.Name != ids {
			j.columns = append(j.columns, c)
			j.keys = append(j.keys, string(append(appendString(nil, c.Name), ':')))
		}
	}
	return j, nil
}

// features writes a page, which begins at the given feature.
func (j *jsonWriter) features(from int) written {
	text := blocks.Get().(*[]byte)
	j.buf = (*text)[:0]
	var err error
	for i := from; i < min(from+page, j.layer.Len()) && err == nil; i++ {
		if i > 0 {
			j.buf = append(j.buf, ',')
		}
		err = j.feature(i)
	}
	*text = j.buf
	return written{text, err}
}

func (j *jsonWriter) feature(i int) error {
	j.text("\n{\"type\":\"Feature\"")
	if j.ids != "" {
		j.text(`,"id":`)
		j.buf = appendString(j.buf, j.layer.IDs[i])
	}
	j.text(`,"properties":{`)
	if j.ids != "" {
		j.buf = appendString(append(j.buf, j.idKey...), j.layer.IDs[i])
	}
	for k, c := range j.columns {
		if k > 0 || j.ids != "" {
			j.buf = append(j.buf, ',')
		}
		j.text(j.keys[k])
		j.buf = appendValue(j.buf, c, i)
	}
	j.text(`},"geometry":`)
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
		return appendString(b, c.Texts[i])
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
func appendString[T string | []byte](b []byte, text T) []byte {
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
			if r, n = utf8.DecodeRuneInString(string(text[i:min(i+utf8.UTFMax, len(text))])); r != utf8.RuneError || n > 1 {
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
