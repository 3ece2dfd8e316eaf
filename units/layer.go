package units

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/rules"
)

// layer is all features of one role, ready for use: sound shapes in the working
// CRS, unique IDs in ascending order, columns named by attribute.
type layer struct {
	*geo.Layer
	source []int // feature → position among the sources of the role
	bounds []orb.Bound
	sizes  func() *geo.Column // area in m², worked out when first asked for
}

func newLayer(l *geo.Layer, source []int) *layer {
	made := &layer{Layer: l, source: source, bounds: make([]orb.Bound, l.Len())}
	for i, s := range l.Shapes {
		made.bounds[i] = geo.Bound(s)
	}
	made.measureOn(ground{})
	return made
}

// measureOn says what the sizes of features are measured on.
func (l *layer) measureOn(g ground) {
	l.sizes = sync.OnceValue(func() *geo.Column {
		c := &geo.Column{Name: "area", Type: geo.Real, Reals: make([]float64, l.Len())}
		for i := range l.Shapes {
			c.Reals[i] = g.area(l.area(i))
		}
		return c
	})
}

// area returns the shape of feature i of a layer of areas.
func (l *layer) area(i int) orb.MultiPolygon {
	shape, _ := geo.Polygons(l.Shapes[i])
	return shape
}

// areas returns the shapes of a layer of areas.
func (l *layer) areas() []orb.MultiPolygon {
	shapes := make([]orb.MultiPolygon, l.Len())
	for i := range shapes {
		shapes[i] = l.area(i)
	}
	return shapes
}

// text returns an attribute of feature i, and false if it is unknown.
func (l *layer) text(attr string, i int) (string, bool) {
	if c := l.Column(attr); c != nil {
		return c.Text(i)
	}
	return "", false
}

// kind is the kind of feature i, "" if it is unknown.
func (l *layer) kind(i int) string {
	kind, _ := l.text("kind", i)
	return kind
}

// group names what feature i of the overrides belongs with: itself, unless the
// study says more.
func (l *layer) group(i int) string {
	if name, ok := l.text("group", i); ok {
		return name
	}
	return l.IDs[i]
}

// settleIDs makes the IDs of a layer unique and sorts it by them, whatever
// order the features came in. A feature without an ID gets a number by its
// place; of features with one ID the first by shape keeps it; one that repeats
// both the ID and the shape of another, maybe of an earlier source, is left out.
func settleIDs(l *geo.Layer, source []int) (*geo.Layer, []int, []Repair) {
	if ascend(l.IDs) {
		return l, source, nil
	}
	order := make([]int, l.Len())
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		if c := cmp.Compare(l.IDs[i], l.IDs[j]); c != 0 {
			return c
		}
		if c := compareShapes(l.Shapes[i], l.Shapes[j]); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(source[i], source[j]), compareRows(l, i, j), i-j)
	})
	var taken map[string]bool // once a new ID is wanted
	another := func(prefix, number string) string {
		if taken == nil {
			taken = make(map[string]bool, l.Len())
			for _, id := range l.IDs {
				taken[id] = true
			}
		}
		return unused(taken, prefix, number)
	}
	var repairs []Repair
	kept := make([]int, 0, len(order))
	digits := len(fmt.Sprint(l.Len()))
	for start := 0; start < len(order); {
		id := l.IDs[order[start]]
		end := start
		for end < len(order) && l.IDs[order[end]] == id {
			end++
		}
		for k, i := range order[start:end] {
			if id == "" {
				l.IDs[i] = another("", fmt.Sprintf("%0*d", digits, k+1))
			} else if k > 0 {
				if compareShapes(l.Shapes[i], l.Shapes[order[start+k-1]]) == 0 {
					repairs = append(repairs, Repair{Kind: RepairDuplicate, Ref: l.Ref(i).String(),
						Detail: "repeats the ID and shape of another feature, left out", Place: shapePlace(l.Shapes[i])})
					continue
				}
				ref := l.Ref(i).String()
				l.IDs[i] = another(id+"~", fmt.Sprint(k+1))
				repairs = append(repairs, Repair{Kind: RepairDuplicateID, Ref: ref, Detail: "ID is taken; called " + l.IDs[i], Place: shapePlace(l.Shapes[i])})
			}
			kept = append(kept, i)
		}
		start = end
	}
	slices.SortFunc(kept, func(i, j int) int { return cmp.Compare(l.IDs[i], l.IDs[j]) })
	sources := make([]int, len(kept))
	for k, i := range kept {
		sources[k] = source[i]
	}
	return l.Pick(kept), sources, repairs
}

// ascend reports whether the IDs are in order already, each there and once.
func ascend(ids []string) bool {
	last := ""
	for _, id := range ids {
		if id <= last {
			return false
		}
		last = id
	}
	return true
}

// unused returns prefix+number, lengthened until no feature has that ID.
func unused(taken map[string]bool, prefix, number string) string {
	id := prefix + number
	for taken[id] {
		id += "'"
	}
	taken[id] = true
	return id
}

// compareShapes orders shapes by their points, in the order in which they come.
func compareShapes(a, b orb.Geometry) int {
	p, q := pointsOf(a), pointsOf(b)
	return slices.CompareFunc(p, q, func(p, q orb.Point) int {
		return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
	})
}

// compareRows orders features by their attributes.
func compareRows(l *geo.Layer, i, j int) int {
	for k := range l.Columns {
		p, pKnown := l.Columns[k].Text(i)
		q, qKnown := l.Columns[k].Text(j)
		switch {
		case pKnown != qKnown && qKnown:
			return -1
		case pKnown != qKnown:
			return 1
		case p != q:
			return cmp.Compare(p, q)
		}
	}
	return 0
}

// pointsOf lists the points of a shape. A shape of one point or line shares
// them.
func pointsOf(g orb.Geometry) []orb.Point {
	if points, ok := geo.Points(g); ok {
		return points
	}
	if parts, ok := g.(orb.Collection); ok {
		var points []orb.Point
		for _, part := range parts {
			points = append(points, pointsOf(part)...)
		}
		return points
	}
	lines, _ := geo.Lines(g)
	if len(lines) == 1 {
		return lines[0]
	}
	var points []orb.Point
	for _, l := range lines {
		points = append(points, l...)
	}
	return points
}

// shapePlace is a place to look for a shape: its first point, nil without one.
func shapePlace(g orb.Geometry) *[2]float64 {
	if points := pointsOf(g); len(points) > 0 {
		return place(points[0])
	}
	return nil
}

// columns finds attributes for the rules; "area" is the area of each feature
// in m².
func (l *layer) columns() rules.Columns {
	return func(attr string) (rules.Column, bool) {
		if attr == "area" {
			return l.sizes(), true
		}
		if c := l.Column(attr); c != nil {
			return c, true
		}
		return nil, false
	}
}
