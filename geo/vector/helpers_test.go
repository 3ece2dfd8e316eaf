package vector_test

import (
	"archive/zip"
	"compress/gzip"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

func read(t testing.TB, src vector.Source) *geo.Layer {
	t.Helper()
	l, err := vector.Read(context.Background(), src)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// file writes a text to a file of that name and returns its path.
func file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func packed(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// zippedFolder packs the files of a folder, behind a prefix, with the names as Chinese
// programs write them if gbk is true.
func zippedFolder(t testing.TB, archive, dir, prefix string, gbk bool) {
	t.Helper()
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	if err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		header := &zip.FileHeader{Name: prefix + path, Method: zip.Deflate}
		if gbk {
			header.NonUTF8 = true
			if header.Name, err = simplifiedchinese.GBK.NewEncoder().String(header.Name); err != nil {
				return err
			}
		}
		w, err := z.CreateHeader(header)
		if err != nil {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			return err
		}
		_, err = w.Write(content)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func system(t testing.TB, definition string) crs.CRS {
	t.Helper()
	c, err := crs.Parse(definition)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// row is a feature of a file to make by GDAL: a name, a number and a shape.
type row struct {
	text  string // "-" for none
	shape orb.Geometry
}

// create makes a file with one layer that has one text field.
func create(t testing.TB, driver, path string, def gdal.Definition, rows []row) {
	t.Helper()
	d, err := gdal.Create(driver, path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := d.CreateLayer(def)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		w.Shape(r.shape)
		if r.text == "-" {
			w.Null()
		} else {
			w.Text(r.text)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

// quilt is a layer of n×n squares of 100 m with ten attributes.
func quilt(n int) *geo.Layer {
	l := &geo.Layer{Name: "parcels", Source: "quilt", CRS: "EPSG:4547"}
	names := []string{"R2", "B1", "M1", "商住混合", "城中村"}
	l.Columns = []geo.Column{
		{Name: "id", Type: geo.Text}, {Name: "用地", Type: geo.Text}, {Name: "名称", Type: geo.Text},
		{Name: "年代", Type: geo.Integer}, {Name: "层数", Type: geo.Integer}, {Name: "count", Type: geo.Integer},
		{Name: "area", Type: geo.Real}, {Name: "far", Type: geo.Real}, {Name: "share", Type: geo.Real}, {Name: "x", Type: geo.Real},
	}
	for i := range n * n {
		x, y := 463_000.125+100*float64(i%n), 3_846_000.25+100*float64(i/n)
		l.Shapes = append(l.Shapes, orb.Polygon{{{x, y}, {x + 50, y}, {x + 100, y}, {x + 100, y + 100}, {x, y + 100}, {x, y}}})
		l.Columns[0].Texts = append(l.Columns[0].Texts, "P"+string(rune('A'+i%26)))
		l.Columns[1].Texts = append(l.Columns[1].Texts, names[i%5])
		l.Columns[2].Texts = append(l.Columns[2].Texts, names[i%3])
		for k := 3; k < 6; k++ {
			l.Columns[k].Integers = append(l.Columns[k].Integers, int64(i*k))
		}
		for k := 6; k < 10; k++ {
			l.Columns[k].Reals = append(l.Columns[k].Reals, float64(i)/float64(k))
		}
	}
	return l
}
