package partition

// sets are disjoint sets of positions; the least member stands for its set.
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) find(v int) int {
	for int(s[v]) != v {
		s[v] = s[s[v]]
		v = int(s[v])
	}
	return v
}

// join makes one set of those of a and b, and says whether they were two.
func (s sets) join(a, b int) bool {
	a, b = s.find(a), s.find(b)
	if a == b {
		return false
	}
	s[max(a, b)] = int32(min(a, b))
	return true
}
