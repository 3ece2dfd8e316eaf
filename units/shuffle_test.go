package units_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units/study"
)

// TestOrderOfFeaturesMakesNoDifference runs the default study on copies of its
// layers with the features in other orders. Every layer becomes a GeoPackage, so
// the names of files, which the report lists, are left out.
func TestOrderOfFeaturesMakesNoDifference(t *testing.T) {
	folder := filepath.Join("..", "testdata", "studies", "default")
	var want []byte
	for seed := range uint64(4) {
		dir := t.TempDir()
		shuffled(t, folder, dir, seed)
		out := delineate(t, filepath.Join(dir, "study.yaml"))
		got := append(read(t, filepath.Join(out, "report.json")), layersAsText(t, filepath.Join(out, "units.gpkg"))...)
		got = append(got, read(t, filepath.Join(out, "units.geojson"))...)
		if seed == 0 {
			want = got // in the order of the files
			golden := read(t, filepath.Join(folder, "want", "report.json"))
			differ(t, "files against copies", withoutSources(golden), withoutSources(read(t, filepath.Join(out, "report.json"))))
			continue
		}
		differ(t, fmt.Sprintf("seed %d", seed), want, got)
	}
}

var sources = regexp.MustCompile(`"sources":\[.*?\}\]`)

func withoutSources(report []byte) []byte {
	return regexp.MustCompile(`[a-z]+\.(gpkg|shp|geojson)`).ReplaceAll(sources.ReplaceAll(report, nil), nil)
}

// shuffled copies a study, each layer into a GeoPackage of its own; seed 0 keeps
// the order.
func shuffled(t *testing.T, from, to string, seed uint64) {
	t.Helper()
	text := string(read(t, filepath.Join(from, "study.yaml")))
	s, err := study.Read(filepath.Join(from, "study.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(seed, 1))
	for n, src := range s.Sources {
		l, err := vector.Read(context.Background(), vector.Source{File: src.File, Layer: src.Layer, Encoding: src.Encoding, CRS: src.CRS})
		if err != nil {
			t.Fatal(err)
		}
		order := make([]int, l.Len())
		for i := range order {
			order[i] = i
		}
		if seed > 0 {
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		system, err := crs.Parse(l.CRS)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("layer%02d", n)
		copied := l.Pick(order)
		copied.Name = name
		if err := vector.WriteGeoPackage(context.Background(), filepath.Join(to, name+".gpkg"), system, []vector.Output{{Layer: copied, Geometry: "Geometry"}}); err != nil {
			t.Fatal(err)
		}
		text = renamed(text, src, name)
	}
	if err := os.WriteFile(filepath.Join(to, "study.yaml"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// renamed points the source at its copy.
func renamed(text string, src study.Source, name string) string {
	lines := strings.Split(text, "\n")
	for i := src.Line - 1; i < len(lines); i++ {
		if at := strings.Index(lines[i], "file: "+src.Written); at >= 0 {
			lines[i] = lines[i][:at] + "file: " + name + ".gpkg"
			for k := i + 1; k < min(i+3, len(lines)); k++ {
				if src.Layer != "" && strings.Contains(lines[k], "layer: "+src.Layer) {
					lines[k] = strings.Replace(lines[k], "layer: "+src.Layer, "layer: "+name, 1)
				}
				if strings.Contains(lines[k], "encoding:") {
					lines[k] = ""
				}
			}
			break
		}
	}
	return strings.Join(lines, "\n")
}
