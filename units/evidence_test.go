package units_test

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// Every number that the default study shows as evidence comes out the same from an
// independent script, which reads the layers by itself and measures with GEOS.
func TestEvidenceAgreesWithGEOS(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	python := ""
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import geopandas, shapely, yaml").Run() == nil {
			python = name
			break
		}
	}
	if python == "" {
		t.Skip("no python3 with geopandas, shapely and yaml (apt-get install python3-geopandas python3-yaml)")
	}
	folder := filepath.Join("..", "testdata", "studies", "default")
	got := delineate(t, filepath.Join(folder, "study.yaml"))
	out, err := exec.Command(python, filepath.Join(folder, "evidence.py"), folder, filepath.Join("..", "rules", "zhengzhou.yaml"),
		filepath.Join(got, "units.gpkg"), filepath.Join(got, "report.json")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	m := regexp.MustCompile(`(\d+) numbers compared, 0 differ`).FindSubmatch(out)
	if m == nil {
		t.Fatalf("said\n%s", out)
	}
	if n, _ := strconv.Atoi(string(m[1])); n < 5000 {
		t.Errorf("only %d numbers were compared", n)
	}
}
