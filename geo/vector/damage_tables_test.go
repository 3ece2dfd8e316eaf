package vector_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// tables adds damage that only the format's own structure makes possible.
func (c *spoiler) tables(t testing.TB) {
	for _, s := range samples(t) {
		switch s.open {
		case "a.gpkg":
			c.packageOf(s)
		case "a.shp":
			c.shapefile(s)
		case "a.fgb":
			c.flat(s)
		}
	}
}

// patch adds s with bytes of a part replaced.
func (c *spoiler) patch(s sample, part, how string, at int, by []byte) {
	damaged := slices.Clone(s.files[part])
	if at >= 0 && at+len(by) <= len(damaged) {
		copy(damaged[at:], by)
	}
	c.with(s, part, how, damaged)
}

func (c *spoiler) packageOf(s sample) {
	sound := s.files["a.gpkg"]
	const page = 4096
	for k := range len(sound) / page {
		if k < 12 || k%4 == 0 {
			c.patch(s, "a.gpkg", "page-zero", k*page, make([]byte, page))
		}
	}
	for k := 1; k+1 < min(10, len(sound)/page); k++ {
		c.patch(s, "a.gpkg", "page-of-another", k*page, sound[(k+1)*page:(k+2)*page])
	}
	for _, at := range []int{16, 18, 20, 24, 28, 32, 36, 44, 52, 56, 60, 100, 103, 105, 108} {
		c.patch(s, "a.gpkg", "head", at, []byte{0xFF, 0xFF})
	}
	// A polygon in well-known binary: order, type, rings, points.
	for i, at := 0, 0; i < 3; i++ {
		found := bytes.Index(sound[at:], []byte{1, 3, 0, 0, 0, 1, 0, 0, 0})
		if found < 0 {
			break
		}
		at += found
		for _, absurd := range []uint32{0x7FFFFFFF, 0xFFFFFFFF, 0x10000000, 0} {
			c.patch(s, "a.gpkg", "rings", at+5, le32(absurd))
			c.patch(s, "a.gpkg", "points", at+9, le32(absurd))
			c.patch(s, "a.gpkg", "type", at+1, le32(absurd))
		}
		c.patch(s, "a.gpkg", "collection", at+1, append(le32(7), le32(0x0FFFFFFF)...))
		c.patch(s, "a.gpkg", "nan", at+13, bytes.Repeat([]byte{0xFF}, 16))
		at += 9
	}
	for _, word := range []string{"gpkg_contents", "gpkg_geometry_columns", "CREATE TABLE", "parcels", "MULTIPOLYGON", "srs_id", "用地", "INTEGER", "GEOGCS", "PROJCS"} {
		garbled := bytes.ReplaceAll(sound, []byte(word), []byte(strings.Repeat("\xff", len(word))))
		c.with(s, "a.gpkg", "word", garbled)
		c.with(s, "a.gpkg", "word", bytes.Replace(sound, []byte(word), bytes.Repeat([]byte("x"), len(word)), 1))
	}
}

func (c *spoiler) shapefile(s sample) {
	shp, shx, dbf := s.files["a.shp"], s.files["a.shx"], s.files["a.dbf"]
	for _, absurd := range []uint32{0, 1, 50, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF} {
		// Of the index: where a record begins, and how long it is.
		for _, at := range []int{100, 104, 116, 120} {
			c.patch(s, "a.shx", "index", at, be32(absurd))
		}
		// Of the first polygon: its length, type, parts, points, where a part begins.
		c.patch(s, "a.shp", "length", 104, be32(absurd))
		for _, at := range []int{108, 108 + 36, 108 + 40, 108 + 44} {
			c.patch(s, "a.shp", "record", at, le32(absurd))
		}
		// Of the table: records, lengths of head and record.
		c.patch(s, "a.dbf", "records", 4, le32(absurd))
		c.patch(s, "a.dbf", "head", 8, le32(absurd)[:2])
		c.patch(s, "a.dbf", "record", 10, le32(absurd)[:2])
		c.patch(s, "a.dbf", "width", 32+16, le32(absurd)[:2])
	}
	cyclic := slices.Clone(shx)
	for at := 100; at+8 <= len(cyclic); at += 8 {
		copy(cyclic[at:], shx[100:108])
	}
	c.with(s, "a.shx", "cyclic", cyclic)
	c.with(s, "a.shx", "endless", append(slices.Clone(shx), bytes.Repeat(shx[100:108], 1<<20)...))
	c.patch(s, "a.dbf", "records", 4, le32(uint32(len(dbf))*1000))
	c.patch(s, "a.shp", "nan", 108+4, bytes.Repeat([]byte{0xFF}, 32))
	c.patch(s, "a.shp", "four-gigabytes", 24, be32(0x7FFFFFFF))
	c.with(s, "a.shx", "none", nil)
	c.with(s, "a.dbf", "none", nil)
	c.with(s, "a.shp", "swapped", shx)
	c.with(s, "a.shx", "swapped", shp)
	for _, text := range []string{
		"PROJCS", "PROJCS[", `PROJCS["x",GEOGCS["y"]]`, strings.Repeat("GEOGCS[", 1e5), strings.Repeat(`GEOGCS["a",`, 1e5) + strings.Repeat("]", 1e5), strings.Repeat("x", 1e7), "\x00\xff\xfe",
		`GEOGCS["GCS",DATUM["D",SPHEROID["S",1e999,nan]],PRIMEM["P",0],UNIT["Degree",0]]`, "EPSG:99999999", "/etc/passwd", "{}", `{"type":"GeographicCRS"`,
	} {
		c.with(s, "a.prj", "garbage", []byte(text))
	}
	for _, text := range []string{"", "\x00", "99999999999999999999", "UTF-7", "../../etc", strings.Repeat("9", 1e6), "UTF-16", "\xff"} {
		c.with(s, "a.cpg", "garbage", []byte(text))
	}
}

func (c *spoiler) flat(s sample) {
	for at := 8; at < min(400, len(s.files["a.fgb"])); at += 12 {
		c.patch(s, "a.fgb", "absurd", at, le32(0xFFFFFFFF))
	}
	for at := 48; at < len(s.files["a.fgb"]); at += len(s.files["a.fgb"]) / 12 {
		c.patch(s, "a.fgb", "large", at, le32(0x7FFFFFF0))
	}
}

// drawing is a small DXF.
const drawing = `  0
SECTION
  2
BLOCKS
  0
BLOCK
  2
B
 10
0
 20
0
  0
LINE
  8
道路
 10
0
 20
0
 11
9
 21
9
  0
ENDBLK
  0
ENDSEC
  0
SECTION
  2
ENTITIES
  0
LWPOLYLINE
  8
地块
 90
3
 70
1
 10
0
 20
0
 10
4
 20
0
 10
4
 20
4
  0
INSERT
  8
道路
  2
B
 10
5
 20
5
  0
SPLINE
  8
S
 71
3
 72
8
 73
4
 40
0
 40
0
 40
0
 40
0
 40
1
 40
1
 40
1
 40
1
 10
0
 20
0
 10
1
 20
1
 10
2
 20
1
 10
3
 20
0
  0
ENDSEC
  0
EOF
`
