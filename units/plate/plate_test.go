package plate_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/units/plate"
)

const hostile = `区</text><script>alert(1)</script>&"'` + "\x00\x01\uFFFE"

func square(x, y, side float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}
}

// drawn is a map of two squares of a kilometre beside each other, the left one with a
// hole, which is a third area, and a fourth too small to be seen.
//
//	1000 +-----+-----+
//	     | +-+ |     |
//	     | |2| |  1  |
//	     | +-+ |     |
//	   0 +-----+-----+
//	     0   1000  2000
func drawn() *plate.Map {
	left, hole := square(0, 0, 1000), square(300, 300, 400)
	ring := hole[0][0].Clone()
	ring.Reverse()
	left[0] = append(left[0], ring)
	return &plate.Map{
		Title:  plate.Words{Zh: hostile, En: "title"},
		Footer: plate.Words{Zh: "坐标系 EPSG:4547", En: "EPSG:4547"},
		Classes: []plate.Class{
			{Name: plate.Words{Zh: "重点更新单元", En: "key unit"}, Colour: "#D7263D", Note: plate.Words{Zh: "1 个", En: "1"}},
			{Name: plate.Words{Zh: "优化提升单元", En: "optimization-upgrade unit"}, Colour: "#2E86AB"},
			{Name: plate.Words{Zh: "待定", En: "undetermined"}, Colour: "#F7F4EC", Hatch: "#40335A"},
		},
		Areas: []plate.Area{
			{Shape: left, Class: 0, Label: plate.Words{Zh: "甲", En: "A-1"}},
			{Shape: square(1000, 0, 1000), Class: 1, Label: plate.Words{Zh: hostile, En: "B-1"}},
			{Shape: hole, Class: 2},
			{Shape: square(1500, 1000, 0.01), Class: 1, Label: plate.Words{Zh: "极小", En: "C-1"}},
		},
		Lines: []plate.Line{{Name: plate.Words{Zh: "行政区界", En: "district border"}, Colour: "#762A83", Lines: orb.MultiLineString{{{1000, 0}, {1000, 1000}}}}},
	}
}

// Where the layout puts the map: 225 mm across, 3 % free on each side, 8 mm from the
// left; the map is 130 mm high, the least there is, and begins 30 mm from the top.
const (
	perMetre = 225 * 0.94 / 2000
	across   = 8*3 + 225 + 76
)

func onPaper(x, y float64) (float64, float64) {
	return 8 + 225.0/2 + (x-1000)*perMetre, 30 + 130.0/2 - (y-500)*perMetre
}

func svg(t testing.TB, m *plate.Map) string {
	t.Helper()
	var b bytes.Buffer
	if err := m.SVG(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSVGIsXMLAndTextsStayTexts(t *testing.T) {
	text := svg(t, drawn())
	d := xml.NewDecoder(strings.NewReader(text))
	elements, said := map[string]int{}, ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			elements[token.Name.Local]++
		case xml.CharData:
			said += string(token) + "\n"
		}
	}
	if elements["script"] != 0 || elements["text"] == 0 || elements["pattern"] != 1 {
		t.Errorf("elements: %v", elements)
	}
	for _, want := range []string{`区</text><script>alert(1)</script>&"'`, "重点更新单元", "key unit", "1 个", "图例 Legend", "行政区界", "坐标系 EPSG:4547", "北 N", "甲", "另有 1 个单元过小，未注名称"} {
		if !strings.Contains(said, want) {
			t.Errorf("the map does not say %q", want)
		}
	}
	for _, colour := range []string{"#D7263D", "#2E86AB", "#40335A", "#762A83"} {
		if strings.Count(text, colour) == 0 {
			t.Errorf("nothing is %s", colour)
		}
	}
}

func TestSVGIsTheSameEveryTime(t *testing.T) {
	if svg(t, drawn()) != svg(t, drawn()) {
		t.Error("the bytes differ")
	}
}

