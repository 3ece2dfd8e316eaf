package partition_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"renewal/units/partition"
)

func TestWard(t *testing.T) {
	// 0 - 1 - 2 - 3 - 4      features 0 1 10 11 0
	path := partition.Problem{Nodes: 5, Edges: []partition.Edge{cut(0, 1), cut(1, 2), cut(2, 3), cut(3, 4)}}
	features := [][]float64{{0}, {1}, {10}, {11}, {0}}
	for _, c := range []struct {
		name   string
		groups int
		change func(*partition.Problem)
		want   []int
		err    error
	}{
		{"alone", 5, nil, []int{0, 1, 2, 3, 4}, nil},
		{"alike and touching", 3, nil, []int{0, 0, 1, 1, 2}, nil},
		{"all", 1, nil, []int{0, 0, 0, 0, 0}, nil},
		{"too many", 6, nil, nil, partition.ErrInfeasible},
		{"none", 0, nil, nil, partition.ErrInfeasible},
		{"a hard edge", 1, func(p *partition.Problem) { p.Edges[1].Hard = true }, nil, partition.ErrInfeasible},
		{"excluded", 2, func(p *partition.Problem) { p.Excluded = []int{2} }, []int{0, 0, -1, 1, 1}, nil},
		{"fixed", 3, func(p *partition.Problem) { p.Fixed = [][]int{{1, 2}} }, []int{0, 1, 1, 2, 2}, nil},
		{"together", 2, func(p *partition.Problem) { p.Together = [][]int{{1, 2}} }, []int{0, 0, 0, 0, 1}, nil},
		{"apart", 1, func(p *partition.Problem) { p.Apart = [][]int{{0, 4}} }, nil, partition.ErrNotFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := path
			p.Edges = slices.Clone(path.Edges)
			if c.change != nil {
				c.change(&p)
			}
			got, err := partition.Ward(context.Background(), p, features, c.groups)
			if !errors.Is(err, c.err) {
				t.Fatalf("got %v, want %v", err, c.err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("groups (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWardKeepsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(2, 30).Draw(t, "problem")
		p.Together, p.Sums[0].Min, p.Sums[0].Max = nil, 0, 0
		features := make([][]float64, p.Nodes)
		for v := range features {
			features[v] = []float64{p.Sums[0].Values[v], p.Sums[1].Values[v]}
		}
		groups := rapid.IntRange(1, p.Nodes).Draw(t, "groups")
		got, err := partition.Ward(context.Background(), p, features, groups)
		if errors.Is(err, partition.ErrInfeasible) || errors.Is(err, partition.ErrNotFound) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := partition.Check(p, got); err != nil {
			t.Fatal(err)
		}
		if n := slices.Max(got) + 1; n != groups {
			t.Fatalf("%d groups, want %d", n, groups)
		}
	})
}

// The plain way: join the two touching groups for which the sum of squares
// over all groups, computed from nothing, comes out least.
func TestWardIsTheBestJoinEachTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(2, 20).Draw(t, "problem")
		p = partition.Problem{Nodes: p.Nodes, Edges: p.Edges, Region: p.Region}
		features := make([][]float64, p.Nodes)
		for v := range features { // no ties
			features[v] = []float64{rapid.Float64Range(0, 9).Draw(t, "x") + math.Sqrt(float64(v+2)), math.Cbrt(float64(v * v))}
		}
		want := numbers(p.Nodes)
		for groups := p.Nodes - 1; groups > 0; groups-- {
			least, next := math.Inf(1), []int(nil)
			for _, e := range p.Edges {
				a, b := want[e.A], want[e.B]
				if e.Hard || a == b || p.Region != nil && p.Region[e.A] != p.Region[e.B] {
					continue
				}
				joined := slices.Clone(want)
				for v := range joined {
					if joined[v] == max(a, b) {
						joined[v] = min(a, b)
					}
				}
				if sum := within(features, joined); sum < least-1e-9 {
					least, next = sum, joined
				}
			}
			got, err := partition.Ward(context.Background(), p, features, groups)
			if next == nil {
				if !errors.Is(err, partition.ErrInfeasible) {
					t.Fatalf("%d groups: %v, %v, but none can be joined", groups, got, err)
				}
				return
			}
			want = next
			if err != nil || math.Abs(within(features, got)-least) > 1e-6 {
				t.Fatalf("%d groups: %v (%v), want %v", groups, got, err, want)
			}
		}
	})
}

// within is the sum of squared distances from the group means.
func within(features [][]float64, groups []int) float64 {
	total := 0.0
	for g := range slices.Max(groups) + 1 {
		for i := range features[0] {
			n, sum, squares := 0.0, 0.0, 0.0
			for v, f := range features {
				if groups[v] == g {
					n, sum, squares = n+1, sum+f[i], squares+f[i]*f[i]
				}
			}
			if n > 0 {
				total += squares - sum*sum/n
			}
		}
	}
	return total
}

// standardized gives each feature mean 0 and standard deviation 1, by n-1.
func standardized(columns [][]float64) [][]float64 {
	n := float64(len(columns[0]))
	features := make([][]float64, len(columns[0]))
	for _, c := range columns {
		mean, spread := 0.0, 0.0
		for _, x := range c {
			mean += x / n
		}
		for _, x := range c {
			spread += (x - mean) * (x - mean) / (n - 1)
		}
		for v, x := range c {
			features[v] = append(features[v], (x-mean)/math.Sqrt(spread))
		}
	}
	return features
}
