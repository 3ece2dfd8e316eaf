package geo

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"

	"renewal/geo/internal/engine"
)

// Check tells what is wrong with g, and where; the reason is "" if g is valid.
// It is in lower case, and is one of those GEOS gives ("self-intersection",
// "hole lies outside shell", …), "unclosed ring", "ring with fewer than three
// distinct points", or "coordinate is not finite", whose place is (0, 0).
// Repeated points and rings that run the wrong way are not wrong. The empty
// multipolygon is valid.
func Check(g orb.MultiPolygon) (reason string, place orb.Point) { return engine.Valid(g) }

// Repair returns g as valid, closed areas without repeated points, shells
// counter-clockwise and holes clockwise, and what was wrong with it, and where.
// The reason is "" if g was valid; reasons are those of [Check], joined by "; "
// where there are several, and the place is that of the first.
//
// Unclosed rings are closed. Rings with fewer than three distinct points are
// dropped, a shell with its holes. Where the edges of a polygon cross, what they
// enclose an odd number of times is kept; polygons that overlap each other are
// united. What has no area is dropped, if need be everything: an empty result is
// no error. Repairing the result again changes nothing.
//
// A coordinate that is NaN or infinite gives an error that wraps ErrNotFinite; one
// that wraps ErrInvalid says that edges cross so often that nobody can tell what
// was meant, nor GEOS in time; and one that wraps ErrTopology that GEOS could not
// make g valid.
func Repair(g orb.MultiPolygon) (repaired orb.MultiPolygon, reason string, place orb.Point, err error) {
	repaired, reason, place, err = engine.Repair(g)
	if errors.Is(err, engine.ErrTangled) {
		err = fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return repaired, reason, place, err
}
