package coverage

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// findLoose tells the edges apart: what is left after the free ends are taken
// away, again and again, is a border or, where the same face lies on both sides,
// a bridge.
func (w *web) findLoose() {
	w.role = make([]role, len(w.ends))
	left := slices.Clone(w.degree)
	for h, f := range w.face {
		if w.face[h^1] == f {
			w.role[h>>1] = bridging
		}
	}
	// The edge that is left at a vertex is found in the sum of all that are.
	sum := make([]int32, len(w.at))
	for e, v := range w.ends {
		sum[v[0]] ^= int32(e)
		sum[v[1]] ^= int32(e)
	}
	for v := range left {
		for at := int32(v); left[at] == 1; {
			e := sum[at]
			w.role[e] = dangling
			to := w.ends[e][0] ^ w.ends[e][1] ^ at
			left[at]--
			left[to]--
			sum[to] ^= e
			at = to
		}
	}
}

// stretches joins the edges of one role, neither of them a border, into
// stretches along the same lines between the vertices where others meet them,
// sorted by their ends.
func (w *web) stretches(g fineGrid, of role) []Loose {
	done := make([]bool, len(w.ends))
	// onward is the edge that continues h straight through a vertex of two.
	onward := func(h int32) (int32, bool) {
		n := w.next[h]
		return n, w.degree[w.to(h)] == 2 && w.role[n>>1] == of && w.sameLines(h>>1, n>>1) && !done[n>>1]
	}
	type stretch struct {
		path  []int32
		lines []int
	}
	var found []stretch
	for e := range w.ends {
		if done[e] || w.role[e] != of {
			continue
		}
		done[e] = true
		var path []int32
		for h, on := int32(2*e+1), true; on; h, on = onward(h) {
			done[h>>1] = true
			path = append(path, w.to(h))
		}
		slices.Reverse(path)
		for h, on := int32(2*e), true; on; h, on = onward(h) {
			done[h>>1] = true
			path = append(path, w.to(h))
		}
		if path[0] > path[len(path)-1] {
			slices.Reverse(path)
		}
		found = append(found, stretch{path, w.linesAlong(int32(e))})
	}
	slices.SortFunc(found, func(s, t stretch) int {
		return cmp.Or(cmp.Compare(s.path[0], t.path[0]), cmp.Compare(s.path[1], t.path[1]))
	})
	loose := make([]Loose, len(found))
	for i, s := range found {
		line := make(orb.LineString, len(s.path))
		for k, v := range s.path {
			line[k] = g.point(w.at[v])
		}
		loose[i] = Loose{line, s.lines}
	}
	return loose
}

// sameLines reports whether two edges run along the same lines.
func (w *web) sameLines(d, e int32) bool {
	return slices.Equal(w.sources[w.first[d]:w.first[d+1]], w.sources[w.first[e]:w.first[e+1]])
}

// linesAlong are the lines that edge e runs along, ascending, each once.
func (w *web) linesAlong(e int32) []int {
	var lines []int
	for _, source := range w.sources[w.first[e]:w.first[e+1]] {
		line := max(int(source), OfLimit)
		if n := len(lines); n == 0 || lines[n-1] != line {
			lines = append(lines, line)
		}
	}
	return lines
}

// uses adds up what became of each of n lines.
func (w *web) uses(g fineGrid, n int) []Use {
	uses := make([]Use, n)
	for e, v := range w.ends {
		length := g.length(w.at[v[0]], w.at[v[1]])
		for _, source := range w.sources[w.first[e]:w.first[e+1]] {
			if source < 0 {
				continue
			}
			u := &uses[source]
			switch w.role[e] {
			case bordering:
				u.Border += length
			case dangling:
				u.Dangle += length
			case bridging:
				u.CutEdge += length
			default:
				u.Outside += length
			}
		}
	}
	return uses
}
