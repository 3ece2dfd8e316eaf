package coverage_test

import (
	"context"
	"os"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/geo/vector"
)

// largeCity is where scripts/bench.sh lays the large synthetic city: 3,000
// control units of 2.4 million vertices.
const largeCity = "../../build/bench/large/city.gpkg"

// cityOf reads what a city's fabric is made of: control units, repaired, and the
// lines of districts and of hard barriers.
func cityOf(t testing.TB, file string) (cells []orb.MultiPolygon, districts, barriers []orb.LineString) {
	t.Helper()
	if _, err := os.Stat(file); err != nil {
		t.Skip("the synthetic city is not here; scripts/bench.sh makes it")
	}
	read := func(layer string) *geo.Layer {
		l, err := vector.Read(context.Background(), vector.Source{File: file, Layer: layer})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	for _, s := range read("units").Shapes {
		cell, _ := geo.Polygons(s)
		if reason, _ := geo.Check(cell); reason != "" {
			var err error
			if cell, _, _, err = geo.Repair(cell); err != nil {
				t.Fatal(err)
			}
		}
		cells = append(cells, cell)
	}
	for _, s := range read("districts").Shapes {
		lines, _ := geo.Lines(s)
		districts = append(districts, lines...)
	}
	l := read("barriers")
	class := l.Column("class")
	for i, s := range l.Shapes {
		if kind, _ := class.Text(i); kind != "arterial" {
			lines, _ := geo.Lines(s)
			barriers = append(barriers, lines...)
		}
	}
	return cells, districts, barriers
}

// The options of a fabric by the rules that ship.
var (
	cityClean     = coverage.CleanOptions{Gap: 2, Match: 0.2, Sliver: 10, SliverWidth: 1, MinKept: 0.5}
	cityDistricts = coverage.CutOptions{Follow: 10, MinPiece: 10, MinWidth: 10, MinShare: 0.005, MinPart: 10_000}
	cityBarriers  = coverage.CutOptions{Follow: 40, MinPiece: 10_000, MinWidth: 40, MinPart: 10_000}
)

func BenchmarkLargeCity(b *testing.B) {
	cells, districts, barriers := cityOf(b, largeCity)
	ctx := context.Background()
	cleaned, err := coverage.Clean(ctx, cells, cityClean)
	if err != nil {
		b.Fatal(err)
	}
	pieces := piecesOf(b, cleaned.Cells, districts, cityDistricts)
	b.Run("clean", func(b *testing.B) {
		for b.Loop() {
			if _, err := coverage.Clean(ctx, cells, cityClean); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("cut by districts", func(b *testing.B) {
		for b.Loop() {
			piecesOf(b, cleaned.Cells, districts, cityDistricts)
		}
	})
	b.Run("cut by barriers", func(b *testing.B) {
		for b.Loop() {
			piecesOf(b, pieces, barriers, cityBarriers)
		}
	})
	atoms := piecesOf(b, pieces, barriers, cityBarriers)
	b.Run("borders", func(b *testing.B) {
		for b.Loop() {
			coverage.Borders(atoms)
		}
	})
}

func piecesOf(t testing.TB, cells []orb.MultiPolygon, lines []orb.LineString, opt coverage.CutOptions) []orb.MultiPolygon {
	t.Helper()
	pieces, _, err := coverage.Cut(context.Background(), cells, lines, opt)
	if err != nil {
		t.Fatal(err)
	}
	shapes := make([]orb.MultiPolygon, len(pieces))
	for i, p := range pieces {
		shapes[i] = p.Shape
	}
	return shapes
}
