package vector

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector/geojson"
)

// writeGeoJSONFile writes a layer in WGS 84, a feature a line in a frame or, as
// the name says, without one, and packed or not.
func writeGeoJSONFile(ctx context.Context, path string, system crs.CRS, o Output) (err error) {
	layer, err := inWGS84(ctx, o.Layer, system)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	defer func() {
		if e := f.Close(); err == nil && e != nil {
			err = fmt.Errorf("%s: %w", path, cause(e))
		}
	}()
	b := bufio.NewWriterSize(f, 1<<16)
	var out io.Writer = b
	name, packed := strings.CutSuffix(strings.ToLower(path), ".gz")
	end := b.Flush
	if packed {
		z := gzip.NewWriter(b) // without a time
		out, end = z, func() error {
			if err := z.Close(); err != nil {
				return err
			}
			return b.Flush()
		}
	}
	if filepath.Ext(name) != ".geojson" {
		out = &unframed{to: out}
	}
	if err := geojson.Write(ctx, out, layer, o.IDField); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := end(); err != nil {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	return nil
}

// looks is after how many shapes the context is looked at.
const looks = 256

// inWGS84 is the layer with its shapes taken to WGS 84.
func inWGS84(ctx context.Context, layer *geo.Layer, system crs.CRS) (*geo.Layer, error) {
	wgs84, err := crs.Parse("EPSG:4326")
	if err != nil {
		return nil, err
	}
	if system.IsZero() {
		return nil, fmt.Errorf("layer %q: %w, and GeoJSON is in WGS 84", layer.Name, geo.ErrNoCRS)
	}
	if system.Same(wgs84) {
		return layer, nil
	}
	t, err := crs.NewTransform(system, wgs84)
	if err != nil {
		return nil, err
	}
	moved := *layer
	moved.Shapes = make([]orb.Geometry, len(layer.Shapes))
	for i, g := range layer.Shapes {
		if i%looks == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := finite(g); err != nil {
			return nil, rowError(layer, i, err)
		}
		if moved.Shapes[i], err = t.Shape(g); err != nil {
			return nil, rowError(layer, i, err)
		}
	}
	return &moved, nil
}

// unframed passes on the features of a FeatureCollection that has one a line, and
// nothing else. No line breaks stand in a feature.
type unframed struct {
	to   io.Writer
	line []byte // as far as it has come
}

func (u *unframed) Write(p []byte) (int, error) {
	written := len(p)
	for {
		part, rest, ended := bytes.Cut(p, []byte("\n"))
		u.line = append(u.line, part...)
		if !ended {
			return written, nil
		}
		if bytes.HasPrefix(u.line, []byte(`{"type":"Feature",`)) {
			u.line = append(bytes.TrimSuffix(u.line, []byte(",")), '\n')
			if _, err := u.to.Write(u.line); err != nil {
				return 0, err
			}
		}
		u.line, p = u.line[:0], rest
	}
}
