package units

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/rules"
	"renewal/units/study"
)

// city is a small random city: a jittered grid of control units whose corners do
// not quite meet, districts whose edge runs beside a column of them or through
// one, and a railway that does so with a row.
type city struct {
	p           *prepared
	left, right float64 // of all corners
	low, high   float64
}

const block = 400.0 // m, a side of a control unit before the jitter

// randomCity draws a city. Corners are off by less than the gap that cleaning
// closes; district and railway edges may be off by more than what follows.
func randomCity(t *rapid.T) city {
	columns, rows := rapid.IntRange(1, 4).Draw(t, "columns"), rapid.IntRange(1, 3).Draw(t, "rows")
	metres := func(name string, reach int) float64 { // in steps of 1 mm
		return float64(rapid.IntRange(-1000*reach, 1000*reach).Draw(t, name)) / 1000
	}
	corners := make([][]orb.Point, columns+1)
	for x := range corners {
		for y := range rows + 1 {
			corners[x] = append(corners[x], orb.Point{block*float64(x) + metres("jitter", 60), block*float64(y) + metres("jitter", 60)})
		}
	}
	messy, noise := rapid.Bool().Draw(t, "messy"), rapid.SampledFrom([]float64{0.8, 0.08}).Draw(t, "most noise")
	var units []drawing
	for x := range columns {
		for y := range rows {
			var ring []string
			for _, c := range []orb.Point{corners[x][y], corners[x+1][y], corners[x+1][y+1], corners[x][y+1], corners[x][y]} {
				if messy && len(ring) < 4 {
					c[0] += noise * metres("noise", 1)
					c[1] += noise * metres("noise", 1)
				}
				ring = append(ring, fmt.Sprintf("%.3f %.3f", c[0], c[1]))
			}
			ring[4] = ring[0]
			units = append(units, drawing{fmt.Sprintf("U%d%d", x, y), "POLYGON((" + strings.Join(ring, ", ") + "))", nil})
		}
	}
	c := city{left: -100, right: block*float64(columns) + 100, low: -100, high: block*float64(rows) + 100}
	// Two districts, the edge between them beside or across a column.
	edge := func(x float64) string {
		return fmt.Sprintf("%.3f %.3f, %.3f %.3f", x+metres("lean", 80), c.low, x+metres("lean", 80), c.high)
	}
	x := block*float64(rapid.IntRange(0, columns).Draw(t, "district column")) + metres("district edge", 200)
	between := edge(x)
	ends := strings.Split(between, ", ")
	layers := []*layer{
		layerOf(t, study.ControlUnits, units...),
		layerOf(t, study.Districts,
			drawing{"W", fmt.Sprintf("POLYGON((%g %g, %s, %s, %g %g, %g %g))", c.left-900, c.low, ends[0], ends[1], c.left-900, c.high, c.left-900, c.low), nil},
			drawing{"E", fmt.Sprintf("POLYGON((%g %g, %g %g, %s, %s, %g %g))", c.right+900, c.low, c.right+900, c.high, ends[1], ends[0], c.right+900, c.low), nil}),
	}
	if rapid.Bool().Draw(t, "railway") {
		y := block*float64(rapid.IntRange(0, rows).Draw(t, "railway row")) + metres("railway", 200)
		layers = append(layers, layerOf(t, study.Barriers, drawing{"R",
			fmt.Sprintf("LINESTRING(%g %.3f, %g %.3f)", c.left, y+metres("lean", 50), c.right, y+metres("lean", 50)), attrs{"kind": "railway"}}))
	}
	c.p = drawn(t, layers...)
	return c
}

// withParcels adds random parcels with codes and years, some unknown, some
// overlapping others, some across the borders of control units.
func (c city) withParcels(t *rapid.T) city {
	var parcels []drawing
	for i := range rapid.IntRange(1, 25).Draw(t, "parcels") {
		x := float64(rapid.IntRange(int(c.left), int(c.right)).Draw(t, "x"))
		y := float64(rapid.IntRange(int(c.low), int(c.high)).Draw(t, "y"))
		w := float64(rapid.IntRange(20, 200).Draw(t, "width"))
		parcels = append(parcels, drawing{fmt.Sprintf("P%02d", i), box(x, y, x+w, y+w), attrs{
			"landuse":    rapid.SampledFrom([]any{"070102", "0901", "100101", "1401", nil}).Draw(t, "landuse"),
			"build_year": rapid.SampledFrom([]any{1985, 2015, nil}).Draw(t, "year"),
			"gfa":        rapid.SampledFrom([]any{1000, 20000, nil}).Draw(t, "floor area"),
		}})
	}
	c.p.layers[study.Parcels] = layerOf(t, study.Parcels, parcels...)
	return c
}

// encloses reports whether an interval holds another, but for rounding.
func encloses(outer, inner rules.Quantity) bool {
	slack := 1e-6 + 1e-9*math.Abs(inner.Low)
	return outer.Low <= inner.Low+slack && inner.High <= outer.High+slack
}
