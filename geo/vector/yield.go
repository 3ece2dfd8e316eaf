package vector

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Bounds on what GDAL makes of a file. A view, a table with a wrong record length
// or a topology of shared lines can stand for far more than the file has bytes.
const (
	// A file may have freeFeatures, and one more for every bytesPerFeature. A
	// record of a few numbers takes some sixteen bytes.
	freeFeatures    = 4 << 20
	bytesPerFeature = 16

	// Its coordinates and texts may take freeYield bytes, and yieldPerByte more for
	// each of its own. The coordinates of a File Geodatabase grow eight times, those
	// of blocks in a drawing perhaps twenty times.
	freeYield    = 256 << 20
	yieldPerByte = 32

	// SQLite's machine takes some hundred steps to check and read a row, twelve for
	// an empty value of one byte. The free ones take about a second.
	freeSteps    = 50 << 20
	stepsPerByte = 64

	// maxValue bounds a value of SQLite: a shape of eight million points. A view
	// may compute longer ones for each of its rows.
	maxValue = 128 << 20
)

var errWide = fmt.Errorf("more than %d fields: name those to read", maxColumns)

// yield is what has been read of a layer.
type yield struct {
	size, columns   int64 // bytes of the file, fields
	features, bytes int64
}

func (y *yield) add(features int, bytes int64) error {
	y.features += int64(features)
	y.bytes += bytes
	switch cells := y.features * y.columns; {
	case y.features > freeFeatures+y.size/bytesPerFeature:
		return fmt.Errorf("more than %d features in %d bytes", y.features, y.size)
	case cells > freeCells+cellsPerByte*y.size:
		return fmt.Errorf("more than %d values in %d bytes", cells, y.size)
	case y.bytes > freeYield+yieldPerByte*y.size:
		return fmt.Errorf("%d bytes grow to more than %d", y.size, y.bytes)
	}
	return nil
}

// unpacked is size for what is packed too: as much as the archive states, which
// has been held against what it takes.
func (p place) unpacked() int64 {
	archive := p.archive
	if strings.EqualFold(filepath.Ext(p.path), ".kmz") || strings.EqualFold(filepath.Ext(p.path), ".shz") {
		archive = p.path
	}
	if archive == "" {
		return p.size()
	}
	z, err := zip.OpenReader(archive)
	if err != nil {
		return p.size()
	}
	defer z.Close()
	total := int64(0)
	for _, f := range z.File {
		total += int64(min(f.UncompressedSize64, maxUnpacked))
	}
	return min(total, maxUnpacked)
}

// beset looks at what lies beside a file and may be opened with it. A pipe would
// be waited for without end, and a file of holes costs nothing and reads as
// terabytes of zeros.
func (p place) beset() error {
	if p.archive != "" || isPostgres(p.path) {
		return nil
	}
	folder, begin := filepath.Split(p.path)
	begin = strings.TrimSuffix(begin, filepath.Ext(begin))
	if p.folder {
		folder, begin = p.path, ""
	}
	if folder == "" {
		folder = "."
	}
	entries, _ := os.ReadDir(folder) // GDAL says what cannot be read
	for _, e := range entries {
		if !strings.HasPrefix(strings.ToLower(e.Name()), strings.ToLower(begin)) {
			continue
		}
		info, err := os.Stat(filepath.Join(folder, e.Name()))
		switch {
		case err != nil || info.IsDir():
		case !info.Mode().IsRegular():
			return fmt.Errorf("%q is neither a file nor a folder", e.Name())
		case growth(uint64(allocated(info)), uint64(info.Size())) != nil:
			return fmt.Errorf("%q: %w", e.Name(), errHoles)
		}
	}
	return nil
}

var errHoles = errors.New("a file of holes, which says that it is far longer than what was written of it")
