package units

import (
	"renewal/rules"
	"renewal/units/partition"
)

// groupCost is what the groups of J cost by themselves: size, mix and shape, or being
// left out. Sums are those of the problem.
type groupCost struct {
	weights          rules.Weights
	limits           rules.Limits
	functions, zones int
}

// all is what a group costs.
func (g groupCost) all(t partition.Totals) float64 {
	shape := g.weights.Shape.Value * excess(t.Sums[1]-2*t.Inside, t.Sums[0])
	return g.orLeft(t, g.adding(t)+shape+g.shrinking(t))
}

// growing is the part that is no less for groups put together than for each of them,
// but for their common border, which is no perimeter any more. Land of a function, or
// of a zone, is mixed with what the other group has. Circles are shorter together, and
// an area over the range only adds up.
func (g groupCost) growing(t partition.Totals) float64 {
	shape := g.weights.Shape.Value * (t.Sums[1] - 2*t.Inside - circle(t.Sums[0])) / 1000
	return g.orLeft(t, g.adding(t)+shape)
}

// shrinking is the part that is no more for a group than for each of its atoms.
func (g groupCost) shrinking(t partition.Totals) float64 {
	return g.weights.Size.Value * tooSmall(t.Sums[0], g.limits)
}

// roundest is by how many km a perimeter may be below that of a circle, which counts
// as no less: on the ellipsoid a round shape can have more area than in the plane, by
// less than a thousandth.
const roundest = 0.01

// adding is what mixture and land over the range cost.
func (g groupCost) adding(t partition.Totals) float64 {
	zones := 2 + g.functions
	mixed := mixed(t.Sums[2:zones]) + split(t.Sums[zones:zones+g.zones], t.Sums[0])
	return g.weights.Mix.Value*mixed/1e6 + g.weights.Size.Value*tooLarge(t.Sums[0], g.limits)
}

// orLeft is a cost, or what it costs to leave the group out of all units where that is
// less: a single atom with few resources.
func (g groupCost) orLeft(t partition.Totals, cost float64) float64 {
	if may := 2 + g.functions + g.zones; t.Nodes == 1 && t.Sums[may] == 1 {
		return min(cost, g.weights.Left.Value*t.Sums[may+1])
	}
	return cost
}
