package vector

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector/geojson"
)

// GeoJSON, whose reader knows nothing of coordinate systems and conditions. The
// system is EPSG:4326 unless a "crs" member of the 2008 specification states
// another; "crs": null states none.
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
	o := geojson.Options{Source: src.File, Encoding: src.Encoding, Sequence: isSequence(src.File), Fields: src.Fields}
	if src.Where != nil || src.Within != nil {
		o.Tested, o.Ready = chooser(src)
	}
	layer, head, err := geojson.Read(ctx, f, o)
	if err != nil {
		return nil, err
	}
	if layer.CRS, layer.Origin.CRSBy, err = systemOf(head.CRS, src.CRS); err != nil {
		return nil, fmt.Errorf("%s: %w", src.File, err)
	}
	if src.Layer != "" && src.Layer != head.Title && src.Layer != layerName(src.File) {
		return nil, fmt.Errorf("%s: %w %q: the file has %q", src.File, geo.ErrNoLayer, src.Layer, title(head, src.File))
	}
	return layer, nil
}

// title is the name of the layer.
func title(head geojson.Head, file string) string {
	if head.Title != "" {
		return head.Title
	}
	return layerName(file)
}

// chooser is what the conditions mean, and the fields they are on.
func chooser(src Source) (tested []string, ready func([]Field) (geojson.Keep, error)) {
	for _, c := range src.Where {
		tested = append(tested, c.Field)
	}
	return tested, func(fields []Field) (geojson.Keep, error) {
		tests, err := compile(src.Where, fields, src.File)
		return func(shapes []orb.Geometry, columns []geo.Column) []int {
			return keep(shapes, columns, tests, src.Within)
		}, err
	}
}

func layersGeoJSON(ctx context.Context, file string) ([]Info, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, unreadable(file, cause(err))
	}
	defer f.Close()
	s, err := geojson.Look(ctx, f, geojson.Options{Source: file, Sequence: isSequence(file)})
	if err != nil {
		return nil, err
	}
	info := Info{Name: title(s.Head, file), Count: s.Count, Geometry: s.Geometry, Extent: s.Extent, Fields: s.Fields, Origin: s.Origin}
	if info.CRS, info.Origin.CRSBy, err = systemOf(s.CRS, ""); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if info.CRS != "" {
		c, err := crs.Parse(info.CRS)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		info.CRSName = c.Name()
	}
	return []Info{info}, nil
}
