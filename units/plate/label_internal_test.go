package plate

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"
)

func TestRoundDown(t *testing.T) {
	for v, want := range map[float64]float64{1: 1, 1.9: 1, 2: 2, 4.99: 2, 5: 5, 520: 500, 0.3: 0.2, 99999: 50000} {
		if got := roundDown(v); math.Abs(got-want) > 1e-9 {
			t.Errorf("%g down to %g, want %g", v, got, want)
		}
	}
}

// The arrow to the north covers no land, wherever the map has some.
func TestTheArrowLiesBesideTheMap(t *testing.T) {
	square := orb.MultiPolygon{{{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}, {0, 0}}}}
	m := &Map{Classes: []Class{{Colour: "#fff"}}, Areas: []Area{{Shape: square}}}
	for _, mark := range layout(m).marks {
		if mark.text != nil && mark.text.words.En == "N" {
			if x := mark.text.at[0]; x < 2*margin+frame {
				t.Errorf("the arrow is at %g mm, the map ends at %g", x, margin+float64(frame))
			}
			return
		}
	}
	t.Error("there is no arrow")
}

// A C whose middle lies outside of it.
func TestMiddleLiesWithin(t *testing.T) {
	c := orb.MultiPolygon{{{{0, 0}, {10, 0}, {10, 2}, {2, 2}, {2, 8}, {10, 8}, {10, 10}, {0, 10}, {0, 0}}}}
	if q := middle(c); !planar.MultiPolygonContains(c, q) || depth(c, q) < 1 {
		t.Errorf("%v is %g deep", q, depth(c, q))
	}
}

// Names lie within their areas, over no other name, and each is placed or counted.
func TestNamesKeepToTheirAreas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "n")
		var areas []Area
		var shapes []orb.MultiPolygon
		for i := range n * n {
			x, y, w := float64(i%n)*20, float64(i/n)*12, rapid.Float64Range(0, 20).Draw(t, "width")
			shapes = append(shapes, orb.MultiPolygon{orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + w, y + 10}}.ToPolygon()})
			areas = append(areas, Area{Label: Words{Zh: rapid.SampledFrom([]string{"", "甲", "钟楼（一）", "a long name indeed"}).Draw(t, "name")}})
		}
		labels, left := place(areas, shapes)
		named := 0
		for _, a := range areas {
			if a.Label.Zh != "" {
				named++
			}
		}
		if len(labels)+left != named {
			t.Fatalf("%d placed and %d left of %d", len(labels), left, named)
		}
		for i := range labels {
			within := 0
			for _, s := range shapes {
				if b := labels[i].box(); s.Bound().Contains(b.Min) && s.Bound().Contains(b.Max) {
					within++
				}
			}
			if within == 0 {
				t.Fatalf("%q lies in no area", labels[i].words.Zh)
			}
			for k := range i {
				if labels[k].box().Intersects(labels[i].box()) {
					t.Fatalf("%q lies over %q", labels[i].words.Zh, labels[k].words.Zh)
				}
			}
		}
	})
}

// Borders that two areas share fall on the same points.
func TestSharedBordersStayShared(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := projection{scale: rapid.Float64Range(1e-3, 1).Draw(t, "scale")}
		var border []orb.Point
		for i := range rapid.IntRange(2, 30).Draw(t, "points") {
			border = append(border, orb.Point{float64(i), rapid.Float64Range(-5, 5).Draw(t, "y")})
		}
		there := p.path(border)
		for a, b := 0, len(border)-1; a < b; a, b = a+1, b-1 {
			border[a], border[b] = border[b], border[a]
		}
		back := p.path(border)
		for i := range there {
			if len(back) != len(there) || back[len(back)-1-i] != there[i] {
				t.Fatalf("%v there, %v back", there, back)
			}
		}
	})
}

func TestChineseFontIsTheBestThere(t *testing.T) {
	if got := chineseFont([]string{t.TempDir(), "/no/such/folder"}); got != "" {
		t.Errorf("found %s where there is none", got)
	}
}
