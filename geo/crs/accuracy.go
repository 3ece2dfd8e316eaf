package crs

import (
	"github.com/paulmach/orb"

	"renewal/geo/internal/gdal"
)

// AccuracyAt is how accurate the transformation is claimed to be, in metres, at a
// point of the first system: relations of datums differ from region to region.
// known is false where nothing is claimed: where PROJ takes the datums as equal
// for want of a published relation, which can be wrong by a hundred metres, and
// where a shifted datum, GCJ-02 or BD-09, is left or entered, whose relation to
// WGS 84 nobody publishes (going by what is said of it, a metre or two). No change
// of datum is 0 and known. CGCS2000 and WGS 84, of whose relation PROJ knows
// nothing, are 2 m.
func (t *Transform) AccuracyAt(p orb.Point) (metres float64, known bool) {
	if t.from.datum != t.to.datum {
		return 0, false
	}
	if len(t.steps) == 0 || t.from.datum != published {
		return 0, true // one datum
	}
	a, errA := t.from.base()
	b, errB := t.to.base()
	switch {
	case errA != nil || errB != nil || a == "" || b == "":
	case a == b:
		return 0, true
	default:
		return ensemble, true
	}
	op, err := gdal.OperationAt(CRS{srs: t.from.srs}.Definition(), CRS{srs: t.to.srs}.Definition(), p[0], p[1])
	if err != nil || op.Metres < 0 {
		return 0, false
	}
	return op.Metres, true
}

// ensemble is the accuracy, in metres, that EPSG gives to coordinates that are
// said to be of WGS 84 without a word on which of its realizations. CGCS2000,
// which is ITRF97 at 2000.0, is as near to those as they are to each other: since
// then China has moved by up to a metre in them.
const ensemble = 2.0
