package units

import (
	"context"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/rules"
	"renewal/units/study"
)

// Drawing is what a map of a result is made of, in the working coordinate system.
type Drawing struct {
	Bound        orb.Bound
	Units        []orb.MultiPolygon // of Report.Units
	ControlUnits []orb.MultiPolygon // of Report.ControlUnits
	Borders      []DrawnLine        // of units, by what they follow
	Barriers     []DrawnLine        // by kind
}

// DrawnLine is a line with the first of what it follows, or its kind.
type DrawnLine struct {
	Kind  string
	Lines orb.MultiLineString
}

// Ruleset is the ruleset that the result was judged by. It is not to be changed.
func (r *Result) Ruleset() *rules.Ruleset { return r.rules }

// Drawing makes a map of the result whose borders are within the tolerance, in
// metres, of where they are. Areas stay edge-matched.
func (r *Result) Drawing(ctx context.Context, tolerance float64) (*Drawing, error) {
	grid := r.Report.Settings.Grid
	atoms, err := coverage.Simplify(ctx, shapesOf(r.fabric.atoms), tolerance, grid)
	if err != nil {
		return nil, err
	}
	groups := make([][]int, len(r.units))
	for i := range r.units {
		groups[i] = r.units[i].Atoms
	}
	d := &Drawing{Bound: r.Bound()}
	if d.Units, err = coverage.Merge(ctx, atoms, groups, grid); err != nil {
		return nil, err
	}
	within := make([][]int, len(r.Report.ControlUnits))
	for i := range r.fabric.atoms {
		k := r.fabric.atoms[i].ControlUnit
		within[k] = append(within[k], i)
	}
	if d.ControlUnits, err = coverage.Merge(ctx, atoms, within, grid); err != nil {
		return nil, err
	}
	thin := simplify.DouglasPeucker(tolerance)
	d.Borders, d.Barriers = r.drawnBorders(thin), r.drawnBarriers(thin)
	return d, nil
}

// drawnBorders are the borders of units by the strongest source that each follows.
func (r *Result) drawnBorders(thin orb.Simplifier) []DrawnLine {
	rank := map[string]int{}
	kinds := append(r.basisKinds(), BasisNone)
	lines := make([]DrawnLine, len(kinds))
	for i, kind := range kinds {
		rank[kind] = i
		lines[i].Kind = kind
	}
	unitOf := func(a int) string {
		if a == coverage.Outside {
			return ""
		}
		return r.Report.Atoms[a].Unit
	}
	for _, b := range r.fabric.borders {
		if unitOf(b.A) == unitOf(b.B) {
			continue
		}
		for _, s := range b.Segments {
			first := len(kinds) - 1
			for _, basis := range s.Basis {
				if k, ok := rank[basis]; ok {
					first = min(first, k)
				}
			}
			lines[first].add(s.Lines, thin)
		}
	}
	return notEmpty(lines)
}

// drawnBarriers are the barriers of the study by kind, in the order of the ruleset.
func (r *Result) drawnBarriers(thin orb.Simplifier) []DrawnLine {
	var lines []DrawnLine
	rank := map[string]int{}
	for _, b := range r.rules.Delineation.Barriers {
		if _, ok := rank[b.Kind]; !ok {
			rank[b.Kind] = len(lines)
			lines = append(lines, DrawnLine{Kind: b.Kind})
		}
	}
	layer := r.prepared.layers[study.Barriers]
	for i := 0; layer != nil && i < layer.Len(); i++ {
		k, ok := rank[layer.kind(i)]
		if !ok {
			continue
		}
		if drawn, ok := geo.Lines(layer.Shapes[i]); ok {
			lines[k].add(drawn, thin)
		}
	}
	return notEmpty(lines)
}

// add thins lines, which stay as they were for whoever else has them.
func (d *DrawnLine) add(lines orb.MultiLineString, thin orb.Simplifier) {
	for _, l := range lines {
		d.Lines = append(d.Lines, thin.LineString(l.Clone()))
	}
}

func notEmpty(lines []DrawnLine) []DrawnLine {
	var all []DrawnLine
	for _, l := range lines {
		if len(l.Lines) > 0 {
			all = append(all, l)
		}
	}
	return all
}
