package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"renewal/units/study"

	"github.com/urfave/cli/v2"
)

func initCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "init",
		Usage:     "write a study file from the files found",
		ArgsUsage: "FILE…",
		Description: `FILE is anything with layers in it: GeoPackage, Shapefile, GeoJSON, File
Geodatabase and what else GDAL reads, or a folder of such files. Roles, columns and kinds are guessed from
the names and shapes of the layers; every guess has a comment that says so. Read
them before the study is used. The study goes to standard output, or to a new
file: one that is there already is not replaced.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a file cannot
be used, 130 stopped by a signal.

Example:
    renewal init city.geojson -o study.yaml`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "-", Usage: "write the study to `STUDY` (standard output if not given)"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print no notes"},
		},
		Action: func(c *cli.Context) error { return sketch(c, s) },
	}
}

func sketch(c *cli.Context, s streams) error {
	files, err := arguments(c, 1, -1)
	if err != nil {
		return err
	}
	output, dir := c.String("output"), "."
	if output == "" {
		return &usageError{"the study file has no name", ""}
	}
	if output != "-" {
		dir = filepath.Dir(output)
		if _, err := os.Lstat(output); err == nil {
			return &usageError{fmt.Sprintf("%q is there already", output), "give another name, or remove it first"}
		}
	}
	text, notes, err := study.Sketch(c.Context, dir, files)
	if err != nil {
		return err
	}
	if !c.Bool("quiet") {
		for _, n := range notes {
			fmt.Fprintf(s.err, "renewal: note: %s\n", oneLine(n))
		}
	}
	if output == "-" {
		_, err := s.out.Write(text)
		return err
	}
	return writeNew(output, text)
}

// writeNew writes a file that must not be there yet, whole or not at all.
func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		os.Remove(path)
	}
	return err
}
