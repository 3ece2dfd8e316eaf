package units_test

import (
	"encoding/json"
	"image"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shown is what QGIS says of a layer.
type shown struct {
	Valid    bool
	Features int
	Source   string
	Style    string
	Legend   []string
	Aliases  []string
	CRS      string
	Abstract string
}

// QGIS opens the results from a folder they were moved to: every layer is there,
// styled and named, and the map sheet becomes a picture with the classes' colours.
func TestQGISOpensResults(t *testing.T) {
	const python = "/usr/bin/python3" // the system's, which Debian's QGIS belongs to
	if exec.Command(python, "-c", "import qgis.core").Run() != nil {
		t.Skip("no QGIS with Python here")
	}
	moved := filepath.Join(t.TempDir(), "别处 elsewhere")
	if err := os.Rename(delineate(t, filepath.Join("..", "testdata", "studies", "default", "study.yaml")), moved); err != nil {
		t.Fatal(err)
	}
	pdf := filepath.Join(t.TempDir(), "sheet.pdf")
	cmd := exec.Command(python, filepath.Join("testdata", "open_in_qgis.py"), moved, pdf)
	cmd.Env = append(os.Environ(), "QT_QPA_PLATFORM=offscreen", "XDG_RUNTIME_DIR="+t.TempDir(), "HOME="+t.TempDir())
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var found struct {
		Layers, Project map[string]shown
		Read, Exported  bool
		Groups          []string
		CRS             string
	}
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if !found.Read || !found.Exported || found.CRS != "EPSG:4547" || len(found.Groups) != 5 || len(found.Layers) != 10 || len(found.Project) != 10 {
		t.Errorf("read %v, sheet %v, crs %q, groups %q, %d layers, %d in the project", found.Read, found.Exported, found.CRS, found.Groups, len(found.Layers), len(found.Project))
	}
	styles := map[string]string{"units": "categorizedSymbol", "boundaries": "categorizedSymbol", "resources": "categorizedSymbol", "repairs": "categorizedSymbol",
		"not_delineated": "singleSymbol", "atoms": "singleSymbol", "control_units": "singleSymbol", "repair_areas": "singleSymbol"}
	for name, l := range found.Layers {
		in := found.Project["renewal_layer_"+name]
		if !l.Valid || !in.Valid || l.Features == 0 || in.Features != l.Features || !strings.HasPrefix(in.Source, moved) {
			t.Errorf("%s: alone %v with %d, in the project %v with %d from %s", name, l.Valid, l.Features, in.Valid, in.Features, in.Source)
		}
		if l.Style != styles[name] || in.Style != styles[name] || !slices.Equal(l.Legend, in.Legend) {
			t.Errorf("%s: style %q and %q, legend %q and %q", name, l.Style, in.Style, l.Legend, in.Legend)
		}
		if !strings.Contains(in.Abstract, "规则集 ruleset: zhengzhou") || slices.Contains(in.Aliases, "") || styles[name] != "" && slices.Contains(l.Aliases, "") {
			t.Errorf("%s: abstract %q, aliases %q and %q", name, in.Abstract, in.Aliases, l.Aliases)
		}
	}
	want := []string{"重点更新单元 key unit", "优化提升单元 optimization-upgrade unit", "一般更新单元 general unit", "待定 undetermined"}
	if got := found.Layers["units"].Legend; !slices.Equal(got, want) {
		t.Errorf("legend %q, want %q", got, want)
	}
	sheetHasColours(t, pdf)
}

// sheetHasColours looks for the three classes' colours, as drawn over white, and
// for ink where the title stands.
func sheetHasColours(t *testing.T, pdf string) {
	t.Helper()
	picture := strings.TrimSuffix(pdf, ".pdf")
	if err := exec.Command("pdftoppm", "-r", "30", "-png", "-singlefile", pdf, picture).Run(); err != nil {
		t.Log("no pdftoppm here to look at the sheet:", err)
		return
	}
	f, err := os.Open(picture + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	var red, blue, orange, ink int
	for y := range sheet.Bounds().Dy() {
		for x := range sheet.Bounds().Dx() {
			r, g, b, _ := sheet.At(x, y).RGBA()
			switch r, g, b := r>>8, g>>8, b>>8; {
			case r > 200 && g < 110 && b < 130:
				red++
			case r < 120 && g > 130 && b > 160:
				blue++
			case r > 220 && g > 150 && g < 210 && b < 150:
				orange++
			case r < 100 && g < 100 && b < 100 && y < sheet.Bounds().Dy()/10:
				ink++
			}
		}
	}
	if red < 1000 || blue < 500 || orange < 1000 || ink < 20 {
		t.Errorf("the sheet has %d red, %d blue, %d orange pixels and %d of a title", red, blue, orange, ink)
	}
}
