package rules_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"renewal/rules"
)

// mistakes are made in the ruleset all at once. « stands in front of the place
// that the error must point to.
var mistakes = []struct{ old, broken, want string }{
	{"  version: \"1.0\"\n", "  «versoin: \"1.0\"\n", `unknown field "versoin"`},
	{"  gap: {value: 2, unit: m", "  gap: {value: «two, unit: m", "value must be a number"},
	{"  follow: {value: 10, unit: m,", "  follow: {value: 10, unit: «km,", `unit "km" is none of m`},
	{"max_loss: {value: 0.5,", "max_loss: {value: «50,", "max_loss is 50, not from"},
	{"  sliver_width: {value: 1,", "  «slither_width: {value: 1,", `no setting "slither_width"`},
	{"kind: arterial, strength: soft, weight: 3", "kind: arterial, strength: «solid, weight: 3", "strength \"solid\" is none of hard, soft"},
	{"where: width >= 30", "where: width «> \"30\"", "mismatched types"},
	{"kind: secondary, strength: soft, weight: 1", "kind: secondary, strength: soft, weight: «-1", "weight is negative"},
	{"    category: 3\n    recognise: [{from: parcels", "    category: «9\n    recognise: [{from: parcels", "category 9 is none"},
	{"{from: buildings, where: 'danger_grade in", "{from: «houses, where: 'danger_grade in", `from "houses" is none of`},
	{"where: 'landuse == \"090102\"'", "where: '«landuze == \"090102\"'", "unknown name landuze"},
	{"- {id: industrial_patch, zh: 最大连片工业用地, en: largest patch of industrial land, of: parcels, take: largest, distance: 30,", "- «{id: industrial_patch, zh: 最大连片工业用地, en: largest patch of industrial land, of: parcels, take: largest,", "largest needs a distance"},
	{"take: area, where: 'kind == \"centre\"'", "take: area, where: 'kind == «\"center\"'", `kind is never "center"`},
	{"take: whole, where:", "take: «hole, where:", `take "hole" is none of`},
	{"{id: station_800, zh: 站点800米内, en: within 800 m of a station, of: stations, take: near, distance: 800,", "{id: station_800, zh: 站点800米内, en: within 800 m of a station, of: stations, take: near, distance: «-800,", "distance is not from 0"},
	{"source: {tag: PLAN, ref: \"L201 政策分区\"}}\n  - {id: district_majority", "source: {tag: «PLN, ref: \"L201 政策分区\"}}\n  - {id: district_majority", `tag "PLN" is none of`},
	{"formula: unit_area / 10000", "formula: unit_area / «hectare", "unknown name hectare"},
	{"unit: ha, formula: construction / 10000", "unit: «acre, formula: construction / 10000", `unit "acre" is none of`},
	{"unit: share, formula: centre / unit_area", "unit: share, formula: «centre / sqrt(unit_area)", "formula gives m"},
	{"rank_of: activity_density", "rank_of: «activity", "activity is neither a statistic nor a measure"},
	{"- {id: D22,", "- {id: «D16,", `check "D16" is already defined`},
	{"- {id: vacancy_rate, zh: 空置率, en: vacant share of floor area, unit: share, formula: vacant_gfa / gfa,", "- {id: «vacancy_rate, zh: 空置率, en: vacant share of floor area, unit: share, formula: 1 - occupancy,", "is made of itself"},
	{"medium: {measure: structure_share, op: \">=\", threshold: 0.30}", "medium: {measure: structure_share, op: \">=\", threshold: «30}", "threshold 30 of structure_share is not from 0 to 1"},
	{"medium: {measure: centre_share,", "medium: {measure: «center_share,", `measure "center_share" is not defined`},
	{"- {measure: industrial_patch_ha, op: \">=\", threshold: 20}", "- {measure: industrial_patch_ha, op: \">=\", threshold: 20, unit: «m2}", `unit "m2" is not that of industrial_patch_ha`},
	{"medium: {measure: commercial_share, op: \">=\",", "medium: {measure: commercial_share, op: «\"=>\",", `op "=>" is none of`},
	{"medium: {measure: station_share, op: \">=\", threshold: 0.50}", "medium: «{measure: station_share, op: \">=\"}", "threshold is missing"},
	{"        - at_least: 2\n", "        - at_least: «9\n", "at_least 9 of 7"},
	{"{criterion: O2}, {criterion: O3}]", "{criterion: «P2}, {criterion: O3}]", `criterion "P2" is not defined`},
	{"colour: \"#D7263D\"", "colour: «red", `colour "red" is not`},
	{"  - {id: general, zh: 一般更新单元, en: general unit, colour: \"#F4A259\", criterion: G,", "  - {id: «general, zh: 一般更新单元, en: general unit, colour: \"#F4A259\", criterion: K0.S,", `no unit can be "general"`},
	{"{id: D07, severity: fail,", "{id: D07, severity: «fatal,", `severity "fatal" is none of`},
	{"  - {id: D23, severity: info, zh: 不在战略预留区,", "  - «{id: D23, severity: info,", "zh is missing"},
}

// All mistakes of a file are told at once, each where it is, and nothing else.
func TestAllMistakesAtOnce(t *testing.T) {
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	n := 0
	for _, m := range mistakes {
		if !strings.Contains(text, m.old) {
			t.Fatalf("the ruleset has no %q", m.old)
		}
		text = strings.Replace(text, m.old, m.broken, 1)
		n++
	}
	if n < 30 {
		t.Fatalf("only %d mistakes", n)
	}
	var want []string
	for i, row := range strings.Split(text, "\n") {
		at := 0
		for _, r := range row {
			if r == '«' {
				want = append(want, fmt.Sprintf("%d:%d", i+1, at+1))
				continue
			}
			at++
		}
	}
	_, err = rules.Parse("own.yaml", []byte(strings.ReplaceAll(text, "«", "")))
	var found rules.Errors
	if !errors.As(err, &found) {
		t.Fatalf("gives %v", err)
	}
	at := map[string][]string{}
	for _, e := range found {
		place := fmt.Sprintf("%d:%d", e.Line, e.Column)
		at[place] = append(at[place], e.Message)
	}
	for _, place := range want {
		if len(at[place]) != 1 {
			t.Errorf("%s has %d errors: %q", place, len(at[place]), at[place])
		}
		delete(at, place)
	}
	for place, messages := range at {
		t.Errorf("%s has errors that nobody made: %q", place, messages)
	}
	for _, m := range mistakes {
		if !strings.Contains(fmt.Sprint(unwrapped(found)), m.want) {
			t.Errorf("no error says %q", m.want)
		}
	}
}

func unwrapped(found rules.Errors) (messages []string) {
	for _, e := range found {
		messages = append(messages, e.Message)
	}
	return messages
}
