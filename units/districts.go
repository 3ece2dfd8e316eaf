package units

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// settleDistricts leaves each district the land that no district which wins over
// it covers. The higher rank wins; of equal ranks a management area wins over a
// statutory district; of equal kinds the later source. Within one source
// overlaps stay: neither can be said to win, and the edges of both cut. A
// district of which nothing is left is left out.
func (p *prepared) settleDistricts() error {
	d := p.layers[RoleDistricts]
	sources := p.study.Of(RoleDistricts)
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
		}
	}
	for i, shape := range land {
		d.Shapes[i] = shape
	}
	p.layers[RoleDistricts] = newLayer(d.Pick(kept), source)
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
						least = min(least, distanceTo(p, m[i-1], m[i]))
					}
				}
			}
		}
	}
	return least
}

// distanceTo is the distance from p to the segment a b.
func distanceTo(p, a, b orb.Point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	px, py := p[0]-a[0], p[1]-a[1]
	if l := dx*dx + dy*dy; l > 0 {
		t := min(max((px*dx+py*dy)/l, 0), 1)
		px, py = px-t*dx, py-t*dy
	}
	return math.Hypot(px, py)
}
