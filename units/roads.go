package units

import (
	"context"
	"slices"

	"renewal/geo"
	"renewal/geo/coverage"
)

// What is done with land between control units that is wider than the gap that
// is filled, but no wider than a road.
const (
	roadsKeep   = "keep"   // it stays open
	roadsSplit  = "split"  // control units meet on its centreline
	roadsAssign = "assign" // each stretch goes to the control unit it borders on the longest
)

// closeRoads gives road reserves to the control units along them. Many detailed
// plans stop at the red line of the road, so that neighbours do not meet.
func (f *fabric) closeRoads(ctx context.Context, control *layer, set Settings) error {
	if set.Roads == roadsKeep {
		return nil
	}
	closed, err := coverage.Split(ctx, f.cells, coverage.SplitOptions{MaxWidth: set.RoadWidth, Grid: set.Grid, Assign: set.Roads == roadsAssign})
	if err != nil {
		return failed(ctx, &geo.LayerError{Layer: RoleControlUnits, Source: control.Source, Op: "close roads", Err: err})
	}
	f.cells = closed.Cells
	for k, gained := range closed.Snapped {
		f.snapped[k] += gained
	}
	// What is open still is listed anew.
	f.repairs = slices.DeleteFunc(f.repairs, func(r Repair) bool { return r.Kind == RepairHole })
	f.record(control, closed, RepairRoad)
	return nil
}
