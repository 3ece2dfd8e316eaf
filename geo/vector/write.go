package vector

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"renewal/geo/crs"
)

// WriteOptions say how to write where a format leaves a choice.
type WriteOptions struct {
	Encoding string // of a Shapefile: "GBK", or "" for UTF-8
}

// Write writes layers to a file, in the format that its ending names:
//
//	.gpkg                   any number of layers; see WriteGeoPackage
//	.fgb                    one; features keep their order, as there is no index, and all have a shape
//	.shp                    one, of one kind of shape; see ShapefileNames for its fields
//	.geojson                one, in WGS 84; see geojson.Write
//	.geojsonl, .ndjson      likewise, one feature a line without a frame
//	.geojson.gz and so on   likewise, packed
//
// Shapes are in the system given; for GeoJSON they are taken to WGS 84, so there
// must be one. All files are complete and on the disk before the first takes its
// place; what is there is replaced, and stays where Write fails. The same layers
// give the same bytes. Texts that the format cannot hold, or the encoding, are a
// geo.FeatureError, and so are wrong shapes.
func Write(ctx context.Context, path string, system crs.CRS, layers []Output, opt WriteOptions) error {
	name := strings.ToLower(filepath.Base(path))
	var write func(ctx context.Context, path string, system crs.CRS, o Output) error
	switch ending := filepath.Ext(strings.TrimSuffix(name, ".gz")); {
	case ending == ".gpkg" && !strings.HasSuffix(name, ".gz"):
		return complete(path, func(draft string) error { return WriteGeoPackage(ctx, draft, system, layers) })
	case ending == ".fgb" && !strings.HasSuffix(name, ".gz"):
		write = writeFlatGeobuf
	case ending == ".shp" && !strings.HasSuffix(name, ".gz"):
		write = func(ctx context.Context, path string, system crs.CRS, o Output) error {
			return writeShapefile(ctx, path, system, o, opt.Encoding)
		}
	case ending == ".geojson":
		write = writeGeoJSONFile
	case ending == ".geojsonl" || ending == ".ndjson":
		write = writeGeoJSONFile
	default:
		return fmt.Errorf("%s: no format is written under such a name: end it in .gpkg, .fgb, .shp, .geojson, .geojsonl or .ndjson", path)
	}
	if len(layers) != 1 {
		return fmt.Errorf("%s: this format holds one layer, not %d", path, len(layers))
	}
	if err := distinct(layers); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return complete(path, func(draft string) error { return write(ctx, draft, system, layers[0]) })
}

// leftovers are files that belong to a Shapefile and would no longer fit it.
var leftovers = []string{".cpg", ".prj", ".qix", ".sbn", ".sbx", ".idm", ".ind", ".shp.xml", ".qpj"}

// journals are files in which SQLite keeps what is not yet, or no longer, in a
// database.
var journals = []string{"-journal", "-wal", "-shm"}

// DropJournals removes what SQLite has left beside a GeoPackage by a program that
// was stopped. It is for one that is about to be replaced, and comes before: who
// opens the new file would have the old one's pages written into it. Files of
// other formats have none, and nothing is done.
func DropJournals(path string) error {
	if !strings.EqualFold(filepath.Ext(path), ".gpkg") {
		return nil
	}
	for _, ending := range journals {
		if err := os.Remove(path + ending); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("%s: %w", path+ending, cause(err))
		}
	}
	return nil
}

// complete lets write make a file of that name in a folder beside, and moves what
// is then in that folder to its place.
func complete(path string, write func(draft string) error) error {
	dir, base := filepath.Split(path)
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		return fmt.Errorf("%s: there is a folder of that name", path)
	}
	folder, err := os.MkdirTemp(filepath.Clean(dir), ".renewal-*")
	if err != nil {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	folder = filepath.Clean(folder) // as Join has it, so that errors can name the place instead
	defer os.RemoveAll(folder)
	if err := write(filepath.Join(folder, base)); err != nil {
		var words string
		if words = strings.ReplaceAll(err.Error(), folder+string(filepath.Separator), dir); words == err.Error() {
			return err
		}
		return &moved{words, err}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	var names []string
	for _, e := range entries {
		if err := synced(filepath.Join(folder, e.Name())); err != nil {
			return fmt.Errorf("%s: %w", path, cause(err))
		}
		if e.Name() != base {
			names = append(names, e.Name())
		}
	}
	if err := DropJournals(path); err != nil {
		return err
	}
	for _, name := range append(names, base) { // what names the whole comes last
		if err := os.Rename(filepath.Join(folder, name), filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("%s: %w", path, errors.Unwrap(err))
		}
	}
	if strings.EqualFold(filepath.Ext(base), ".shp") {
		for _, ending := range leftovers {
			name := strings.TrimSuffix(base, filepath.Ext(base)) + ending
			if !slices.Contains(names, name) {
				os.Remove(filepath.Join(dir, name)) // most are not there
			}
		}
	}
	return nil
}

// moved is an error about a file that was to be moved, in words that name its
// place.
type moved struct {
	words string
	err   error
}

func (m *moved) Error() string { return m.words }
func (m *moved) Unwrap() error { return m.err }

func synced(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
