package units

import (
	"context"
	"slices"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/units/study"
)

// closeRoads gives road reserves to the control units along them. Many detailed
// plans stop at the red line of the road, so that neighbours do not meet.
func (f *fabric) closeRoads(ctx context.Context, control *layer, set study.Settings) error {
	if set.Roads == study.RoadsKeep {
		return nil
	}
	closed, err := coverage.Split(ctx, f.cells, coverage.SplitOptions{MaxWidth: set.RoadWidth, Grid: set.Grid, Assign: set.Roads == study.RoadsAssign})
	if err != nil {
		return failed(ctx, &geo.LayerError{Layer: study.ControlUnits, Source: control.Source, Op: "close roads", Err: err})
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
