package vector_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/geo/vector/geojson"
)

var sizes = []int{10_000, 100_000, 500_000}

// parcels is a layer of n polygons with ten attributes, always the same: codes
// and numbers, names in Chinese, and much that is not known.
func parcels(n int) *geo.Layer {
	chance := rand.New(rand.NewPCG(uint64(n), 11))
	uses := []string{"0701", "070102", "0802", "0901", "100101", "1207", "1401", "商业服务业用地", "公园绿地", "城镇住宅用地"}
	names := []string{"金水", "二七", "管城", "中原", "惠济", "新村", "家属院", "工业园", "广场", "小区"}
	text := func(name string) geo.Column {
		return geo.Column{Name: name, Nulls: make([]bool, n), Texts: make([]string, n)}
	}
	integer := func(name string) geo.Column {
		return geo.Column{Name: name, Type: geo.Integer, Nulls: make([]bool, n), Integers: make([]int64, n)}
	}
	real := func(name string) geo.Column {
		return geo.Column{Name: name, Type: geo.Real, Nulls: make([]bool, n), Reals: make([]float64, n)}
	}
	l := &geo.Layer{Name: "parcels", CRS: "EPSG:4326", Shapes: make([]orb.Geometry, n), Columns: []geo.Column{
		text("DKBM"), text("用地"), text("名称"), text("note"), integer("年代"), integer("层数"), integer("households"), real("面积"), real("far"), real("share"),
	}}
	side := int(math.Ceil(math.Sqrt(float64(n))))
	for i := range n {
		x, y := 113.4+float64(i%side)*0.0007, 34.6+float64(i/side)*0.0007
		l.Shapes[i] = parcel(chance, x, y)
		for k := range l.Columns {
			c := &l.Columns[k]
			if c.Nulls[i] = k > 1 && chance.IntN(10) < k-1; c.Nulls[i] {
				continue
			}
			switch k {
			case 0:
				c.Texts[i] = fmt.Sprintf("410105%08d", i)
			case 1:
				c.Texts[i] = uses[chance.IntN(len(uses))]
			case 2:
				c.Texts[i] = fmt.Sprintf("%s%s%d号", names[chance.IntN(5)], names[5+chance.IntN(5)], chance.IntN(400))
			case 3:
				c.Texts[i] = `checked "on site"`
			case 4:
				c.Integers[i] = 1950 + chance.Int64N(75)
			case 5, 6:
				c.Integers[i] = chance.Int64N(40)
			case 7, 8:
				c.Reals[i] = float64(chance.IntN(900_000)) / 100
			default:
				c.Reals[i] = chance.Float64()
			}
		}
	}
	return l
}

// parcel is a polygon of 4 to 15 corners about a place; one of twenty has a hole.
func parcel(chance *rand.Rand, x, y float64) orb.Polygon {
	around := func(corners int, size float64) orb.Ring {
		ring := make(orb.Ring, 0, corners+1)
		for k := range corners {
			angle := 2 * math.Pi * float64(k) / float64(corners)
			r := size * (0.7 + 0.3*chance.Float64())
			ring = append(ring, orb.Point{math.Round((x+r*math.Cos(angle))*1e9) / 1e9, math.Round((y+r*math.Sin(angle))*1e9) / 1e9})
		}
		return append(ring, ring[0])
	}
	p := orb.Polygon{around(4+chance.IntN(12), 0.0003)}
	if chance.IntN(20) == 0 {
		p = append(p, around(4, 0.0001))
	}
	return p
}

// benchFile writes parcels to a file of the given name.
func benchFile(b *testing.B, name string, n int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), name)
	if err := writeParcels(path, parcels(n)); err != nil {
		b.Fatal(err)
	}
	return path
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"a.gpkg", "a.geojson"} {
		for _, n := range sizes {
			path := benchFile(b, name, n)
			b.Run(fmt.Sprintf("%s/n=%d", name[2:], n), func(b *testing.B) {
				if info, err := os.Stat(path); err == nil {
					b.SetBytes(info.Size())
				}
				b.ReportAllocs()
				for b.Loop() {
					read(b, vector.Source{File: path})
				}
			})
		}
	}
}

func BenchmarkWriteGeoPackage(b *testing.B) {
	for _, n := range sizes {
		layer := parcels(n)
		path := filepath.Join(b.TempDir(), "a.gpkg")
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			for b.Loop() {
				if err := writeParcels(path, layer); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkWriteGeoJSON(b *testing.B) {
	for _, n := range sizes {
		layer := parcels(n)
		var text bytes.Buffer
		if err := geojson.Write(context.Background(), &text, layer, ""); err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if err := geojson.Write(context.Background(), io.Discard, layer, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestBenchJob does one job of scripts/bench.sh in a process that is measured as
// a whole: "make FILE…" writes the 500,000 parcels, "read FILE [LAYER]" reads,
// "copy FILE FILE" reads and writes.
func TestBenchJob(t *testing.T) {
	words := strings.Fields(os.Getenv("RENEWAL_BENCH"))
	if len(words) < 2 {
		t.Skip("for scripts/bench.sh")
	}
	src := vector.Source{File: words[1]}
	switch words[0] {
	case "make":
		layer := parcels(500_000)
		for _, path := range words[1:] {
			if err := writeParcels(path, layer); err != nil {
				t.Fatal(err)
			}
		}
	case "read":
		if len(words) > 2 {
			src.Layer = words[2]
		}
		t.Logf("%d features", read(t, src).Len())
	case "copy":
		layer := read(t, src)
		layer.Name = "parcels"
		if err := writeParcels(words[2], layer); err != nil {
			t.Fatal(err)
		}
	default:
		t.Fatalf("no job %q", words[0])
	}
}

func writeParcels(path string, layer *geo.Layer) error {
	system, err := crs.Parse(layer.CRS)
	if err != nil {
		return err
	}
	return vector.Write(context.Background(), path, system, []vector.Output{{Layer: layer, Geometry: "Polygon"}}, vector.WriteOptions{})
}
