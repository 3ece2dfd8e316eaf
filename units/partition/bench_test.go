package partition_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"renewal/units/partition"
)

// BenchmarkSolve sweeps the size of a city: a triangulated grid, so about three
// edges a node, with areas and shares of old land that vary; groups want an area
// and are charged for their outline. "one" is a single component from single
// nodes, "units" starts from blocks of four.
func BenchmarkSolve(b *testing.B) {
	for _, start := range []string{"one", "units"} {
		for _, side := range []int{10, 32, 71, 224} {
			p := city(side, start == "units")
			for _, descent := range []bool{true, false} {
				b.Run(fmt.Sprintf("%s/n=%d/descent=%t", start, p.Nodes, descent), func(b *testing.B) {
					for b.Loop() {
						s, err := partition.Solve(context.Background(), p, partition.Options{Descent: descent})
						if err != nil {
							b.Fatal(err)
						}
						b.ReportMetric(s.Cost, "cost")
						b.ReportMetric(s.Start, "start")
						b.ReportMetric(float64(s.Steps)/float64(p.Nodes), "steps/node")
					}
				})
			}
		}
	}
}

func BenchmarkWard(b *testing.B) {
	for _, side := range []int{32, 100, 224} {
		p := city(side, false)
		features := make([][]float64, p.Nodes)
		for v := range features {
			features[v] = []float64{p.Sums[0].Values[v], p.Sums[1].Values[v]}
		}
		b.Run(fmt.Sprintf("n=%d", p.Nodes), func(b *testing.B) {
			for b.Loop() {
				if _, err := partition.Ward(context.Background(), p, features, 10); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// city makes side² nodes.
func city(side int, units bool) partition.Problem {
	r := rand.New(rand.NewPCG(1, 2))
	n := side * side
	p := partition.Problem{Nodes: n}
	area, old := make([]float64, n), make([]float64, n)
	for v := range n {
		area[v] = 5 + 20*r.Float64()
		old[v] = area[v] * r.Float64()
	}
	for v := range n {
		x, y := v%side, v/side
		for _, d := range [][2]int{{1, 0}, {0, 1}, {1, 1}} {
			if x+d[0] >= side || y+d[1] >= side {
				continue
			}
			u := v + d[0] + d[1]*side
			e := partition.Edge{A: v, B: u, Cut: r.Float64() * r.Float64() * 6, Join: r.Float64(), Length: 0.2 + 0.6*r.Float64()}
			p.Edges = append(p.Edges, e)
		}
	}
	p.Sums = []partition.Sum{{Name: "area", Values: area}, {Name: "old", Values: old}}
	p.Group = func(g partition.Totals) float64 {
		share := g.Sums[1] / g.Sums[0]
		outline := max(0, 2.4*float64(g.Nodes)-2*g.Inside-1.8*math.Sqrt(float64(g.Nodes)))
		return 8*max(0, 60-g.Sums[0])/60 + 8*max(0, g.Sums[0]-160)/160 + 2*share*(1-share) + 0.4*outline
	}
	if units {
		p.Start = make([]int, n)
		for v := range n {
			p.Start[v] = v/side/2*side + v%side/2
		}
	}
	return p
}
