package vector_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
	"renewal/geo/vector/geojson"
)

// sample is a sound file, or several that belong together.
type sample struct {
	name  string
	files map[string][]byte // by path
	open  string            // the path to read
	harm  []string          // the paths to damage, one at a time
}

// corpus writes damaged files and returns what to read, always the same.
func corpus(t testing.TB, folder string) []string {
	t.Helper()
	c := &spoiler{t: t, folder: folder}
	for _, s := range samples(t) {
		c.add(s, s.files)
		for _, part := range s.harm {
			c.spoil(s, part)
		}
	}
	c.texts()
	c.packages(t)
	c.tables(t)
	return c.paths
}

type spoiler struct {
	t      testing.TB
	folder string
	paths  []string
}

// add writes one case, in a folder of its own.
func (c *spoiler) add(s sample, files map[string][]byte) {
	c.t.Helper()
	folder := filepath.Join(c.folder, fmt.Sprintf("%03d-%s", len(c.paths), s.name))
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			c.t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			c.t.Fatal(err)
		}
	}
	c.paths = append(c.paths, filepath.Join(folder, s.open))
}

// file adds a case of one file.
func (c *spoiler) file(name string, content string) {
	c.t.Helper()
	c.add(sample{name: name, open: name}, map[string][]byte{name: []byte(content)})
}

// with adds s with one part replaced.
func (c *spoiler) with(s sample, part, how string, content []byte) {
	files := map[string][]byte{}
	for name, sound := range s.files {
		files[name] = sound
	}
	files[part] = content
	s.name += "-" + how
	c.add(s, files)
}

// spoil damages a part of s in all general ways.
func (c *spoiler) spoil(s sample, part string) {
	sound := s.files[part]
	n := len(sound)
	s.name += "-" + strings.TrimPrefix(filepath.Ext(part), ".")
	for _, size := range []int{0, 1, 7, 32, 100, n / 4, n / 2, n * 3 / 4, n - 9, n - 1} {
		if size >= 0 && size < n {
			c.with(s, part, "cut", sound[:size])
		}
	}
	chance := rand.New(rand.NewPCG(uint64(n), 7))
	change := func(how string, at int, with []byte) {
		damaged := slices.Clone(sound)
		copy(damaged[min(max(at, 0), n-1):], with)
		c.with(s, part, how, damaged)
	}
	for range 4 {
		at := chance.IntN(n)
		change("flip", at, []byte{^sound[at]})
	}
	change("zeros", chance.IntN(n), make([]byte, 600))
	change("ones", chance.IntN(n), bytes.Repeat([]byte{0xFF}, 600))
	change("magic", 0, []byte("PK\x03\x04"))
	for at := 0; at+4 <= min(n, 48); at += 8 {
		change("absurd", at, []byte{0xFF, 0xFF, 0xFF, 0x7F})
	}
	c.with(s, part, "tail", append(slices.Clone(sound), bytes.Repeat([]byte("\x00\xFF{"), 400)...))
}

// samples are small sound files of every format.
func samples(t testing.TB) []sample {
	t.Helper()
	layer := quilt(4)
	var text bytes.Buffer
	if err := geojson.Write(context.Background(), &text, layer, ""); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(text.String(), "\n")
	sequence := strings.ReplaceAll(strings.Join(lines[1:17], "\n"), "}},\n", "}}\n")
	plain := func(name string, content []byte) sample {
		return sample{name: name, open: name, harm: []string{name}, files: map[string][]byte{name: content}}
	}
	all := []sample{
		plain("a.geojson", text.Bytes()),
		plain("a.geojsonl", []byte(sequence)),
		plain("a.geojson.gz", gzipped(text.Bytes(), 1)),
		plain("a.dxf", []byte(drawing)),
		plain("a.csv", []byte("id,名称,WKT\n1,\"甲, 乙\",POINT (1 2)\n2,,\"POLYGON ((0 0,1 0,1 1,0 0))\"\n")),
	}
	folder := t.TempDir()
	pkg := filepath.Join(folder, "a.gpkg")
	if err := vector.WriteGeoPackage(context.Background(), pkg, system(t, "EPSG:4547"), []vector.Output{{Layer: layer}}); err != nil {
		t.Fatal(err)
	}
	all = append(all, taken(t, folder, "a.gpkg", "a.gpkg"))
	rows := []row{{"城中村", orb.Polygon{{{0, 0}, {4, 0}, {4, 4}, {0, 0}}}}, {"-", nil}, {"b", orb.Polygon{{{9, 0}, {14, 0}, {14, 4}, {9, 0}}, {{12, 1}, {13, 1}, {13, 2}, {12, 1}}}}}
	def := gdal.Definition{Name: "a", CRS: "EPSG:4547", Geometry: "Polygon", Fields: []gdal.Field{{Name: "name"}}}
	for _, c := range []struct {
		driver, open string
		harm         []string
	}{
		{"ESRI Shapefile", "a.shp", []string{"a.shp", "a.shx", "a.dbf", "a.prj", "a.cpg"}},
		{"FlatGeobuf", "a.fgb", []string{"a.fgb"}},
		{"KML", "a.kml", []string{"a.kml"}},
		{"MapInfo File", "a.tab", []string{"a.tab", "a.map"}},
		{"OpenFileGDB", "a.gdb", []string{"a.gdb/a00000001.gdbtable", "a.gdb/a00000001.gdbtablx", "a.gdb/a00000004.gdbtable", "a.gdb/a00000009.gdbtable", "a.gdb/a00000009.gdbtablx"}},
	} {
		folder := t.TempDir()
		def := def
		if c.driver == "KML" {
			def.CRS = "EPSG:4326"
		}
		create(t, c.driver, filepath.Join(folder, c.open), def, rows)
		all = append(all, taken(t, folder, c.open, c.harm...))
	}
	shape := slices.IndexFunc(all, func(s sample) bool { return s.open == "a.shp" })
	archive := zipped(t, all[shape].files)
	return append(all, plain("a.zip", archive), plain("a.shz", archive))
}

// taken makes a sample of the files in a folder.
func taken(t testing.TB, folder, open string, harm ...string) sample {
	t.Helper()
	s := sample{name: open, open: open, files: map[string][]byte{}}
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err == nil {
			s.files[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range harm {
		if s.files[name] != nil {
			s.harm = append(s.harm, name)
		}
	}
	return s
}

// gzipped packs a text and repeats that, as gzip allows.
func gzipped(text []byte, times int) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(text)
	z.Close()
	return bytes.Repeat(b.Bytes(), times)
}

func le32(v uint32) []byte { return binary.LittleEndian.AppendUint32(nil, v) }
func be32(v uint32) []byte { return binary.BigEndian.AppendUint32(nil, v) }
