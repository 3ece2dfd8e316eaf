package units

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Kinds of repairs.
const (
	RepairDuplicate   = "duplicate_feature" // the same ID and shape twice: one was left out
	RepairDuplicateID = "duplicate_id"      // the ID was taken: the feature got another
	RepairNoID        = "no_id"             // the ID was empty: the feature got one
	RepairBlanks      = "blanks"            // blanks and NUL around IDs or values were taken off
	RepairNumber      = "number"            // numbers that were written as texts, such as 1998年 and 35%
	RepairNoShape     = "no_shape"          // nothing to measure: the feature was left out
	RepairShape       = "invalid_shape"     // the shape was mended
	RepairCode        = "landuse_code"      // a code was written out in full, or is not known
	RepairValue       = "value"             // a value that cannot be right counts as unknown
	RepairCovered     = "district_covered"  // other districts cover all of it: it was left out
	RepairMatched     = "matched"           // vertices of a control unit were moved onto those of its neighbours
	RepairOverlap     = "overlap"           // control units claimed the same land
	RepairGap         = "gap"               // no control unit claimed the land between some
	RepairSliver      = "sliver"            // a crumb of a control unit went to its neighbour
	RepairStray       = "stray_sliver"      // a crumb of a control unit borders on no other: nothing was done
	RepairRoad        = "road"              // a road reserve went to the control units along it
	RepairHole        = "open_gap"          // land between control units, too wide to be filled: nothing was done
	RepairDistrict    = "district"          // land of an atom lies in another district than the atom, or in none
	RepairNoDistrict  = "no_district"       // an atom lies in no district: it was left out, or given to the nearest
	RepairKept        = "not_cut"           // a barrier would have cut off too little: the atom stays whole
)

// RepairKinds lists the kinds in the order in which a run makes the repairs,
// and reports list them.
func RepairKinds() []string {
	return []string{RepairDuplicate, RepairDuplicateID, RepairNoID, RepairBlanks, RepairNumber, RepairNoShape, RepairShape, RepairCode, RepairValue,
		RepairCovered, RepairMatched, RepairOverlap, RepairGap, RepairSliver, RepairStray, RepairRoad, RepairHole, RepairDistrict, RepairNoDistrict, RepairKept}
}

// Repair is a change made to a feature before use, or a fault that was left on
// purpose, with the area it moved and its place in the working CRS.
type Repair struct {
	Kind   string   `json:"kind"`
	Ref    string   `json:"feature"`          // "control_units/A-01"; of several, the first
	With   []string `json:"with,omitempty"`   // the others that had a part in it
	To     string   `json:"to,omitempty"`     // who has the land now
	Detail string   `json:"detail,omitempty"` // what was wrong

	// Of a mended shape: the land that any reading of the drawing takes, the land
	// that the mended shape has, and what of it the readings do not agree on,
	// which bounds how much the mend can have moved. Other kinds have Area alone:
	// land that changed hands, or that they speak of; of a control unit matched
	// what it gained or, negative, lost.
	Before *float64 `json:"before_m2,omitempty"`
	After  *float64 `json:"after_m2,omitempty"`
	Area   *float64 `json:"area_m2,omitempty"`

	Width *float64    `json:"width_m,omitempty"` // how wide that land is, at least; package coverage says what Width is; of a control unit matched how far a vertex moved
	Count int         `json:"count,omitempty"`   // features, where it speaks of more than one
	Place *[2]float64 `json:"place,omitempty"`

	shape orb.MultiPolygon // the land it speaks of; nil where there is none
	of    []int            // the features of the file it speaks of, while it has no place yet
}

// placeAmong gives the repairs that still want one a place among the shapes of
// the layer, which is in the working CRS: the least of the features they speak of,
// in whatever order these came.
func placeAmong(repairs []Repair, l *geo.Layer) {
	for k := range repairs {
		var least orb.Geometry
		for _, i := range repairs[k].of {
			if s := l.Shapes[i]; len(pointsOf(s)) > 0 && (least == nil || compareShapes(s, least) < 0) {
				least = s
			}
		}
		if least != nil {
			repairs[k].Place = shapePlace(least)
		}
		repairs[k].of = nil
	}
}

// sortRepairs puts repairs in the order of kinds, then features, then places.
func sortRepairs(repairs []Repair) {
	kinds := RepairKinds()
	slices.SortStableFunc(repairs, func(p, q Repair) int {
		c := cmp.Or(
			cmp.Compare(slices.Index(kinds, p.Kind), slices.Index(kinds, q.Kind)),
			cmp.Compare(p.Ref, q.Ref), cmp.Compare(p.To, q.To), cmp.Compare(p.Detail, q.Detail),
		)
		if c == 0 && p.Place != nil && q.Place != nil {
			c = cmp.Or(cmp.Compare(p.Place[0], q.Place[0]), cmp.Compare(p.Place[1], q.Place[1]))
		}
		return c
	})
}

func place(p orb.Point) *[2]float64 {
	return &[2]float64{round(p[0], 3), round(p[1], 3)}
}

// squareMetres and metres round a measured value to what it is reported with.
func squareMetres(v float64) *float64 { v = round(v, 4); return &v }
func metres(v float64) *float64       { v = round(v, 3); return &v }

// round keeps that many decimals. It never returns minus zero.
func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	r := math.Round(v*scale) / scale
	if r == 0 || math.IsInf(r, 0) || math.IsNaN(r) {
		return v - v
	}
	return r
}

// significant keeps nine significant digits.
func significant(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return v
	}
	return round(v, 8-int(math.Floor(math.Log10(math.Abs(v)))))
}

// mended makes a shape valid, and records what was wrong with it; the record is
// nil if nothing was. A shape of which nothing is left comes back empty. Where
// more than the share most of its land is in doubt, that is an error: a mend
// would have to guess what was meant.
func mended(ref geo.Ref, source string, shape orb.MultiPolygon, most float64) (orb.MultiPolygon, *Repair, error) {
	fixed, reason, at, err := geo.Repair(shape)
	if err != nil {
		return nil, nil, &geo.FeatureError{Ref: ref, Source: source, Op: "repair", Err: err}
	}
	if reason == "" {
		return fixed, nil, nil
	}
	r := &Repair{Kind: RepairShape, Ref: ref.String(), Detail: reason, shape: fixed}
	if len(pointsOf(shape)) > 0 {
		r.Place = place(at)
	}
	if len(fixed) == 0 {
		r.Kind, r.Detail = RepairNoShape, reason+"; nothing is left of it"
		return fixed, r, nil
	}
	all, doubt := geo.Doubt(shape, fixed)
	if share := min(doubt/all, 1); share > most { // there is land: fixed has some
		return nil, nil, &geo.FeatureError{Ref: ref, Source: source, Op: "repair", Place: &at,
			Err: fmt.Errorf("%w: %s: of the %.1f m² it may mean, %.1f (%.3g%%) are in doubt, more than max_repair %g allows",
				geo.ErrInvalid, reason, all, doubt, 100*share, most)}
	}
	r.Before, r.After, r.Area = squareMetres(all), squareMetres(geo.Area(fixed)), squareMetres(doubt)
	return fixed, r, nil
}
