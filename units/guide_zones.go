package units

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/units/study"
)

// ZonePart is how much of a unit lies in one policy zone.
type ZonePart struct {
	Kind  string  `json:"kind"`
	Name  string  `json:"name"`
	Share float64 `json:"share"` // of the unit
}

// zoneParts finds the policy zones that units lie in.
type zoneParts struct {
	p     *prepared
	zones *layer
	index *geo.Index
}

func newZoneParts(p *prepared) *zoneParts {
	z := &zoneParts{p: p, zones: p.layers[study.PolicyZones]}
	if z.zones != nil {
		z.index = geo.NewIndex(z.zones.bounds)
	}
	return z
}

// of lists the zones of a unit that have a name, the largest share first. Lines,
// such as axes, hold no land.
func (z *zoneParts) of(u *Unit) []ZonePart {
	parts := []ZonePart{}
	if z.zones == nil {
		return parts
	}
	outline := area.Prepare(u.Shape)
	for _, i := range z.index.Touching(geo.Bound(u.Shape)) {
		name, _ := z.zones.text("name", i)
		var land orb.MultiPolygon
		if land, _ = geo.Polygons(z.zones.Shapes[i]); name == "" || len(land) == 0 {
			continue
		}
		if share := z.p.ground.of(outline, land) / u.Area; share > 1e-6 {
			parts = append(parts, ZonePart{z.zones.kind(i), name, round(min(share, 1), 6)})
		}
	}
	slices.SortStableFunc(parts, func(a, b ZonePart) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	return parts
}
