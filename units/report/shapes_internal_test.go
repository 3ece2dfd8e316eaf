package report

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// points reads what pencil.line wrote, as the page does.
func points(text string) []orb.Point {
	var line []orb.Point
	var at [2]int64
	for i := 0; i < len(text); {
		for axis := range at {
			var u uint64
			for shift := 0; ; shift += 5 {
				c := uint64(text[i] - 63)
				i++
				u |= c & 31 << shift
				if c < 32 {
					break
				}
			}
			if u&1 == 1 {
				at[axis] += ^int64(u >> 1)
			} else {
				at[axis] += int64(u >> 1)
			}
		}
		line = append(line, orb.Point{float64(at[0]) * step, float64(at[1]) * step})
	}
	return line
}

func TestLinesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := pencil{orb.Point{460_000, 3_840_000}}
		var line []orb.Point
		for range rapid.IntRange(0, 20).Draw(t, "points") {
			line = append(line, orb.Point{rapid.Float64Range(459_000, 900_000).Draw(t, "x"), rapid.Float64Range(3_000_000, 4_000_000).Draw(t, "y")})
		}
		text := p.line(line)
		for _, c := range []byte(text) {
			if c < 63 || c > 126 {
				t.Fatalf("letter %d", c)
			}
		}
		got := points(text)
		if len(got) > len(line) {
			t.Fatalf("%d points of %d", len(got), len(line))
		}
		k := 0
		for _, want := range line {
			near := func(k int) bool {
				return k < len(got) && math.Abs(got[k][0]+p.corner[0]-want[0]) <= step/2+1e-6 && math.Abs(got[k][1]+p.corner[1]-want[1]) <= step/2+1e-6
			}
			switch {
			case near(k):
				k++
			case k > 0 && near(k-1): // the same step as the one before
			default:
				t.Fatalf("%v is not among %v", want, got)
			}
		}
	})
}

func TestBrief(t *testing.T) {
	for _, c := range []struct{ in, want float64 }{{0, 0}, {123456789, 123456789}, {0.62104150, 0.62104}, {-12.6846811, -12.685}, {2014.41455, 2014.4}, {1e-9, 1e-9}} {
		if got := brief(c.in); math.Abs(got-c.want) > 1e-12*math.Abs(c.want) {
			t.Errorf("brief(%g) = %g, want %g", c.in, got, c.want)
		}
	}
}
