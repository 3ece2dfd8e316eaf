package vector

import (
	"bytes"
	"encoding/binary"
	"errors"
	"path"
	"strings"

	"renewal/geo"
	"renewal/geo/vector/internal/charset"
)

// A Shapefile has no nulls for texts: blank ones count as null, and so do numbers
// of blanks and asterisks.
var shapefile = driver{
	name: "ESRI Shapefile", endings: []string{".shp", ".shx", ".dbf"}, dialect: dbfSQL,
	open: func(p place, stated string, a *access) error {
		if strings.EqualFold(path.Ext(p.inner()), ".shp") && len(p.beside(".shx", 1)) == 0 {
			return errNoIndex
		}
		a.encoding, a.by = shapefileEncoding(p, stated)
		if name := iconvName(a.encoding); name != "" {
			a.opening.Options = []string{"ENCODING=" + name}
		}
		return nil
	},
}

// errNoIndex is of a .shp alone. GDAL could make the index anew, but only beside it.
var errNoIndex = errors.New("its .shx file is missing or empty: the files of a Shapefile (.shp, .shx, .dbf, .prj, .cpg) belong together; copy all of them, or export it again")

// iconvName is what GDAL is told: for GBK its superset, which leaves nothing out.
func iconvName(encoding string) string {
	switch encoding {
	case "GBK":
		return "GB18030"
	case "ASCII":
		return "UTF-8"
	}
	return encoding
}

// languages are code pages by the language byte of a .dbf file. Those of DOS have
// the name that iconv knows. 0x57 says "ANSI", whatever that was where the file
// was written, and 0 says nothing.
var languages = map[byte]string{
	0x01: "CP437", 0x02: "CP850", 0x03: "windows-1252", 0x13: "SHIFT_JIS", 0x4D: "GBK", 0x4E: "EUC-KR",
	0x4F: "BIG5", 0x58: "windows-1252", 0x59: "windows-1252", 0x64: "CP852", 0x65: "CP866",
	0x78: "BIG5", 0x79: "EUC-KR", 0x7A: "GBK", 0x7B: "SHIFT_JIS", 0xC8: "windows-1250", 0xC9: "windows-1251",
}

// shapefileEncoding finds the encoding of a Shapefile's attributes: that which is
// stated; else what the .cpg file, else the language byte of the .dbf declares,
// and else what the bytes show, as settle has it. A .cpg file that says "OEM",
// "ANSI" or what nobody knows declares nothing.
func shapefileEncoding(p place, stated string) (string, geo.Known) {
	if stated != "" {
		return stated, geo.Stated
	}
	const most = 64 << 20 // hundreds of thousands of records show what the rest is like
	table := p.beside(".dbf", most)
	declared := ""
	if name, err := charset.Normal(strings.Trim(string(p.beside(".cpg", 256)), "\x00\ufeff \t\r\n")); err == nil {
		declared = name
	}
	if declared == "" && len(table) > 29 {
		declared = languages[table[29]]
	}
	var e evidence
	texts(table, e.add)
	return e.settle(declared)
}

// texts calls do with the field names and the values of text fields, without
// the padding, as far as the bytes of a .dbf file go; and tells whether they are as
// long as they can be.
func texts(dbf []byte, do func(text []byte, fills bool)) {
	if len(dbf) < 32 {
		return
	}
	header := int(binary.LittleEndian.Uint16(dbf[8:]))
	record := int(binary.LittleEndian.Uint16(dbf[10:]))
	type span struct{ from, to int }
	var spans []span
	at := 1 // the first byte of a record is its mark of deletion
	for p := 32; p+32 <= len(dbf) && p+32 <= header && dbf[p] != 0x0D; p += 32 {
		name, _, _ := bytes.Cut(dbf[p:p+11], []byte{0})
		do(name, len(name) >= 10)
		width := int(dbf[p+16])
		if kind := dbf[p+11]; kind == 'C' {
			width |= int(dbf[p+17]) << 8
			spans = append(spans, span{at, at + width})
		}
		at += width
	}
	if record == 0 {
		return
	}
	for p := header; p+record <= len(dbf); p += record {
		for _, s := range spans {
			if s.to <= record {
				text := bytes.TrimRight(dbf[p+s.from:p+s.to], " \x00")
				do(text, len(text) == s.to-s.from)
			}
		}
	}
}
