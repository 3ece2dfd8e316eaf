// Package coverage works on areas that tile the plane.
//
// A coverage is a list of areas, called cells, such that
//
//  1. each cell is a valid shape, perhaps of several parts, perhaps with holes;
//  2. no two cells overlap;
//  3. where two cells meet they are edge-matched: every vertex of the shared
//     border belongs to both.
//
// A coverage may have gaps. [Check] tells whether a list of cells is a
// coverage. [Clean] makes one of cells that nearly are, [Cut] makes a finer one,
// [Merge] a coarser one, [Split] one without road reserves, [Simplify] one of fewer
// vertices, and [Borders] says who meets whom; the last five require a coverage
// and return nonsense otherwise. [Enclose] makes one of the areas that lines bound.
//
// # Precision
//
// Every coordinate lies on a grid (1 mm unless said otherwise), so that each
// question of topology — which side, the same point, the same edge — is
// answered in integers, without a tolerance. Lines are noded by snap rounding
// (Hobby 1999, "Practical segment intersection with finite precision output"),
// iterated: new lines meet only at their ends, and no line passes a vertex at
// less than half a step without running through it. A line moves by less than
// one grid step, but where lines crowd within a few steps of each other it may
// be moved again: 2.8 steps were the most in 200,000 heaps of up to 31 random
// segments on squares of up to 42 steps. Areas of grid shapes are exact.
//
// # Tolerances
//
// There are four, and the code says from what each follows. Half a step: noding
// takes what comes nearer to a vertex for running through it. Two steps (beyond):
// rounding moves a bridge and the edge it stands on by 0.71 steps each at most, so
// a slot closed two steps past the width asked for is nowhere narrower where it
// stays open. Five millimetres, or a twentieth: to which [Width] knows a radius;
// whether land is narrow is settled to half a millimetre. A slope of 1 in 2
// (steepest): what narrows faster is a corner and no slot.
//
// # Order
//
// Vertices, edges and faces are numbered by their coordinates, so no result
// depends on the order of the cells but through their positions, which name
// them. Where a rule of [Clean] ties, the shapes of the cells settle it, so that
// order and a shift by whole steps make no difference; between equal cells, and
// elsewhere, the lower position wins.
package coverage
