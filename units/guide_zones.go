package units

import (
	"cmp"
	"slices"

	"renewal/units/study"
)

// ZonePart is how much of a unit lies in one policy zone.
type ZonePart struct {
	Kind  string  `json:"kind"`
	Name  string  `json:"name"`
	Share float64 `json:"share"` // of the unit
}

// zoneParts lists the policy zones of a unit that have a name, the largest share
// first. Lines, such as axes, hold no land.
func zoneParts(u *Unit, p *prepared, m *measured) []ZonePart {
	parts := []ZonePart{}
	if m.zones == nil {
		return parts
	}
	var in []part
	for _, a := range u.Atoms {
		in = append(in, m.zones.parts[a]...)
	}
	slices.SortStableFunc(in, func(a, b part) int { return cmp.Compare(a.feature, b.feature) })
	zones := p.layers[study.PolicyZones]
	for k := 0; k < len(in); {
		i, land := in[k].feature, 0.0
		for ; k < len(in) && in[k].feature == i; k++ {
			land += in[k].area
		}
		if name, _ := zones.text("name", i); name != "" && land/u.Area > 1e-6 {
			parts = append(parts, ZonePart{zones.kind(i), name, round(min(land/u.Area, 1), 6)})
		}
	}
	slices.SortStableFunc(parts, func(a, b ZonePart) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	return parts
}
