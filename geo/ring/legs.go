package ring

import (
	"container/heap"
	"math"
)

// cost of a way: what it bridges, and how long it is.
type cost struct{ gap, length float64 }

// dear is how many metres of line a ring rather follows than bridge one metre.
const dear = 100

func (c cost) total() float64 { return dear*c.gap + c.length }

func (c cost) plus(d cost) cost { return cost{c.gap + d.gap, c.length + d.length} }

// ways are the cheapest ways from one node along one edge.
type ways struct {
	cost map[int]cost
	from map[int]arrival
}

// arrival is how a way comes to a node.
type arrival struct {
	node int
	arc  arc
}

// waysFrom follows an edge from a node to all others that it reaches.
func (w *web) waysFrom(edge, start int) *ways { return w.waysWithin(edge, start, math.Inf(1)) }

// waysWithin follows an edge no farther than up to a cost (Dijkstra 1959).
func (w *web) waysWithin(edge, start int, most float64) *ways {
	found := &ways{cost: map[int]cost{start: {}}, from: map[int]arrival{}}
	done := map[int]bool{}
	queue := &nodeQueue{{node: start}}
	for queue.Len() > 0 {
		here := heap.Pop(queue).(queued)
		if done[here.node] {
			continue
		}
		done[here.node] = true
		for _, a := range w.out[edge][here.node] {
			c := found.cost[here.node].plus(cost{a.gap, a.length})
			if had, ok := found.cost[a.to]; c.total() > most || ok && had.total() <= c.total() {
				continue
			}
			found.cost[a.to], found.from[a.to] = c, arrival{here.node, a}
			heap.Push(queue, queued{a.to, c.total()})
		}
	}
	return found
}

// to is the cost of the way to a node in metres, infinite where there is none.
func (w *ways) to(node int) float64 {
	if c, ok := w.cost[node]; ok {
		return c.total()
	}
	return math.Inf(1)
}

// queued is a node to visit; equal costs go by the number of the node.
type queued struct {
	node  int
	total float64
}

type nodeQueue []queued

func (q nodeQueue) Len() int { return len(q) }
func (q nodeQueue) Less(i, j int) bool {
	return q[i].total < q[j].total || q[i].total == q[j].total && q[i].node < q[j].node
}
func (q nodeQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *nodeQueue) Push(x any)   { *q = append(*q, x.(queued)) }
func (q *nodeQueue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
