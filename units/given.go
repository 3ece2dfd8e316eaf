package units

import (
	"cmp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/study"
)

// givens are the statistics that come with the units and not from a layer laid
// over them. They are not additive, so each is worked out on the unit.
type givens struct {
	p       *prepared
	f       *fabric
	set     study.Settings
	share   []map[int]float64   // unit → control unit → share of the control unit in it
	largest map[int]float64     // control unit → the largest share of it in a unit
	whole   map[int]float64     // control unit → m² after cleaning
	hard    orb.MultiLineString // hard barriers; nil if there are none
	near    *geo.Index          // of them
	known   bool                // there is a layer of barriers, or the study says that there are none
	minor   map[int]int         // unit → parcels that its edge cuts
	parcels bool
}

func newGivens(p *prepared, f *fabric, m *measured, rs *rules.Ruleset, set study.Settings, units []Unit) *givens {
	g := &givens{p: p, f: f, set: set, share: make([]map[int]float64, len(units)), minor: map[int]int{}, whole: map[int]float64{}, largest: map[int]float64{}}
	for _, a := range f.atoms {
		g.whole[a.ControlUnit] += a.Area
	}
	of := make([]int, len(f.atoms))
	for i := range of {
		of[i] = -1
	}
	for u := range units {
		g.share[u] = map[int]float64{}
		for _, a := range units[u].Atoms {
			of[a] = u
			g.share[u][f.atoms[a].ControlUnit] += f.atoms[a].Area / g.whole[f.atoms[a].ControlUnit]
		}
		for control, share := range g.share[u] {
			g.largest[control] = max(g.largest[control], share)
		}
	}
	g.barriers(rs)
	if m.parcels != nil {
		g.parcels = true
		g.cutParcels(m.parcels, of)
	}
	return g
}

// barriers finds the hard barriers.
func (g *givens) barriers(rs *rules.Ruleset) {
	g.hard, g.known = hardLines(g.p, rs), g.p.layers[study.Barriers] != nil || g.p.study.Absent(study.Barriers, "")
	boxes := make([]orb.Bound, len(g.hard))
	for i, l := range g.hard {
		boxes[i] = l.Bound()
	}
	g.near = geo.NewIndex(boxes)
}

// cutParcels counts the parcels that the edge of a unit cuts so that the minor
// part is over 5 % of the parcel and over 200 m²; less may be two surveys of one
// line. Both numbers are ours.
func (g *givens) cutParcels(o *overlay, of []int) {
	const leastShare, leastArea = 0.05, 200.0
	inside := map[[2]int]float64{} // (unit, parcel) → m²
	for a := range o.parts {
		if of[a] < 0 {
			continue
		}
		for _, p := range o.parts[a] {
			if p.area < o.sizes[p.feature]*(1-leastShare) || p.area < o.sizes[p.feature]-leastArea {
				inside[[2]int{of[a], p.feature}] += p.area
			}
		}
	}
	for key, a := range inside {
		size := o.sizes[key[1]]
		minor := min(a, size-a)
		if minor > leastShare*size && minor > leastArea {
			g.minor[key[0]]++
		}
	}
}

// add puts the given statistics of a unit into its facts.
func (g *givens) add(facts rules.Facts, u int, unit *Unit) {
	facts["perimeter"] = rules.Exactly(geo.Length(unit.Shape))
	parts, holes := len(unit.Shape), 0
	for _, polygon := range unit.Shape {
		holes += len(polygon) - 1
	}
	facts["parts"], facts["holes"] = rules.Exactly(float64(parts)), rules.Exactly(float64(holes))
	facts["corridor_unit"] = rules.Exactly(g.corridor(unit))
	facts["alignment"] = rules.Exactly(g.alignment(u, unit))
	split := 0
	for control := range g.share[u] {
		if g.largest[control] < 0.90 { // ours: up to a tenth may be strips along a district's edge
			split++
		}
	}
	facts["split_control_units"] = rules.Exactly(float64(split))
	if g.parcels {
		facts["cut_parcels"] = rules.Exactly(float64(g.minor[u]))
	} else {
		facts["cut_parcels"] = rules.Missing(study.Parcels)
	}
	facts["hard_inside"] = rules.Missing(study.Barriers)
	if g.known {
		facts["hard_inside"] = g.hardInside(unit)
	}
}

// corridor is 1 of a unit that the study declares a corridor, and 0 of others.
func (g *givens) corridor(unit *Unit) float64 {
	for _, a := range unit.Atoms {
		if g.f.atoms[a].Corridor == "" {
			return 0
		}
	}
	return 1
}

// alignment is the intersection over union of a unit with the union of control
// units that fits it best. The best union takes control units in the order of
// the share of them that is in the unit: leaving out one and taking another with
// a smaller share never fits better.
func (g *givens) alignment(u int, unit *Unit) float64 {
	controls := slices.Clone(unit.ControlUnits)
	slices.SortStableFunc(controls, func(a, b int) int { return cmp.Compare(g.share[u][b], g.share[u][a]) })
	best, shared, all := 0.0, 0.0, unit.Area
	for _, control := range controls {
		share, size := g.share[u][control], g.whole[control]
		shared += share * size
		all += (1 - share) * size
		best = max(best, shared/all)
	}
	return min(best, 1)
}

// sharesOf lists what of each control unit lies in a unit, by position.
func (g *givens) sharesOf(u int) []ControlShare {
	var shares []ControlShare
	for control, share := range g.share[u] {
		shares = append(shares, ControlShare{g.p.layers[study.ControlUnits].IDs[control], round(share, 6)})
	}
	slices.SortFunc(shares, func(a, b ControlShare) int { return strings.Compare(a.ID, b.ID) })
	return shares
}

// ControlShare is what of a control unit lies in a unit.
type ControlShare struct {
	ID    string  `json:"id"`
	Share float64 `json:"share"` // of the cleaned control unit
}
