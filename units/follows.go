package units

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/study"
)

// follows is a kind of source that a border can follow.
type follows struct {
	basis string
	hard  bool
	near  *near // its lines, within the reach that counts
}

// sourcesOf lists what borders can follow, with the edges of control units first.
func sourcesOf(p *prepared, rs *rules.Ruleset, set study.Settings) []*follows {
	var all []*follows
	add := func(basis string, reach float64, hard bool, shapes []orb.Geometry) {
		all = append(all, &follows{basis: basis, hard: hard, near: newNear(edgesOf(shapes), reach)})
	}
	add(BasisControlUnit, max(set.Gap, 2*set.Grid), false, p.layers[study.ControlUnits].Shapes)
	add(BasisDistrict, set.Follow, false, p.layers[study.Districts].Shapes)
	if zones := p.layers[study.PolicyZones]; zones != nil {
		add(BasisPolicyZone, set.Follow, false, zones.Shapes)
	}
	if barriers := p.layers[study.Barriers]; barriers != nil {
		strength := strengthOf(barriers, rs)
		byKind := map[string][]orb.Geometry{}
		hardKind := map[string]bool{}
		for i, s := range barriers.Shapes {
			if b := strength(i); b != nil {
				// A kind with both strong and weak members stands twice.
				key := b.Kind
				if b.Hard {
					key += "!"
				}
				byKind[key] = append(byKind[key], s)
				hardKind[key] = b.Hard
			}
		}
		var keys []string
		for key := range byKind {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			add(strings.TrimSuffix(key, "!"), set.FollowBarrier, hardKind[key], byKind[key])
		}
	}
	if scope := p.layers[study.Scope]; scope != nil {
		add(BasisScope, set.Follow, false, scope.Shapes)
	}
	return all
}

// edgesOf are the straight pieces of shapes, in their order.
func edgesOf(shapes []orb.Geometry) []straight {
	n := 0
	for _, s := range shapes {
		for path := range geo.Paths(s) {
			n += max(len(path)-1, 0)
		}
	}
	edges := make([]straight, 0, n)
	for _, s := range shapes {
		for path := range geo.Paths(s) {
			for i := 1; i < len(path); i++ {
				if path[i] != path[i-1] {
					edges = append(edges, straight{path[i-1], path[i]})
				}
			}
		}
	}
	return edges
}

// mostTurn is the largest angle between a border and what it follows: 30
// degrees. A line that crosses a border at a wider angle is not its basis.
const mostTurn = math.Pi / 6

// heading is where a piece of border runs, for sources to be asked about.
type heading struct {
	middle orb.Point
	dx, dy float64
	most   float64 // the largest cross product, over the other's length, with what it follows
}

func headingOf(p, q orb.Point) heading {
	dx, dy := q[0]-p[0], q[1]-p[1]
	return heading{orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}, dx, dy, math.Sin(mostTurn) * math.Hypot(dx, dy)}
}

// along reports whether any edge of the source passes the middle of a piece of border
// within reach and runs about as that does.
func (f *follows) along(c *heading) bool {
	all := f.near.at(c.middle)
	if len(all) == 0 {
		return false
	}
	box := c.middle.Bound().Pad(f.near.reach)
	for _, i := range all {
		e := &f.near.edges[i]
		if max(e.a[0], e.b[0]) < box.Min[0] || min(e.a[0], e.b[0]) > box.Max[0] || max(e.a[1], e.b[1]) < box.Min[1] || min(e.a[1], e.b[1]) > box.Max[1] {
			continue
		}
		ex, ey := e.b[0]-e.a[0], e.b[1]-e.a[1]
		if math.Abs(c.dx*ey-c.dy*ex) <= c.most*math.Hypot(ex, ey) && geo.DistanceTo(c.middle, e.a, e.b) <= f.near.reach {
			return true
		}
	}
	return false
}
