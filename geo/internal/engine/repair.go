package engine

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geos"
)

// Valid tells what is wrong with g first, in lower case, and where; "" if
// nothing is. Points that repeat and rings that run the wrong way are not
// wrong. The place of a coordinate that is not finite is (0, 0).
func Valid(g orb.MultiPolygon) (reason string, place orb.Point) {
	if finite(g) != nil {
		return ErrNotFinite.Error(), orb.Point{}
	}
	tidied, defects := g, []defect(nil)
	if !isTidy(g) {
		tidied, defects = tidy(g)
	}
	if len(defects) > 0 {
		return defects[0].reason, defects[0].place
	}
	d, err := judge(tidied)
	if err != nil {
		return err.Error(), orb.Point{}
	}
	return d.reason, d.place
}

// Repair returns g as valid areas, what was wrong with it first, and where. A
// reason of "" means that g was valid, and then the result covers the same
// points; even so it is a copy, with the rings in their right direction and
// repeated points left out.
//
// Unclosed rings are closed. Rings with fewer than three distinct points are
// dropped, a shell with its holes. The edges of each polygon are then noded and
// what they enclose an odd number of times is kept: GEOS MakeValid, linework
// method. Polygons that overlap each other are united, so a part that is there
// twice counts once. Lines and points that remain are dropped; where no area is
// left the result is empty and err is nil. An error wraps ErrNotFinite, ErrTangled
// or ErrTopology.
//
// Repairing the result again changes nothing.
func Repair(g orb.MultiPolygon) (repaired orb.MultiPolygon, reason string, place orb.Point, err error) {
	if err := finite(g); err != nil {
		return nil, ErrNotFinite.Error(), orb.Point{}, err
	}
	var defects []defect
	if repaired = g; !isTidy(g) {
		repaired, defects = tidy(g)
	}
	// What GEOS makes of a shape may cross itself by the last digit where
	// intersections were rounded; the next round mends that.
	const rounds = 4
	for range rounds {
		d, err := judge(repaired)
		if err != nil {
			return nil, d.reason, d.place, err
		}
		if d.reason == "" {
			reason, place = summary(defects)
			return repaired, reason, place, nil
		}
		if len(defects) == 0 || defects[len(defects)-1].reason != d.reason {
			defects = append(defects, d)
		}
		if repaired, err = mend(repaired); err != nil {
			reason, place = summary(defects)
			return nil, reason, place, err
		}
	}
	reason, place = summary(defects)
	return nil, reason, place, fmt.Errorf("%w: still invalid after %d repairs", ErrTopology, rounds)
}

// summary joins what was wrong; the place is that of the first defect.
func summary(defects []defect) (reason string, place orb.Point) {
	if len(defects) == 0 {
		return "", orb.Point{}
	}
	reasons := make([]string, len(defects))
	for i, d := range defects {
		reasons[i] = d.reason
	}
	return strings.Join(reasons, "; "), defects[0].place
}

// mend makes each polygon valid on its own, then unites them.
func mend(g orb.MultiPolygon) (orb.MultiPolygon, error) {
	var parts orb.MultiPolygon
	for _, p := range g {
		if err := tangled(p); err != nil {
			return nil, err
		}
		mended, err := areas(func(s session) *geos.Geom {
			return canonical(s.shape(p).MakeValidWithParams(geos.MakeValidLinework, geos.MakeValidKeepCollapsed))
		})
		if err != nil {
			return nil, err
		}
		parts = append(parts, mended...)
	}
	if len(g) == 1 {
		return parts, nil // the parts of one repaired polygon do not overlap
	}
	return Union([]orb.MultiPolygon{parts}, 0)
}

// judge tells whether tidy areas are valid: most are for certain, of the others
// GEOS is asked, which takes twenty times as long. An error means that GEOS could
// not tell.
func judge(g orb.MultiPolygon) (d defect, err error) {
	if simple(g) {
		return defect{}, nil
	}
	err = run(func(s session) {
		if said := s.shape(g).IsValidReason(); said != "Valid Geometry" {
			d = parse(said)
		}
	})
	return d, err
}

// parse splits what GEOS says, as "Self-intersection[1 0.5]".
func parse(said string) defect {
	text, place, found := strings.Cut(said, "[")
	d := defect{reason: plain(text)}
	xy := strings.Fields(strings.TrimSuffix(place, "]"))
	if !found || len(xy) < 2 {
		return d
	}
	x, errX := strconv.ParseFloat(xy[0], 64)
	y, errY := strconv.ParseFloat(xy[1], 64)
	if errX == nil && errY == nil && x-x == 0 && y-y == 0 {
		d.place = orb.Point{x, y}
	}
	return d
}

// plain is a message of GEOS on one line and in lower case.
func plain(message string) string {
	return strings.ToLower(strings.Join(strings.Fields(message), " "))
}
