package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units/enclose"
	"renewal/units/enclose/linenames"
	"renewal/units/enclose/wording"
	"renewal/units/study"
)

func encloseCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "enclose",
		Usage:     "draw areas from the names of what bounds them (西至…、东至…、南至…、北至…)",
		ArgsUsage: "AREAS | FILE…",
		Description: `AREAS is a list of areas (.yaml) that names its layers of lines. FILE is anything
with named lines in it, of which all layers of lines are taken; then --text says in
a sentence what bounds an area, or --plan names a text of which all areas are drawn:

    西至京广铁路、东至城东路、南至陇海铁路、北至金水路，面积约9.4km²
    陇海铁路—东三环—郑汴路—城东路
    由西三环、陇海铁路、嵩山路、建设路围合

Names are those of the lines, or aliases of them. 嵩山路 is 嵩山北路 and 嵩山南路 too. Where no
line has a name, those most like it are offered. Carriageways side by side become
their middle, lines go on beyond corners as they like, and gaps up to --gap are
bridged; every bridge is listed. Of an area that does not close it is said what is
missing, and where.

A list says the same for many areas, and may be the policy zones of a study
(policy_zones: {enclose: areas.yaml}):

    lines:
      - {file: roads.geojson, name: name}        # also layer, crs, encoding
    aliases: {京广铁路: 京广线, 东三环: [G107, G310]}
    areas:
      - {name: 甲, kind: strategic, text: 西至甲路、东至乙路、南至丙路、北至丁路}
      - {name: 乙, edges: [甲路, 丁路, [乙一路, 乙二路], 丙路], published_km2: 9.4}
      - {name: 丙, sides: {west: 甲路, north: 丁路, east: 乙路, south: 丙路}, half_width: 20}

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a layer or the list
cannot be used, 4 done, but an area does not close, 130 stopped by a signal.

Example:
    renewal enclose roads.geojson --text "西至甲路、东至乙路、南至丙路、北至丁路" -o areas.gpkg`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "text", Usage: "what bounds the area, in `WORDS`"},
			&cli.StringFlag{Name: "plan", Usage: "read the areas from the text in `FILE`"},
			&cli.StringSliceFlag{Name: "alias", Usage: "take a name for those of lines, as in `京广铁路=京广线` or 东三环=G107,G310 (may be given again)"},
			&cli.StringFlag{Name: "names", Value: "name", Usage: "the names stand in this `COLUMN` (name if not given)"},
			&cli.StringFlag{Name: "crs", Usage: "working `SYSTEM`, in metres (guessed from the lines if not given)"},
			&cli.Float64Flag{Name: "gap", Usage: "bridge gaps up to so many `METRES` (those of the ruleset, 300, if not given)"},
			&cli.Float64Flag{Name: "half-width", Usage: "end so many `METRES` inside of the edges, at the red line of the roads"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write the areas to `FILE` (.gpkg has edges and bridges too, .geojson, .shp, .fgb)"},
			&cli.StringFlag{Name: "picture", Usage: "draw the areas to `FILE` (.svg)"},
			&cli.BoolFlag{Name: "json", Usage: "print everything as JSON"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print no text"},
		},
		Action: func(c *cli.Context) error { return encloseAreas(c, s) },
	}
}

// openError tells that all was written, and areas do not close. It ends the program as
// violations of a unit do.
type openError struct{ text string }

func (e *openError) Error() string        { return e.text }
func (e *openError) Is(target error) bool { return target == errViolations }

func encloseAreas(c *cli.Context, s streams) error {
	args, err := arguments(c, 1, -1)
	if err != nil {
		return err
	}
	request, err := requestOf(c, args)
	if err != nil {
		return err
	}
	for _, flag := range []string{"output", "picture"} {
		if err := checkTarget(c, flag, request); err != nil {
			return err
		}
	}
	working, err := workingSystem(c.Context, request)
	if err != nil {
		return err
	}
	report, err := enclose.Draw(c.Context, request, working)
	if err != nil {
		return err
	}
	if path := c.String("output"); path != "" {
		if err := report.Write(c.Context, path); err != nil {
			return err
		}
	}
	if path := c.String("picture"); path != "" {
		var picture bytes.Buffer
		if err := report.Picture(&picture); err != nil {
			return err
		}
		if err := replace(path, &picture); err != nil {
			return err
		}
	}
	switch {
	case c.Bool("json"):
		err = printJSON(s.out, report)
	case !c.Bool("quiet"):
		err = writeEnclosed(s.out, report)
	}
	if err != nil {
		return err
	}
	var open []string
	for _, a := range report.Areas {
		if !a.Closed {
			open = append(open, a.Name)
		}
	}
	if len(open) > 0 {
		return &openError{fmt.Sprintf("%d of %d areas do not close: %s", len(open), len(report.Areas), strings.Join(open, ", "))}
	}
	return nil
}

