package inspect

import (
	"context"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Where the cells cannot be united, holes are not known to be none.
func TestHolesThatCannotBeLookedFor(t *testing.T) {
	l := &layer{Layer: &geo.Layer{}, found: findings{}, areas: []orb.MultiPolygon{{{{{0, 0}, {1, 0}}}}}}
	tl := &tiling{layer: l, reach: 10}
	if err := tl.findHoles(context.Background()); err != nil {
		t.Fatal(err)
	}
	g := l.found[Unmeasured]
	if g == nil || g.count != 1 || !strings.Contains(g.worst[0].Message, "were not looked for: ") {
		t.Errorf("told %+v", g)
	}
}
