package vector

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"renewal/geo"
	"renewal/geo/crs"
)

// GeoJSON (RFC 7946): a FeatureCollection, a Feature or a bare geometry, or
// several of them one after the other (newline-delimited, with or without the
// record separators of RFC 8142), as it is or packed by gzip.
//
// The system is EPSG:4326 unless a "crs" member of the 2008 specification states
// another; "crs": null states none. A text is UTF-8, or UTF-16 with a byte order
// mark; a file that is not, and GB18030 throughout, is read as that.
//
// A field is of integers, reals or texts, as its values in the whole file demand,
// also of features that are not asked for: truth values are integers, integers
// of more than 64 bits are texts, and so are nested values, as JSON. A number
// beyond the range of a float is no value. Of members that are there twice the
// last counts. Members "id" of the features become the field "id", unless there
// is a property of that name.
var geoJSON = format{reads: readsGeoJSON, read: readGeoJSON, layers: layersGeoJSON}

// readsGeoJSON goes by the name, and leaves the other formats that are called
// .json to GDAL: Esri's and TopoJSON.
func readsGeoJSON(file string, head []byte) bool {
	if isSequence(file) {
		return true
	}
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(file), ".gz")) {
	case ".geojson":
		return true
	case ".json":
		return !esriJSON.magic(head) && !topoJSON.magic(head)
	}
	return false
}

// isSequence reports whether the name is one of newline-delimited GeoJSON.
func isSequence(file string) bool {
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(file), ".gz")) {
	case ".geojsonl", ".geojsons", ".ndjson":
		return true
	}
	return false
}

// layerName is what GDAL calls the layer too: the file's name without endings.
func layerName(file string) string {
	base := filepath.Base(file)
	if strings.EqualFold(filepath.Ext(base), ".gz") {
		base = base[:len(base)-3]
	}
	return strings.TrimSuffix(base, filepath.Ext(base))
}

func readGeoJSON(ctx context.Context, src Source) (*geo.Layer, error) {
	f, err := os.Open(src.File)
	if err != nil {
		return nil, unreadable(src.File, cause(err))
	}
	defer f.Close()
	layer, name, err := decodeGeoJSON(ctx, f, src, blockSize)
	if err != nil {
		return nil, err
	}
	if src.Layer != "" && src.Layer != name && src.Layer != layerName(src.File) {
		return nil, fmt.Errorf("%s: %w %q: the file has %q", src.File, geo.ErrNoLayer, src.Layer, name)
	}
	return layer, nil
}

// decodeGeoJSON reads what r holds as if it were the file of src, in blocks of
// the given size. It also returns the name of the layer.
func decodeGeoJSON(ctx context.Context, r io.ReadSeeker, src Source, block int) (*geo.Layer, string, error) {
	d := &decoding{ctx: ctx, r: r, src: src, block: block}
	if err := d.all(nil); err != nil {
		return nil, "", err
	}
	layer, err := d.layer(d.read)
	if err != nil {
		return nil, "", err
	}
	layer.CRS, layer.Origin = d.system, d.origin
	return layer, d.title(), nil
}

// enoughText shows what the encoding is, from where it has begun to matter.
const enoughText = 16 << 20

// decoding reads a file, more than once if its encoding or the types of its
// fields turn out otherwise than it seemed.
type decoding struct {
	ctx    context.Context
	r      io.ReadSeeker
	src    Source
	block  int
	system string
	origin geo.Origin
	read   int64 // bytes of text
	*gathering
}

// all reads to the end. With counts, no shapes and values are kept.
func (d *decoding) all(c *counts) error {
	d.gathering = &gathering{src: d.src, count: c, kinds: map[string]geo.Type{}}
	stated, lenient := d.src.Encoding, false
	for {
		err := d.pass(stated, lenient)
		switch {
		case d.ctx.Err() != nil:
			return fmt.Errorf("%s: %w", d.src.File, d.ctx.Err())
		case err != nil && d.src.Encoding == "" && stated == "" && !lenient:
			// Bytes of GB18030 may pass for syntax, too.
			var place textError
			if at := new(textError); errors.As(err, &at) {
				place = *at
			}
			if d.rewind() == nil && looksGB(d.r, place.at+enoughText) {
				stated = "GB18030"
			} else if lenient = true; !errors.Is(err, errNotUTF8) {
				return unreadable(d.src.File, err)
			}
			d.gathering = &gathering{src: d.src, count: c, kinds: map[string]geo.Type{}}
			continue
		case err != nil && !lenient && errors.Is(err, errNotUTF8):
			lenient = true
			d.gathering = &gathering{src: d.src, count: c, kinds: map[string]geo.Type{}}
			continue
		case err != nil:
			return unreadable(d.src.File, err)
		}
		if _, err := compile(d.src.Where, d.fields(), d.src.File); err != nil {
			return err
		}
		if !d.wrong {
			break
		}
		sure := &gathering{src: d.src, count: c, kinds: map[string]geo.Type{}, sure: true, byIDs: d.byName["id"] == nil}
		for _, f := range d.fields() {
			sure.kinds[f.Name] = f.Type
		}
		d.gathering = sure
	}
	if stated != d.src.Encoding {
		d.origin.EncodingBy = geo.Detected
	}
	var err error
	d.system, d.origin.CRSBy, err = systemOf(d.crs, d.src.CRS)
	if err != nil {
		return fmt.Errorf("%s: %w", d.src.File, err)
	}
	return nil
}

func (d *decoding) rewind() error {
	_, err := d.r.Seek(0, io.SeekStart)
	return err
}

// pass reads the file once.
func (d *decoding) pass(encoding string, lenient bool) error {
	if err := d.rewind(); err != nil {
		return cause(err)
	}
	text, err := unpack(d.r, encoding)
	if err != nil {
		return err
	}
	fields := wanted(d.src)
	team := newCrew(fields, d.add)
	g := &geoReader{table: table{wanted: fields}, s: newScanner(d.ctx, text, d.block), crew: team}
	g.s.lenient = lenient
	g.document()
	last := g.take()
	last.err = g.s.err
	team.pass(last)
	team.finish()
	d.read = g.s.read
	d.origin = geo.Origin{Format: "GeoJSON", Encoding: text.encoding, EncodingBy: text.by}
	if g.objects > 1 || g.records || g.features == 0 && isSequence(d.src.File) {
		d.origin.Format = "GeoJSONSeq"
	}
	return d.err
}

// wanted are the fields to read, nil for all.
func wanted(src Source) map[string]bool {
	if src.Fields == nil {
		return nil
	}
	names := map[string]bool{}
	for _, name := range src.Fields {
		names[name] = true
	}
	for _, c := range src.Where {
		names[c.Field] = true
	}
	return names
}

// title is the name of the layer.
func (d *decoding) title() string {
	if d.name != "" {
		return d.name
	}
	return layerName(d.src.File)
}

func layersGeoJSON(ctx context.Context, file string) ([]Info, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, unreadable(file, cause(err))
	}
	defer f.Close()
	c := &counts{extent: geo.Bound(nil)}
	d := &decoding{ctx: ctx, r: f, src: Source{File: file}, block: blockSize}
	if err := d.all(c); err != nil {
		return nil, err
	}
	info := Info{Name: d.title(), Count: d.n, CRS: d.system, Geometry: commonType(c.types),
		Extent: c.extent, Fields: d.fields(), Origin: d.origin}
	if d.system != "" {
		c, err := crs.Parse(d.system)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		info.CRSName = c.Name()
	}
	return []Info{info}, nil
}
