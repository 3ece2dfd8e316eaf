package compare

import (
	"slices"
	"sort"
)

// Relations of units of one layer to those of the other.
const (
	OneToOne = "one_to_one"
	Split    = "split"   // one of the reference, several of the candidate
	Merged   = "merged"  // several of the reference, one of the candidate
	Redrawn  = "redrawn" // several of both
	Lost     = "lost"
	New      = "new"
)

// Relations lists them in the order in which reports do.
func Relations() []string { return []string{OneToOne, Split, Merged, Redrawn, Lost, New} }

const (
	// half of the smaller unit of two links them: more, and neighbours that exchange
	// land would be; less, and a unit cut in two would not.
	half = 0.5
	// listed is how much land is worth a line, in m²: what the ruleset's D19 takes for
	// no gap. Sums hold all.
	listed = 1.0
)

// matching is what belongs together.
type matching struct {
	*joint
	by     string     // "id" or "overlap"
	group  [2][]int   // unit → group
	groups [][2][]int // units of both layers, ascending
	links  [2][][]int // unit → those it is linked with, the greatest IoU first
	mate   [2][]int   // unit → counterpart, −1 without one
	self   [2][]int   // unit → itself in the other layer, whose land has not moved, −1 without
}

func match(j *joint) *matching {
	m := &matching{joint: j, by: "overlap"}
	for k := range 2 {
		m.links[k] = make([][]int, len(j.areas[k]))
		m.group[k] = make([]int, len(j.areas[k]))
	}
	order := make([]int, len(j.pairs))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return j.iou(&j.pairs[order[a]]) > j.iou(&j.pairs[order[b]]) })
	for _, i := range order {
		if p := &j.pairs[i]; p.Area >= half*min(j.areas[0][p.A], j.areas[1][p.B]) {
			m.links[0][p.A] = append(m.links[0][p.A], p.B)
			m.links[1][p.B] = append(m.links[1][p.B], p.A)
		}
	}
	m.gather()
	for k := range 2 {
		m.mate[k] = make([]int, len(m.links[k]))
		for i, links := range m.links[k] {
			m.mate[k][i] = -1
			if len(links) > 0 {
				m.mate[k][i] = links[0]
			}
		}
	}
	m.self = [2][]int{slices.Clone(m.mate[0]), slices.Clone(m.mate[1])}
	m.byID()
	return m
}

// gather finds the groups, in the order of their first units.
func (m *matching) gather() {
	for k := range 2 {
		for i := range m.group[k] {
			m.group[k][i] = -1
		}
	}
	type unit struct{ k, i int }
	for k := range 2 {
		for i := range m.group[k] {
			if m.group[k][i] >= 0 {
				continue
			}
			var g [2][]int
			m.group[k][i] = len(m.groups)
			for todo := []unit{{k, i}}; len(todo) > 0; {
				u := todo[len(todo)-1]
				todo = todo[:len(todo)-1]
				g[u.k] = append(g[u.k], u.i)
				for _, v := range m.links[u.k][u.i] {
					if m.group[1-u.k][v] < 0 {
						m.group[1-u.k][v] = len(m.groups)
						todo = append(todo, unit{1 - u.k, v})
					}
				}
			}
			slices.Sort(g[0])
			slices.Sort(g[1])
			m.groups = append(m.groups, g)
		}
	}
}

// byID makes units of one ID counterparts, if the IDs mean the same in both layers:
// at least half of the smaller layer has one of the other's, and most of those are
// linked. Running numbers of two files meet by chance, and are not.
func (m *matching) byID() {
	if m.layers[0].Rows || m.layers[1].Rows {
		return
	}
	type pair struct{ a, b int }
	var same []pair
	at := make(map[string]int, len(m.areas[1]))
	for b, id := range m.layers[1].IDs {
		at[id] = b
	}
	linked := 0
	for a, id := range m.layers[0].IDs {
		if b, ok := at[id]; ok {
			same = append(same, pair{a, b})
			if slices.Contains(m.links[0][a], b) {
				linked++
			}
		}
	}
	if 2*len(same) < min(len(m.areas[0]), len(m.areas[1])) || 2*linked <= len(same) {
		return
	}
	m.by = "id"
	for k := range 2 {
		for i := range m.self[k] {
			m.self[k][i] = -1 // who has no ID of the other layer is nobody there
		}
	}
	for _, p := range same {
		if m.pair(p.a, p.b) >= 0 {
			m.mate[0][p.a], m.mate[1][p.b] = p.b, p.a
			m.self[0][p.a], m.self[1][p.b] = p.b, p.a
		}
	}
}

// pair is the position of what two units share, −1 if that is nothing.
func (m *matching) pair(a, b int) int {
	for _, i := range m.of[0][a] {
		if m.pairs[i].B == b {
			return i
		}
	}
	return -1
}

// relation says what became of a unit of layer k.
func (m *matching) relation(k, i int) string {
	g := m.groups[m.group[k][i]]
	switch a, b := len(g[0]), len(g[1]); {
	case b == 0:
		return Lost
	case a == 0:
		return New
	case a == 1 && b == 1:
		return OneToOne
	case a == 1:
		return Split
	case b == 1:
		return Merged
	}
	return Redrawn
}

// left reports whether a unit of the reference is left out: it has no land to
// speak of in a candidate that is known to cover only a part.
func (m *matching) left(i int, partial bool) bool { return partial && m.shared[0][i] < listed }

func (m *matching) notCovered(partial bool) []string {
	ids := []string{}
	for i, id := range m.layers[0].IDs {
		if m.left(i, partial) {
			ids = append(ids, id)
		}
	}
	return ids
}
