package inspect_test

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units/inspect"
)

// A drawn city: blocks of 400 m between roads, with a vertex every 10 m on the
// roads, so that units, roads and districts share their points.
const (
	side   = 400.0
	step   = 10.0
	blocks = 5
)

// corner0 is the southwest corner of the city, in EPSG:4547.
var corner0 = orb.Point{463000, 3846000}

// side walks from one crossing to the next, the last point left out.
func along(a, b orb.Point) []orb.Point {
	n := int(math.Round(math.Hypot(b[0]-a[0], b[1]-a[1]) / step))
	var points []orb.Point
	for i := range n {
		t := float64(i) / float64(n)
		points = append(points, orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])})
	}
	return points
}

func crossing(x, y int) orb.Point {
	return orb.Point{corner0[0] + side*float64(x), corner0[1] + side*float64(y)}
}

func block(x, y int) orb.Ring {
	a, b, c, d := crossing(x, y), crossing(x+1, y), crossing(x+1, y+1), crossing(x, y+1)
	ring := slices.Concat(along(a, b), along(b, c), along(c, d), along(d, a))
	return append(ring, ring[0])
}

// square is a ring around a place.
func square(at orb.Point, half float64) orb.Ring {
	return orb.Ring{{at[0] - half, at[1] - half}, {at[0] + half, at[1] - half}, {at[0] + half, at[1] + half}, {at[0] - half, at[1] + half}, {at[0] - half, at[1] - half}}
}

func middle(x, y int) orb.Point {
	c := crossing(x, y)
	return orb.Point{c[0] + side/2, c[1] + side/2}
}

// moved is a ring with every point moved by what a function says.
func moved(r orb.Ring, by func(orb.Point) orb.Point) orb.Ring {
	m := make(orb.Ring, len(r))
	for i, p := range r {
		d := by(p)
		m[i] = orb.Point{p[0] + d[0], p[1] + d[1]}
	}
	return m
}

// grown is a block with its sides moved outwards.
func grown(x, y int, by float64) orb.Ring {
	c := middle(x, y)
	return moved(block(x, y), func(p orb.Point) orb.Point {
		var d orb.Point
		for k := range d {
			if off := p[k] - c[k]; math.Abs(off) == side/2 {
				d[k] = by * math.Copysign(1, off)
			}
		}
		return d
	})
}

// drawnUnits are 25 units, U00 to U44 by column and row, each of a few with one
// defect.
func drawnUnits() (*geo.Layer, map[inspect.Kind][]string) {
	shapes := map[string]orb.MultiPolygon{}
	for x := range blocks {
		for y := range blocks {
			shapes[fmt.Sprintf("U%d%d", x, y)] = orb.MultiPolygon{{block(x, y)}}
		}
	}
	edit := func(id string, do func(r orb.Ring) orb.Ring) {
		shapes[id][0][0] = do(shapes[id][0][0])
	}
	edit("U00", func(r orb.Ring) orb.Ring { return slices.Insert(r, 7, r[7]) })
	bend := func(r orb.Ring) { // on a straight line points cannot cross
		for i := 41; i < 80; i++ {
			r[i][0] += 3 * math.Sin(float64(i-40)/40*math.Pi)
		}
	}
	edit("U20", func(r orb.Ring) orb.Ring { bend(r); r[45], r[47] = r[47], r[45]; return r })
	edit("U40", func(r orb.Ring) orb.Ring { bend(r); slices.Reverse(r[42:60]); return r })
	edit("U02", func(r orb.Ring) orb.Ring { return slices.Insert(r, 21, orb.Point{r[20][0], r[20][1] - 6}, r[20]) })
	shapes["U22"] = orb.MultiPolygon{{grown(2, 2, 2)}}
	shapes["U42"] = orb.MultiPolygon{{grown(4, 2, -3)}}
	shapes["U24"] = orb.MultiPolygon{{moved(block(2, 4), func(orb.Point) orb.Point { return orb.Point{2, -1.5} })}}
	shapes["U04"][0] = append(shapes["U04"][0], square(middle(0, 4), 40))
	shapes["U11"][0] = append(shapes["U11"][0], square(middle(1, 1), 50))
	shapes["U31"] = append(shapes["U31"], orb.Polygon{square(middle(1, 1), 50)})
	out := crossing(5, 4)
	shapes["U44"][0] = append(shapes["U44"][0], square(orb.Point{out[0], out[1] + 200}, 20))
	shapes["U34"] = append(shapes["U34"], orb.Polygon{square(orb.Point{middle(3, 4)[0], crossing(0, 5)[1]}, 20)})
	bulge := func(p orb.Point) orb.Point { // the border between U13 and U14 leaves its road
		if at := crossing(1, 4); p[1] == at[1] && p[0] > at[0] && p[0] < at[0]+side {
			return orb.Point{0, 60 * math.Sin((p[0]-at[0])/side*math.Pi)}
		}
		return orb.Point{}
	}
	shapes["U13"] = orb.MultiPolygon{{moved(block(1, 3), bulge)}}
	shapes["U14"] = orb.MultiPolygon{{moved(block(1, 4), bulge)}}
	l := &geo.Layer{Name: "units", Columns: []geo.Column{{Name: "unit_id"}}}
	for x := range blocks {
		for y := range blocks {
			id := fmt.Sprintf("U%d%d", x, y)
			l.Columns[0].Texts = append(l.Columns[0].Texts, id)
			l.Shapes = append(l.Shapes, shapes[id])
		}
	}
	return l, map[inspect.Kind][]string{
		inspect.Repeated:     {"U00"},
		inspect.BowTie:       {"U20"},
		inspect.SelfCrossing: {"U40"},
		inspect.Spike:        {"U02"},
		inspect.TooLarge:     {"U22"},
		inspect.TooSmall:     {"U42"},
		inspect.Displaced:    {"U24"},
		inspect.Hole:         {"U04"},
		inspect.HoleFilled:   {"U11"},
		inspect.Enclave:      {"U31"},
		inspect.HoleAcross:   {"U44"},
		inspect.PartsOverlap: {"U34"},
		inspect.OffRoad:      {"U13", "U14"},
	}
}

