package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"renewal/units/compare"
)

// comparisonFiles are what a comparison can be written to.
var comparisonFiles = []struct {
	flag, usage string
	write       func(ctx context.Context, r *compare.Report, path string) error
}{
	{"junit", "write a test case for each unit and limit to `FILE`, as JUnit XML", toFile((*compare.Report).WriteJUnit)},
	{"markdown", "write a summary for a pull request to `FILE`", toFile((*compare.Report).WriteMarkdown)},
	{"gpkg", "write land and boundaries that moved to `FILE`, as layers for QGIS", func(ctx context.Context, r *compare.Report, path string) error {
		return r.WriteGeoPackage(ctx, path)
	}},
}

func toFile(write func(*compare.Report, io.Writer) error) func(context.Context, *compare.Report, string) error {
	return func(_ context.Context, r *compare.Report, path string) error {
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		if err := write(r, f); err != nil {
			f.Close()
			return err
		}
		return f.Close()
	}
}

// checkComparisonFiles looks, before the work begins, that each file asked for can be
// written without taking the place of what is compared, or of another.
func checkComparisonFiles(c *cli.Context, inputs []string) error {
	taken := map[string]string{}
	for _, o := range comparisonFiles {
		path := c.String(o.flag)
		if !c.IsSet(o.flag) {
			continue
		}
		if path == "" {
			return &usageError{fmt.Sprintf("the file of --%s has no name", o.flag), ""}
		}
		if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
			return &usageError{fmt.Sprintf("%s: there is no such folder", path), ""}
		}
		if o.flag == "gpkg" && filepath.Ext(path) != ".gpkg" {
			return &usageError{fmt.Sprintf("%s: its name must end in .gpkg", path), ""}
		}
		if other, ok := taken[filepath.Clean(path)]; ok {
			return &usageError{fmt.Sprintf("--%s and --%s name the same file", other, o.flag), ""}
		}
		taken[filepath.Clean(path)] = o.flag
		there, err := os.Stat(path)
		if err != nil {
			continue
		}
		if !there.Mode().IsRegular() {
			return &usageError{fmt.Sprintf("%s: it is no plain file", path), ""}
		}
		for _, input := range inputs {
			for _, in := range []string{input, filepath.Join(input, "units.gpkg")} {
				if info, err := os.Stat(in); err == nil && os.SameFile(info, there) {
					return &usageError{fmt.Sprintf("%s: it is what is being compared", path), "name another file"}
				}
			}
		}
	}
	return nil
}

// writeComparisonFiles writes the files asked for; each is whole, in a folder of its
// own beside its place, before the first takes it.
func writeComparisonFiles(c *cli.Context, r *compare.Report) error {
	type move struct{ from, to string }
	var moves []move
	for _, o := range comparisonFiles {
		path := c.String(o.flag)
		if path == "" {
			continue
		}
		draft, err := os.MkdirTemp(filepath.Dir(path), ".renewal-*")
		if err != nil {
			return fmt.Errorf("write: %w", err)
		}
		defer os.RemoveAll(draft)
		from := filepath.Join(draft, filepath.Base(path))
		if err := o.write(c.Context, r, from); err != nil {
			return fmt.Errorf("write: %s: %w", path, err)
		}
		moves = append(moves, move{from, path})
	}
	for _, m := range moves {
		if err := os.Rename(m.from, m.to); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}
