package area

import (
	"cmp"
	"slices"
)

// fewPairs is how many pairs of edges are tried one by one: about as long as it takes to
// sort so many edges.
const fewPairs = 2048

// slabs hold edges by where they lie along x.
type slabs struct {
	x0, width float64 // of the first
	starts    []int32 // slab i holds edges[starts[i]:starts[i+1]]
	edges     []edge
}

// at is where slab i begins.
func (s *slabs) at(i int) float64 { return s.x0 + float64(i)*s.width }

// of are the slabs that an edge reaches, ends included.
func (s *slabs) of(e *edge) (first, last int) {
	n := len(s.starts) - 2
	first = max(0, min(int((e.x0-s.x0)/s.width), n))
	for first > 0 && s.at(first) > e.x0 { // rounding
		first--
	}
	last = max(first, min(int((e.x1-s.x0)/s.width), n))
	for last < n && s.at(last+1) < e.x1 {
		last++
	}
	return first, last
}

// fill sorts the edges of a window into about a quarter as many slabs.
func (s *slabs) fill(edges []edge, w box) {
	long := 0.0
	for i := range edges {
		long += edges[i].x1 - edges[i].x0
	}
	wide := w.x1 - w.x0
	// Edges that are long go into many slabs, so there are fewer of those.
	n := max(min(len(edges)/4, int(4*float64(len(edges))*wide/long)), 1)
	s.x0, s.width = w.x0, wide/float64(n)
	s.starts = append(s.starts[:0], make([]int32, n+1)...)
	for i := range edges {
		first, last := s.of(&edges[i])
		for k := first; k <= last; k++ {
			s.starts[k+1]++
		}
	}
	for k := range n {
		s.starts[k+1] += s.starts[k]
	}
	s.edges = append(s.edges[:0], make([]edge, s.starts[n])...)
	for i := len(edges) - 1; i >= 0; i-- { // backwards, so that ends become starts
		first, last := s.of(&edges[i])
		for k := first; k <= last; k++ {
			s.starts[k+1]--
			s.edges[s.starts[k+1]] = edges[i]
		}
	}
	copy(s.starts, s.starts[1:])
	s.starts[n] = int32(len(s.edges))
}

// pairsBySlabs is pairs for many edges: the more of them go into slabs, and the others
// are held to those in the slabs they cross, slab by slab.
func (s *scratch) pairsBySlabs(ea, eb []edge, w box) {
	if cmp.Or(cmp.Compare(len(ea), len(eb)), slices.CompareFunc(ea, eb, compareEdges)) > 0 {
		ea, eb = eb, ea // so that it makes no difference which of the two comes first
	}
	s.slabs.fill(eb, w)
	length := 0.0
	for i := range ea {
		e := &ea[i]
		first, last := s.slabs.of(e)
		for k := first; k <= last; k++ {
			x0, x1 := e.x0, e.x1
			if k > first {
				x0 = s.slabs.at(k)
			}
			if k < last {
				x1 = s.slabs.at(k + 1)
			}
			part := [1]edge{e.piece(x0, x1)}
			length += s.pairsAtOnce(part[:], s.slabs.edges[s.slabs.starts[k]:s.slabs.starts[k+1]], w.y0)
		}
	}
	s.slack += 2 * (w.y1 - w.y0) * length // the ends of pieces are rounded too
}

func compareEdges(e, f edge) int {
	return cmp.Or(cmp.Compare(e.x0, f.x0), cmp.Compare(e.x1, f.x1), cmp.Compare(e.y0, f.y0), cmp.Compare(e.y1, f.y1), cmp.Compare(e.sign, f.sign))
}
