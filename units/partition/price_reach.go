package partition

import "math"

// reach opens the atoms that some group with root, and none before it, can hold.
func (s *pricing) reach(root int32) {
	c := s.c
	n := c.n()
	far := make([]float64, n)
	for v := range n {
		s.state[v] = barred
		if int32(v) >= root {
			s.state[v] = open
		}
	}
	for {
		falls, count := 0.0, 0
		for v := range n {
			far[v] = math.Inf(1)
			if s.state[v] == open {
				falls += min(0, s.own[v])
				count++
			}
		}
		// The cheapest ways from root, which cost what is against adding their atoms.
		far[root] = max(0, s.own[root])
		queue := []int32{root}
		for i := 0; i < len(queue); i++ {
			for _, a := range c.of(queue[i]) {
				if a.hard || s.state[a.to] != open {
					continue
				}
				if d := far[queue[i]] + max(0, s.own[a.to]); d < far[a.to] {
					far[a.to] = d
					queue = append(queue, a.to)
				}
			}
		}
		for v := range n {
			if s.state[v] == open && int32(v) != root && !(c.p.Floor+far[v]+falls < s.limit) {
				s.state[v] = barred
				count--
			}
		}
		left := 0.0
		for v := range n {
			if s.state[v] == open {
				left += min(0, s.own[v])
			}
		}
		if left == falls {
			return
		}
	}
}
