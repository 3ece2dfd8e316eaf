package coverage

import (
	"cmp"
	"slices"
)

// net is a set of segments between numbered points, each known once with all
// that runs along it. Points and edges are in the order of their coordinates.
type net struct {
	points []pt
	ends   [][2]int32 // edge e joins points ends[e][0] < ends[e][1]
	lines  []bool     // edge e is part of a line, not only of rings
	steps  ledger     // edge e: who owns more on its left, seen from ends[e][0], than on its right
	bent   []int32    // edge e bends as bends[bent[e]-1], is straight if that is 0; nil where all are
	bends  []bend
}

// run is one edge of one strand, before those with equal ends are joined.
type run struct {
	key   uint64 // low end << 32 | high end
	owner int32
	by    int32 // +1 if the strand runs low→high, else -1
}

// netOf numbers the points of strands and joins their segments.
func netOf(strands []strand) *net {
	total := 0
	for _, s := range strands {
		total += len(s.path)
	}
	keys := make([]keyed, 0, total)
	for _, s := range strands {
		for _, p := range s.path {
			keys = append(keys, keyed{p.key(), int32(len(keys))})
		}
	}
	keys = sortKeys(keys)
	n := &net{points: make([]pt, 0, total)}
	number := make([]int32, total)
	for i, k := range keys {
		if i == 0 || k.key != keys[i-1].key {
			n.points = append(n.points, point(k.key))
		}
		number[k.at] = int32(len(n.points) - 1)
	}
	n.points = slices.Clip(n.points)
	runs := make([]run, 0, total)
	at := 0
	for _, s := range strands {
		for i := 1; i < len(s.path); i++ {
			runs = appendRun(runs, number[at+i-1], number[at+i], s.owner, 1)
		}
		at += len(s.path)
	}
	n.join(runs)
	return n
}

// join makes edges of runs: those with equal ends are one.
func (n *net) join(runs []run) {
	// By their low ends, of which each has few.
	first, at := make([]int32, len(n.points)+1), make([]int32, len(runs))
	for _, r := range runs {
		first[r.key>>32+1]++
	}
	for v := range n.points {
		first[v+1] += first[v]
	}
	next := slices.Clone(first)
	for i, r := range runs {
		v := r.key >> 32
		at[next[v]] = int32(i)
		next[v]++
	}
	n.grow(len(runs))
	n.steps.entries = make([]step, 0, len(runs))
	for v := range n.points {
		of := at[first[v]:first[v+1]]
		if len(of) > 1 {
			slices.SortFunc(of, func(i, j int32) int { return cmp.Compare(runs[i].key, runs[j].key) })
		}
		for i := 0; i < len(of); {
			from, key, isLine := len(n.steps.entries), runs[of[i]].key, false
			for ; i < len(of) && runs[of[i]].key == key; i++ {
				if r := runs[of[i]]; r.owner < 0 {
					isLine = true
				} else {
					n.steps.entries = append(n.steps.entries, step{r.owner, r.by})
				}
			}
			n.steps.sumFrom(from)
			n.ends = append(n.ends, [2]int32{int32(key >> 32), int32(uint32(key))})
			n.lines = append(n.lines, isLine)
		}
	}
}

// appendRun appends the run between two points, unless they are one.
func appendRun(runs []run, from, to, owner, by int32) []run {
	if from == to {
		return runs
	}
	if from > to {
		from, to, by = to, from, -by
	}
	return append(runs, run{uint64(from)<<32 | uint64(to), owner, by})
}

func (n *net) grow(edges int) {
	n.ends = slices.Grow(n.ends, edges)
	n.lines = slices.Grow(n.lines, edges)
	n.steps.of = slices.Grow(n.steps.of, edges)
}

// segments are the edges as segments.
func (n *net) segments() []segment {
	segs := make([]segment, len(n.ends))
	for e, v := range n.ends {
		segs[e] = segment{n.points[v[0]], n.points[v[1]]}
	}
	return segs
}

// insert adds points, sorted and each once, and renumbers the ends. It returns
// the numbers of those that were not there, ascending.
func (n *net) insert(points []pt) (fresh []int32) {
	if len(points) == 0 {
		return nil
	}
	merged := make([]pt, 0, len(n.points)+len(points))
	number := make([]int32, len(n.points))
	k := 0
	for i, p := range n.points {
		for ; k < len(points) && points[k].less(p); k++ {
			fresh = append(fresh, int32(len(merged)))
			merged = append(merged, points[k])
		}
		if k < len(points) && points[k] == p {
			k++
		}
		number[i] = int32(len(merged))
		merged = append(merged, p)
	}
	for ; k < len(points); k++ {
		fresh = append(fresh, int32(len(merged)))
		merged = append(merged, points[k])
	}
	n.points = merged
	if len(fresh) > 0 {
		for e, v := range n.ends {
			n.ends[e] = [2]int32{number[v[0]], number[v[1]]}
		}
	}
	return fresh
}

// find is the number of a point that is there.
func (n *net) find(p pt) int32 {
	i, _ := slices.BinarySearchFunc(n.points, p, compare)
	return int32(i)
}