// Both sides of a border, and the scale bar, are where the scale says.
func TestScale(t *testing.T) {
	text := svg(t, drawn())
	x, y := onPaper(1000, 0) // where the right area begins
	want := "M" + strconv.FormatFloat(math.Round(x*20)/20, 'f', -1, 64) + " " + strconv.FormatFloat(math.Round(y*20)/20, 'f', -1, 64)
	if strings.Count(text, want) == 0 {
		t.Errorf("no point at %s", want)
	}
	bar := regexp.MustCompile(`fill="#(?:222222|FFFFFF)" fill-rule="evenodd" stroke="#222222" stroke-width="0.25" d="M([0-9.]+) [0-9.]+l([0-9.]+) 0 `)
	total := 0.0
	for _, m := range bar.FindAllStringSubmatch(text, -1) {
		v, _ := strconv.ParseFloat(m[2], 64)
		total += v
	}
	if want := 500 * perMetre; math.Abs(total-want) > 0.03 || !strings.Contains(text, ">500 m</text>") {
		t.Errorf("500 m are %g mm long, want %g", total, want)
	}
}

func picture(t testing.TB, m *plate.Map, width int, font *plate.Font) image.Image {
	t.Helper()
	var b bytes.Buffer
	if err := m.PNG(&b, width, font); err != nil {
		t.Fatal(err)
	}
	p, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPNGHasItsSizeAndColours(t *testing.T) {
	const width = across * 4
	p := picture(t, drawn(), width, plate.Latin())
	if b := p.Bounds(); b.Dx() != width || b.Dy() != 4*(8*2+22+130+9) {
		t.Fatalf("the picture has %v", b)
	}
	for _, c := range []struct {
		what string
		x, y float64
		want color.NRGBA
	}{
		{"the left area", 150, 150, color.NRGBA{0xD7, 0x26, 0x3D, 255}},
		{"the right area", 1900, 900, color.NRGBA{0x2E, 0x86, 0xAB, 255}},
		{"beside the areas", -50, 500, color.NRGBA{255, 255, 255, 255}},
		{"the border of districts", 1000, 500, color.NRGBA{0x76, 0x2A, 0x83, 255}},
	} {
		x, y := onPaper(c.x, c.y)
		if got := color.NRGBAModel.Convert(p.At(int(x*4), int(y*4))); got != c.want {
			t.Errorf("%s is %v, want %v", c.what, got, c.want)
		}
	}
	seen := map[color.Color]int{}
	for x := 320.0; x < 680; x += 3 {
		px, py := onPaper(x, 500)
		seen[color.NRGBAModel.Convert(p.At(int(px*4), int(py*4)))]++
	}
	if seen[color.NRGBA{0xF7, 0xF4, 0xEC, 255}] == 0 || seen[color.NRGBA{0xD7, 0x26, 0x3D, 255}] > 0 || len(seen) < 3 {
		t.Errorf("the hole shows %v", seen)
	}
}

func TestPNGIsTheSameEveryTime(t *testing.T) {
	var a, b bytes.Buffer
	if drawn().PNG(&a, 800, plate.Latin()) != nil || drawn().PNG(&b, 800, plate.Latin()) != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the bytes differ")
	}
}

// A map of nothing is a sheet with a legend.
func TestNothingToShow(t *testing.T) {
	m := drawn()
	m.Areas, m.Lines = nil, nil
	if text := svg(t, m); !strings.Contains(text, "图例") || strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
		t.Error("no sheet")
	}
	picture(t, m, 800, plate.Latin())
}

func TestFonts(t *testing.T) {
	latin := plate.Latin()
	if !latin.Has("Renewal units, 12 ha") || latin.Has("更新单元") {
		t.Error("the Latin font has Chinese, or no Latin")
	}
	file := filepath.Join(t.TempDir(), "font.ttf")
	if err := os.WriteFile(file, []byte("no font"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := plate.OpenFont(file); !errors.Is(err, plate.ErrFont) || !strings.HasPrefix(err.Error(), file+": ") {
		t.Errorf("error %v", err)
	}
	if _, err := plate.OpenFont(file + "x"); !errors.Is(err, plate.ErrFont) {
		t.Errorf("error %v", err)
	}
	found := plate.ChineseFont()
	if found == "" {
		t.Skip("this machine has no font with Chinese")
	}
	f, err := plate.OpenFont(found)
	if err != nil {
		t.Fatal(err)
	}
	if !f.Has("重点一般优化提升更新单元 key") {
		t.Errorf("%s lacks letters", found)
	}
	a, b := picture(t, drawn(), 1200, latin), picture(t, drawn(), 1200, f)
	x, y := onPaper(150, 150)
	if k := 1200.0 / across; a.At(int(x*k), int(y*k)) != b.At(int(x*k), int(y*k)) {
		t.Error("the font changes the map")
	}
}