// checkTarget looks whether a file can be written without taking the place of what is
// read.
func checkTarget(c *cli.Context, flag string, r *enclose.Request) error {
	path := c.String(flag)
	if c.IsSet(flag) && path == "" {
		return &usageError{fmt.Sprintf("--%s has no file", flag), ""}
	}
	there, err := os.Stat(path)
	if err != nil {
		return nil
	}
	inputs := []string{r.Path, c.String("plan")}
	for _, l := range r.Lines {
		inputs = append(inputs, l.File)
	}
	for _, input := range inputs {
		if info, err := os.Stat(input); err == nil && os.SameFile(info, there) {
			return &usageError{fmt.Sprintf("--%s would take the place of %s, which is read", flag, input), ""}
		}
	}
	return nil
}

// requestOf reads the list of areas, or makes one of the command line.
func requestOf(c *cli.Context, args []string) (*enclose.Request, error) {
	isList := func(name string) bool { return strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") }
	if len(args) == 1 && isList(args[0]) {
		for _, flag := range []string{"text", "plan", "names"} {
			if c.IsSet(flag) {
				return nil, &usageError{fmt.Sprintf("--%s goes with files of lines, not with a list of areas", flag), ""}
			}
		}
		r, err := enclose.ReadRequest(args[0])
		if err != nil {
			return nil, err
		}
		return r, flagsInto(c, r)
	}
	if c.IsSet("text") == c.IsSet("plan") {
		return nil, &usageError{"what bounds the areas is not said, or said twice", "one of --text and --plan, or a list of areas"}
	}
	r := &enclose.Request{Aliases: linenames.Aliases{}}
	for _, file := range args {
		lines, err := lineLayers(c.Context, file, c.String("names"))
		if err != nil {
			return nil, err
		}
		r.Lines = append(r.Lines, lines...)
	}
	if c.IsSet("text") {
		s, err := wording.Parse(c.String("text"))
		if err != nil {
			return nil, &usageError{fmt.Sprintf("--text: %v", err), "name two edges or more: 西至…、东至…, or A—B—C, or A、B、C围合"}
		}
		r.Areas = []enclose.Area{{Statement: s}}
	} else {
		text, err := os.ReadFile(c.String("plan"))
		if err != nil {
			return nil, &usageError{fmt.Sprintf("--plan: %v", err), ""}
		}
		for _, s := range wording.Find(string(text)) {
			r.Areas = append(r.Areas, enclose.Area{Statement: s})
		}
		if len(r.Areas) == 0 {
			return nil, fmt.Errorf("%s: %w", c.String("plan"), wording.ErrNoArea)
		}
	}
	enclose.NameAreas(r.Areas)
	return r, flagsInto(c, r)
}

// lineLayers lists the layers of a file that have lines and the column of their names; if
// none has, the only layer of the file, for its fault to be told.
func lineLayers(ctx context.Context, file, names string) ([]enclose.Lines, error) {
	infos, err := vector.Layers(ctx, file)
	if err != nil {
		return nil, err
	}
	var lines []enclose.Lines
	for _, info := range infos {
		named := slices.ContainsFunc(info.Fields, func(f vector.Field) bool { return f.Name == names }) || info.FIDColumn == names
		if named && (strings.HasSuffix(info.Geometry, "LineString") || strings.HasSuffix(info.Geometry, "Geometry")) {
			lines = append(lines, enclose.Lines{File: file, Written: file, Layer: info.Name, Name: names})
		}
	}
	switch {
	case len(infos) == 1:
		return []enclose.Lines{{File: file, Written: file, Name: names}}, nil
	case lines == nil:
		return nil, fmt.Errorf("%s: %w: none of its layers has lines and a column %q", file, geo.ErrNoLayer, names)
	}
	return lines, nil
}

// flagsInto lets the command line go before the list.
func flagsInto(c *cli.Context, r *enclose.Request) error {
	if c.IsSet("crs") {
		r.CRS = c.String("crs")
	}
	if c.IsSet("gap") {
		r.Rings.Gap = c.Float64("gap")
	}
	if c.IsSet("half-width") {
		r.HalfWidth = c.Float64("half-width")
	}
	if r.Rings.Gap < 0 || r.HalfWidth < 0 {
		return &usageError{"--gap and --half-width are lengths, and not negative", ""}
	}
	name := ""
	for _, alias := range c.StringSlice("alias") { // cut at commas already
		before, lines, ok := strings.Cut(alias, "=")
		switch {
		case ok:
			name = before
		default:
			lines = alias
		}
		if name == "" || lines == "" {
			return &usageError{fmt.Sprintf("--alias %q is no alias", alias), "--alias 京广铁路=京广线"}
		}
		r.Aliases[name] = append(r.Aliases[name], lines)
	}
	return nil
}

// workingSystem is the one asked for, or the one that "renewal init" would propose.
func workingSystem(ctx context.Context, r *enclose.Request) (crs.CRS, error) {
	if r.CRS != "" {
		return crs.Parse(r.CRS)
	}
	var listings []study.Listing
	for _, l := range r.Lines {
		infos, err := vector.Layers(ctx, l.File)
		if err != nil {
			return crs.CRS{}, err
		}
		listings = append(listings, study.Listing{File: l.File, Layers: infos})
	}
	proposed, _ := study.Guess(ctx, listings)
	if proposed == "" {
		return crs.CRS{}, fmt.Errorf("%w: say which to work in with --crs", geo.ErrNoCRS)
	}
	return crs.Parse(proposed)
}
