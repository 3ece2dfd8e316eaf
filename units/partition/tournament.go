package partition

// tournament finds the best of a fixed number of entries, any of which may
// change.
type tournament struct {
	size    int
	winners []int32 // of node i are nodes 2i and 2i+1; leaves from size on; -1 is none
}

func newTournament(n int) tournament {
	size := 1
	for size < n {
		size *= 2
	}
	t := tournament{size, make([]int32, 2*size)}
	for i := range t.winners {
		t.winners[i] = -1
	}
	return t
}

// update enters i, or its new standing.
func (t *tournament) update(i int32, before func(a, b int32) bool) {
	at := t.size + int(i)
	t.winners[at] = i
	for at /= 2; at > 0; at /= 2 {
		a, b := t.winners[2*at], t.winners[2*at+1]
		if a < 0 || b >= 0 && before(b, a) {
			a = b
		}
		t.winners[at] = a
	}
}

// best is the winner, -1 if there are no entries.
func (t *tournament) best() int32 { return t.winners[1] }
