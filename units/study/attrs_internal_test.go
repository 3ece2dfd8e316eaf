package study

import (
	"testing"

	"renewal/rules"
)

// What the rules know of and what a study may say must be the same.
func TestRolesHaveVocabularies(t *testing.T) {
	for _, name := range rules.Roles() {
		if _, ok := roleNamed(name); !ok {
			t.Errorf("the rules know of %s, which no study can have", name)
		}
	}
	for _, r := range roleSpecs {
		if len(attributesOf(r.name)) == 0 {
			t.Errorf("%s has no attributes", r.name)
		}
		if r.name != Resources && (r.kind != kindNever) != (Kinds(r.name) != nil) {
			t.Errorf("%s: kind %d, but kinds %v", r.name, r.kind, Kinds(r.name))
		}
	}
}

func TestMeant(t *testing.T) {
	for _, c := range []struct{ role, column, want string }{
		{"parcels", "DLDM", "landuse"}, {"parcels", "Build-Year", "build_year"}, {"parcels", "jcnf", "build_year"},
		{"control_units", "单元名称", "name"}, {"parcels", "SHAPE_Area", ""}, {"parcels", "kind", ""}, {"parcels", "area", ""},
	} {
		if got := meant(c.role, c.column); got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.column, c.role, got, c.want)
		}
	}
}
