package vector_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"renewal/geo"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

// refuses checks that a file is unreadable for a reason, by its layers or the
// layer.
func refuses(t *testing.T, path, layer, words string) {
	t.Helper()
	_, err := vector.Read(context.Background(), vector.Source{File: path, Layer: layer})
	if !errors.Is(err, geo.ErrUnreadable) || !strings.Contains(err.Error(), words) || !strings.Contains(err.Error(), path) {
		t.Errorf("read: %v, want %q", err, words)
	}
	if infos, err := vector.Layers(context.Background(), path); err == nil && len(infos) > 1 && words == spent {
		t.Error("described")
	}
}

const spent = "its views or computed columns ask for more than can be"

// squares is a GeoPackage of 64 areas that statements have been run on.
func squares(t *testing.T, statements ...string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.gpkg")
	d, err := gdal.Create("GPKG", path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := d.CreateLayer(gdal.Definition{Name: "parcels", Geometry: "Polygon", CRS: "EPSG:4547", Fields: []gdal.Field{{Name: "t"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range quilt(8).Shapes {
		w.Shape(g)
		w.Text("x")
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	for _, sql := range statements {
		if err := d.Execute(sql); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// Views that never end, or hold values without measure, are errors; an honest one
// is read, though it has no extent of its own.
func TestViews(t *testing.T) {
	const endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x AS fid, (SELECT geom FROM parcels LIMIT 1) AS geom, 'a' AS name FROM c"
	for _, c := range []struct {
		sql   string
		n     int
		words string
	}{
		{"SELECT fid, geom, 'a' AS name FROM parcels WHERE fid % 2 = 0", 32, ""},
		{"SELECT a.fid AS fid, a.geom AS geom, count(*) AS n FROM parcels a, parcels b GROUP BY a.fid", 64, ""},
		{endless, 0, spent},
		{endless + " WHERE x < 0", 0, spent},
		{"SELECT a.fid, a.geom, (SELECT count(*) FROM parcels b, parcels c, parcels d, parcels e, parcels f) AS n FROM parcels a", 0, spent},
		{"SELECT fid, geom, hex(zeroblob(400000000)) AS name FROM parcels", 0, "too big"},
		{"SELECT fid, geom, printf('%.70000000c', 'x') AS name FROM parcels", 0, `field "name": a text of 70000000 bytes`},
	} {
		path := squares(t, "CREATE VIEW v AS "+c.sql,
			"INSERT INTO gpkg_contents(table_name,data_type,identifier,srs_id) VALUES('v','features','v',4547)",
			"INSERT INTO gpkg_geometry_columns VALUES('v','geom','POLYGON',4547,0,0)")
		if c.words != "" {
			refuses(t, path, "v", c.words)
		} else if got := read(t, vector.Source{File: path, Layer: "v"}); got.Len() != c.n {
			t.Errorf("%s: %d features", c.sql, got.Len())
		}
	}
}

func TestComputedColumn(t *testing.T) {
	path := squares(t, "ALTER TABLE parcels ADD COLUMN g TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000))) VIRTUAL")
	refuses(t, path, "", "too big")
}

func TestTooWide(t *testing.T) {
	path := file(t, "a.csv", strings.Repeat("a,", 5000)+"b\n"+strings.Repeat("1,", 5000)+"2\n")
	refuses(t, path, "", "more than 4096 fields")
	var wide []string
	for i := range 4000 {
		wide = append(wide, fmt.Sprint("c", i))
	}
	row := strings.Repeat("1,", 3999) + "2\n"
	got := read(t, vector.Source{File: file(t, "b.csv", strings.Join(wide, ",")+"\n"+strings.Repeat(row, 3))})
	if len(got.Columns) != 4000 || got.Len() != 3 {
		t.Errorf("%d fields, %d features", len(got.Columns), got.Len())
	}
	path = file(t, "c.csv", strings.Join(wide, ",")+"\n"+strings.Repeat(",\n", 10_000))
	refuses(t, path, "", "values in")
}

func TestTopology(t *testing.T) {
	arc := strings.Repeat("[1,2],", 4999) + "[0,0]"
	topology := func(shapes int) string {
		return `{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[` +
			strings.Repeat(`{"type":"Polygon","arcs":[[~0]]},`, shapes-1) + `{"type":"Polygon","arcs":[[0]]}]}},"arcs":[[` + arc + `]]}`
	}
	refuses(t, file(t, "a.topojson", strings.ReplaceAll(topology(5000), "~0", "-1")), "", "share lines so often")
	if got := read(t, vector.Source{File: file(t, "b.topojson", strings.ReplaceAll(topology(50), "~0", "-1"))}); got.Len() != 50 {
		t.Errorf("%d features", got.Len())
	}
	refuses(t, file(t, "c.topojson", topology(3)), "", "line 1") // ~0 is no number
}

// What lies beside a file may keep whoever opens it, or be longer than it is.
func TestBeside(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.shp")
	err := vector.Write(context.Background(), path, system(t, "EPSG:4547"), []vector.Output{{Layer: quilt(2), Geometry: "MultiPolygon"}}, vector.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	cpg := filepath.Join(folder, "a.cpg")
	os.Remove(cpg)
	if pipe(cpg) != nil {
		t.Skip("no pipes here")
	}
	refuses(t, path, "", `"a.cpg" is neither a file nor a folder`)
	refuses(t, folder, "", `"a.cpg" is neither a file nor a folder`)

	table := make([]byte, 66)
	copy(table, "\x03\x63\x01\x01\xff\xff\xff\x7f\x41\x00\x02\x00")
	copy(table[32:], "A\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00C\x00\x00\x00\x00\x01")
	table[64] = '\r'
	dbf := file(t, "b.dbf", string(table)+string(bytes.Repeat([]byte(" a"), 100)))
	if err := os.Truncate(dbf, 3<<30); err != nil {
		t.Skip(err)
	}
	refuses(t, dbf, "", "holes")
}

// Reading returns soon after its context has ended, whatever GDAL does.
func TestStopped(t *testing.T) {
	path := file(t, "a.csv", "a,WKT\n"+strings.Repeat("1,POINT (1 2)\n", 2_000_000))
	ctx, stop := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, stop)
	if _, err := vector.Layers(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
