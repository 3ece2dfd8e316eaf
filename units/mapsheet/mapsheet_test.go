package mapsheet_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"golang.org/x/image/font/gofont/goregular"

	"renewal/units/mapsheet"
)

const hostile = `区</text><script>alert(1)</script>"&'` + "\x01"

// square is a square with its lower left corner at x, y.
func square(x, y, side float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}
}

// sheet has a red square of 1 km left of a hatched one, in which a hole is blue.
func sheet() *mapsheet.Sheet {
	holed := square(1000, 0, 1000)
	holed[0] = append(holed[0], orb.Ring{{1400, 400}, {1400, 600}, {1600, 600}, {1600, 400}, {1400, 400}})
	return &mapsheet.Sheet{
		Title: hostile, Subtitle: "更新单元", Footer: hostile, Legend: "图例",
		Classes: []mapsheet.Class{{Label: hostile, Colour: "#D7263D"}, {Label: "待定", Colour: "#40335A", Hatched: true}, {Label: "c", Colour: "#2E86AB"}},
		Areas:   []mapsheet.Area{{square(0, 0, 1000), 0, "左"}, {holed, 1, hostile}, {square(1400, 400, 200), 2, ""}},
	}
}

func svg(t *testing.T, s *mapsheet.Sheet) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.SVG(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSVGHoldsAnyText(t *testing.T) {
	text := svg(t, sheet())
	d := xml.NewDecoder(strings.NewReader(text))
	elements := map[string]int{}
	for {
		token, err := d.Token()
		if token == nil {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			elements[e.Name.Local]++
		}
	}
	if elements["script"] > 0 || elements["svg"] != 1 || elements["pattern"] != 1 || elements["text"] < 8 {
		t.Errorf("elements %v", elements)
	}
	if again := svg(t, sheet()); again != text {
		t.Error("another time, other bytes")
	}
}

// The map is 1172 wide, 4 % of it margin, and shows 2 km; a bar of at most 192 is then
// of 200 m, 112.7 long.
func TestScaleBarIsTrue(t *testing.T) {
	if text := svg(t, sheet()); !strings.Contains(text, ">200 m<") || !strings.Contains(text, "L1352.7 ") {
		t.Errorf("no bar of 200 m to 1352.7 in %s", text)
	}
}

func TestNamesStandWhereThereIsRoom(t *testing.T) {
	s := sheet()
	s.Areas[0].Name = "一二三"
	if !strings.Contains(svg(t, s), ">一二三<") {
		t.Error("the name is not there")
	}
	s.Areas[0].Name = strings.Repeat("一二三", 30)
	if strings.Contains(svg(t, s), s.Areas[0].Name) {
		t.Error("a name too long for its area is there")
	}
}

func TestEmptySheets(t *testing.T) {
	if text := svg(t, &mapsheet.Sheet{Title: "无"}); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
		t.Error(text)
	}
}

// A PNG has the colours of the classes where the SVG has the areas.
func TestPNGHasAreasInPlace(t *testing.T) {
	letters, err := mapsheet.FindFont()
	if errors.Is(err, mapsheet.ErrNoFont) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	var one, two bytes.Buffer
	if err := sheet().PNG(&one, 800, letters); err != nil {
		t.Fatal(err)
	}
	if err := sheet().PNG(&two, 800, letters); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Errorf("another time, other bytes: %v", err)
	}
	picture, err := png.Decode(&one)
	if err != nil {
		t.Fatal(err)
	}
	if picture.Bounds().Dx() != 800 {
		t.Fatalf("%v", picture.Bounds())
	}
	// In sheet units the map begins at 40, 130 and is 586 high; 1 km is 563.5, with 22.5
	// left of it.
	const middle = 130 + 586.0/2
	at := func(km, up float64) image.Point {
		return image.Pt(int((40+22.5+563.5*km)/2), int((middle-563.5*(up-0.5))/2))
	}
	check := func(what string, p image.Point, near color.NRGBA) {
		t.Helper()
		r, g, b, _ := picture.At(p.X, p.Y).RGBA()
		for _, d := range []int{int(r>>8) - int(near.R), int(g>>8) - int(near.G), int(b>>8) - int(near.B)} {
			if d < -8 || d > 8 {
				t.Errorf("%s at %v is %d %d %d, not %v", what, p, r>>8, g>>8, b>>8, near)
				return
			}
		}
	}
	check("red", at(0.2, 0.2), color.NRGBA{0xDC, 0x40, 0x54, 255})
	check("the hole", at(1.45, 0.55), color.NRGBA{0x47, 0x94, 0xB5, 255})
	check("paper", image.Pt(3, 3), color.NRGBA{255, 255, 255, 255})
	dark, pale := 0, 0
	for p := at(1.1, 0.2); p.X < at(1.35, 0.2).X; p.X++ {
		if r, _, _, _ := picture.At(p.X, p.Y).RGBA(); r>>8 < 130 {
			dark++
		} else if r>>8 > 235 {
			pale++
		}
	}
	if dark < 5 || pale < 5 {
		t.Errorf("the hatch has %d dark and %d pale pixels", dark, pale)
	}
}

func TestFontsWithoutChineseAreRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "latin.ttf")
	if err := os.WriteFile(path, goregular.TTF, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := mapsheet.ReadFont(path); err == nil || !strings.HasSuffix(err.Error(), "latin.ttf: the font has no Chinese") {
		t.Errorf("a Latin font: %v", err)
	}
	if err := os.WriteFile(path, []byte("no font"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := mapsheet.ReadFont(path); err == nil {
		t.Error("what is no font is read")
	}
	if _, err := mapsheet.ReadFont(path + ".none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
