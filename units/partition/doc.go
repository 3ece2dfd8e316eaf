// Package partition divides the nodes of a weighted graph into groups: numbers
// only, no shapes.
//
// A [Problem] has nodes 0 to Nodes-1 and edges between them. A partition gives
// each node that is not excluded one group, such that
//
//  1. each group is connected through edges that are not hard;
//  2. no group spans two regions;
//  3. the locks hold: nodes together, nodes apart, groups fixed;
//  4. each sum over a group is within its range.
//
// [Check] tells whether a partition keeps these four, and [Cost] what it
// costs. A cost belongs to one edge or to one group, so it can be carried along
// as a partition changes; Check and Cost work from nothing and are how the
// results of [Solve] are judged.
//
// Solve finds a partition of low cost. Fixed and excluded nodes aside, regions
// and hard edges split the graph into components that do not bear on each
// other. Components of up to [ExactNodes] nodes are solved exactly. Larger ones
// are improved from the start by the best change at each step (merge two groups,
// move a node or a piece, split a group, swap two nodes) until none helps, then
// by seeded kicks that are taken back unless they pay. The result is never worse
// than a start that keeps the rules.
//
// How good it is, a linear program tells: it prices the nodes so that no group costs
// less than its nodes, which bounds the cost, and groups are added to it until that
// holds for all there are. To see that it does, groups are grown node by node as far
// as [Problem.Under] and what edges can save leave hope, or, where the problem says what
// of a group's cost only grows ([Problem.Least]), as the edges to what is added do: that
// proves components of more than a hundred nodes. A gap that is left is
// searched through, if few enough groups can close it: then the best partition is
// known. Where the steps run out before, the bound is what prices and hopes leave.
//
// Where the number of groups is given ([Problem.Groups]) or to be as large as can be
// ([Problem.Most]), or groups pay for the spread of features ([Problem.Spread]: sum of
// squares, or differences of all pairs), components bear on each other, and all nodes
// are divided at once: by annealing, several times from different starts, with groups
// joined and divided anew on the way. Up to 64 nodes a walk through all partitions
// that could be better then looks for a proof; [All] is that walk for everybody. The
// bound on squares is what each feature alone costs in the best groups of its values,
// connected or not.
//
// The same problem and options give the same partition on any number of cores.
// Where no two changes tie, the numbering of the nodes does not matter either,
// kicks aside; ties go to the least node.
package partition
