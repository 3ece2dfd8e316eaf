package units

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"renewal/geo"
	"renewal/geo/vector"
	"renewal/rules"
	"renewal/units/plate"
)

// ErrResults says that a folder holds no results of a run.
var ErrResults = errors.New("no results of ours")

// ReadPlan reads what a map shows from a folder of results: units by class in the
// colours of the ruleset, what is no unit in grey, and borders of districts. The
// study's name comes from report.json, where there is one.
func ReadPlan(ctx context.Context, dir string) (*plate.Map, error) {
	file := filepath.Join(dir, "units.gpkg")
	read := func(layer string) (*geo.Layer, error) {
		return vector.Read(ctx, vector.Source{File: file, Layer: layer})
	}
	m := &plate.Map{Subtitle: plate.Words{Zh: "城市更新单元划定图　Urban renewal units", En: "Urban renewal units"}}
	classes, err := read("classes")
	if errors.Is(err, geo.ErrNoFile) {
		return nil, fmt.Errorf("%w: %s holds no results: %w", geo.ErrNoFile, dir, err)
	}
	if err != nil {
		return nil, err
	}
	at, system := map[string]int{}, ""
	for i := range classes.Len() {
		text := func(name string) string { return textOf(classes, i, name) }
		c := plate.Class{Name: plate.Words{Zh: text("class_zh"), En: text("class_en")}, Colour: text("colour")}
		id := text("unit_class")
		switch id {
		case rules.Undetermined:
			c.Colour, c.Hatch = unsettled, c.Colour
		case rules.NotDelineated:
			c.Colour = "#EDEDED"
		}
		if count, area := classes.Column("count"), classes.Column("area_ha"); count != nil && area != nil {
			n, _ := count.Real(i)
			ha, _ := area.Real(i)
			c.Note = plate.Words{Zh: fmt.Sprintf("%.0f 个　%.1f 公顷", n, ha), En: fmt.Sprintf("%.0f, %.1f ha", n, ha)}
		}
		at[id] = i
		m.Classes = append(m.Classes, c)
	}
	for _, name := range []string{"not_delineated", "units"} {
		l, err := read(name)
		if err != nil {
			return nil, err
		}
		system = l.CRS
		for i := range l.Len() {
			class, known := at[textOf(l, i, "unit_class")]
			shape, area := geo.Polygons(l.Shapes[i])
			if !known || !area {
				return nil, fmt.Errorf("%s: %s: feature %d has no class or no area: %w", file, name, i+1, ErrResults)
			}
			a := plate.Area{Shape: shape, Class: class}
			if name == "units" {
				a.Label = plate.Words{Zh: shortName(textOf(l, i, "GXDYMC", "unit_name")), En: textOf(l, i, "GXDYBH", "unit_id")}
			}
			m.Areas = append(m.Areas, a)
		}
	}
	borders, err := read("boundaries")
	if err != nil {
		return nil, err
	}
	districts := plate.Line{Name: plate.Words{Zh: "行政区界", En: "district border"}, Colour: "#762A83"}
	for i, s := range borders.Shapes {
		if slices.Contains(strings.Split(textOf(borders, i, "basis"), ","), BasisDistrict) {
			lines, _ := geo.Lines(s)
			districts.Lines = append(districts.Lines, lines...)
		}
	}
	if len(districts.Lines) > 0 {
		m.Lines = append(m.Lines, districts)
	}
	return m, entitle(m, dir, system)
}

// shortName leaves out of a name what every name on such a map would say.
func shortName(name string) string {
	if short := strings.ReplaceAll(name, "更新单元", ""); strings.Trim(short, "（）() ") != "" {
		return short
	}
	return name
}

// entitle names the study and what the map rests on.
func entitle(m *plate.Map, dir, system string) error {
	m.Title, m.Subtitle = m.Subtitle, plate.Words{}
	m.Footer = plate.Words{Zh: "坐标系 " + system + "　单元为规划师决策之草案 A draft for planners", En: system + ". A draft for planners"}
	data, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var r struct {
		Study   StudyReport   `json:"study"`
		Ruleset RulesetReport `json:"ruleset"`
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return fmt.Errorf("%s: %w: %w", filepath.Join(dir, "report.json"), ErrResults, err)
	}
	m.Title, m.Subtitle = plate.Words{Zh: r.Study.Name, En: m.Title.En}, plate.Words{Zh: m.Title.Zh, En: " "} // English is the title where Chinese cannot be
	ruleset := r.Ruleset.Name + " " + r.Ruleset.Version
	m.Footer.Zh, m.Footer.En = "规则集 "+ruleset+"　"+m.Footer.Zh, "ruleset "+ruleset+". "+m.Footer.En
	return nil
}

// textOf is the text of the first of the columns that a layer has.
func textOf(l *geo.Layer, i int, names ...string) string {
	for _, name := range names {
		if c := l.Column(name); c != nil {
			s, _ := c.Text(i)
			return s
		}
	}
	return ""
}
