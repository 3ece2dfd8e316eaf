package vector_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo"
	"renewal/geo/vector"
)

func gbk(t testing.TB, text string) string {
	t.Helper()
	s, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestMapInfoCharsets(t *testing.T) {
	for _, c := range []struct {
		charset, stated, encoding string
		by                        geo.Known
	}{
		{"WindowsSimpChinese", "", "GBK", geo.InFile},
		{"Neutral", "", "GB18030", geo.Detected},
		{"Neutral", "936", "GBK", geo.Stated},
	} {
		path := file(t, "a.mif", gbk(t, "Version 300\nCharset \""+c.charset+"\"\nDelimiter \",\"\nColumns 1\n  名称 Char(20)\nData\n\nPoint 1 2\n"))
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), "a.mid"), []byte(gbk(t, "\"城中村\"\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		got := read(t, vector.Source{File: path, Encoding: c.stated})
		column := got.Column("名称")
		if column == nil || column.Texts[0] != "城中村" || got.Origin.Encoding != c.encoding || got.Origin.EncodingBy != c.by {
			t.Errorf("%s: got %+v of %+v", c.charset, got.Columns, got.Origin)
		}
	}
}

func TestCSVEncodings(t *testing.T) {
	const text = "名称,WKT\n城中村,POINT (1 2)\n,\n"
	for _, c := range []struct {
		text, stated, encoding string
		by                     geo.Known
	}{
		{text, "", "UTF-8", geo.Detected},
		{"\ufeff" + text, "", "UTF-8", geo.InFile},
		{gbk(t, text), "", "GB18030", geo.Detected},
		{gbk(t, text), "gbk", "GBK", geo.Stated},
	} {
		got := read(t, vector.Source{File: file(t, "a.csv", c.text), Encoding: c.stated})
		column := got.Column("名称")
		if column == nil || column.Texts[0] != "城中村" || got.Origin.Encoding != c.encoding || got.Origin.EncodingBy != c.by {
			t.Errorf("got %+v of %+v", got.Columns, got.Origin)
		}
	}
}

// A File Geodatabase may come zipped, and an archive of several things wants a
// name.
func TestArchives(t *testing.T) {
	dir := t.TempDir()
	makeMatrix(t, "OpenFileGDB", filepath.Join(dir, "地块.gdb"))
	archive := filepath.Join(t.TempDir(), "地块.gdb.zip")
	zippedFolder(t, archive, dir, "", true)
	checkMatrix(t, vector.Source{File: archive}, matrix(), false, geo.Origin{})

	several := filepath.Join(t.TempDir(), "a.zip")
	f, err := os.Create(several)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, member := range [][2]string{{"a/点.csv", "id,WKT\n1,POINT (1 2)\n"}, {"b.csv", "id,WKT\n2,POINT (1 2)\n2,\n"}, {"c.txt", "read me"}} {
		w, err := z.Create(member[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(member[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, words string
		features    int
	}{
		{several, `"a/点.csv", "b.csv"`, 0},
		{"/vsizip/" + several + "/a/点.csv", "", 1},
		{"/vsizip/{" + several + "}/b.csv", "", 2},
		{"/vsizip/" + filepath.Dir(several) + "//./a.zip/a/../b.csv", "", 2},
		{"/vsizip/" + several + "/d.csv", `no layer "d.csv"`, 0},
	} {
		got, err := vector.Read(t.Context(), vector.Source{File: c.name})
		switch {
		case c.words != "":
			if err == nil || !strings.Contains(err.Error(), c.words) {
				t.Errorf("%s: got %v", c.name, err)
			}
		case err != nil || got.Len() != c.features:
			t.Errorf("%s: got %+v, %v", c.name, got, err)
		}
	}
}
