package study

import (
	"testing"

	"renewal/rules"
)

// What the rules know of and what a study may say must be the same.
func TestRolesHaveVocabularies(t *testing.T) {
	for _, name := range rules.Roles() {
		if _, ok := RoleNamed(name); !ok {
			t.Errorf("the rules know of %s, which no study can have", name)
		}
	}
	for _, r := range RoleSpecs {
		if len(AttributesOf(r.Name)) == 0 {
			t.Errorf("%s has no attributes", r.Name)
		}
		if r.Name != Resources && (r.Kind != KindNever) != (KindsOf(r.Name) != nil) {
			t.Errorf("%s: kind %d, but kinds %v", r.Name, r.Kind, KindsOf(r.Name))
		}
	}
}

func TestMeant(t *testing.T) {
	for _, c := range []struct{ role, column, want string }{
		{"parcels", "DLDM", "landuse"}, {"parcels", "Build-Year", "build_year"}, {"parcels", "jcnf", "build_year"},
		{"control_units", "单元名称", "name"}, {"parcels", "SHAPE_Area", ""}, {"parcels", "kind", ""}, {"parcels", "area", ""},
	} {
		if got := Meant(c.role, c.column); got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.column, c.role, got, c.want)
		}
	}
}
