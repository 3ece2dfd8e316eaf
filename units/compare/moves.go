package compare

import (
	"cmp"
	"math"
	"slices"

	"renewal/geo/area"
)

// units lists what became of the units of the reference, the worst first.
func (m *matching) units(b *bounds, partial bool) []Unit {
	all := []Unit{}
	for i, id := range m.layers[0].IDs {
		if m.left(i, partial) {
			continue
		}
		u := Unit{ID: id, Relation: m.relation(0, i), AreaM2: round(m.areas[0][i], 4), OutM2: round(m.areas[0][i], 4), at: i, Boundary: b.boundary(i), From: []Land{}}
		if len(m.links[0][i]) > 1 {
			for _, c := range m.links[0][i] {
				u.Linked = append(u.Linked, m.layers[1].IDs[c])
			}
			slices.Sort(u.Linked)
		}
		u.To, u.ClassFrom = m.moved(0, i), m.layers[0].class(i)
		if self := m.self[0][i]; self >= 0 {
			shared := m.pairs[m.pair(i, self)].Area
			u.OutM2, u.InM2 = round(m.areas[0][i]-shared, 4), round(m.areas[1][self]-shared, 4)
			u.From = m.moved(1, self)
		}
		if mate := m.mate[0][i]; mate >= 0 {
			p := &m.pairs[m.pair(i, mate)]
			u.Counterpart, u.NowM2, u.SharedM2 = m.layers[1].IDs[mate], round(m.areas[1][mate], 4), round(p.Area, 4)
			u.IoU = round(m.iou(p), 9)
			u.ClassTo = m.layers[1].class(mate)
			if u.Changed = u.ClassFrom != "" && u.ClassTo != "" && u.ClassFrom != u.ClassTo; u.Changed {
				u.Flipped = flips(m.layers[0].Tests[id], m.layers[1].Tests[u.Counterpart])
			}
		}
		all = append(all, u)
	}
	slices.SortStableFunc(all, func(a, b Unit) int {
		return cmp.Or(cmp.Compare(a.IoU, b.IoU), cmp.Compare(b.hausdorff(), a.hausdorff()), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func (u *Unit) hausdorff() float64 {
	if u.Boundary == nil {
		return math.Inf(1)
	}
	return u.Boundary.HausdorffM
}

// fresh lists the new units of the candidate, the largest first.
func (m *matching) fresh() []Fresh {
	all := []Fresh{}
	for i, id := range m.layers[1].IDs {
		if m.relation(1, i) == New && m.mate[1][i] < 0 {
			all = append(all, Fresh{ID: id, AreaM2: round(m.areas[1][i], 4), From: m.moved(1, i), Class: m.layers[1].class(i)})
		}
	}
	slices.SortStableFunc(all, func(a, b Fresh) int { return cmp.Or(cmp.Compare(b.AreaM2, a.AreaM2), cmp.Compare(a.ID, b.ID)) })
	return all
}

// moved lists who else, of the other layer, has land of unit i of layer k; what
// nobody has is the last.
func (m *matching) moved(k, i int) []Land {
	all := []Land{}
	for _, at := range m.of[k][i] {
		p := m.pairs[at]
		if area := m.changed(&p); area >= listed {
			other := [2]int{p.A, p.B}[1-k]
			all = append(all, Land{m.layers[1-k].IDs[other], round(area, 4)})
		}
	}
	slices.SortStableFunc(all, func(a, b Land) int { return cmp.Compare(b.AreaM2, a.AreaM2) })
	if alone := m.alone(k, i); alone >= listed {
		all = append(all, Land{"", round(alone, 4)})
	}
	return all
}

// changed is the land of a pair that went from one unit to the other: none if they
// are the same unit. Land that both had before and both have now has stayed, so where
// units overlap within both layers it is at least what is left without that.
func (m *matching) changed(p *area.Pair) float64 {
	if m.self[0][p.A] == p.B {
		return 0
	}
	return p.Area - min(m.both(0, p.A, m.self[1][p.B]), m.both(1, m.self[0][p.A], p.B))
}

// both is the land that two units of one layer claim; 0 if there is but one.
func (m *matching) both(k, a, b int) float64 { return m.within[k][[2]int{min(a, b), max(a, b)}] }

// alone is the land of a unit that no unit of the other layer has, or a lower bound
// for it where those overlap.
func (m *matching) alone(k, i int) float64 { return max(0, m.areas[k][i]-m.shared[k][i]) }

func (l *Layer) class(i int) string {
	if l.Classes == nil {
		return ""
	}
	return l.Classes[i]
}

// round keeps that many decimals. It never returns minus zero.
func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	if r := math.Round(v*scale) / scale; r != 0 && r-r == 0 {
		return r
	}
	return v - v
}
