package units_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"renewal/geo/vector"
	"renewal/units"
)

// With English fields every layer holds the same under names of plain ASCII.
func TestFieldsInEnglish(t *testing.T) {
	folder := filepath.Join("..", "testdata", "studies", "drawn")
	text := string(read(t, filepath.Join(folder, "study.yaml")))
	english := t.TempDir()
	if err := os.CopyFS(english, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	study := filepath.Join(english, "english.yaml")
	if err := os.WriteFile(study, []byte(text+"\noptions: {fields: english}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	was, is := delineate(t, filepath.Join(folder, "study.yaml")), delineate(t, study)
	infos, err := vector.Layers(context.Background(), filepath.Join(is, "units.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range infos {
		if info.Name == "layer_styles" {
			continue
		}
		got, err := vector.Read(context.Background(), vector.Source{File: filepath.Join(is, "units.gpkg"), Layer: info.Name})
		if err != nil {
			t.Fatal(err)
		}
		want, err := vector.Read(context.Background(), vector.Source{File: filepath.Join(was, "units.gpkg"), Layer: info.Name})
		if err != nil {
			t.Fatal(err)
		}
		for i := range want.Columns {
			w, g := &want.Columns[i], &got.Columns[i]
			if strings.ToLower(g.Name) != g.Name {
				t.Errorf("%s.%s is called %q", info.Name, w.Name, g.Name)
			}
			if !slices.Equal(w.Texts, g.Texts) || !slices.Equal(w.Reals, g.Reals) || !slices.Equal(w.Integers, g.Integers) {
				t.Errorf("%s.%s differs from %s", info.Name, g.Name, w.Name)
			}
		}
	}
	units, err := vector.Read(context.Background(), vector.Source{File: filepath.Join(is, "units.geojson")})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"unit_id", "unit_name", "class_zh", "unit_class", "area_ha", "district_code", "control_unit_id", "resource_share"} {
		if units.Column(name) == nil {
			t.Errorf("units.geojson has no %s", name)
		}
	}
}

func TestEveryRepairAndBasisHasNames(t *testing.T) {
	for _, kind := range units.RepairKinds() {
		if zh, en := units.RepairName(kind); zh == kind || en == "" || strings.Contains(en, "_") {
			t.Errorf("%s is called %q, %q", kind, zh, en)
		}
	}
}
