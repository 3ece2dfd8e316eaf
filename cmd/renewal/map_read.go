package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/geo/vector"
	"renewal/rules"
	"renewal/units"
	"renewal/units/mapsheet"
)

// thinned is how far a border may be drawn from where it is, in shares of the map: less
// than a pixel of a map 4,000 pixels wide.
const thinned = 1.0 / 6000

// sheetOf reads a result from its folder and makes a map of it.
func sheetOf(ctx context.Context, folder string) (*mapsheet.Sheet, error) {
	text, err := os.ReadFile(filepath.Join(folder, "report.json"))
	if err != nil {
		return nil, fmt.Errorf("%w: %s holds no results: %w", geo.ErrNoFile, folder, err)
	}
	var report struct {
		Study    units.StudyReport
		Ruleset  units.RulesetReport
		Settings units.Settings
	}
	if err := json.Unmarshal(text, &report); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", geo.ErrUnreadable, filepath.Join(folder, "report.json"), err)
	}
	s := &mapsheet.Sheet{Title: report.Study.Name, Subtitle: "城市更新单元划定图  Urban renewal units by class", Legend: "图例 Legend",
		Footer: fmt.Sprintf("规则集 ruleset %s %s　%s　草案，供规划师决策 a draft for planners", report.Ruleset.Name, report.Ruleset.Version, report.Study.CRS)}
	gpkg := filepath.Join(folder, "units.gpkg")
	position, err := readClasses(ctx, gpkg, s)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"units", "not_delineated"} {
		if err := readUnits(ctx, gpkg, name, position, s); err != nil {
			return nil, err
		}
	}
	return s, thin(ctx, s, report.Settings.Grid)
}

// readClasses puts the classes into the sheet, and says where each stands.
func readClasses(ctx context.Context, file string, s *mapsheet.Sheet) (map[string]int, error) {
	l, err := vector.Read(ctx, vector.Source{File: file, Layer: "classes"})
	if err != nil {
		return nil, err
	}
	position := map[string]int{}
	for i := range l.Shapes {
		id, zh, en, colour := field(l, i, "unit_class"), field(l, i, "class_zh"), field(l, i, "class_en"), field(l, i, "colour")
		position[id] = len(s.Classes)
		s.Classes = append(s.Classes, mapsheet.Class{Label: strings.TrimSpace(zh + "  " + en), Colour: colour, Hatched: id == rules.Undetermined})
	}
	return position, nil
}

func readUnits(ctx context.Context, file, layer string, position map[string]int, s *mapsheet.Sheet) error {
	l, err := vector.Read(ctx, vector.Source{File: file, Layer: layer})
	if err != nil {
		return err
	}
	for i, g := range l.Shapes {
		shape, ok := geo.Polygons(g)
		class, known := position[field(l, i, "unit_class")]
		if !ok || !known {
			return &geo.FeatureError{Ref: geo.Ref{Layer: layer, ID: field(l, i, "GXDYBH", "unit_id")}, Op: "map",
				Err: fmt.Errorf("%w: an area of a class that the table of classes has is wanted", geo.ErrInvalid)}
		}
		a := mapsheet.Area{Shape: shape, Class: class}
		if layer == "units" {
			a.Name = strings.Replace(field(l, i, "GXDYMC", "unit_name"), "更新单元", "", 1)
		}
		s.Areas = append(s.Areas, a)
	}
	return nil
}

// field is the text in the first of the fields that a layer has, "" for none.
func field(l *geo.Layer, i int, names ...string) string {
	for _, name := range names {
		if c := l.Column(name); c != nil {
			text, _ := c.Text(i)
			return text
		}
	}
	return ""
}

// thin leaves out of all borders what the map is too small to show.
func thin(ctx context.Context, s *mapsheet.Sheet, grid float64) error {
	shapes := make([]orb.MultiPolygon, len(s.Areas))
	box := orb.Bound{}
	for i, a := range s.Areas {
		shapes[i] = a.Shape
		if i == 0 {
			box = a.Shape.Bound()
		}
		box = box.Union(a.Shape.Bound())
	}
	across := max(box.Max[0]-box.Min[0], box.Max[1]-box.Min[1])
	shapes, err := coverage.Simplify(ctx, shapes, across*thinned, grid)
	for i := range shapes {
		s.Areas[i].Shape = shapes[i]
	}
	return err
}
