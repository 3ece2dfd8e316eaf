package partition

// pivots finds the vertices whose removal leaves a connected graph in pieces,
// by Tarjan's depth-first numbering (1972), without recursion.
type pivots struct {
	first, heads []int32 // neighbours of i are heads[first[i]:first[i+1]]
	order, low   []int32
	next, parent []int32
	stack        []int32
	is           []bool
}

// find fills is from first and heads. Double edges do no harm.
func (p *pivots) find() {
	n := len(p.first) - 1
	p.order, p.low = zero(p.order, n), zero(p.low, n)
	p.next, p.parent = zero(p.next, n), zero(p.parent, n)
	if cap(p.is) < n {
		p.is = make([]bool, n)
	}
	p.is = p.is[:n]
	clear(p.is)
	if n == 0 {
		return
	}
	copy(p.next, p.first[:n])
	count, children := int32(1), 0
	p.order[0], p.low[0], p.parent[0] = 1, 1, -1
	stack := append(p.stack[:0], 0)
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		if p.next[v] < p.first[v+1] {
			u := p.heads[p.next[v]]
			p.next[v]++
			switch {
			case p.order[u] == 0:
				count++
				p.order[u], p.low[u], p.parent[u] = count, count, v
				stack = append(stack, u)
				if v == 0 {
					children++
				}
			case u != p.parent[v]:
				p.low[v] = min(p.low[v], p.order[u])
			}
			continue
		}
		stack = stack[:len(stack)-1]
		if up := p.parent[v]; up >= 0 {
			p.low[up] = min(p.low[up], p.low[v])
			if up != 0 && p.low[v] >= p.order[up] {
				p.is[up] = true
			}
		}
	}
	p.stack = stack
	p.is[0] = children > 1
}

func zero(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// findPivots finds which atoms, and which pieces of start groups, may leave
// group g. Tied atoms may not, nor pieces that hold some.
func (s *state) findPivots(g int32) {
	members := s.cells[g].members
	p := &s.pivots
	p.first, p.heads = append(p.first[:0], 0), p.heads[:0]
	for _, v := range members {
		for _, a := range s.c.of(v) {
			if !a.hard && s.group[a.to] == g {
				p.heads = append(p.heads, s.place[a.to])
			}
		}
		p.first = append(p.first, int32(len(p.heads)))
	}
	p.find()
	for i, v := range members {
		s.stuck[v] = p.is[i] || s.c.tie[v] >= 0
	}
	s.findBlocks(g)
}

// findBlocks does it for pieces of start groups: each is drawn together to one
// vertex.
func (s *state) findBlocks(g int32) {
	members := s.cells[g].members
	s.stamp++
	many, mixed := false, false
	blocks := s.heads[:0] // least atoms of the pieces
	for _, v := range members {
		if s.mark[v] == s.stamp {
			continue
		}
		s.mark[v] = s.stamp
		piece := append(s.piece[:0], v)
		least, stay := v, false
		for i := 0; i < len(piece); i++ {
			least = min(least, piece[i])
			stay = stay || s.c.tie[piece[i]] >= 0
			for _, a := range s.c.of(piece[i]) {
				if !a.hard && s.mark[a.to] != s.stamp && s.group[a.to] == g && s.c.start[a.to] == s.c.start[v] {
					s.mark[a.to] = s.stamp
					piece = append(piece, a.to)
				}
			}
		}
		for _, u := range piece {
			s.block[u] = least
		}
		s.blockSize[least], s.blockStay[least] = int32(len(piece)), stay
		many = many || len(piece) > 1
		mixed = mixed || len(piece) < len(members)
		blocks = append(blocks, least)
		s.piece = piece[:0]
	}
	s.heads = blocks
	if !many || !mixed {
		return
	}
	for i, b := range blocks {
		s.touch[b] = int32(i)
	}
	p := &s.pivots
	p.first, p.heads = append(p.first[:0], 0), p.heads[:0]
	for _, b := range blocks {
		for _, v := range s.pieceOf(&choice{kind: block, from: g, node: b}) {
			for _, a := range s.c.of(v) {
				if !a.hard && s.group[a.to] == g && s.block[a.to] != b {
					p.heads = append(p.heads, s.touch[s.block[a.to]])
				}
			}
		}
		p.first = append(p.first, int32(len(p.heads)))
	}
	p.find()
	for i, b := range blocks {
		s.touch[b] = 0
		s.blockStay[b] = s.blockStay[b] || p.is[i]
	}
}
