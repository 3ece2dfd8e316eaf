package spelling_test

import (
	"testing"

	"pgregory.net/rapid"

	"renewal/units/spelling"
)

func TestNearest(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"layrs", "layers"}, {"Layers", "layers"}, {"nmae", "name"}, {"xyz", ""}, {"", ""}, {"landuse_schem", "landuse_scheme"}, {"地块", ""},
	} {
		if got := spelling.Nearest(c.word, []string{"name", "crs", "layers", "landuse_scheme"}); got != c.want {
			t.Errorf("%q: %q, want %q", c.word, got, c.want)
		}
	}
}

// An edit distance is a metric.
func TestDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("ab单")), 0, 6, -1)
		a, b, c := word.Draw(t, "a"), word.Draw(t, "b"), word.Draw(t, "c")
		if (spelling.Distance(a, b) == 0) != (a == b) {
			t.Errorf("%q and %q are %d apart", a, b, spelling.Distance(a, b))
		}
		if spelling.Distance(a, b) != spelling.Distance(b, a) {
			t.Errorf("not symmetric for %q and %q", a, b)
		}
		if spelling.Distance(a, c) > spelling.Distance(a, b)+spelling.Distance(b, c) {
			t.Errorf("the way over %q is shorter", b)
		}
	})
}

func TestDistanceCounts(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"中山路", "中山东路", 1}, {"中山路", "山中路", 2}, {"a", "A", 1},
	} {
		if got := spelling.Distance(c.a, c.b); got != c.want {
			t.Errorf("%q and %q are %d apart, want %d", c.a, c.b, got, c.want)
		}
	}
}
