package units

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/coverage"
	"renewal/units/study"
)

// settleDistricts leaves each district the land that no district which wins over
// it covers. The higher rank wins; of equal ranks a management area wins over a
// statutory district; of equal kinds the later source. Within one source
// overlaps stay: neither can be said to win, and the edges of both cut. A
// district of which nothing is left is left out.
func (p *prepared) settleDistricts() error {
	d := p.layers[study.Districts]
	sources := p.study.Of(study.Districts)
	strength := func(i int) [3]int {
		s := [3]int{sources[d.source[i]].Rank, 0, d.source[i]}
		if d.kind(i) == "management" {
			s[1] = 1
		}
		return s
	}
	wins := func(i, j int) bool {
		s, t := strength(i), strength(j)
		return slices.Compare(s[:], t[:]) > 0
	}
	land := d.areas()
	var kept, source []int
	for i := range land {
		for j := range land {
			if !wins(j, i) || !d.bounds[i].Intersects(d.bounds[j]) {
				continue
			}
			rest, err := geo.Millimetre.Difference(land[i], d.area(j))
			if err != nil {
				return &geo.FeatureError{Ref: d.Ref(i), Source: d.Source, Op: "take off " + d.Ref(j).String(), Err: err}
			}
			land[i] = rest
		}
		if len(land[i]) > 0 {
			kept, source = append(kept, i), append(source, d.source[i])
			continue
		}
		p.repairs = append(p.repairs, Repair{Kind: RepairCovered, Ref: d.Ref(i).String(), Place: shapePlace(d.Shapes[i]),
			Detail: "districts that win over it cover it, left out", Area: squareMetres(geo.Area(d.Shapes[i]))})
	}
	for i, shape := range land {
		d.Shapes[i] = shape
	}
	p.layers[study.Districts] = newLayer(d.Pick(kept), source)
	return nil
}

// gapBetween is the distance between the borders of two areas that do not
// overlap.
func gapBetween(a, b orb.MultiPolygon) float64 {
	least := math.Inf(1)
	from, _ := geo.Lines(a)
	to, _ := geo.Lines(b)
	for _, pair := range [2][2]orb.MultiLineString{{from, to}, {to, from}} {
		for _, l := range pair[0] {
			for _, p := range l {
				for _, m := range pair[1] {
					for i := 1; i < len(m); i++ {
						least = min(least, geo.DistanceTo(p, m[i-1], m[i]))
					}
				}
			}
		}
	}
	return least
}

// districtFinder tells in which district most of a piece lies.
type districtFinder struct {
	districts *layer
	control   *layer
	land      []*area.Outline
	shapes    []orb.MultiPolygon
	index     *geo.Index
	set       study.Settings
}

func newDistrictFinder(p *prepared, land []orb.MultiPolygon, set study.Settings) *districtFinder {
	f := &districtFinder{districts: p.layers[study.Districts], control: p.layers[study.ControlUnits], shapes: land, set: set}
	boxes := make([]orb.Bound, len(land))
	for i, shape := range land {
		boxes[i] = geo.Bound(shape)
		f.land = append(f.land, area.Prepare(shape))
	}
	f.index = geo.NewIndex(boxes)
	return f
}

// inDistricts is how a shape lies in districts: the one that has most of it, -1 if none
// has any; how much of the shape it has, and all districts together.
type inDistricts struct {
	best        int
	most, total float64
}

func (f *districtFinder) look(shape orb.MultiPolygon) inDistricts {
	in := inDistricts{best: -1}
	for _, d := range f.index.Touching(geo.Bound(shape)) {
		a := f.land[d].Of(shape)
		in.total += a
		if a > in.most {
			in.best, in.most = d, a
		}
	}
	return in
}

// astray reports whether a piece has more land in a second district than a strip
// along the edge: more than the share of its control unit that may go with the
// rest, and wider than follow.
func (f *districtFinder) astray(piece coverage.Piece, in inDistricts, whole float64) (bool, error) {
	if in.best < 0 || in.total-in.most <= f.set.FollowShare*whole {
		return false, nil
	}
	for _, d := range f.index.Touching(geo.Bound(piece.Shape)) {
		if d == in.best || f.land[d].Of(piece.Shape) <= f.set.FollowShare*whole {
			continue
		}
		there, err := geo.Millimetre.Intersection(piece.Shape, f.shapes[d])
		if err != nil {
			return false, &geo.FeatureError{Ref: f.control.Ref(piece.Cell), Source: f.control.Source, Op: "cut by districts", Err: err}
		}
		if width, _ := coverage.Width(there); width > f.set.Follow {
			return true, nil
		}
	}
	return false, nil
}

// of returns the district of a piece, and a record where part of the piece lies
// elsewhere.
func (f *districtFinder) of(piece coverage.Piece, in inDistricts) (int, *Repair, error) {
	best, most, total := in.best, in.most, in.total
	size := geo.Area(piece.Shape)
	// What lies elsewhere by more than rounding is worth a word.
	elsewhere := size - most
	if best >= 0 && size-total <= most && elsewhere <= max(1, 1e-6*size) {
		return best, nil, nil
	}
	ref := f.control.Ref(piece.Cell)
	at := geo.InteriorPoint(piece.Shape)
	// Where most of it lies decides, and that may be in no district at all.
	if best < 0 || size-total > most {
		switch f.set.NoDistrict {
		case "exclude":
			return -1, &Repair{Kind: RepairNoDistrict, Ref: ref.String(), Detail: "lies in no district, excluded", Area: squareMetres(size), Place: place(at), shape: piece.Shape}, nil
		case "nearest":
			if best < 0 {
				best = f.nearest(piece.Shape)
			}
			return best, &Repair{Kind: RepairNoDistrict, Ref: ref.String(), To: f.districts.Ref(best).String(), Detail: "lies in no district, given to the nearest",
				Area: squareMetres(size), Place: place(at), shape: piece.Shape}, nil
		}
		return -1, nil, &geo.FeatureError{Ref: ref, Source: f.control.Source, Op: "cut by districts", Place: &at,
			Err: fmt.Errorf("lies in no district (%s): extend the districts, or state options: {no_district: nearest} or exclude", f.districts.Source)}
	}
	r := &Repair{Kind: RepairDistrict, Ref: ref.String(), To: f.districts.Ref(best).String(), Area: squareMetres(elsewhere), Place: place(at)}
	switch outside := size - total; {
	case outside > elsewhere/2:
		r.Detail = "districts do not reach its edge"
	default:
		r.Detail = "a strip that follows a district edge lies in another district"
	}
	return best, r, nil
}

func (f *districtFinder) nearest(shape orb.MultiPolygon) int {
	best, least := 0, -1.0
	for d, land := range f.shapes {
		if distance := gapBetween(shape, land); least < 0 || distance < least {
			best, least = d, distance
		}
	}
	return best
}
