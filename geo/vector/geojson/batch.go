package geojson

import "github.com/paulmach/orb"

const (
	// maxRows is how many features a batch may have.
	maxRows = 1 << 14

	// maxRoom is for how many values room is made before they come.
	maxRoom = 1 << 20
)

// batch is what has been read of a run of features.
type batch struct {
	shapes []orb.Geometry
	names  []string // of the columns, in the order they came up
	pieces []piece
	ids    piece
	crs    []byte
	name   string
	err    error // what ended it too early
}

// take returns what has been read and begins anew.
func (g *geoReader) take() *batch {
	blob := string(g.texts)
	b := &batch{shapes: g.shapes, crs: g.crs, name: g.name, ids: g.ids.piece(blob)}
	for _, c := range g.columns {
		b.names = append(b.names, c.name)
		b.pieces = append(b.pieces, c.piece(blob))
	}
	n := len(g.shapes)
	next := table{wanted: g.wanted, texts: g.texts[:0], rows: n + n/8, expects: len(g.columns)}
	if next.rows*next.expects > maxRoom {
		next.expects = 0
	}
	g.table = next
	g.ids = growing{table: &g.table}
	g.shapes = make([]orb.Geometry, 0, next.rows)
	g.crs, g.name = nil, ""
	return b
}

// keep leaves in b the features at the given positions. If they are few, they
// share no memory with the rest.
func (b *batch) keep(positions []int) {
	n := len(b.shapes)
	if len(positions) == n {
		return
	}
	few := len(positions) < n/2
	shapes := make([]orb.Geometry, len(positions))
	for i, at := range positions {
		if shapes[i] = b.shapes[at]; few && shapes[i] != nil {
			shapes[i] = orb.Clone(shapes[i])
		}
	}
	b.shapes = shapes
	b.ids = b.ids.pick(positions)
	for i := range b.pieces {
		b.pieces[i] = b.pieces[i].pick(positions)
	}
}
