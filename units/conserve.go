package units

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/coverage"
	"renewal/units/study"
)

// Conservation tells how well the areas of a layer, split over atoms and what lies
// outside of all, add up to what they were.
type Conservation struct {
	Layer         string  `json:"layer"`
	Features      int     `json:"features"`
	InsideM2      float64 `json:"inside_m2"`      // in atoms, each feature on its own
	OutsideM2     float64 `json:"outside_m2"`     // in none
	WorstRelative float64 `json:"worst_relative"` // of a feature: what the parts miss, over its area
	WorstFeature  string  `json:"worst_feature,omitempty"`
}

// mostMissing is the share of a feature's area that its parts may miss: what the
// measures rest on is certain to nine digits.
const mostMissing = 1e-9

// conserve checks the parcels. Of one that does not lie in atoms as a whole, what
// lies outside is measured on its own, against the union of the control units near
// it, and not taken to be what the atoms leave.
func conserve(ctx context.Context, p *prepared, f *fabric, o *overlay, set study.Settings) (Conservation, error) {
	parcels := p.layers[study.Parcels]
	c := Conservation{Layer: study.Parcels, Features: len(o.shapes)}
	parts := make([]float64, len(o.shapes))
	for _, in := range o.parts {
		for _, part := range in {
			parts[part.feature] += part.area
		}
	}
	var open []int
	for i, size := range o.sizes {
		if math.Abs(parts[i]-size) > mostMissing*size {
			open = append(open, i)
		}
	}
	outside, err := outsideOf(ctx, f, o, open, set, p.study.Options.Workers)
	if err != nil {
		return c, err
	}
	worst := -1
	for i, size := range o.sizes {
		c.InsideM2 += parts[i]
		c.OutsideM2 += outside[i]
		if missed := math.Abs(parts[i]+outside[i]-size) / size; missed > c.WorstRelative {
			c.WorstRelative, worst = missed, i
		}
	}
	if worst >= 0 {
		c.WorstFeature = parcels.Ref(worst).String()
	}
	c.InsideM2, c.OutsideM2 = round(c.InsideM2, 4), round(c.OutsideM2, 4)
	c.WorstRelative = upTo(c.WorstRelative, 2)
	return c, nil
}

// outsideOf is what of the given features lies in no control unit; by feature.
func outsideOf(ctx context.Context, f *fabric, o *overlay, features []int, set study.Settings, workers int) (map[int]float64, error) {
	outside := make(map[int]float64, len(features))
	boxes := make([]orb.Bound, len(f.cells))
	for k, cell := range f.cells {
		boxes[k] = cell.Bound()
	}
	index := geo.NewIndex(boxes)
	shapes := make([]orb.MultiPolygon, len(features))
	met := make([]bool, len(f.cells))
	var near []int
	for n, i := range features {
		shapes[n], outside[i] = o.shapes[i], o.sizes[i]
		near = index.AppendTouching(near, shapes[n].Bound())
		for _, k := range near {
			met[k] = true
		}
	}
	var cells []orb.MultiPolygon
	var all []int
	for k, is := range met {
		if is {
			cells, all = append(cells, f.cells[k]), append(all, len(all))
		}
	}
	if len(cells) == 0 {
		return outside, nil
	}
	land, err := coverage.Merge(ctx, cells, [][]int{all}, set.Grid)
	if err != nil {
		return nil, err
	}
	pairs, err := area.Overlay(ctx, land, shapes, area.OverlayOptions{Workers: workers, Weight: o.ground.weight})
	for _, pair := range pairs {
		outside[features[pair.B]] -= pair.Area
	}
	return outside, err
}

// upTo rounds a positive number up to so many significant digits.
func upTo(v float64, digits int) float64 {
	if v == 0 {
		return 0
	}
	scale := math.Pow10(digits - 1 - int(math.Floor(math.Log10(v))))
	return math.Ceil(v*scale) / scale
}
