package vector

import (
	"context"
	"fmt"
	"slices"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/internal/gdal"
)

// parts are the places that a file consists of: the Shapefiles of a folder may
// each have an encoding of their own.
func (d *driver) parts(p place) []place {
	if p.folder && d == &shapefile {
		return p.shapefiles()
	}
	return []place{p}
}

func (d *driver) read(ctx context.Context, src Source, p place) (layer *geo.Layer, err error) {
	p, err = d.choosePart(p, src)
	if err != nil {
		return nil, err
	}
	data, a, err := d.dataset(p, src.Encoding)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := a.close(data); err == nil && e != nil {
			layer, err = nil, unreadable(src.File, told(e, p))
		}
	}()
	l, err := chooseLayer(data, src)
	if err != nil {
		return nil, err
	}
	source := src.File + ":" + l.Name
	layer = &geo.Layer{Source: source, Origin: geo.Origin{Format: d.name, Encoding: a.encoding, EncodingBy: a.by}}
	if src.CRS == "" {
		c, err := layerCRS(l)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", source, err)
		}
		if layer.CRS = c.Definition(); layer.CRS != "" {
			layer.Origin.CRSBy = d.systemBy()
		}
	}
	if len(l.Fields) > maxColumns && src.Fields == nil {
		return nil, unreadable(source, errWide)
	}
	wanted, err := d.choose(data, l, src, source, a.decode)
	if err != nil {
		return nil, err
	}
	if d.check != nil {
		err := d.check(data, l, wanted.fields, source)
		if data.Spent() {
			err = unreadable(source, gdal.ErrSpent)
		}
		if err != nil {
			return nil, err
		}
	}
	err = wanted.read(ctx, l, layer, p)
	if ctx.Err() != nil && err != nil {
		return nil, err
	}
	if data.Spent() {
		err = gdal.ErrSpent
	}
	if err != nil {
		return nil, unreadable(source, told(err, p))
	}
	return layer, nil
}

func (d *driver) systemBy() geo.Known {
	if d.system != "" {
		return d.system
	}
	return geo.InFile
}

// choosePart finds the Shapefile of a folder that is meant.
func (d *driver) choosePart(p place, src Source) (place, error) {
	parts := d.parts(p)
	if len(parts) == 1 {
		return parts[0], nil
	}
	names := make([]string, len(parts))
	for i, part := range parts {
		if names[i] = layerName(part.path); names[i] == src.Layer {
			return part, nil
		}
	}
	if src.Layer == "" {
		return p, fmt.Errorf("%s: %w named, and the file has several: %s", src.File, geo.ErrNoLayer, quoted(names))
	}
	return p, fmt.Errorf("%s: %w %q: the file has %s", src.File, geo.ErrNoLayer, src.Layer, quoted(names))
}

// chooseLayer finds the layer that is meant. QGIS's table of styles is not
// meant unless it is named or alone.
func chooseLayer(d *gdal.Dataset, src Source) (*gdal.Layer, error) {
	names := d.Names()
	if src.Layer != "" {
		if i := slices.Index(names, src.Layer); i >= 0 {
			return d.At(i), nil
		}
		if l := d.Layer(src.Layer); l != nil {
			return l, nil
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("%s: %w %q: the file has none", src.File, geo.ErrNoLayer, src.Layer)
		}
		return nil, fmt.Errorf("%s: %w %q: the file has %s", src.File, geo.ErrNoLayer, src.Layer, quoted(names))
	}
	meant := slices.Clone(names)
	if len(names) > 1 {
		meant = slices.DeleteFunc(meant, func(name string) bool { return name == "layer_styles" })
	}
	switch len(meant) {
	case 0:
		return nil, fmt.Errorf("%s: %w: the file has none", src.File, geo.ErrNoLayer)
	case 1:
		return d.At(slices.Index(names, meant[0])), nil
	default:
		return nil, fmt.Errorf("%s: %w named, and the file has several: %s", src.File, geo.ErrNoLayer, quoted(meant))
	}
}

func geoType(k gdal.Kind) geo.Type {
	return [...]geo.Type{gdal.Text: geo.Text, gdal.Integer: geo.Integer, gdal.Real: geo.Real}[k]
}

func layerCRS(l *gdal.Layer) (crs.CRS, error) {
	wkt, err := l.CRS()
	if err != nil {
		return crs.CRS{}, fmt.Errorf("%w: %w", geo.ErrBadCRS, err)
	}
	if wkt == "" {
		return crs.CRS{}, nil
	}
	return crs.Parse(wkt)
}

func (d *driver) layers(ctx context.Context, p place) ([]Info, error) {
	var infos []Info
	for _, part := range d.parts(p) {
		if err := d.describe(ctx, part, &infos); err != nil {
			return nil, err
		}
	}
	return infos, nil
}

func (d *driver) describe(ctx context.Context, p place, infos *[]Info) error {
	data, a, err := d.dataset(p, "")
	if err != nil {
		return err
	}
	defer a.close(data)
	for i := range data.Names() {
		l := data.At(i)
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("%s: %w", p.file, err)
		}
		info := Info{Name: l.Name, Geometry: l.Geometry, FIDColumn: l.FIDColumn}
		info.Origin = geo.Origin{Format: d.name, Encoding: a.encoding, EncodingBy: a.by}
		if len(l.Fields) > maxColumns {
			return unreadable(p.file+":"+l.Name, errWide)
		}
		c, err := layerCRS(l)
		if err != nil {
			return fmt.Errorf("%s:%s: %w", p.file, l.Name, err)
		}
		if info.CRS, info.CRSName = c.Definition(), c.Name(); info.CRS != "" {
			info.Origin.CRSBy = d.systemBy()
		}
		info.Count, info.Extent, err = l.Extent()
		if data.Spent() {
			err = gdal.ErrSpent
		}
		if err != nil {
			return unreadable(p.file+":"+l.Name, told(err, p))
		}
		names := fieldNames(l, a.decode)
		for i, f := range l.Fields {
			info.Fields = append(info.Fields, Field{Name: names[i], Type: geoType(f.Kind)})
		}
		*infos = append(*infos, info)
	}
	return nil
}
