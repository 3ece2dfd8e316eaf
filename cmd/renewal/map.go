package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"renewal/units"
	"renewal/units/plate"
)

// mostPixels is a sheet of A0 at 300 dots an inch.
const mostPixels = 14_000

func mapCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "map",
		Usage:     "draw the units of a result by class, as SVG or PNG",
		ArgsUsage: "RESULTS",
		Description: `RESULTS is the folder that "renewal delineate" wrote. The map has the units by class
with their names, borders of districts, a legend, a scale bar and an arrow to the
north; it goes to FILE, whose ending says how: .svg or .png. A file of that name is
replaced.

An SVG leaves the letters to whoever shows it. Those of a PNG come from a font with
Chinese on this machine, or the one that is named; where there is none, names are IDs
and the legend is in English.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 the results
cannot be used, 130 stopped by a signal.

Example:
    renewal map results -o map.svg`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "map.svg", Usage: "draw to `FILE`, .svg or .png (map.svg if not given)"},
			&cli.IntFlag{Name: "width", Value: 2400, Usage: "make a PNG so many `PIXELS` wide (2400 if not given)"},
			&cli.StringFlag{Name: "font", Usage: "write a PNG in the font of `FILE`, .ttf, .otf or .ttc"},
			&cli.StringFlag{Name: "title", Usage: "put `TEXT` above the map (the study's name if not given)"},
		},
		Action: func(c *cli.Context) error { return drawMap(c, s) },
	}
}

func drawMap(c *cli.Context, s streams) error {
	args, err := arguments(c, 1, 1)
	if err != nil {
		return err
	}
	output, pixels := c.String("output"), c.Int("width")
	ending := strings.ToLower(filepath.Ext(output))
	switch {
	case ending != ".svg" && ending != ".png":
		return &usageError{fmt.Sprintf("a map is an .svg or a .png, not %q", output), ""}
	case pixels < 200 || pixels > mostPixels:
		return &usageError{fmt.Sprintf("--width %d: it must be from 200 to %d", pixels, mostPixels), ""}
	case ending == ".svg" && (c.IsSet("width") || c.IsSet("font")):
		return &usageError{"--width and --font are for a .png", ""}
	}
	var letters *plate.Font
	if ending == ".png" {
		if letters, err = fontOf(c.String("font")); err != nil {
			return err
		}
		if !letters.Has("更新单元") {
			fmt.Fprintln(s.err, "renewal: warning: no font with Chinese: names are IDs, and the legend is in English")
			hint(s.err, "name a font by --font, install one (fonts-noto-cjk on Debian), or write an .svg, which needs none")
		}
	}
	sheet, err := units.ReadPlan(c.Context, args[0])
	if err != nil {
		return err
	}
	if c.IsSet("title") {
		sheet.Title = plate.Words{Zh: c.String("title"), En: c.String("title")}
	}
	var b bytes.Buffer
	if ending == ".svg" {
		err = sheet.SVG(&b)
	} else {
		err = sheet.PNG(&b, pixels, letters)
	}
	if err != nil {
		return err
	}
	return replace(output, &b)
}

// fontOf opens the font asked for, or one that the machine has.
func fontOf(path string) (*plate.Font, error) {
	if path == "" {
		if path = plate.ChineseFont(); path == "" {
			return plate.Latin(), nil
		}
		return plate.OpenFont(path)
	}
	f, err := plate.OpenFont(path)
	if err != nil {
		return nil, &usageError{"--font: " + err.Error(), ""}
	}
	return f, nil
}

// replace writes a file beside its place, and moves it there when it is whole.
func replace(path string, data io.Reader) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".renewal-*")
	if err != nil {
		return err
	}
	_, err = io.Copy(f, data)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
