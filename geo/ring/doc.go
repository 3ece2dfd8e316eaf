// Package ring closes areas along named lines.
//
// An edge is a set of lines that somebody means by one name: a road of two
// carriageways and several stretches, a railway, a river. A ring follows edges one
// after another, each from the corner with the one before to the corner with the
// one after; what its lines do beyond these corners does not matter. [Find] returns
// the rings of least bridging, then of least length.
//
// # What holds
//
//  1. A ring is a valid polygon without holes that runs counter-clockwise.
//  2. Its legs follow the edges in [Ring.Order] or its reverse, each edge once, and
//     together are the whole outline. Where an edge is to be used on two sides it is
//     given twice.
//  3. Whatever of the outline is no line is a [Bridge]: no longer than Options.Gap,
//     and listed with both its ends. Between lines that are drawn up to Touch apart
//     the outline passes without one.
//  4. The result does not depend on the order of the lines of an edge, nor on their
//     directions.
//
// # Carriageways
//
// Lines of one edge that run side by side, no more than Width from each to the next,
// are carriageways or tracks of one road: the ring follows their middle, halfway
// between the outermost. Lines that have none beside them stay where they are drawn.
// Where a carriageway ends the middle steps aside by half the distance, as the lines
// are drawn.
//
// # Order
//
// The edges are taken in the order given if any ring closes so. If none does, every
// other order is tried (of up to eight edges), and the rings say that it was. Should none
// close, [Found.Open] has the rings that come nearest to it: their longest bridges are
// what is missing, and where.
package ring
