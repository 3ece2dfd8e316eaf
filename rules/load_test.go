package rules_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"renewal/rules"
)

func TestLoad(t *testing.T) {
	rs := zhengzhou(t)
	if rs.Name != "zhengzhou" || len(rs.Digest) != 64 || rs.Screen != "U" {
		t.Errorf("ruleset is %s, %s, screen %s", rs.Name, rs.Digest, rs.Screen)
	}
	if got := []float64{rs.Fabric.Gap.Value, rs.Fabric.Follow.Value, rs.Fabric.FollowBarrier.Value, rs.Fabric.MinPiece.Value, rs.Fabric.Grid.Value}; !slices.Equal(got, []float64{2, 10, 40, 10000, 0.001}) {
		t.Errorf("fabric is %v", got)
	}
	var hard []string
	for _, b := range rs.Delineation.Barriers {
		if b.Hard {
			hard = append(hard, b.ID)
		}
	}
	if fmt.Sprint(hard) != "[railway expressway wide_river]" {
		t.Errorf("hard barriers are %v", hard)
	}
	var kinds []string
	for _, r := range rs.Resources {
		kinds = append(kinds, r.ID)
	}
	// rules.md E, in order of dominance.
	dominance := []string{"dangerous_house", "urban_village", "old_residential", "old_factory", "old_warehouse", "old_market", "old_block", "low_eff_building", "low_eff_industrial", "idle_land", "use_mismatch"}
	if !slices.Equal(kinds[:len(dominance)], dominance) {
		t.Errorf("kinds are %v", kinds)
	}
	var classes []string
	for _, c := range rs.Classes {
		classes = append(classes, c.ID+" "+c.Zh+" "+c.Colour)
	}
	want := []string{"key 重点更新单元 #D7263D", "optimization 优化提升单元 #2E86AB", "general 一般更新单元 #F4A259", "not_delineated 不划定 #BDBDBD", "undetermined 待定 #40335A"}
	if !slices.Equal(classes, want) {
		t.Errorf("classes are %v", classes)
	}
}

func TestLoadFromPath(t *testing.T) {
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "own.yaml")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	own, err := rules.Load(path)
	if err != nil || own.Digest != zhengzhou(t).Digest {
		t.Errorf("a copy of the ruleset is another one: %v", err)
	}
	if _, err := rules.Load(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there gives %v", err)
	}
	if _, err := rules.Load("shenzhen"); err == nil || !strings.Contains(err.Error(), "zhengzhou") {
		t.Errorf("a name that is not there gives %v", err)
	}
	if _, err := rules.SourceOf("shenzhen"); err == nil {
		t.Error("a name that is not there has a source")
	}
}

