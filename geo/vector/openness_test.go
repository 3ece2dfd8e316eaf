package vector_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

// Reading leaves the folder as it was, and does without the right to write.
func TestReadingWritesNothing(t *testing.T) {
	for _, c := range []struct{ driver, name string }{
		{"GPKG", "parcels.gpkg"}, {"SQLite", "parcels.sqlite"}, {"ESRI Shapefile", "parcels.shp"}, {"FlatGeobuf", "parcels.fgb"},
		{"OpenFileGDB", "parcels.gdb"}, {"GML", "parcels.gml"}, {"MapInfo File", "parcels.tab"}, {"MapInfo File", "parcels.mif"},
		{"LIBKML", "parcels.kml"}, {"CSV", "parcels.csv"}, {"DXF", "parcels.dxf"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, c.name)
		switch c.driver {
		case "DXF", "MapInfo File":
			create(t, c.driver, path, gdal.Definition{Name: "entities", Geometry: "Geometry", Fields: []gdal.Field{{Name: "Layer"}}},
				[]row{{"a", orb.Point{1, 2}}})
		default:
			var options []string
			if c.driver == "ESRI Shapefile" {
				options = []string{"ENCODING=UTF-8"}
			}
			makeMatrix(t, c.driver, path, options...)
		}
		for _, extra := range []string{".gfs", ".xsd", ".cpg"} {
			os.Remove(strings.TrimSuffix(path, filepath.Ext(path)) + extra) // that a reader would make or look for
		}
		before := folder(t, dir)
		readOnly(t, dir)
		if got := read(t, vector.Source{File: path}); got.Len() == 0 {
			t.Errorf("%s: no features", c.name)
		}
		if _, err := vector.Layers(context.Background(), path); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(before, folder(t, dir)); diff != "" {
			t.Errorf("%s: reading changed the folder:\n%.1000s", c.name, diff)
		}
	}
}

// readOnly takes the right to write, which does not hinder root.
func readOnly(t testing.TB, dir string) {
	t.Helper()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
}

// A database that a program has open, with changes in a log beside it, is read
// with these changes.
func TestGeoPackageWithLog(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.gpkg")
	d, err := gdal.Create("GPKG", path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	w, err := d.CreateLayer(gdal.Definition{Name: "a", Geometry: "Point"})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Execute("PRAGMA journal_mode = wal"); err != nil {
		t.Fatal(err)
	}
	for i := range 9 {
		w.Shape(orb.Point{float64(i), 1})
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if log, err := os.Stat(path + "-wal"); err != nil || log.Size() == 0 {
		t.Fatalf("no log: %v", err)
	}
	before := folder(t, dir)
	if got := read(t, vector.Source{File: path}); got.Len() != 9 {
		t.Errorf("got %d", got.Len())
	}
	if diff := cmp.Diff(before, folder(t, dir)); diff != "" {
		t.Errorf("reading changed the folder:\n%.1000s", diff)
	}
}

// No file makes GDAL open what is not meant, and no name does.
func TestWhatIsNotOpened(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("no port to listen on: ", err)
	}
	defer listener.Close()
	called := make(chan string, 16)
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			called <- c.RemoteAddr().String()
			c.Close()
		}
	}()
	url := "http://" + listener.Addr().String()
	gpkg := filepath.Join(t.TempDir(), "b.gpkg")
	write(t, gpkg, "", vector.Output{Layer: quilt(2)})
	vrt := `<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>` + gpkg + `</SrcDataSource><SrcLayer>parcels</SrcLayer></OGRVRTLayer></OGRVRTDataSource>`
	for _, c := range []struct{ name, words string }{
		{file(t, "a.vrt", vrt), "it is a virtual layer"},
		{file(t, "a.gpkg", vrt), ""},
		{file(t, "a.xml", vrt), "OGR_VRT is no format that is read here"},
		{file(t, "a.shp", vrt), ""},
		{file(t, "a.csv", "<OGRVRTDataSource>"), "-"},
		{file(t, "a.gml", `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "`+url+`/x">]><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a `+url+`/s.xsd"><gml:featureMember><a gml:id="b"><c>&x;</c><g xlink:href="`+url+`/g"/></a></gml:featureMember></gml:FeatureCollection>`), "-"},
		{file(t, "a.kml", `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>`+url+`/a.kml</href></Link></NetworkLink></Document></kml>`), "-"},
		{file(t, "a.wfs", `<OGRWFSDataSource><URL>`+url+`</URL></OGRWFSDataSource>`), ""},
		{file(t, "a.dwg", "AC1015"), "save it as DXF"},
		{file(t, "a.xlsx", "PK"), "save the sheet as CSV"},
		{file(t, "a.bin", "\x00\x01\x02"), "its format is not known"},
		{"WFS:" + url, "only files"},
		{"/vsicurl/" + url + "/a.gpkg", "only files"},
		{"/vsizip//vsicurl/" + url + "/a.zip", "no such archive"},
		{url + "/a.geojson", "only files"},
		{"GPKG:" + gpkg + ":parcels", "only files"},
		{"MYSQL:test", "only files"},
	} {
		_, err := vector.Read(context.Background(), vector.Source{File: c.name})
		if c.words != "-" && (!errors.Is(err, geo.ErrUnreadable) || !strings.Contains(err.Error(), c.words)) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	select {
	case from := <-called:
		t.Errorf("a file made us call %s from %s", url, from)
	default:
	}
}

