package partition_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"renewal/units/partition"
)

// cut is an edge that is free to cut, join one that is free to keep, hard one
// that cannot be kept.
func cut(a, b int) partition.Edge  { return partition.Edge{A: a, B: b, Join: 1} }
func join(a, b int) partition.Edge { return partition.Edge{A: a, B: b, Cut: 1} }
func hard(a, b int) partition.Edge { return partition.Edge{A: a, B: b, Cut: 1, Hard: true} }

func TestSolve(t *testing.T) {
	one := []float64{1, 1, 1, 1}
	atLeast := func(v float64) []partition.Sum { return []partition.Sum{{Name: "area", Values: one, Min: v}} }
	atMost := func(v float64) []partition.Sum { return []partition.Sum{{Name: "area", Values: one, Max: v}} }
	path := []partition.Edge{join(0, 1), cut(1, 2), join(2, 3)}
	cycle := []partition.Edge{{A: 0, B: 1, Cut: 2}, {A: 1, B: 2, Cut: 2}, {A: 2, B: 3, Cut: 2}, cut(0, 3)}
	for _, c := range []struct {
		name string
		p    partition.Problem
		want []int
		cost float64
	}{
		{"no nodes", partition.Problem{}, []int{}, 0},
		{"one node", partition.Problem{Nodes: 1}, []int{0}, 0},
		{"nothing to gain keeps the start", partition.Problem{Nodes: 2, Edges: []partition.Edge{{A: 0, B: 1}}, Start: []int{7, 7}}, []int{0, 0}, 0},
		{"without a start, nodes stay alone", partition.Problem{Nodes: 2, Edges: []partition.Edge{{A: 0, B: 1}}}, []int{0, 1}, 0},

		// 0 === 1 --- 2 === 3
		{"path", partition.Problem{Nodes: 4, Edges: path}, []int{0, 0, 1, 1}, 0},
		{"path, at most one", partition.Problem{Nodes: 4, Edges: path, Sums: atMost(1)}, []int{0, 1, 2, 3}, 2},
		{"path, at least three", partition.Problem{Nodes: 4, Edges: path, Sums: atLeast(3)}, []int{0, 0, 0, 0}, 1},
		{"path, regions", partition.Problem{Nodes: 4, Edges: path, Region: []int{5, 9, 9, 9}}, []int{0, 1, 2, 2}, 1},
		{"path, excluded", partition.Problem{Nodes: 4, Edges: path, Excluded: []int{1}}, []int{0, -1, 1, 1}, 1},
		{"path, apart", partition.Problem{Nodes: 4, Edges: path, Apart: [][]int{{0, 1}}}, []int{0, 1, 2, 2}, 1},
		{"path, together across", partition.Problem{Nodes: 4, Edges: path, Together: [][]int{{0, 3}}}, []int{0, 0, 0, 0}, 1},
		{"path, fixed", partition.Problem{Nodes: 4, Edges: path, Fixed: [][]int{{2}}}, []int{0, 0, 1, 2}, 1},
		{"path, fixed from a start that differs", partition.Problem{Nodes: 4, Edges: path, Fixed: [][]int{{1, 2}}, Start: []int{0, 0, 0, 1}}, []int{0, 1, 1, 2}, 3},

		// 0 === 1
		// |     ‖     a cycle is never cut once: the weak edge is kept at a cost
		// 3 === 2
		{"cycle", partition.Problem{Nodes: 4, Edges: cycle}, []int{0, 0, 0, 0}, 1},

		// 0 | 1     the squares are two components, though the costs pull
		{"two squares with a hard edge", partition.Problem{Nodes: 2, Edges: []partition.Edge{hard(0, 1)}}, []int{0, 1}, 1},

		// 0 | 1     round the end of the barrier, by 2
		//   2
		{"round a barrier", partition.Problem{Nodes: 3, Edges: []partition.Edge{hard(0, 1), join(0, 2), join(1, 2)}}, []int{0, 0, 0}, 0},
		{"round a barrier, apart", partition.Problem{Nodes: 3, Edges: []partition.Edge{hard(0, 1), join(0, 2), {A: 1, B: 2, Cut: 2}}, Apart: [][]int{{0, 1}}}, []int{0, 1, 1}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := partition.Solve(context.Background(), c.p, partition.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got.Group); diff != "" {
				t.Errorf("groups (-want +got):\n%s", diff)
			}
			if got.Cost != c.cost || got.Bound != c.cost || !got.Exact {
				t.Errorf("cost %g, bound %g, exact %t; want %g", got.Cost, got.Bound, got.Exact, c.cost)
			}
		})
	}
}