// drawnRoads are the streets, one of which stops short and one of which runs
// over.
func drawnRoads() *geo.Layer {
	l := &geo.Layer{Name: "roads", Columns: []geo.Column{{Name: "road_id"}, {Name: "class"}}}
	add := func(a, b orb.Point, change func(orb.LineString) orb.LineString) {
		line := append(orb.LineString(along(a, b)), b)
		if change != nil {
			line = change(line)
		}
		l.Columns[0].Texts = append(l.Columns[0].Texts, fmt.Sprintf("R%02d", l.Len()))
		l.Columns[1].Texts = append(l.Columns[1].Texts, "arterial")
		l.Shapes = append(l.Shapes, line)
	}
	for i := range blocks + 1 {
		for k := range blocks {
			var change func(orb.LineString) orb.LineString
			switch {
			case i == 1 && k == 0: // R10: stops 4 m short of the crossing
				change = func(r orb.LineString) orb.LineString { r[len(r)-1][1] -= 4; return r }
			case i == 2 && k == blocks-1: // R28: sticks out 3 m
				change = func(r orb.LineString) orb.LineString {
					end := r[len(r)-1]
					return append(r, orb.Point{end[0], end[1] + 3})
				}
			}
			add(crossing(i, k), crossing(i, k+1), change)
			add(crossing(k, i), crossing(k+1, i), nil)
		}
	}
	return l
}

// drawnDistricts are two: the border between follows the units, 3 m beside.
func drawnDistricts() *geo.Layer {
	ring := func(a, b, c, d orb.Point) orb.MultiPolygon { return orb.MultiPolygon{{{a, b, c, d, a}}} }
	by := func(p orb.Point, x float64) orb.Point { return orb.Point{p[0] + x, p[1]} }
	return &geo.Layer{Name: "districts", Columns: []geo.Column{{Name: "district_id", Texts: []string{"D1", "D2"}}}, Shapes: []orb.Geometry{
		ring(crossing(0, 0), by(crossing(3, 0), 3), by(crossing(3, 5), 3), crossing(0, 5)),
		ring(by(crossing(3, 0), 3), crossing(5, 0), crossing(5, 5), by(crossing(3, 5), 3)),
	}}
}

func write(t *testing.T, layers ...*geo.Layer) string {
	t.Helper()
	system, err := crs.Parse("EPSG:4547")
	if err != nil {
		t.Fatal(err)
	}
	var out []vector.Output
	for _, l := range layers {
		out = append(out, vector.Output{Layer: l})
	}
	path := filepath.Join(t.TempDir(), "city.gpkg")
	if err := vector.WriteGeoPackage(context.Background(), path, system, out); err != nil {
		t.Fatal(err)
	}
	return path
}