// Statements in a GeoPackage cannot make GDAL look up addresses.
func TestViewThatWouldCall(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gpkg")
	write(t, path, "", vector.Output{Layer: quilt(2)})
	d, err := gdal.Create("GPKG", path+".new")
	if err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		"CREATE TABLE b (fid INTEGER PRIMARY KEY, t TEXT)", "INSERT INTO b VALUES (1, 'x')",
		"CREATE VIEW v AS SELECT fid, ogr_geocode('郑州') AS t FROM b",
		"INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('v', 'attributes', 'v')",
	} {
		if err := d.Execute(sql); err != nil {
			t.Skip("this GDAL has no such function: ", err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
	if l, err := vector.Read(context.Background(), vector.Source{File: path, Layer: "v"}); err == nil {
		t.Errorf("read %v", l.Columns)
	}
}

// A table of a database cannot stand for another file.
func TestTableThatIsAnotherFile(t *testing.T) {
	secret := filepath.Join(filepath.Dir(file(t, "b.csv", "a:b\nc:d\n")), "b.csv")
	for _, module := range []string{"VirtualText('" + secret + "', 'UTF-8', 0, POINT, NONE, ':')", "VirtualOGR('" + secret + "')"} {
		path := filepath.Join(t.TempDir(), "a.sqlite")
		d, err := gdal.Create("SQLite", path)
		if err != nil {
			t.Fatal(err)
		}
		for _, sql := range []string{
			"PRAGMA writable_schema = 1",
			"INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING " +
				strings.ReplaceAll(module, "'", "''") + "')",
		} {
			if err := d.Execute(sql); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if l, err := vector.Read(context.Background(), vector.Source{File: path, Layer: "v"}); !errors.Is(err, geo.ErrUnreadable) && !errors.Is(err, geo.ErrNoLayer) {
			t.Errorf("%s: %v, %v", module, l, err)
		}
	}
}

// What SQLite holds and GDAL would change is an error that names the feature.
func TestSQLiteValuesThatAreNotTheirColumns(t *testing.T) {
	for _, c := range []struct{ column, value, words string }{
		{"n", "'R2'", `parcels/2 (%s:parcels): read: cannot be read: field "n" of type integer holds text "R2"`},
		{"n", "'12a'", `holds text "12a"`},
		{"n", "2.5", `field "n" of type integer holds real "2.5"`},
		{"small", "3000000000", `field "small" of type integer holds integer "3000000000"`},
		{"far", "'-'", `field "far" of type real holds text "-"`},
		{"far", "x'00ff'", `field "far" of type real holds blob`},
		{"t", "'a' || char(0) || 'b'", `field "t": a zero byte in "a`},
		{"n", "'12'", ""}, {"n", "3.0", ""}, {"n", "NULL", ""}, {"far", "7", ""}, {"t", "7", ""}, {"t", "''", ""},
	} {
		path := filepath.Join(t.TempDir(), "a.gpkg")
		d, err := gdal.Create("GPKG", path)
		if err != nil {
			t.Fatal(err)
		}
		w, err := d.CreateLayer(gdal.Definition{Name: "parcels", Geometry: "Point", Fields: []gdal.Field{
			{Name: "n", Kind: gdal.Integer}, {Name: "small", Kind: gdal.Integer, Narrow: true}, {Name: "far", Kind: gdal.Real}, {Name: "t"}}})
		if err != nil {
			t.Fatal(err)
		}
		for i := range 3 {
			w.Shape(orb.Point{float64(i), 1})
			w.Integer(1)
			w.Integer(2)
			w.Real(0.5)
			w.Text("x")
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if err := d.Execute(fmt.Sprintf(`UPDATE parcels SET "%s" = %s WHERE fid = 2`, c.column, c.value)); err != nil {
			t.Fatal(err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		l, err := vector.Read(context.Background(), vector.Source{File: path})
		if c.words == "" {
			if err != nil || l.Len() != 3 {
				t.Errorf("%s = %s: %v", c.column, c.value, err)
			}
			continue
		}
		words := strings.ReplaceAll(c.words, "%s", path)
		var feature *geo.FeatureError
		if !errors.As(err, &feature) || feature.Ref.ID != "2" || !errors.Is(err, geo.ErrUnreadable) || !strings.Contains(err.Error(), words) {
			t.Errorf("%s = %s: got %v, want %s", c.column, c.value, err, words)
		}
		// A field that is not asked for harms nobody.
		if _, err := vector.Read(context.Background(), vector.Source{File: path, Fields: []string{}}); err != nil {
			t.Errorf("without fields: %v", err)
		}
	}
}
