package units

// sets are disjoint sets of positions; each is known by its least member.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

// root is the least member of the set of i.
func (s sets) root(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// join makes one set of those of i and j.
func (s sets) join(i, j int) {
	p, q := s.root(i), s.root(j)
	s[max(p, q)] = min(p, q)
}
