package units

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/vector"
	"renewal/units/study"
)

// The report tells what was read and how it was understood, and warns of what
// was only guessed.
func TestReadSourceTellsHow(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	working := drawn(t)
	l := &geo.Layer{Name: "stations"}
	names := []string{"郑州东站", "紫荆山站", "二七广场站", "市体育中心站"}
	for i := range names {
		l.Shapes = append(l.Shapes, orb.Point{460_000 + float64(i), 3_845_000})
	}
	l.Columns = []geo.Column{{Name: "MC", Texts: names}, {Name: "XL", Type: geo.Integer, Integers: []int64{1, 1, 2, 5}}}
	file := filepath.Join(dir, "stations.shp")
	if err := vector.Write(ctx, file, working.crs, []vector.Output{{Layer: l, Geometry: "Point"}}, vector.WriteOptions{Encoding: "GBK"}); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "stations.cpg")); err != nil {
		t.Fatal(err)
	}
	dbf, err := os.ReadFile(filepath.Join(dir, "stations.dbf"))
	if err != nil {
		t.Fatal(err)
	}
	dbf[29] = 0 // the language driver
	if err := os.WriteFile(filepath.Join(dir, "stations.dbf"), dbf, 0o666); err != nil {
		t.Fatal(err)
	}
	src := study.Source{Role: study.Stations, File: file, Written: "stations.shp", Fields: []study.FieldMapping{{Attr: "name", Field: "MC"}}}
	left := 2
	for _, c := range []struct {
		name, encoding string
		where          []vector.Condition
		want           SourceReport
		warned         bool
	}{
		{"guessed", "", nil, SourceReport{Encoding: "GBK", EncodingBy: geo.Detected, Features: 4}, true},
		{"stated", "GBK", nil, SourceReport{Encoding: "GBK", EncodingBy: geo.Stated, Features: 4}, false},
		{"filtered", "GBK", []vector.Condition{{Field: "XL", Op: vector.In, Values: []string{"1"}}},
			SourceReport{Encoding: "GBK", EncodingBy: geo.Stated, Features: 2, Where: "XL = 1", LeftOut: &left}, false},
	} {
		p := drawn(t)
		src.Encoding, src.Where = c.encoding, c.where
		read, err := p.readSource(ctx, &src)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := p.sources[0]
		if got.Encoding != c.want.Encoding && !strings.HasPrefix(got.Encoding, "GB") || got.EncodingBy != c.want.EncodingBy || got.Features != c.want.Features ||
			got.Where != c.want.Where || (got.LeftOut == nil) != (c.want.LeftOut == nil) || got.LeftOut != nil && *got.LeftOut != *c.want.LeftOut {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
		if got.Format != "ESRI Shapefile" || got.CRSBy != geo.InFile || got.File != "stations.shp" {
			t.Errorf("%s: %+v", c.name, got)
		}
		if name, _ := read.Column("name").Text(0); name != names[0] {
			t.Errorf("%s: reads %q", c.name, name)
		}
		if warned := len(p.warnings) > 0; warned != c.warned {
			t.Errorf("%s: warned %q", c.name, p.warnings)
		}
	}
	src.Where = []vector.Condition{{Field: "XL", Op: vector.In, Values: []string{"9"}}}
	if _, err := working.readSource(ctx, &src); err == nil || !strings.Contains(err.Error(), "read: no features where XL = 9") {
		t.Errorf("no feature is meant: %v", err)
	}
}
