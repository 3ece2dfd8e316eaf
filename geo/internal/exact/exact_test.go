package exact_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

func rat(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }

func cross(a, b, c orb.Point) *big.Rat {
	l := new(big.Rat).Mul(new(big.Rat).Sub(rat(b[0]), rat(a[0])), new(big.Rat).Sub(rat(c[1]), rat(a[1])))
	r := new(big.Rat).Mul(new(big.Rat).Sub(rat(b[1]), rat(a[1])), new(big.Rat).Sub(rat(c[0]), rat(a[0])))
	return l.Sub(l, r)
}

func TestOrientation(t *testing.T) {
	for _, c := range []struct {
		name    string
		a, b, p orb.Point
		want    int
	}{
		{"left", orb.Point{0, 0}, orb.Point{1, 0}, orb.Point{0, 1}, 1},
		{"right", orb.Point{0, 0}, orb.Point{1, 0}, orb.Point{0, -1}, -1},
		{"on", orb.Point{0, 0}, orb.Point{1, 1}, orb.Point{3, 3}, 0},
		{"no line", orb.Point{1, 1}, orb.Point{1, 1}, orb.Point{3, 3}, 0},
		{"below by the last digit", orb.Point{0, 0}, orb.Point{1, 1}, orb.Point{0.5, math.Nextafter(0.5, 0)}, -1},
		{"products that round alike", orb.Point{0, 0}, orb.Point{1 + 0x1p-52, 1 + 0x1p-51}, orb.Point{1 + 0x1p-51, 1 + 0x3p-52}, -1},
		{"products that underflow", orb.Point{0, 0}, orb.Point{1e-200, 1e-200}, orb.Point{1e-200, 2e-200}, 1},
		{"products that overflow", orb.Point{0, 0}, orb.Point{1e200, 1e200}, orb.Point{1e200, 2e200}, 1},
		{"not a number", orb.Point{0, 0}, orb.Point{1, 1}, orb.Point{math.NaN(), 0}, 0},
		{"infinite", orb.Point{0, 0}, orb.Point{math.Inf(1), 1}, orb.Point{0, 1}, 0},
	} {
		if got := exact.Orientation(c.a, c.b, c.p); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestOrientationIsExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	zeros := 0
	for i := range 20000 {
		off := []float64{0, 4e6, 113.7, 4e6 + 1./3}[i%4]
		scale := []float64{1, 0.001, 1e-9}[i%3]
		point := func() orb.Point {
			return orb.Point{off + scale*float64(rng.IntN(50)), off + scale*float64(rng.IntN(50))}
		}
		a, b, c := point(), point(), point()
		if i%5 == 0 { // about on the line
			s := rng.Float64()
			c = orb.Point{a[0] + s*(b[0]-a[0]), a[1] + s*(b[1]-a[1])}
		}
		want := cross(a, b, c).Sign()
		if want == 0 {
			zeros++
		}
		if got := exact.Orientation(a, b, c); got != want {
			t.Fatalf("%v %v %v: %d, want %d", a, b, c, got, want)
		}
		if got := exact.Orientation(b, a, c); got != -want {
			t.Fatalf("%v %v %v: %d, want %d", b, a, c, got, -want)
		}
		if got := exact.Turn(orb.Ring{a, b, c, a}); got != want {
			t.Fatalf("turn of %v %v %v: %d, want %d", a, b, c, got, want)
		}
	}
	if zeros < 200 {
		t.Errorf("only %d on the line", zeros)
	}
}

func TestTurn(t *testing.T) {
	for _, c := range []struct {
		name string
		ring orb.Ring
		want int
	}{
		{"counter-clockwise", orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}, 1},
		{"open", orb.Ring{{0, 0}, {1, 0}, {1, 1}}, 1},
		{"sliver far out", orb.Ring{{4e6, 4e6}, {4e6 + 1, 4e6 + 1}, {4e6 + 2, math.Nextafter(4e6+2, 0)}, {4e6, 4e6}}, -1},
		{"even bow-tie", orb.Ring{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}, 0},
		{"flat", orb.Ring{{0, 0}, {1, 1}, {2, 2}, {0, 0}}, 0},
		{"empty", nil, 0},
		{"not finite", orb.Ring{{0, 0}, {math.Inf(1), 0}, {1, 1}, {0, 0}}, 0},
	} {
		if got := exact.Turn(c.ring); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
		back := slices.Clone(c.ring)
		slices.Reverse(back)
		if got := exact.Turn(back); got != -c.want {
			t.Errorf("%s, turned round: %d, want %d", c.name, got, -c.want)
		}
	}
}
