package main

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renewal/units"
)

func TestWriteSummary(t *testing.T) {
	var b strings.Builder
	err := writeSummary(&b, units.Summary{
		Study: "郑州\x1b[2J", ControlUnits: 40, Parcels: 12431, Atoms: 52, Units: 33, Cost: 12.345, CostStart: 1234.5,
		Classes: []units.ClassSummary{
			{Class: "key", Zh: "重点更新单元", En: "key", Units: 1200, AreaHa: 12345.67},
			{Class: "general", Zh: "一般", En: "general", Units: 3, AreaHa: 0},
		},
		Repairs: []units.RepairSummary{{Kind: "overlap", Count: 7, AreaM2: 12.04}},
	}, []string{"out/units.gpkg"})
	want := `郑州` + "\ufffd" + `[2J: 40 control units, 12,431 parcels, 52 atoms, 33 units

类别          class    units       ha
重点更新单元  key      1,200  12345.7
一般          general      3      0.0

repair   count    m²
overlap      7  12.0

cost 12.35, from 1234 with each atom a unit
out/units.gpkg
`
	if err != nil || b.String() != want {
		t.Errorf("%v\n%s\nwant\n%s", err, b.String(), want)
	}
}

func TestColumnsOf(t *testing.T) {
	for text, want := range map[string]int{"": 0, "unit": 4, "更新": 4, "Ａ": 2, "e\u0301": 1, "ｱ": 1, "한글": 4, "“": 1, "\u200b": 0} {
		if got := columnsOf(text); got != want {
			t.Errorf("%q takes %d columns, want %d", text, got, want)
		}
	}
}

// Whatever the cells hold, all rows with text at the right end are equally wide.
func TestTableLinesUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[a-z更新单元 ]{0,8}x`)
		var rows [][]string
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			rows = append(rows, []string{cell.Draw(t, "a"), cell.Draw(t, "b"), cell.Draw(t, "c")})
		}
		var b strings.Builder
		writeTable(&b, rows, 1)
		lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		for _, line := range lines {
			if columnsOf(line) != columnsOf(lines[0]) {
				t.Fatalf("rows of different width:\n%s", b.String())
			}
		}
	})
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
