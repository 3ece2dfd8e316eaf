package partition

import "math"

// Problem is what to divide, at what cost, under which rules. Solve, Check,
// Cost and Ward do not change it.
type Problem struct {
	Nodes int
	Edges []Edge // at most one between two nodes

	// Region holds the region of each node; nil is one region. A group never
	// spans two, so an edge between regions is always cut.
	Region []int

	// Sums are quantities that add up over the nodes of a group. They are
	// limited by ranges and are what Group costs are made from.
	Sums []Sum

	// Group is the cost of one group; nil is no cost. It must depend on its
	// argument alone, be finite, be safe for many callers at once, and keep no
	// hold of the slice in it.
	Group func(Totals) float64

	// Floor is a value that Group never falls below. It is used for the lower
	// bound, and a lower cost is an error. The zero value says that groups
	// cost nothing or more; use math.Inf(-1) if nothing is known.
	Floor float64

	// Under are numbers that add up to no more than Group, which the lower bound
	// rests on; nil is zeros. Of every group that keeps the rules
	//
	//	Group ≥ Floor + Σ Under of its nodes + Σ Under of the edges inside it
	Under []float64

	// Least is the part of Group that grows at least as fast as groups do; nil is
	// none. Of groups A and B that touch, and do not share a node
	//
	//	Group of A ≥ Least of A
	//	Least of A and B together ≥ Least of A + Least of B + Σ Under of the edges between
	//
	// It is the same kind of function as Group. Beyond says, for each node, by how
	// much Group is above Least at most in groups that hold it; nil is zeros.
	Least  func(Totals) float64
	Beyond []float64

	// Features describe each node; all are of equal length. Spread says what a
	// group pays for how far apart those of its nodes are.
	Features [][]float64
	Spread   Spread

	// Groups is how many groups there are to be, fixed ones among them; 0 leaves
	// it open. Most asks for as many as can be found, and for the least cost among
	// partitions with that many.
	Groups int
	Most   bool

	// Together lists nodes that share a group, which may hold others too.
	// Apart lists nodes of which no two share a group. Fixed lists groups with
	// exactly these nodes; ranges and contiguity hold for them as for others.
	Together, Apart, Fixed [][]int

	// Excluded nodes are in no group. An edge from one to a grouped node is
	// cut; an edge between two costs nothing.
	Excluded []int

	// Start is the group of each node to begin with, in any numbering; nil is
	// every node alone. Numbers of excluded nodes are not looked at. It need
	// not keep the rules.
	Start []int
}

// Edge says that nodes A and B, A < B, are neighbours.
type Edge struct {
	A, B int

	Cut    float64 // cost if A and B are in different groups
	Join   float64 // cost if A and B are in the same group
	Length float64 // adds to Totals.Inside if A and B are in the same group
	Under  float64 // see Problem.Under

	// Hard edges connect nothing. A and B can still share a group that is
	// connected some other way, round the end of the barrier, and then Join is
	// paid; list them as Apart to rule that out.
	Hard bool
}

// Sum is a quantity of each node and the range of its total over a group. A
// limit of 0, NaN or infinity is none. Totals are allowed to pass a limit by
// one part in 10⁹, which is rounding.
type Sum struct {
	Name     string
	Values   []float64 // by node, finite
	Min, Max float64
}

// Totals is what is known of a group when its cost is asked for.
type Totals struct {
	Nodes  int
	Sums   []float64 // by Problem.Sums; only valid during the call
	Inside float64   // Σ Length of the edges with both ends in the group
}

// rangeSlack is the relative part by which rounding may take a total past its
// limit: sums of 10⁶ values err by about 10⁻¹⁰ at worst.
const rangeSlack = 1e-9

// limit says whether v limits anything.
func limit(v float64) bool { return v != 0 && !math.IsNaN(v) && !math.IsInf(v, 0) }

// miss is how far total is outside the range, relative to the limit passed, and
// 0 inside.
func (s *Sum) miss(total float64) float64 {
	if limit(s.Min) && total < s.Min {
		return (s.Min - total) / math.Abs(s.Min)
	}
	if limit(s.Max) && total > s.Max {
		return (total - s.Max) / math.Abs(s.Max)
	}
	return 0
}

// Options control the search. The zero value is the recommended setting.
type Options struct {
	// Seed makes the kicks; runs with the same seed agree.
	Seed uint64

	// Steps is how many changes are weighed per node, at most, in components
	// that are not solved exactly; 0 is DefaultSteps, and RegionSteps where the
	// number of groups or their spread matters. The search ends sooner only where
	// Descent says so.
	Steps int

	// Proof is how many nodes are looked at for each node of a component, at most,
	// to prove how good its partition is; 0 is DefaultProof.
	Proof int

	// Descent stops at the first partition that no single change improves, and
	// proves nothing.
	Descent bool

	// Workers is how many components are solved at a time; 0 is one a core.
	Workers int
}

// DefaultSteps is the number of changes weighed per node unless Options say
// otherwise.
const DefaultSteps = 500

// DefaultProof is the number of nodes looked at per node for a proof unless Options
// say otherwise: a component of 100 takes some seconds if it is never proved.
const DefaultProof = 100_000

// RegionSteps is the same for problems with Groups, Most or Spread, whose changes
// take less time to weigh and pay less often.
const RegionSteps = 60000

// ExactNodes is the size up to which a component is solved exactly, counting
// nodes that are together and touch as one. It takes 3¹³ steps.
const ExactNodes = 14

// Solution is a partition and what is known of it.
type Solution struct {
	// Group of each node, numbered from 0 in the order of their least nodes;
	// -1 for excluded nodes.
	Group []int

	Terms Terms // what Group costs; Cost is its total
	Cost  float64

	// Start is the cost of Problem.Start, and StartError the first rule that it
	// breaks, nil if it keeps them all. Cost is no more than Start then.
	Start      float64
	StartError error

	// Bound is a number that no partition that keeps the rules can cost less
	// than, -Inf if none is known; Method says how it was found. Exact says
	// that the partition is optimal: Bound equals Cost.
	Bound  float64
	Method string
	Exact  bool

	// MostGroups is a number of groups that no partition can exceed, where
	// Problem.Most asked for many; else 0.
	MostGroups int

	Components []Component // in the order of their least nodes
	Steps      int         // changes weighed, in all
}

// Component is a part of the graph that was solved on its own.
type Component struct {
	Least  int // least node
	Nodes  int
	Groups int

	// Cost of the groups of the component and the edges inside it; edges to
	// other components are always cut, and count in no component.
	Cost  float64
	Bound float64
	Exact bool // proved to be the best, so Cost is Bound
	Steps int  // changes weighed; 0 if exact
}
