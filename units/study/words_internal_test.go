package study

import (
	"testing"

	"pgregory.net/rapid"

	"renewal/rules"
)

func TestNearest(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"layrs", "layers"}, {"Layers", "layers"}, {"nmae", "name"}, {"xyz", ""}, {"", ""}, {"landuse_schem", "landuse_scheme"}, {"地块", ""},
	} {
		if got := nearest(c.word, []string{"name", "crs", "layers", "landuse_scheme"}); got != c.want {
			t.Errorf("%q: %q, want %q", c.word, got, c.want)
		}
	}
}

// An edit distance is a metric.
func TestDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("ab单")), 0, 6, -1)
		a, b, c := word.Draw(t, "a"), word.Draw(t, "b"), word.Draw(t, "c")
		if (editDistance(a, b) == 0) != (a == b) {
			t.Errorf("%q and %q are %d apart", a, b, editDistance(a, b))
		}
		if editDistance(a, b) != editDistance(b, a) {
			t.Errorf("not symmetric for %q and %q", a, b)
		}
		if editDistance(a, c) > editDistance(a, b)+editDistance(b, c) {
			t.Errorf("the way over %q is shorter", b)
		}
	})
}

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
