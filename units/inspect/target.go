package inspect

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"renewal/geo/vector"
	"renewal/units/study"
)

// errTaken is what stands in the way of findings.
var errTaken = errors.New("findings cannot go there")

// CheckTarget looks whether findings can go to a file: it is called a GeoPackage,
// its folder is there, and the file is not, or holds the findings of an earlier
// run and nothing else, and is none of the inputs. No slip of the keyboard may cost somebody a layer, a
// study or a device.
func CheckTarget(ctx context.Context, path string, inputs ...string) error {
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("%s: %w: there is no such folder", path, errTaken)
	}
	there, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !strings.EqualFold(filepath.Ext(path), ".gpkg"):
		return fmt.Errorf("%s: %w: its name must end in .gpkg", path, errTaken)
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w: %w", path, errTaken, err)
	case !there.Mode().IsRegular():
		return fmt.Errorf("%s: %w: it is no plain file", path, errTaken)
	}
	for _, input := range inputs {
		if info, err := os.Stat(input); err == nil && os.SameFile(info, there) {
			return fmt.Errorf("%s: %w: it is what is being looked at", path, errTaken)
		}
	}
	infos, err := vector.Layers(ctx, path)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	names := layersOfFindings()
	same := err == nil && len(infos) == len(names)
	for i := range names {
		same = same && infos[i].Name == names[i]
	}
	if !same {
		return fmt.Errorf("%s: %w: there is a file that holds something else", path, errTaken)
	}
	return nil
}

// InputsOf are the files that a study names, and its own.
func InputsOf(s *study.Study) []string {
	files := []string{s.Path}
	for i := range s.Sources {
		files = append(files, s.Sources[i].File)
	}
	return files
}

// layersOfFindings are the layers of a file of findings, in its order.
func layersOfFindings() []string {
	return []string{"findings", "finding_lines", "finding_areas"}
}
