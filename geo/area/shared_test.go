package area_test

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"math"
	"math/big"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/crs"
	"renewal/geo/vector"
)

// shared is the folder of real data that stands beside the repository on some
// machines.
const shared = "../../../shared/data/"

// layer reads the areas of a layer, and a column of numbers.
func layer(t testing.TB, file, name, column string) (shapes []orb.MultiPolygon, numbers []float64) {
	t.Helper()
	if _, err := os.Stat(shared + file); err != nil {
		t.Skip("shared data is not here")
	}
	l, err := vector.Read(context.Background(), vector.Source{File: shared + file, Layer: name})
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range l.Shapes {
		m, _ := geo.Polygons(g)
		shapes = append(shapes, m)
		if column != "" {
			v, _ := l.Column(column).Real(i)
			numbers = append(numbers, v)
		}
	}
	return shapes, numbers
}

// The grid over the faces of the streets of Wuhan, against the areas that GEOS
// gets: the sum for each cell of the grid and the number of faces in it.
func TestWuhan(t *testing.T) {
	grid, ids := layer(t, "wuhan/wuhan_faces.gpkg", "grid317", "gid")
	faces, _ := layer(t, "wuhan/wuhan_faces.gpkg", "faces_all", "")
	pairs := overlay(t, grid, faces, 0)
	if len(pairs) != 48553 {
		t.Errorf("%d pairs share land, want 48553", len(pairs))
	}
	sums, counts := map[int]float64{}, map[int]int{}
	total := new(big.Rat)
	for _, p := range pairs {
		id := int(ids[p.A])
		sums[id] += p.Area
		counts[id]++
		total.Add(total, rat(p.Area))
	}
	f, err := os.Open(shared + "overlay/wuhan_grid317_x_faces_all.csv.gz")
	if err != nil {
		t.Skip("shared data is not here")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(z).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	worst, wrong := 0.0, 0
	for _, row := range rows[1:] {
		id, _ := strconv.Atoi(row[0])
		sum, _ := strconv.ParseFloat(row[1], 64)
		count, _ := strconv.Atoi(row[2])
		off := math.Abs(sums[id] - sum)
		worst = max(worst, off)
		if off > 1e-6 || counts[id] != count {
			if wrong++; wrong > 5 {
				break
			}
			t.Errorf("cell %d: %v m² in %d faces, GEOS %v in %d", id, sums[id], counts[id], sum, count)
		}
		delete(counts, id)
	}
	if len(counts) > 0 {
		t.Errorf("%d cells that GEOS leaves empty", len(counts))
	}
	sum, _ := total.Float64()
	const want = 1064057885.533836
	if math.Abs(sum-want) > 1e-12*want {
		t.Errorf("%.6f m² in all, want %.6f", sum, want)
	}
	t.Logf("%d cells, worst %.2g m² off, %.6f m² in all", len(rows)-1, worst, sum)
}

// Each pair against exact arithmetic: all of them take minutes, so it is every
// so-manieth.
func TestWuhanExactly(t *testing.T) {
	grid, _ := layer(t, "wuhan/wuhan_faces.gpkg", "grid317", "")
	faces, _ := layer(t, "wuhan/wuhan_faces.gpkg", "faces_all", "")
	every := 400
	if testing.Short() {
		every = 8000
	}
	worst, checked := 0.0, 0
	for i, p := range overlay(t, grid, faces, 0) {
		if i%every != 0 || len(faces[p.B][0][0]) > 100 {
			continue
		}
		want, _ := exactShared(grid[p.A], faces[p.B]).Float64()
		worst = max(worst, math.Abs(p.Area-want))
		checked++
	}
	if worst > 1e-6 {
		t.Errorf("%v m² off", worst)
	}
	t.Logf("%d pairs, worst %.2g m² off", checked, worst)
}

// On the ellipsoid, what the cells of the grid hold of the faces adds up to the
// faces.
func TestWuhanOnTheEllipsoid(t *testing.T) {
	grid, _ := layer(t, "wuhan/wuhan_faces.gpkg", "grid317", "")
	faces, _ := layer(t, "wuhan/wuhan_faces.gpkg", "faces_all", "")
	box := grid[0].Bound()
	for _, g := range slices.Concat(grid, faces) {
		box = box.Union(g.Bound())
	}
	plane, err := crs.Parse("EPSG:32650")
	if err != nil {
		t.Fatal(err)
	}
	w := fitWeight(t, box, func(p orb.Point) (float64, error) {
		s, err := crs.ArealScale(plane, p)
		return 1 / s, err
	})
	pairs, err := area.Overlay(context.Background(), grid, faces, area.OverlayOptions{Weight: w})
	if err != nil {
		t.Fatal(err)
	}
	parts, whole := 0.0, 0.0
	for _, p := range pairs {
		parts += p.Area
	}
	for _, g := range faces {
		whole += w.Area(g)
	}
	if len(pairs) != 48553 || math.Abs(parts-whole) > 1e-12*whole {
		t.Errorf("%d pairs of %.6f m², want %.6f", len(pairs), parts, whole)
	}
	t.Logf("%.3f m² on the ellipsoid, the weight off by %.2g", parts, w.Deviation())
}

func BenchmarkWuhan(b *testing.B) {
	grid, _ := layer(b, "wuhan/wuhan_faces.gpkg", "grid317", "")
	faces, _ := layer(b, "wuhan/wuhan_faces.gpkg", "faces_all", "")
	for _, workers := range []int{1, 2} {
		b.Run("workers="+strconv.Itoa(workers), func(b *testing.B) {
			for b.Loop() {
				overlay(b, grid, faces, workers)
			}
		})
	}
}