func TestNoPartition(t *testing.T) {
	pair := []partition.Edge{join(0, 1)}
	area := func(least, most float64) []partition.Sum {
		return []partition.Sum{{Name: "area", Values: []float64{3, 4}, Min: least, Max: most}}
	}
	for _, c := range []struct {
		name string
		p    partition.Problem
		kind error
		want string
	}{
		{"too little", partition.Problem{Nodes: 2, Edges: pair, Sums: area(10, 0)}, partition.ErrInfeasible,
			"component of node 0 (2 nodes): area at least 10, but all of it is 7: no partition possible"},
		{"too much", partition.Problem{Nodes: 2, Edges: pair, Sums: area(0, 3.5)}, partition.ErrInfeasible,
			"component of node 0 (2 nodes): area at most 3.5, but node 1 alone has 4: no partition possible"},
		{"in between", partition.Problem{Nodes: 2, Edges: pair, Sums: area(5, 6)}, partition.ErrInfeasible,
			"component of node 0 (2 nodes): no groups have area from 5 to 6: no partition possible"},
		{"together and apart", partition.Problem{Nodes: 2, Edges: pair, Together: [][]int{{0, 1}}, Apart: [][]int{{1, 0}}}, partition.ErrInfeasible,
			"nodes 1 and 0 should be both together and apart: no partition possible"},
		{"together, but not connected", partition.Problem{Nodes: 2, Together: [][]int{{0, 1}}}, partition.ErrInfeasible,
			"component of node 0 (1 node): nodes 0 and 1 should be together, but nothing connects them: no partition possible"},
		{"fixed, but not connected", partition.Problem{Nodes: 2, Fixed: [][]int{{0, 1}}}, partition.ErrInfeasible,
			"fixed group 0 (node 0): nodes 0 and 1: not connected: no partition possible"},
		{"infinite cost", partition.Problem{Nodes: 1, Group: func(partition.Totals) float64 { return math.Inf(1) }}, partition.ErrCost,
			"+Inf for 1 nodes: unusable cost of group"},
		{"below the floor", partition.Problem{Nodes: 1, Group: func(partition.Totals) float64 { return -1 }}, partition.ErrCost,
			"-1 for 1 nodes is below the floor 0: unusable cost of group"},
		{"edge the wrong way", partition.Problem{Nodes: 2, Edges: []partition.Edge{{A: 1, B: 0}}}, partition.ErrProblem,
			"edge 0 joins 1 and 0 of 2 nodes: bad problem"},
		{"edge twice", partition.Problem{Nodes: 2, Edges: []partition.Edge{cut(0, 1), cut(0, 1)}}, partition.ErrProblem,
			"two edges from 0 to 1: bad problem"},
		{"lock on nothing", partition.Problem{Nodes: 2, Excluded: []int{2}}, partition.ErrProblem,
			"lock on node 2 of 2: bad problem"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := partition.Solve(context.Background(), c.p, partition.Options{})
			if !errors.Is(err, c.kind) || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	// 0 - 1 - 2 - 3
	p := partition.Problem{
		Nodes: 4, Edges: []partition.Edge{cut(0, 1), cut(1, 2), cut(2, 3)},
		Region: []int{1, 1, 1, 2}, Sums: []partition.Sum{{Name: "area", Values: []float64{1, 2, 3, 4}, Max: 5}},
	}
	for _, c := range []struct {
		name   string
		groups []int
		change func(*partition.Problem)
		want   error
	}{
		{"sound", []int{4, 4, 9, 2}, nil, nil},
		{"no group", []int{4, 4, -1, 2}, nil, partition.ErrUnassigned},
		{"two regions", []int{4, 4, 9, 9}, nil, partition.ErrRegion},
		{"in two pieces", []int{4, 5, 4, 2}, nil, partition.ErrContiguity},
		{"too large", []int{4, 4, 4, 2}, nil, partition.ErrRange},
		{"not together", []int{1, 2, 3, 4}, func(p *partition.Problem) { p.Together = [][]int{{0, 1}} }, partition.ErrLock},
		{"not apart", []int{1, 1, 3, 4}, func(p *partition.Problem) { p.Apart = [][]int{{1, 0}} }, partition.ErrLock},
		{"more than fixed", []int{1, 1, 3, 4}, func(p *partition.Problem) { p.Fixed = [][]int{{1}} }, partition.ErrLock},
		{"less than fixed", []int{1, 2, 3, 4}, func(p *partition.Problem) { p.Fixed = [][]int{{0, 1}} }, partition.ErrLock},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := p
			if c.change != nil {
				c.change(&q)
			}
			err := partition.Check(q, c.groups)
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			var group *partition.GroupError
			if err != nil && !errors.As(err, &group) {
				t.Errorf("%v names no group", err)
			}
		})
	}
}

