package units

import (
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/units/study"
)

// Numbers as people write them, and what is left as it is: what can be read in
// two ways, and what is no number.
func TestPlainNumber(t *testing.T) {
	for _, c := range []struct {
		attr, text string
		scale      float64
		want       string // "" where nothing is rewritten
	}{
		{"build_year", "1998", 0, ""},
		{"build_year", "1998年", 0, "1998"},
		{"build_year", "１９９８年", 0, "1998"},
		{"build_year", "1998-05-01", 0, "1998"},
		{"build_year", "1998/5/1 00:00:00", 0, "1998"},
		{"build_year", "1998年5月", 0, "1998"},
		{"build_year", "1998-2003", 0, ""},
		{"build_year", "98年", 0, ""},
		{"build_year", "八十年代", 0, ""},
		{"far", "１．５", 0, "1.5"},
		{"far", "1,5", 0, ""},
		{"far", "1998年", 0, ""},
		{"far", "35%", 0, ""},
		{"gfa", "12,345.5", 0, "12345.5"},
		{"gfa", "1,234,567", 0, "1234567"},
		{"gfa", "12,34", 0, ""},
		{"gfa", "0,123", 0, ""},
		{"vacancy", "35%", 0, "0.35"},
		{"vacancy", "35 ％", 0, "0.35"},
		{"vacancy", "35%", 0.01, "35"},
		{"vacancy", "7%", 0, "0.07"},
		{"vacancy", "%", 0, ""},
		{"vacancy", "0.35", 0, ""},
	} {
		got, ok := plainNumber(c.text, study.Attribute(study.Parcels, c.attr), c.scale)
		if got != c.want && ok || ok != (c.want != "") {
			t.Errorf("%s %q × %g: %q, %v, want %q", c.attr, c.text, c.scale, got, ok, c.want)
		}
	}
}

// The column given stays as it is, texts that the study lists are not touched, and
// all is one record.
func TestAdoptReadsNumbersInWords(t *testing.T) {
	src := study.Source{Role: study.Parcels, Written: "p.shp", ID: "DKBH", Fields: []study.FieldMapping{
		{Attr: "build_year", Field: "JCNF", Null: []string{"1900年"}}}}
	raw := &geo.Layer{Source: "p.shp", Shapes: make([]orb.Geometry, 4),
		Columns: []geo.Column{held("DKBH", "1", "2", "3", "4"), held("JCNF", "1998年", "1985", "1975-01-01", "1900年")}}
	l, repairs, err := adopt(&src, raw)
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(*l.Column("build_year")); got != "1998 1985 1975 -" {
		t.Errorf("read %s", got)
	}
	if len(repairs) != 1 || repairs[0].Kind != RepairNumber || repairs[0].Count != 2 || repairs[0].Detail != `build_year: written in words, read as numbers: "1975-01-01" as 1975` {
		t.Errorf("repairs %+v", repairs)
	}
	if raw.Columns[1].Texts[0] != "1998年" {
		t.Error("the column read was changed")
	}
}
