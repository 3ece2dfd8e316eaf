package vector_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"testing"
)

// texts adds damaged GeoJSON and other formats of text.
func (c *spoiler) texts() {
	deep := strings.Repeat
	feature := func(properties, geometry string) string {
		return `{"type":"FeatureCollection","features":[{"type":"Feature","properties":` + properties + `,"geometry":` + geometry + "}]}"
	}
	var wide strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&wide, `"f%d":1,`, i)
	}
	sparse := wide.String()[:strings.Index(wide.String(), `"f4000"`)-1]
	for i, text := range []string{
		deep("[", 1e6), deep("{", 1e6), deep(`{"a":`, 1e6), deep(`[{"type":`, 1e5),
		`{"type":"Point","coordinates":` + deep("[", 1e6), `{"coordinates":` + deep("[", 1e6),
		deep(`{"type":"GeometryCollection","geometries":[`, 1e5), deep(`{"geometries":[`, 1e5),
		feature(`{"a":`+deep(`{"a":`, 300)+"1"+deep("}", 300)+"}", "null"),
		deep(`{"type":"FeatureCollection","features":[`, 1e5), deep(`{"features":[{`, 1e5),
		feature(`{"a":1e999,"b":-1e999,"c":1e-999}`, `{"type":"Point","coordinates":[1e999,-1e400]}`),
		feature(`{"a":`+deep("9", 4000)+"}", "null"), feature(`{"a":`+deep("9", 5e6)+"}", "null"),
		feature(`{"a":1`+deep("0", 300)+`.5e-300}`, `{"type":"Point","coordinates":[0.`+deep("1", 4000)+",1]}"),
		feature(`{"a":NaN,"b":Infinity,"c":-Infinity,"d":nan,"e":+1}`, "null"),
		feature(`{"a":NaN,"b":Infinity,"c":-Infinity}`, `{"type":"Point","coordinates":[NaN,-Infinity]}`),
		feature("{\"a\":\"\xff\xfe\xc3\",\"\xe4\xb8\":1}", "null"), feature("{\"a\":\"\xed\xa0\x80\xc0\x80\"}", "null"),
		feature(`{"a":"\ud800","b":"\udc00\ud800","c":"\u00"}`, "null"), feature(`{"a":"\u0000","\u0000":1}`, "null"),
		feature(`{"a":1,"a":"x","a":null,"a":[{}]}`, "null"), `{"type":"Feature","type":"Point","coordinates":[1,2],"type":"Polygon"}`,
		`{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2],"coordinates":[[[]]]},"geometry":7}`,
		feature("{"+wide.String()+`"z":1}`, "null"),
		`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{` + sparse + `},"geometry":null}` + deep(`,{"type":"Feature"}`, 1e5) + "]}",
		`{"type":"FeatureCollection","features":[` + deep(`{"type":"Feature"},`, 1e6) + `{"type":"Feature","properties":{` + sparse + "}}]}",
		feature("{}", `{"type":"MultiPolygon","coordinates":[`+deep("[],", 1e6)+"[]]}"),
		feature("{}", `{"type":"MultiPolygon","coordinates":[[`+deep("[],", 1e6)+"[]]]}"),
		feature("{}", `{"type":"Polygon","coordinates":[`+deep("[[0,0]],", 1e6)+"[]]}"),
		feature("{}", `{"coordinates":[`+deep("[0,0],", 1e6)+`[0,0]],"type":"MultiPoint"}`),
		feature("{}", `{"type":"GeometryCollection","geometries":[`+deep("null,", 1e6)+"null]}"),
		feature("{}", `{"type":"Point","coordinates":[1,2`+deep(",3", 1e6)+"]}"),
		feature("{}", `{"type":"LineString","coordinates":[1,2]}`), feature("{}", `{"type":"Point","coordinates":[[1,2]]}`),
		feature("{}", `{"type":"Polygon","coordinates":[[[0,0],[1]]]}`), feature("{}", `{"type":"Polygon","coordinates":{"a":1}}`),
		feature("[]", "null"), feature("7", "null"), feature("{}", "[]"), feature("{}", "{}"),
		`{"type":"FeatureCollection","features":{}}`, `{"type":"FeatureCollection","features":[null]}`, `{"type":"FeatureCollection"}`,
		`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"` + deep("x", 1e5) + `"}},"features":[]}`,
		`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"PROJCS[` + deep(`[`, 1e5) + `"}},"features":[]}`,
		`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"/etc/passwd"}},"features":[]}`,
		`{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://127.0.0.1:9/"}},"features":[]}`,
		`{"type":"FeatureCollection","name":"` + deep("n", 1e6) + `","features":[]}`,
		"", "\uFEFF", "\xFF\xFE", "\xFE\xFF\x00", "\xFF\xFE{\x00\"", "\x00", deep("\x00", 1e5), "null", "[]", "7", `"x"`, "\x1e\x1e\x1e", deep(" ", 1e7), deep("\n", 1e7), deep(`"`, 1e6), deep(`"\`, 1e5),
		deep(",", 1e5), deep("]", 1e5), deep("}", 1e5), `{"type":"Feature"}` + deep("}", 1e6),
		deep(`{"type":"Point","coordinates":[1,2]}`, 1e5) + "{", deep(`{"type":"Point","coordinates":[1,2]}`+"\n", 1e5) + "\x00",
		deep(`{"a":"`, 1e5), feature(`{"a":"`+deep("a", 70<<20)+`"}`, "null"),
	} {
		c.file("text.geojson", text)
		if i%9 == 0 {
			c.add(sample{name: "packed", open: "a.geojsonl.gz"}, map[string][]byte{"a.geojsonl.gz": gzipped([]byte(text), 1)})
		}
	}
	c.bombs()
	for _, text := range []string{
		`{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[999999999]]}},"arcs":[]}`,
		`{"type":"Topology","transform":{"scale":[1e999,0],"translate":[0,0]},"objects":{"a":{"type":"LineString","arcs":[-1]}},"arcs":[[[0,0],[1,1]]]}`,
		`{"type":"Topology","objects":` + deep(`{"a":`, 1e5),
		`{"geometryType":"esriGeometryPolygon","features":[{"geometry":{"rings":[[[0,0],[1]]]}}]}`,
		`{"geometryType":"esriGeometryPolygon","fields":[{"name":"a","type":"esriFieldTypeString"}],"features":` + deep("[", 1e5),
		`{"geometryType":"esriGeometryPoint","spatialReference":{"wkid":-1},"features":[{"geometry":{"x":"NaN","y":1e999}}]}`,
	} {
		c.file("other.json", text)
	}
	for _, text := range []string{
		"a,b\n" + deep("x", 20<<20), `a,b` + "\n" + `"` + deep("x\n", 1e6), deep("a,", 1e5) + "\n" + deep("1,", 1e5), "a,b\n\x00\x00\n1\x00,2", deep("\n", 1e6), deep(`"`, 1e6),
		"WKT\n\"" + deep("GEOMETRYCOLLECTION(", 1e5) + "\"\n", "WKT\nPOLYGON((0 0\n", "WKT\n\"POLYGON ((nan inf,1e999 0,0 0))\"\n", "WKT\n\"MULTIPOLYGON(" + deep("((", 1e5) + "\"\n",
		"x,y,\xff\xfe\n1,2,\xc0\n", "\xFF\xFEa\x00,\x00",
	} {
		c.file("table.csv", text)
	}
	kml := `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>`
	for _, text := range []string{
		kml, kml + deep("<Folder>", 1e4), kml + deep("<Folder>", 1e5), kml + deep("<Placemark><MultiGeometry>", 1) + deep("<MultiGeometry>", 1e5),
		kml + "<Placemark><Point><coordinates>nan,1e999," + deep("9", 1e5) + "</coordinates></Point></Placemark></Document></kml>",
		kml + "<Placemark><LineString><coordinates>" + deep("1,2 ", 1e6) + "</coordinates></LineString></Placemark></Document></kml>",
		kml + "<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>x y z</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>",
		kml + "<Placemark><name>" + deep("x", 2e7) + "</name></Placemark></Document></kml>", kml + "<Placemark><name>\xff\xfe</name></Placemark></Document></kml>",
		kml + "<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink></Document></kml>",
		laughs("kml", `xmlns="http://www.opengis.net/kml/2.2"`),
	} {
		c.file("places.kml", text)
	}
	c.file("laughs.gml", laughs("gml", `xmlns:gml="http://www.opengis.net/gml"`))
	c.drawings()
}

// laughs is XML of which an entity grows beyond all bounds.
func laughs(root, space string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE ` + root + ` [<!ENTITY l0 "ha">`)
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&b, `<!ENTITY l%d "%s">`, i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
	}
	return b.String() + "]><" + root + " " + space + "><Document><Placemark><name>&l29;</name></Placemark></Document></" + root + ">"
}

func (c *spoiler) drawings() {
	change := func(old, by string) { c.file("plan.dxf", strings.Replace(drawing, old, by, 1)) }
	change(" 90\n3\n", " 90\n2147483647\n")
	change(" 72\n8\n 73\n4\n", " 72\n2147483647\n 73\n2147483647\n")
	change(" 71\n3\n", " 71\n2147483647\n")
	change(" 71\n3\n", " 71\n-5\n")
	change(" 10\n5\n 20\n5\n", " 10\n5\n 20\n5\n 70\n30000\n 71\n30000\n 44\n1\n 45\n1\n")
	change(" 10\n5\n 20\n5\n", " 10\n5\n 20\n5\n 70\n2000000000\n 71\n2000000000\n 44\n1\n 45\n1\n")
	change(" 10\n5\n", " 10\n1e999\n")
	change(" 10\n5\n", " 10\nnan\n")
	change("  0\nLINE\n", "  0\nINSERT\n  2\nB\n 10\n1\n 20\n1\n  0\nLINE\n") // a block within itself
	change("  8\n地块\n", "  8\n"+strings.Repeat("x", 1<<20)+"\n")
	change("  8\n地块\n", "  8\n\xff\xfe\xb5\xd8\n")
	change("EOF\n", "")
	change("ENTITIES", "ENTITIES\n  0\nPOLYLINE\n 66\n1\n 70\n64\n  0\nVERTEX\n 70\n128\n 71\n99999\n 72\n-99999\n  0\nSEQEND")
	change("ENTITIES", "ENTITIES\n  0\nHATCH\n 91\n2147483647\n 92\n2\n 93\n2147483647\n 72\n1\n 73\n1")
	change("ENTITIES", "ENTITIES\n  0\nTEXT\n  1\n"+strings.Repeat(`{\fX;`, 1e5)+"\n 10\n1\n 20\n1")
	change("ENTITIES", "ENTITIES\n  0\nELLIPSE\n 10\n0\n 20\n0\n 11\n1e300\n 21\n1e-300\n 40\n1e-300\n 41\n0\n 42\n1e300")
	change("ENTITIES", "ENTITIES\n  0\nARC\n 10\n0\n 20\n0\n 40\n1\n 50\n-1e15\n 51\n1e15")
	var doubling strings.Builder // each block holds the one before ten times
	doubling.WriteString("  0\nSECTION\n  2\nBLOCKS\n  0\nBLOCK\n  2\nB0\n  0\nLINE\n 10\n0\n 20\n0\n 11\n9\n 21\n9\n  0\nENDBLK\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&doubling, "  0\nBLOCK\n  2\nB%d\n%s  0\nENDBLK\n", i, strings.Repeat(fmt.Sprintf("  0\nINSERT\n  2\nB%d\n 10\n1\n 20\n1\n", i-1), 10))
	}
	c.file("plan.dxf", doubling.String()+"  0\nENDSEC\n  0\nSECTION\n  2\nENTITIES\n  0\nINSERT\n  2\nB11\n 10\n1\n 20\n1\n  0\nENDSEC\n  0\nEOF\n")
}

// bombs adds packed GeoJSON that grows without end.
func (c *spoiler) bombs() {
	const grain = 1 << 20
	head := `{"type":"FeatureCollection","features":[`
	for _, filling := range []string{" ", "\x00", `{"type":"Feature"},`, `{"type":"Point","coordinates":[1,2]}`, "[", `{"a":"`, "1"} {
		piece := gzipped([]byte(strings.Repeat(filling, grain/len(filling))), 2000)
		c.add(sample{name: "bomb", open: "a.geojson.gz"}, map[string][]byte{"a.geojson.gz": append(gzipped([]byte(head), 1), piece...)})
	}
	text := gzipped([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":"`), 1)
	text = append(text, gzipped([]byte(strings.Repeat("a", grain)), 300)...)
	c.add(sample{name: "bomb", open: "a.geojson.gz"}, map[string][]byte{"a.geojson.gz": text})
	inner := gzipped(gzipped([]byte(head), 1), 1)
	c.add(sample{name: "twice", open: "a.geojson.gz"}, map[string][]byte{"a.geojson.gz": inner})
}

// packages adds damaged archives.
func (c *spoiler) packages(t testing.TB) {
	table := "a,b\n" + strings.Repeat("1,2\n", 1000)
	archive := func(how string, content []byte) {
		for _, name := range []string{"a.zip", "a.kmz", "a.gdb.zip"} {
			c.add(sample{name: how, open: name}, map[string][]byte{name: content})
		}
	}
	one := func(name string, content []byte) []byte { return zipped(t, map[string][]byte{name: content}) }
	archive("sound", one("a.csv", []byte(table)))
	archive("within", one("a.zip", one("b.zip", one("a.csv", []byte(table)))))
	archive("none", zipped(t, nil))
	archive("outside", one("../../../../etc/a.csv", []byte(table)))
	archive("absolute", one("/a.csv", []byte(table)))
	archive("binary", one("\x00\xff\n.csv", []byte(table)))
	archive("bomb", bomb("a.csv", "1,2\n", 2<<10, nil))
	archive("bomb-of-text", bomb("a.geojson", `{"type":"Feature"},`, 2<<10, nil))
	archive("bomb-of-kml", bomb("doc.kml", "<Folder>", 2<<10, nil))
	archive("small-bomb", bomb("a.geojson", "[", 200, nil))
	archive("small-bomb-of-csv", bomb("a.csv", `"x,`, 200, nil))
	archive("small-bomb-of-kml", bomb("doc.kml", "<Folder>", 200, nil))
	small := uint32(1000)
	archive("understated", bomb("a.csv", "1,2\n", 2<<10, &small))
	huge := uint32(0xFFFFFFFE)
	archive("overstated", bomb("a.csv", "1,2\n", 1, &huge))
	sound := one("a.csv", []byte(table))
	list := bytes.LastIndex(sound, []byte("PK\x01\x02"))
	end := bytes.LastIndex(sound, []byte("PK\x05\x06"))
	for _, put := range []struct {
		how  string
		at   int
		what []byte
	}{
		{"method", list + 10, []byte{99, 0}}, {"encrypted", list + 8, []byte{1, 0}}, {"packed-size", list + 20, le32(0xFFFFFFF0)},
		{"offset", list + 42, le32(0xFFFFFFF0)}, {"name-length", list + 28, []byte{0xFF, 0xFF}}, {"count", end + 8, le32(0xFFFFFFFF)},
		{"list-offset", end + 16, le32(0xFFFFFFF0)}, {"list-size", end + 12, le32(0)}, {"comment", end + 20, []byte{0xFF, 0xFF}},
	} {
		damaged := slices.Clone(sound)
		copy(damaged[put.at:], put.what)
		c.add(sample{name: put.how, open: "a.zip"}, map[string][]byte{"a.zip": damaged})
	}
	// The list names one entry many times.
	entry := sound[list:end]
	many := append(slices.Clone(sound[:list]), bytes.Repeat(entry, 5000)...)
	tail := slices.Clone(sound[end:])
	binary.LittleEndian.PutUint16(tail[8:], 5000)
	binary.LittleEndian.PutUint16(tail[10:], 5000)
	binary.LittleEndian.PutUint32(tail[12:], uint32(5000*len(entry)))
	archive("overlapping", append(many, tail...))
}

// bomb packs many megabytes of one text, each of which takes a few bytes. The
// size it states is the true one unless another is given.
func bomb(name, text string, megabytes int, stated *uint32) []byte {
	var packed bytes.Buffer
	z, _ := flate.NewWriter(&packed, flate.BestCompression)
	text = strings.Repeat(text, (1<<20)/len(text))
	sum := crc32.NewIEEE()
	for range megabytes {
		z.Write([]byte(text))
		sum.Write([]byte(text))
	}
	z.Close()
	size := uint64(len(text)) * uint64(megabytes)
	if stated != nil {
		size = uint64(*stated)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum.Sum32(),
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: size})
	if err == nil {
		f.Write(packed.Bytes())
	}
	w.Close()
	return b.Bytes()
}

// zipped packs files in the order of their names.
func zipped(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
