package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"renewal/geo"
	"renewal/units/inspect"
	"renewal/units/study"
)

func inspectCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "inspect",
		Usage:     "tell what layers hold and what is wrong with them",
		ArgsUsage: "FILE… | STUDY",
		Description: `STUDY is a study file (.yaml); its layers are looked at in their roles. FILE is
anything with layers in it: GeoPackage, Shapefile, GeoJSON, File Geodatabase and
what else GDAL reads, or a folder of such files; roles are then guessed as "renewal init" does. Nothing is
changed, and a layer that cannot be read does not stop the others.

Each finding is an error (results would be wrong, or the run would stop), a
warning (borders, areas or classes move by what shows) or a note. The text shows
the worst places of each kind; --json and --gpkg have them all, up to 1000 of a
kind in a layer. --gpkg replaces the findings of an earlier run and no other file.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 nothing could
be read or the study cannot be used, 4 done, but there are findings as bad as
--fail-on says, 130 stopped by a signal.

Example:
    renewal inspect study.yaml --gpkg findings.gpkg`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "json", Usage: "print everything as JSON"},
			&cli.StringFlag{Name: "gpkg", Usage: "write the findings to `FILE`, as layers to zoom to in QGIS"},
			&cli.StringFlag{Name: "fail-on", Value: "error", Usage: "exit with 4 for findings of this `SEVERITY` or worse: error, warning, note, never (error if not given)"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print no text and no progress"},
		},
		Action: func(c *cli.Context) error { return inspectLayers(c, s) },
	}
}

// findingsError tells that all was looked at, and something is as bad as it was
// asked to fail on. It ends the program as violations of a unit do.
type findingsError struct{ text string }

func (e *findingsError) Error() string        { return e.text }
func (e *findingsError) Is(target error) bool { return target == errViolations }

func inspectLayers(c *cli.Context, s streams) error {
	args, err := arguments(c, 1, -1)
	if err != nil {
		return err
	}
	limit, err := severity(c.String("fail-on"))
	if err != nil {
		return err
	}
	if c.IsSet("gpkg") && c.String("gpkg") == "" {
		return &usageError{"the file of findings has no name", ""}
	}
	look, inputs, err := lookAt(args)
	if err != nil {
		return err
	}
	if path := c.String("gpkg"); path != "" { // before the work, not after
		if err := inspect.CheckTarget(c.Context, path, inputs...); err != nil {
			return targetError(c.Context, err)
		}
	}
	quiet := c.Bool("quiet")
	watcher, done := watch(s.err, quiet)
	defer done()
	report, err := look(c.Context, watcher)
	if err != nil {
		return err
	}
	done()
	if path := c.String("gpkg"); path != "" {
		left, err := report.WriteGeoPackage(c.Context, path)
		if err != nil {
			return err
		}
		if left > 0 && !quiet {
			fmt.Fprintf(s.err, "renewal: note: %s of the findings have no place, or are beyond the worst %s of their kind, and are not in %s\n", grouped(left), grouped(inspect.MaxPlaces), oneLine(path))
		}
	}
	switch {
	case c.Bool("json"):
		err = printJSON(s.out, report)
	case !quiet:
		err = writeInspection(s.out, report)
	}
	switch {
	case err != nil:
		return err
	case !report.AnyRead():
		return fmt.Errorf("%w: none of the layers", geo.ErrUnreadable)
	case limit != "" && report.CountFrom(limit) > 0:
		return &findingsError{fmt.Sprintf("findings of severity %s or worse: %s in all", limit, grouped(report.CountFrom(limit)))}
	}
	return nil
}

// lookAt takes a single YAML file for a study, and anything else for layers. It
// says what is read, too.
func lookAt(args []string) (look func(context.Context, inspect.Watcher) (*inspect.Report, error), inputs []string, err error) {
	if ext := strings.ToLower(filepath.Ext(args[0])); len(args) > 1 || ext != ".yaml" && ext != ".yml" {
		return func(ctx context.Context, w inspect.Watcher) (*inspect.Report, error) {
			return inspect.Files(ctx, args, w)
		}, args, nil
	}
	st, err := study.Read(args[0])
	if err != nil {
		return nil, nil, err
	}
	return func(ctx context.Context, w inspect.Watcher) (*inspect.Report, error) {
		return inspect.Study(ctx, st, w)
	}, inspect.InputsOf(st), nil
}

// targetError is a file of findings that cannot be, which the command line is to
// blame for.
func targetError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &usageError{err.Error(), "--gpkg takes a new file, or one of an earlier run"}
}

// severity reads --fail-on; "" is never.
func severity(word string) (inspect.Severity, error) {
	switch s := inspect.Severity(word); s {
	case inspect.Error, inspect.Warning, inspect.Note:
		return s, nil
	case "never":
		return "", nil
	}
	return "", &usageError{fmt.Sprintf("no severity %q", word), "--fail-on takes error, warning, note or never"}
}
