package enclose_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units/enclose"
	"renewal/units/enclose/wording"
)

// The streets of Wuhan have no names, but numbers to name them by. Areas that arterial
// streets bound are found again from the numbers of the streets on their four sides.
// PICTURE=FILE draws them.
func TestWuhan(t *testing.T) {
	const file = "../../../shared/data/wuhan/wuhan_streets.gpkg"
	if _, err := os.Stat(file); err != nil {
		t.Skip("the shared data is absent")
	}
	ctx := context.Background()
	layer, err := vector.Read(ctx, vector.Source{File: file, Layer: "streets_original", Fields: []string{"fid", "highway"}})
	if err != nil {
		t.Fatal(err)
	}
	var lines []orb.LineString
	var fid []string
	for i, s := range layer.Shapes {
		kind, _ := layer.Columns[1].Text(i)
		if number, ok := layer.Columns[0].Text(i); ok && slices.Contains([]string{"trunk", "primary", "secondary"}, kind) {
			parts, _ := geo.Lines(s)
			for _, p := range parts {
				lines, fid = append(lines, p), append(fid, number)
			}
		}
	}
	enclosed, err := coverage.Enclose(ctx, lines, coverage.EncloseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	request := &enclose.Request{Lines: []enclose.Lines{{File: file, Written: file, Layer: "streets_original", Name: "fid"}}}
	var want []float64
	for i, shape := range enclosed.Areas {
		box := shape.Bound()
		wide, high := box.Max[0]-box.Min[0], box.Max[1]-box.Min[1]
		size := geo.Area(shape)
		if size < 0.9*wide*high || size < 1e6 || size > 4e6 { // nearly a rectangle of a few square kilometres
			continue
		}
		edges := map[wording.Side][]string{}
		for _, s := range enclosed.Sides[i] {
			middle := lines[s.Line].Bound().Center()
			x, y := (middle[0]-box.Center()[0])/wide, (middle[1]-box.Center()[1])/high
			side := wording.East
			switch {
			case math.Abs(y) > math.Abs(x) && y > 0:
				side = wording.North
			case math.Abs(y) > math.Abs(x):
				side = wording.South
			case x < 0:
				side = wording.West
			}
			edges[side] = append(edges[side], fid[s.Line])
		}
		a := enclose.Area{Statement: wording.Statement{Name: fmt.Sprintf("area %d", i), Order: wording.Sides}}
		for _, side := range []wording.Side{wording.West, wording.North, wording.East, wording.South} {
			a.Edges = append(a.Edges, wording.Edge{Names: edges[side], Side: side})
		}
		request.Areas = append(request.Areas, a)
		if want = append(want, size); len(want) == 2 {
			break
		}
	}
	working, err := crs.Parse(layer.CRS)
	if err != nil {
		t.Fatal(err)
	}
	report, err := enclose.Draw(ctx, request, working)
	if err != nil {
		t.Fatal(err)
	}
	if path := os.Getenv("PICTURE"); path != "" {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := report.Picture(f); err != nil {
			t.Error(err)
		}
	}
	for i, a := range report.Areas {
		if !a.Closed || math.Abs(a.Area/want[i]-1) > 0.01 {
			t.Errorf("%s: closed %v, %.0f m², not %.0f; missing %v", a.Name, a.Closed, a.Area, want[i], a.Missing)
		}
	}
}
