package vector

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"renewal/geo"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector/internal/charset"
)

// format is one way to read files; each stands in a file of its own.
type format struct {
	reads  func(file string, head []byte) bool
	read   func(ctx context.Context, src Source) (*geo.Layer, error)
	layers func(ctx context.Context, file string) ([]Info, error)
}

// driver is a format that GDAL reads. A file is only ever opened by the drivers
// of its own format, so that none can make GDAL open others, or a network.
type driver struct {
	name    string   // GDAL's short name, Origin.Format
	names   []string // of GDAL's drivers for it; nil for that name alone
	endings []string // of file names, in lower case
	magic   func(head []byte) bool

	dialect dialect   // of conditions
	system  geo.Known // how a coordinate system is known

	// open says how; nil opens the file as it is, with texts in UTF-8.
	open func(p place, stated string, a *access) error
	// check looks for values that GDAL would not read as what they are.
	check func(d *gdal.Dataset, l *gdal.Layer, fields []chosen, source string) error
}

// access is how a file is opened.
type access struct {
	path     string // as GDAL calls it
	opening  gdal.Opening
	encoding string
	by       geo.Known
	decode   func(string) string // of texts, where GDAL does not; nil where it does
	done     func()              // when all has been read; may be nil
}

// drivers lists what GDAL reads here: what planners have. By endings the first
// one counts.
func drivers() []*driver {
	return []*driver{
		&geoPackage, &flatGeobuf, &shapefile, &fileGDB, &dxf, &mapInfo,
		&kml, &gml, &csv, &spatiaLite, &esriJSON, &topoJSON, &postgres,
	}
}

// refused are names of files that are something else, and what helps.
var refused = map[string]string{
	".dwg": "a DWG drawing: save it as DXF", ".dgn": "a DGN drawing: save it as DXF",
	".mdb": "an Access database: export it as a File Geodatabase", ".accdb": "an Access database: export it as a File Geodatabase",
	".xlsx": "a workbook: save the sheet as CSV", ".xls": "a workbook: save the sheet as CSV", ".ods": "a workbook: save the sheet as CSV",
	".vrt": "a virtual layer: name the file it stands for",
	".qgs": "a QGIS project: name the files it shows", ".qgz": "a QGIS project: name the files it shows",
	".mxd": "a map document: name the files it shows", ".aprx": "a map document: name the files it shows",
	".lyr": "a layer style: name the file it shows", ".lyrx": "a layer style: name the file it shows",
	".tif": "an image", ".tiff": "an image", ".jpg": "an image", ".png": "an image", ".pdf": "a page for print",
	".rar": "a RAR archive: unpack it", ".7z": "a 7-Zip archive: unpack it",
}

// formatOf finds who reads a file.
func formatOf(file string) (format, error) {
	p, head, err := locate(file)
	if err != nil {
		return format{}, err
	}
	if p.member == "" && geoJSON.reads(file, head) && !p.folder {
		return geoJSON, nil
	}
	for _, d := range drivers() {
		if d.magic != nil && d.magic(head) {
			return d.format(p), nil
		}
	}
	ending := strings.ToLower(filepath.Ext(p.inner()))
	for _, d := range drivers() {
		if slices.Contains(d.endings, ending) {
			return d.format(p), nil
		}
	}
	if p.folder && len(p.shapefiles()) > 0 {
		return shapefile.format(p), nil
	}
	if p.member != "" && geoJSON.reads(p.member, nil) {
		return format{}, unreadable(p.file, errors.New("it is GeoJSON in an archive: unpack it, or pack it by gzip"))
	}
	if words := refused[ending]; words != "" {
		return format{}, unreadable(p.file, fmt.Errorf("it is %s", words))
	}
	if p.member == "" {
		if name := gdal.Identify(p.path); name != "" {
			return format{}, unreadable(p.file, fmt.Errorf("%s is no format that is read here", name))
		}
	}
	if found := p.within(); len(found) > 0 {
		return format{}, unreadable(p.file, fmt.Errorf("it is a folder of several: name what is meant in it: %s", quoted(found)))
	}
	return format{}, unreadable(p.file, errors.New("its format is not known"))
}

func (d *driver) format(p place) format {
	return format{
		read: func(ctx context.Context, src Source) (*geo.Layer, error) {
			src.File = p.file
			return until(ctx, p.file, func() (*geo.Layer, error) { return d.read(ctx, src, p) })
		},
		layers: func(ctx context.Context, _ string) ([]Info, error) {
			return until(ctx, p.file, func() ([]Info, error) { return d.layers(ctx, p) })
		},
	}
}

// dataset opens a file; close of its access ends that.
func (d *driver) dataset(p place, stated string) (data *gdal.Dataset, a access, err error) {
	stated, err = charset.Normal(stated)
	if err != nil {
		return nil, a, fmt.Errorf("%s: %w", p.file, err)
	}
	a = access{path: p.path, encoding: "UTF-8", by: geo.ByFormat}
	a.opening.Drivers = d.names
	if d.names == nil {
		a.opening.Drivers = []string{d.name}
	}
	a.opening.Settings = p.settings()
	if err := p.beset(); err != nil {
		return nil, a, unreadable(p.file, err)
	}
	if d.open != nil {
		if err := d.open(p, stated, &a); err != nil {
			return nil, a, unreadable(p.file, err)
		}
	}
	data, err = gdal.Open(a.path, a.opening)
	if err != nil {
		a.close(nil)
		return nil, a, unreadable(p.file, told(err, p))
	}
	return data, a, nil
}

// close ends what dataset began.
func (a *access) close(data *gdal.Dataset) (err error) {
	if data != nil {
		err = data.Close()
	}
	if a.done != nil {
		a.done()
		a.done = nil
	}
	return err
}

// head reads the first bytes of a file.
func head(file string) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist), file == "":
		return nil, fmt.Errorf("%s: %w", file, geo.ErrNoFile)
	case err != nil:
		return nil, unreadable(file, cause(err))
	case info.IsDir():
		return nil, nil
	case !info.Mode().IsRegular(): // a pipe would be waited for without end
		return nil, unreadable(file, errors.New("it is neither a file nor a folder"))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, unreadable(file, cause(err))
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if n == 0 && errors.Is(err, io.EOF) {
		return nil, unreadable(file, errors.New("the file is empty"))
	}
	return head[:n], nil
}