// Two passes over a city of several components, on one core and on two.
func TestCoresDoNotMatter(t *testing.T) {
	p := city(24, true)
	p.Region = make([]int, p.Nodes)
	for v := range p.Region {
		p.Region[v] = v % 24 / 7
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, err := partition.Solve(context.Background(), p, partition.Options{Proof: 500, Steps: 200})
	if err != nil {
		t.Fatal(err)
	}
	runtime.GOMAXPROCS(2)
	two, err := partition.Solve(context.Background(), p, partition.Options{Proof: 500, Steps: 200, Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	if one.StartError == nil || one.StartError.Error() != two.StartError.Error() {
		t.Errorf("start: %v and %v", one.StartError, two.StartError) // blocks of four span regions
	}
	one.StartError, two.StartError = nil, nil
	if diff := cmp.Diff(one, two); diff != "" {
		t.Errorf("one core and two differ:\n%s", diff)
	}
	other, err := partition.Solve(context.Background(), p, partition.Options{Proof: 500, Steps: 200, Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	if other.Cost >= other.Start || one.Cost >= one.Start || len(one.Components) != 4 {
		t.Errorf("%g and %g from %g, in %d components", one.Cost, other.Cost, one.Start, len(one.Components))
	}
}

func TestStopsWhenTold(t *testing.T) {
	p := city(60, false)
	own := p.Group
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	calls, after := 0, 0
	p.Group = func(t partition.Totals) float64 {
		if calls++; calls == 40000 {
			cancel()
		}
		if calls > 40000 {
			after++
		}
		return own(t)
	}
	s, err := partition.Solve(ctx, p, partition.Options{Workers: 1})
	if !errors.Is(err, context.Canceled) || s.Group != nil {
		t.Fatalf("got %v, %v", s.Group, err)
	}
	if after > 5000 { // each takes far less than a microsecond
		t.Errorf("weighed %d more groups after it was told to stop", after)
	}
}

// Where everything wants to be one group, the group that all others join is
// large long before the end.
func TestOneLargeGroup(t *testing.T) {
	p := city(70, false)
	p.Group = nil
	for i := range p.Edges {
		p.Edges[i].Cut, p.Edges[i].Join = 1+p.Edges[i].Cut, 0
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	s, err := partition.Solve(ctx, p, partition.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if slices.Max(s.Group) != 0 || s.Cost != 0 || s.Bound > 0 || s.Bound < -1e-6 {
		t.Errorf("%d groups at %g, bound %g", slices.Max(s.Group)+1, s.Cost, s.Bound)
	}
}