// Each entry breaks the ruleset at one place; « stands in front of the place
// that the error must point to.
func TestFaultsPointToTheirPlace(t *testing.T) {
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, broken, want string }{
		{"formula: unit_area / 10000,", "formula: unit_area / «hectare,", "unknown name hectare"},
		{"formula: unit_area / 10000,", "formula: unit_area «/ \"ha\",", "mismatched types float64 and string"},
		{"formula: unit_area / 10000,", "formula: «cbrt(unit_area),", "unknown name cbrt"},
		{"where: 'landuse startsWith \"09\"', source: {tag: OURS, ref: K3}}\n  - {id: commercial_gfa", "where: '«land startsWith \"09\"', source: {tag: OURS, ref: K3}}\n  - {id: commercial_gfa", "unknown name land"},
		{"kind == \"centre\"", "kind == «\"center\"", `kind is never "center"`},
		{"where: width >= 30", "where: «width", "width is not true or false"},
		{"kind in [\"old_factory\", \"old_warehouse\"]", "kind in [\"old_factory\", «\"old_warehose\"]", `kind is never "old_warehose"`},
		{"{measure: structure_share, op: \">=\", threshold: 0.30}", "{measure: «structural_share, op: \">=\", threshold: 0.30}", `measure "structural_share" is not defined`},
		{"{measure: structure_share, op: \">=\", threshold: 0.30}", "{measure: «structure, op: \">=\", threshold: 0.30}", `"structure" is a statistic`},
		{"{measure: structure_share, op: \">=\", threshold: 0.30}", "{measure: structure_share, op: «\"=>\", threshold: 0.30}", `op "=>" is none of`},
		{"{measure: structure_share, op: \">=\", threshold: 0.30}", "{measure: structure_share, op: «\"==\", threshold: 0.30}", "== compares counts only"},
		{"{measure: structure_share, op: \">=\", threshold: 0.30}", "{measure: structure_share, op: \">=\", threshold: «30}", "threshold 30 of structure_share is not from 0 to 1"},
		{"{measure: structure_share, op: \">=\", threshold: 0.30}", "{measure: structure_share, op: \">=\", threshold: «high}", "threshold must be a number"},
		{"{measure: structure_share, op: \">=\", threshold: 0.30}", "«{measure: structure_share, op: \">=\"}", "threshold is missing"},
		{"test: {not: {criterion: K}}", "test: {not: {criterion: «KK}}", `criterion "KK" is not defined`},
		{"test: {not: {criterion: K}}", "test: {not: {criterion: K}, «nor: 1}", `unknown field "nor"`},
		{"- at_least: 2", "- at_least: «8", "at_least 8 of 7 conditions"},
		{"take: area, where: 'kind == \"centre\"'", "take: «cover, where: 'kind == \"centre\"'", `take "cover" is none of`},
		{"take: area, where: 'kind == \"centre\"'", "take: area, distance: «3, where: 'kind == \"centre\"'", "area takes no distance"},
		{"take: near, distance: 800,", "take: near, distance: «-1,", "distance is not from 0"},
		{"unit: ha, formula: unit_area", "unit: «acre, formula: unit_area", `unit "acre" is none of`},
		{"unit: share, rank_of: use_mix", "unit: «ha, rank_of: use_mix", "unit of a rank is share"},
		{"rank_of: use_mix", "rank_of: «use_mixed", "use_mixed is neither a statistic nor a measure"},
		{"- {id: area_ha,", "- {id: «unit_area,", `"unit_area" is a statistic already`},
		{"- {id: construction_ha,", "- {id: «area_ha,", `measure "area_ha" is already defined`},
		{"- {id: construction_ha,", "- {id: «construction-ha,", "not made of letters, digits and _"},
		{"gap: {value: 2,", "gap: {value: «-2,", "gap is -2, not from 0 to 1000"},
		{"gap: {value: 2, unit: m", "gap: {value: 2, unit: «km", `unit "km" is none of m`},
		{"tag: PLAN, ref: L29}}\n", "tag: «PLN, ref: L29}}\n", `tag "PLN" is none of`},
		{"strength: hard, zh: 铁路干线", "strength: «solid, zh: 铁路干线", `strength "solid" is none of hard, soft`},
		{"colour: \"#D7263D\"", "colour: «red", `colour "red" is not of the form`},
		{"severity: fail, zh: 最小面积", "severity: «bad, zh: 最小面积", `severity "bad" is none of`},
		{"screen: U", "screen: «V", `criterion "V" is not defined`},
		{"criterion: O, review: G,", "criterion: O, review: «H,", `criterion "H" is not defined`},
		{"category: 4\n    recognise: [{from: greens, where: 'low_quality and kind != ", "category: «8\n    recognise: [{from: greens, where: 'low_quality and kind != ", "none of the ruleset's, 1 to 7"},
		{"recognise: [{from: greens, where: 'low_quality and kind != ", "recognise: [{from: «green, where: 'low_quality and kind != ", `from "green" is none of`},
		// What no unit can be: points to the class.
		{"{id: general, zh: 一般更新单元, en: general unit, colour: \"#F4A259\", criterion: G,", "{id: «general, zh: 一般更新单元, en: general unit, colour: \"#F4A259\", criterion: K,", `no unit can be "general"`},
		{"id: G6\n", "id: «G5\n", `criterion "G5" is already defined`},
		// YAML itself.
		{"screen: U", "screen: U\n«screen: U", "already defined"},
		{"screen: U", "screen: «*x", "anchors, aliases"},
		{"screen: U", "screen: U\n«colour: red", `unknown field "colour"`},
	} {
		text := string(data)
		if n := strings.Count(text, c.old); n == 0 {
			t.Errorf("the ruleset has no %q", c.old)
			continue
		}
		text = strings.Replace(text, c.old, c.broken, 1)
		before, after, _ := strings.Cut(text, "«")
		line := strings.Count(before, "\n") + 1
		column := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
		_, err := rules.Parse("own.yaml", []byte(before+after))
		var all rules.Errors
		if !errors.As(err, &all) || !errors.Is(err, rules.ErrRuleset) {
			t.Errorf("%s: gives %v", c.broken, err)
			continue
		}
		at := fmt.Sprintf("rules: own.yaml:%d:%d: ", line, column)
		if !slices.ContainsFunc(all, func(e *rules.Error) bool {
			return strings.HasPrefix(e.Error(), at) && strings.Contains(e.Message, c.want)
		}) {
			t.Errorf("%s\ngives %v\nwant  %s…%s", c.broken, err, at, c.want)
		}
	}
}

func TestMeasureMadeOfItself(t *testing.T) {
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), "formula: vacant_gfa / gfa", "formula: 1 - occupancy", 1)
	if _, err := rules.Parse("own.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), `measure "vacancy_rate" is made of itself`) {
		t.Errorf("gives %v", err)
	}
	text = strings.Replace(string(data), "test: {not: {criterion: K}}", "test: {not: {criterion: G}}", 1)
	if _, err := rules.Parse("own.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), `is made of itself`) {
		t.Errorf("gives %v", err)
	}
}

// An expression folded over lines points to the line that it is on.
func TestFoldedExpressions(t *testing.T) {
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	for _, style := range []string{">-", "|"} {
		text := strings.Replace(string(data), "    where: 'landuse[:2] in [\"07\", \"08\", \"09\", \"10\", \"11\", \"12\", \"13\", \"14\", \"15\"] or landuse startsWith \"2301\"'",
			"    where: "+style+"\n      landuse startsWith \"07\"\n      or\n      lnduse startsWith \"08\"", 1)
		line := strings.Count(text[:strings.Index(text, "lnduse")], "\n") + 1
		_, err := rules.Parse("own.yaml", []byte(text))
		if want := fmt.Sprintf("own.yaml:%d:7: unknown name lnduse", line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v, want %s", style, err, want)
		}
	}
}

func TestRefusesWhatIsNoRuleset(t *testing.T) {
	deep := strings.Repeat("[", 200) + strings.Repeat("]", 200)
	for _, text := range []string{"", "a", "- 1", "ruleset: {}", "---\na: 1\n---\nb: 2\n", "fabric: " + deep, "ruleset: {name: &a [*a]}", "\x00", "a: [", "classes: {}", strings.Repeat("a", 5<<20)} {
		if _, err := rules.Parse("own.yaml", []byte(text)); !errors.Is(err, rules.ErrRuleset) {
			t.Errorf("%.20q gives %v", text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("ruleset: {name: x}\nclasses:\n  - {id: key}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		rs, err := rules.Parse("own.yaml", data)
		switch {
		case err == nil:
			rs.Judge([]rules.Facts{{}})
		case !errors.Is(err, rules.ErrRuleset) || strings.Contains(err.Error(), "\n"):
			t.Errorf("error is %v", err)
		}
	})
}
