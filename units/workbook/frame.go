package workbook

import (
	"fmt"
	"io"
	"strings"
)

// Names of the format (ECMA-376, parts 1 and 2).
const (
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006"
	kindOf        = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// A fixed time stands where a file must have one.
const written = "2000-01-01T00:00:00Z"

func sheetFile(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }

// frame writes what says which files there are, and which sheets.
func (b *Book) frame(z pack, parts []part) error {
	for _, f := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes(parts)},
		{"_rels/.rels", relations(
			relationSpace+"/officeDocument", "xl/workbook.xml",
			packageSpace+"/relationships/metadata/core-properties", "docProps/core.xml",
			relationSpace+"/extended-properties", "docProps/app.xml")},
		{"docProps/app.xml", `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>renewal</Application></Properties>`},
		{"docProps/core.xml", fmt.Sprintf(`<coreProperties xmlns="%s/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
			`<dc:title>%s</dc:title><dc:creator>renewal</dc:creator><lastModifiedBy>renewal</lastModifiedBy><dc:language>zh-CN</dc:language>`+
			`<dcterms:created xsi:type="dcterms:W3CDTF">%[3]s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%[3]s</dcterms:modified></coreProperties>`,
			packageSpace, escaped(clean(b.Title)), written)},
		{"xl/workbook.xml", contents(parts)},
		{"xl/_rels/workbook.xml.rels", bookRelations(parts)},
	} {
		if err := z.entry(f.name, func(w io.Writer) error { _, err := io.WriteString(w, f.text); return err }); err != nil {
			return err
		}
	}
	return nil
}

func contentTypes(parts []part) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`, packageSpace)
	of := func(file, kind string) { fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s"/>`, file, kind) }
	of("xl/workbook.xml", kindOf+"sheet.main+xml")
	for i := range parts {
		of(sheetFile(i), kindOf+"worksheet+xml")
	}
	of("xl/sharedStrings.xml", kindOf+"sharedStrings+xml")
	of("xl/styles.xml", kindOf+"styles+xml")
	of("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	of("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	b.WriteString("</Types>")
	return b.String()
}

// relations numbers pairs of a kind and a target from 1.
func relations(pairs ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<Relationships xmlns="%s/relationships">`, packageSpace)
	for i := 0; i < len(pairs); i += 2 {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i/2+1, pairs[i], pairs[i+1])
	}
	b.WriteString("</Relationships>")
	return b.String()
}

// bookRelations has the sheets first, so that the number of a sheet is its place.
func bookRelations(parts []part) string {
	var pairs []string
	for i := range parts {
		pairs = append(pairs, relationSpace+"/worksheet", strings.TrimPrefix(sheetFile(i), "xl/"))
	}
	return relations(append(pairs, relationSpace+"/styles", "styles.xml", relationSpace+"/sharedStrings", "sharedStrings.xml")...)
}

// contents lists the sheets, what each one's filter covers, and what is printed on
// every page of it.
func contents(parts []part) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<workbook xmlns="%s" xmlns:r="%s"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews><sheets>`, mainSpace, relationSpace)
	for i, p := range parts {
		fmt.Fprintf(&b, `<sheet name="%s" sheetId="%d" r:id="rId%[2]d"/>`, escaped(p.name), i+1)
	}
	b.WriteString("</sheets><definedNames>")
	for i, p := range parts {
		sheet := escaped("'" + strings.ReplaceAll(p.name, "'", "''") + "'")
		fmt.Fprintf(&b, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s!$A$1:$%s$%d</definedName>`, i, sheet, letterOf(len(p.Columns)-1), p.to-p.from+1)
		fmt.Fprintf(&b, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">%s!$A:$A,%[2]s!$1:$1</definedName>`, i, sheet)
	}
	b.WriteString("</definedNames></workbook>")
	return b.String()
}
