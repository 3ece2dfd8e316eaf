package inspect

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo/crs"
)

func TestGarbled(t *testing.T) {
	gbk := func(text string) string {
		bytes, err := simplifiedchinese.GBK.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return bytes
	}
	latin := func(bytes string) string {
		text, err := charmap.ISO8859_1.NewDecoder().String(bytes)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	asGBK, err := simplifiedchinese.GBK.NewDecoder().String("郑州")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"":                          "",
		"Zhengzhou":                 "",
		"中原区":                       "",
		"金水区花园路街道":                  "",
		"Überführung für Fußgänger": "",
		"Łódź Świętokrzyska":        "",
		"Москва":                    "",
		"A\uFFFDB":                  "lost",
		"锟斤拷锟斤拷":                    "lost",
		"烫烫烫烫":                      "lost",
		"\xd6\xd0":                  "no UTF-8",
		latin(gbk("中原区")):           "GBK read as Latin-1",
		latin("中原区"):                "UTF-8 read as Latin-1",
		asGBK:                       "UTF-8 read as GBK",
	} {
		if got := garbled(text); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestAreaFieldNames(t *testing.T) {
	for _, name := range []string{"area", "AREA", "MJ", "TBMJ", "DYMJ", "Shape_Area", "面积", "用地面积", "area_ha"} {
		if !isAreaField(name) {
			t.Errorf("%s holds no area", name)
		}
	}
	for _, name := range []string{"", "JZMJ", "建筑面积", "绿地面积", "areal", "name", "GFA"} {
		if isAreaField(name) {
			t.Errorf("%s holds an area", name)
		}
	}
}

func TestSuspicion(t *testing.T) {
	box := func(x, y float64) orb.Bound { return orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x, y}}.Pad(1e-3) }
	for _, c := range []struct {
		system string
		box    orb.Bound
		want   string // "" for none
	}{
		{"EPSG:4547", box(463374, 3846931), ""},
		{"EPSG:4526", box(38463374, 3846931), ""},
		{"EPSG:4326", box(113.6, 34.7), ""},
		{"EPSG:4547", box(113.6, 34.7), "EPSG:4490 fits"},
		{"EPSG:4326", box(38463374, 3846931), "EPSG:4526 fits"},
		{"EPSG:4547", box(38463374, 3846931), "EPSG:4526 fits"},
		{"EPSG:4490", box(463374, 3846931), "not degrees"},
		{"EPSG:4547", box(12646000, 4128000), "EPSG:3857 fits"},
		{"EPSG:4547", box(3846931, 463374), "northing stands before easting"},
	} {
		system, err := crs.Parse(c.system)
		if err != nil {
			t.Fatal(err)
		}
		if got := suspicion(system, c.box); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s, %v: %q, want %q", c.system, c.box.Center(), got, c.want)
		}
	}
}
