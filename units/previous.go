package units

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"renewal/geo"
)

// Previous is an earlier result, which a new one carries on: its units hand their
// IDs on, and what its checkup had stands beside the new values.
//
// Its units come with shapes from a layer of them (units.gpkg, units.geojson, or
// either as people edited it), or as lists of atoms from report.json. A GeoPackage
// of ours and a report also tell the land that is no unit, and the IDs that units
// before had and no other may have. Only a report tells the checkup.
type Previous struct {
	source string // what errors call it
	land   *previousLand
	report *previousReport
}

// rolePrevious is the layer that errors and repairs name.
const rolePrevious = "previous"

// ReadPrevious reads an earlier result: its folder, of which units.gpkg and, where
// there is one, report.json are read, or one file of it.
func ReadPrevious(ctx context.Context, path string) (*Previous, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", rolePrevious, path, geo.ErrNoFile)
	}
	p := &Previous{source: path}
	layers, report := path, ""
	switch {
	case info.IsDir() && !strings.EqualFold(filepath.Ext(path), ".gdb"):
		layers = filepath.Join(path, "units.gpkg")
		if _, err := os.Stat(layers); err != nil {
			return nil, fmt.Errorf("%s: %s has no units.gpkg: %w", rolePrevious, path, ErrResults)
		}
		if inside := filepath.Join(path, "report.json"); isFile(inside) {
			report = inside
		}
	case strings.EqualFold(filepath.Ext(path), ".json"):
		layers, report = "", path
	}
	if report != "" {
		if p.report, err = readPreviousReport(report); err != nil {
			return nil, err
		}
	}
	if layers != "" {
		if p.land, err = readPreviousLand(ctx, layers); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
