package inspect

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
)

// layer is one layer as it is looked at: its shapes are in the working plane
// where there is one and its own system is known, in the coordinates of the file
// otherwise.
type layer struct {
	subject
	*geo.Layer
	system crs.CRS  // of the file; none if it is not known
	metric bool     // shapes are in metres
	common bool     // shapes are in the plane that all layers share
	plane  *crs.CRS // that plane, where it is known
	bounds []orb.Bound
	areas  []orb.MultiPolygon // sound shapes of a layer of areas, empty where nothing is left; nil for other layers
	mended []bool             // whose sound shape is not that of the file
	net    *net               // of a layer of lines in metres
	found  findings
	info   Layer
	back   *crs.Transform // from the plane to the file, nil if they are the same
	lonlat *crs.Transform // from the plane to degrees, nil if that is not known
}

// read reads a layer and tells what can be told without looking at shapes.
func read(ctx context.Context, s subject, working crs.CRS) (*layer, error) {
	l := &layer{subject: s, Layer: &geo.Layer{Name: s.name}, found: findings{}}
	l.info = Layer{Name: s.name, File: s.written, FileLayer: s.layer, Role: s.role, RoleBy: s.roleBy, ID: s.id}
	err := s.err
	if err == nil {
		var raw *geo.Layer
		if raw, err = s.source.Read(ctx, working, nil); err == nil {
			l.Layer = raw
		}
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		l.found.add(Unreadable, Finding{Message: err.Error()})
		return l, nil
	}
	l.Layer.Name = s.name
	o := l.Origin
	l.info.Format, l.info.Encoding, l.info.EncodingBy, l.info.CRSBy = o.Format, o.Encoding, o.EncodingBy, o.CRSBy
	l.info.Features = l.Len()
	if l.Len() == 0 {
		l.found.add(Empty, Finding{Message: "the layer has no features"})
	}
	l.nameFeatures()
	l.dropNotFinite()
	box := l.measureExtent()
	if err := l.project(ctx, working, box); err != nil {
		return nil, err
	}
	l.bounds = make([]orb.Bound, l.Len())
	for i, s := range l.Shapes {
		l.bounds[i] = geo.Bound(s)
	}
	return l, nil
}

// nameFeatures takes the IDs from their column and sorts the layer by them, so
// that nothing depends on the order in the file. Features without IDs keep that
// order, and are named by their row, "#12".
func (l *layer) nameFeatures() {
	c := l.Column(l.id)
	l.IDs = make([]string, l.Len())
	for i := range l.IDs {
		if c != nil {
			l.IDs[i], _ = c.Text(i)
		}
		if l.IDs[i] == "" {
			l.IDs[i] = "#" + strconv.Itoa(i+1)
		}
	}
	if c == nil {
		return
	}
	order := make([]int, l.Len())
	for i := range order {
		order[i] = i
	}
	compare := func(i, j int) int {
		if c.Type == geo.Integer && !c.Null(i) && !c.Null(j) {
			if r := cmp.Compare(c.Integers[i], c.Integers[j]); r != 0 {
				return r
			}
		} else if r := cmp.Compare(l.IDs[i], l.IDs[j]); r != 0 {
			return r
		}
		a, b := geo.Bound(l.Shapes[i]), geo.Bound(l.Shapes[j])
		return cmp.Or(cmp.Compare(a.Min[0], b.Min[0]), cmp.Compare(a.Min[1], b.Min[1]), cmp.Compare(a.Max[0], b.Max[0]), cmp.Compare(a.Max[1], b.Max[1]))
	}
	if slices.IsSortedFunc(order, compare) {
		return
	}
	slices.SortStableFunc(order, compare)
	l.Layer = l.Pick(order)
}

// dropNotFinite reports shapes with coordinates that are no numbers, and leaves
// them out of everything else.
func (l *layer) dropNotFinite() {
	for i, g := range l.Shapes {
		bad, n := false, 0
		eachPath(g, func(path []orb.Point) {
			for _, p := range path {
				n++
				bad = bad || p[0]-p[0] != 0 || p[1]-p[1] != 0
			}
		})
		l.info.Vertices += n
		switch {
		case bad:
			l.found.add(NotFinite, Finding{Features: []string{l.Ref(i).String()}, Message: "a coordinate is not a finite number"})
			l.Shapes[i] = nil
		case n == 0 && l.table:
		case n == 0:
			l.found.add(NoShape, Finding{Features: []string{l.Ref(i).String()}, Message: "the feature has no shape"})
			l.Shapes[i] = nil
		default:
			if l.info.Kinds == nil {
				l.info.Kinds = map[string]int{}
			}
			l.info.Kinds[g.GeoJSONType()]++
		}
	}
}

func (l *layer) measureExtent() orb.Bound {
	box := geo.Bound(nil)
	for _, g := range l.Shapes {
		if b := geo.Bound(g); !b.IsEmpty() && g != nil {
			if box.IsEmpty() {
				box = b
			} else {
				box = box.Union(b)
			}
		}
	}
	if !box.IsEmpty() {
		l.info.Extent = &[4]float64{box.Min[0], box.Min[1], box.Max[0], box.Max[1]}
	}
	return box
}

// at gives a finding its place.
func (l *layer) at(f Finding, p orb.Point) Finding {
	f.at = &p
	return f
}

// ref names feature i.
func (l *layer) ref(i int) string { return l.Ref(i).String() }

// eachPath calls do with every list of points of a shape; do may move them, but
// for those of a single point.
func eachPath(g orb.Geometry, do func([]orb.Point)) {
	switch g := g.(type) {
	case orb.Point:
		do([]orb.Point{g})
	case orb.MultiPoint:
		do(g)
	case orb.LineString:
		do(g)
	case orb.MultiLineString:
		for _, l := range g {
			do(l)
		}
	case orb.Ring:
		do(g)
	case orb.Polygon:
		for _, r := range g {
			do(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			for _, r := range p {
				do(r)
			}
		}
	case orb.Collection:
		for _, part := range g {
			eachPath(part, do)
		}
	}
}
