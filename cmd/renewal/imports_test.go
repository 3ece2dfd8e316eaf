package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "renewal/"

// importers says which folders may import a package or what lies below it.
// Whatever is not listed may be imported from anywhere.
var importers = map[string][]string{
	module + "units":               {"cmd", "units"},
	module + "rules":               {"cmd", "units", "rules"},
	module + "geo":                 {"cmd", "units", "geo"},
	module + "geo/internal/engine": {"geo"},
	module + "geo/internal/gdal":   {"geo/vector", "geo/crs"},

	"C":                               {"geo/internal/gdal"},
	"github.com/twpayne/go-geos":      {"geo/internal/engine"},
	"github.com/twpayne/go-geom":      {"geo"},
	"github.com/tidwall/rtree":        {"geo"},
	"github.com/paulmach/orb":         {"geo", "units", "cmd"},
	"github.com/paulmach/orb/geojson": {},
	"github.com/urfave/cli":           {"cmd"},
	"github.com/xuri/excelize":        {"units"},
	"github.com/expr-lang/expr":       {"rules"},
	"github.com/schollz":              {"cmd"},
	"golang.org/x/term":               {"cmd"},
	"golang.org/x/image":              {"cmd", "units/plate"},
}

func TestImports(t *testing.T) {
	const root = "../.."
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "build") {
			return filepath.SkipDir // what is not in the tree
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if imported == module+filepath.ToSlash(folder) {
				continue // a test beside the package it tests
			}
			for guarded, allowed := range importers {
				if below(imported, guarded) && !slices.ContainsFunc(allowed, func(a string) bool { return below(filepath.ToSlash(folder), a) }) {
					t.Errorf("%s imports %s", path, imported)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func below(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }
