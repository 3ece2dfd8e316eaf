package vector

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// The spatial index of a GeoPackage is an R-tree that SQLite keeps in tables of
// its own (sqlite.org/rtree.html, "the shadow tables"). To add the boxes one by
// one takes twice as long as all the rest of writing. So GDAL makes the index
// while the layer is empty, and the boxes are packed into full nodes in Hilbert
// order at the end, while the trigger that adds them is away.
type spatialIndex struct {
	d       *gdal.Dataset
	name    string // of the virtual table
	trigger string // the statement that makes the one on inserting
}

func beginIndex(d *gdal.Dataset, layer, column string) (*spatialIndex, error) {
	s := &spatialIndex{d: d, name: "rtree_" + layer + "_" + column}
	if err := d.Query(fmt.Sprintf("SELECT CreateSpatialIndex(%s, %s)", literal(layer), literal(column)), func(*gdal.Layer) error { return nil }); err != nil {
		return nil, fmt.Errorf("spatial index: %w", err)
	}
	var err error
	s.trigger, err = oneText(d, "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = "+literal(s.name+"_insert"))
	if err == nil {
		err = d.Execute("DROP TRIGGER " + identifier(s.name+"_insert"))
	}
	if err != nil {
		return nil, fmt.Errorf("spatial index: %w", err)
	}
	return s, nil
}

// oneText is the only value that a statement yields.
func oneText(d *gdal.Dataset, sql string) (text string, err error) {
	err = d.Query(sql, func(l *gdal.Layer) error {
		r, err := gdal.NewReader(l, []int{0})
		if err != nil {
			return err
		}
		defer r.Close()
		_, values, err := r.Next()
		if err == nil && (len(values) == 0 || len(values[0].Texts) == 0) {
			err = errors.New("nothing is there")
		}
		if err == nil {
			text = values[0].Texts[0]
		}
		return err
	})
	return text, err
}

// What SQLite says of the tables: a node holds 51 cells of an ID and four floats
// behind 4 bytes of its own. The root has number 1.
const (
	cellsOfNode = 51
	bytesOfCell = 24
	bytesOfNode = 4 + cellsOfNode*bytesOfCell
)

// cell is a box with the number of a feature or node.
type cell struct {
	id                     int64
	minX, maxX, minY, maxY float32
}

// finish fills the index with the shapes, whose features have the numbers 1, 2
// and so on, and sets the trigger again.
func (s *spatialIndex) finish(ctx context.Context, shapes []orb.Geometry) (err error) {
	boxes, ids := make([]orb.Bound, 0, len(shapes)), make([]int64, 0, len(shapes))
	for i, g := range shapes {
		if b, ok := boxOf(g); ok {
			boxes, ids = append(boxes, b), append(ids, int64(i+1))
		}
	}
	cells := make([]cell, len(boxes))
	for k, at := range geo.HilbertOrder(boxes) {
		b := boxes[at]
		cells[k] = cell{ids[at], below(b.Min[0]), above(b.Max[0]), below(b.Min[1]), above(b.Max[1])}
	}
	leafOf := make([]int32, len(shapes)+1)
	var parents, nodes []byte
	next, depth := int64(2), 0
	for ; len(cells) > cellsOfNode; depth++ {
		var upper []cell
		for _, group := range groups(cells) {
			for _, c := range group {
				if depth == 0 {
					leafOf[c.id] = int32(next)
				} else {
					parents = appendRow(parents, c.id, next)
				}
			}
			nodes = append(appendNode(append(strconv.AppendInt(append(nodes, '('), next, 10), ",x'"...), 0, group), "'),"...)
			if nodes, err = s.insert(ctx, "_node", nodes, enough); err != nil {
				return err
			}
			upper = append(upper, around(next, group))
			next++
		}
		cells = upper
	}
	var rowids []byte
	for id, leaf := range leafOf[1:] {
		if leaf != 0 {
			rowids = appendRow(rowids, int64(id+1), int64(leaf))
			if rowids, err = s.insert(ctx, "_rowid", rowids, enough); err != nil {
				return err
			}
		}
	}
	for _, c := range cells {
		if depth == 0 {
			rowids = appendRow(rowids, c.id, 1)
		} else {
			parents = appendRow(parents, c.id, 1)
		}
	}
	for _, part := range []struct {
		table string
		rows  []byte
	}{{"_node", nodes}, {"_rowid", rowids}, {"_parent", parents}} {
		if _, err := s.insert(ctx, part.table, part.rows, 0); err != nil {
			return err
		}
	}
	root := fmt.Sprintf("UPDATE %s SET data = x'%s' WHERE nodeno = 1", identifier(s.name+"_node"), appendNode(nil, depth, cells))
	if err := s.d.Execute(root); err != nil {
		return fmt.Errorf("spatial index: %w", err)
	}
	return s.d.Execute(s.trigger)
}

// enough is how long rows grow, in bytes, before they are put into their table: SQLite
// takes statements of a million.
const enough = 200 << 10

// insert puts the rows gathered into a table once they are as long as that, and
// returns those that are left.
func (s *spatialIndex) insert(ctx context.Context, table string, rows []byte, least int) ([]byte, error) {
	if len(rows) == 0 || len(rows) < least {
		return rows, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := s.d.Insert("INSERT INTO " + identifier(s.name+table) + " VALUES " + string(rows[:len(rows)-1])); err != nil {
		return nil, fmt.Errorf("spatial index: %w", err)
	}
	return rows[:0], nil
}

// appendRow appends a row of two numbers.
func appendRow(rows []byte, a, b int64) []byte {
	rows = strconv.AppendInt(append(rows, '('), a, 10)
	rows = strconv.AppendInt(append(rows, ','), b, 10)
	return append(rows, "),"...)
}

// groups deals cells out into as few nodes as can be, evenly, so that none is so
// empty that SQLite would take it apart at the first change.
func groups(cells []cell) [][]cell {
	n := (len(cells) + cellsOfNode - 1) / cellsOfNode
	all := make([][]cell, n)
	for i := range all {
		all[i] = cells[i*len(cells)/n : (i+1)*len(cells)/n]
	}
	return all
}

// appendNode appends the content of a node in hexadecimal digits; the root tells the
// depth.
func appendNode(to []byte, depth int, cells []cell) []byte {
	var room [bytesOfNode]byte
	b := binary.BigEndian.AppendUint16(room[:0], uint16(depth))
	b = binary.BigEndian.AppendUint16(b, uint16(len(cells)))
	for _, c := range cells {
		b = binary.BigEndian.AppendUint64(b, uint64(c.id))
		for _, v := range [...]float32{c.minX, c.maxX, c.minY, c.maxY} {
			b = binary.BigEndian.AppendUint32(b, math.Float32bits(v))
		}
	}
	return hex.AppendEncode(to, room[:])
}

func around(id int64, cells []cell) cell {
	a := cells[0]
	a.id = id
	for _, c := range cells[1:] {
		a.minX, a.maxX = min(a.minX, c.minX), max(a.maxX, c.maxX)
		a.minY, a.maxY = min(a.minY, c.minY), max(a.maxY, c.maxY)
	}
	return a
}

// below is the greatest float of 32 bits that is not above v.
func below(v float64) float32 {
	f := float32(v)
	if float64(f) > v {
		return math.Nextafter32(f, float32(math.Inf(-1)))
	}
	return f
}

func above(v float64) float32 { return -below(-v) }

// boxOf is the box of all points of a shape, also of holes that lie outside.
func boxOf(g orb.Geometry) (box orb.Bound, ok bool) {
	add := func(points []orb.Point) {
		for _, p := range points {
			if !ok {
				box, ok = orb.Bound{Min: p, Max: p}, true
			}
			if p[0] < box.Min[0] {
				box.Min[0] = p[0]
			} else if p[0] > box.Max[0] {
				box.Max[0] = p[0]
			}
			if p[1] < box.Min[1] {
				box.Min[1] = p[1]
			} else if p[1] > box.Max[1] {
				box.Max[1] = p[1]
			}
		}
	}
	switch g := g.(type) {
	case nil:
	case orb.Point:
		add([]orb.Point{g})
	case orb.MultiPoint:
		add(g)
	case orb.Collection:
		for _, part := range g {
			if b, has := boxOf(part); has {
				add([]orb.Point{b.Min, b.Max})
			}
		}
	default:
		for path := range geo.Paths(g) {
			add(path)
		}
	}
	return box, ok
}
