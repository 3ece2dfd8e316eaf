package partition

import "slices"

// Spread is how the features of the nodes of a group are compared.
type Spread uint8

const (
	NoSpread Spread = iota // not at all
	Squares                // Σ of the squared distances from the mean of the group
	Pairs                  // Σ over pairs of nodes, and features, of the difference
)

// spreadOf computes from nothing what a group of nodes pays for its spread.
func (p *Problem) spreadOf(nodes []int) float64 {
	if p.Spread == NoSpread || len(nodes) == 0 {
		return 0
	}
	total := 0.0
	values := make([]float64, len(nodes))
	for i := range p.Features[nodes[0]] {
		for k, v := range nodes {
			values[k] = p.Features[v][i]
		}
		total += p.Spread.of(values)
	}
	return total
}

// of is the spread of one feature. It reorders the values.
func (s Spread) of(values []float64) float64 {
	n, total := float64(len(values)), 0.0
	if s == Squares {
		mean := 0.0
		for _, x := range values {
			mean += x / n
		}
		for _, x := range values {
			total += (x - mean) * (x - mean)
		}
		return total
	}
	slices.Sort(values)
	for i, x := range values { // it is the larger in i pairs, and the smaller in the others
		total += x * (2*float64(i) - n + 1)
	}
	return total
}
