package vector

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/transform"

	"renewal/geo"
	"renewal/geo/crs"
)

// GeoJSON (RFC 7946): a FeatureCollection, a Feature or a bare geometry, or
// several of them one after the other (newline-delimited, with or without the
// record separators of RFC 8142), as it is or packed by gzip.
//
// The system is EPSG:4326 unless a "crs" member of the 2008 specification states
// another; "crs": null states none. A field is of integers, reals or texts, as
// its values demand: truth values are integers, integers of more than 64 bits
// are texts, and so are nested values, as JSON. Members "id" of the features
// become the field "id", unless there is a property of that name.
var geoJSON = format{reads: readsGeoJSON, read: readGeoJSON, layers: layersGeoJSON}

// readsGeoJSON goes by the name, and leaves the other formats that are called
// .json to GDAL: Esri's and TopoJSON.
func readsGeoJSON(file string, head []byte) bool {
	name := strings.TrimSuffix(strings.ToLower(file), ".gz")
	switch filepath.Ext(name) {
	case ".geojson", ".geojsonl", ".geojsons", ".ndjson":
		return true
	case ".json":
		return !bytes.Contains(head, []byte(`"esri`)) && !bytes.Contains(head, []byte(`"Topology"`))
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
	layer, name, err := decodeGeoJSON(ctx, f, src)
	if err != nil {
		return nil, err
	}
	if src.Layer != "" && src.Layer != name && src.Layer != layerName(src.File) {
		return nil, fmt.Errorf("%s: %w %q: the file has %q", src.File, geo.ErrNoLayer, src.Layer, name)
	}
	return layer, nil
}

// decodeGeoJSON reads a stream as if it were the file of src. It also returns
// the name of the layer.
func decodeGeoJSON(ctx context.Context, r io.Reader, src Source) (*geo.Layer, string, error) {
	in, err := unpack(r, src.Encoding)
	if err != nil {
		return nil, "", unreadable(src.File, err)
	}
	g := &geoReader{ctx: ctx, s: newScanner(in)}
	if src.Fields != nil {
		g.wanted = map[string]bool{}
		for _, name := range src.Fields {
			g.wanted[name] = true
		}
	}
	g.document()
	if g.s.err != nil {
		if ctx.Err() != nil {
			return nil, "", fmt.Errorf("%s: %w", src.File, ctx.Err())
		}
		return nil, "", unreadable(src.File, g.s.err)
	}
	layer := &geo.Layer{Source: src.File, Shapes: g.shapes}
	if src.CRS == "" {
		if layer.CRS, err = g.system(); err != nil {
			return nil, "", fmt.Errorf("%s: %w", src.File, err)
		}
	}
	if layer.Columns, err = g.fields(src); err != nil {
		return nil, "", err
	}
	name := g.name
	if name == "" {
		name = layerName(src.File)
	}
	return layer, name, nil
}

// unpack undoes gzip, a byte order mark and an encoding other than UTF-8.
func unpack(r io.Reader, encoding string) (io.Reader, error) {
	enc, err := normalEncoding(encoding)
	if err != nil {
		return nil, err
	}
	b := bufio.NewReaderSize(r, 1<<16)
	if magic, _ := b.Peek(2); len(magic) == 2 && magic[0] == 0x1F && magic[1] == 0x8B {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		b = bufio.NewReaderSize(z, 1<<16)
	}
	if mark, _ := b.Peek(3); string(mark) == "\uFEFF" {
		b.Discard(3)
	}
	if d := decoder(enc); d != nil {
		return transform.NewReader(b, d), nil
	}
	return b, nil
}

// system is the coordinate system of what has been read, "" for none.
func (g *geoReader) system() (string, error) {
	if g.crs == nil {
		return "EPSG:4326", nil
	}
	if string(g.crs) == "null" {
		return "", nil
	}
	var member struct {
		Type       string
		Properties struct{ Name string }
	}
	if err := json.Unmarshal(g.crs, &member); err != nil || member.Type != "name" {
		return "", fmt.Errorf("%w: crs member %.80s", geo.ErrBadCRS, g.crs)
	}
	c, err := crs.Parse(member.Properties.Name)
	if err != nil {
		return "", err
	}
	return c.Definition(), nil
}

// fields finishes the columns, in the order of the file or as src has it.
func (g *geoReader) fields(src Source) ([]geo.Column, error) {
	n := len(g.shapes)
	if g.hasIDs && g.byName["id"] == nil {
		g.ids.Name = "id"
		g.columns = slices.Insert(g.columns, 0, &g.ids)
	}
	var columns []geo.Column
	if src.Fields == nil {
		for _, c := range g.columns {
			columns = append(columns, c.finish(n))
		}
		return columns, nil
	}
	for _, name := range src.Fields {
		i := slices.IndexFunc(g.columns, func(c *growing) bool { return c.Name == name })
		if i < 0 {
			var have []string
			for _, c := range g.columns {
				have = append(have, c.Name)
			}
			return nil, noField(src.File, name, have)
		}
		columns = append(columns, g.columns[i].finish(n))
	}
	return columns, nil
}

func layersGeoJSON(ctx context.Context, file string) ([]Info, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, unreadable(file, cause(err))
	}
	defer f.Close()
	layer, name, err := decodeGeoJSON(ctx, f, Source{File: file})
	if err != nil {
		return nil, err
	}
	info := Info{Name: name, Count: layer.Len(), CRS: layer.CRS, Geometry: commonType(layer.Shapes), Extent: geo.Bound(nil)}
	if layer.CRS != "" {
		c, err := crs.Parse(layer.CRS)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		info.CRSName = c.Name()
	}
	for _, g := range layer.Shapes {
		if b := geo.Bound(g); !b.IsEmpty() {
			if info.Extent.IsEmpty() {
				info.Extent = b
			}
			info.Extent = info.Extent.Union(b)
		}
	}
	for _, c := range layer.Columns {
		info.Fields = append(info.Fields, Field{c.Name, c.Type})
	}
	return []Info{info}, nil
}
