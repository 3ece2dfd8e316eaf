package units_test

import (
	"math"
	"strconv"
	"testing"

	"renewal/rules"
)

// deficiencies turn linear RGB into what eyes without one kind of cones see
// (Machado, Oliveira, Fernandes 2009, severity 1).
var deficiencies = map[string][3][3]float64{
	"usual":        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab is a colour "#RRGGBB" in CIELAB (D65), as seen with a deficiency.
func lab(t *testing.T, colour string, seen [3][3]float64) [3]float64 {
	t.Helper()
	v, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil || len(colour) != 7 {
		t.Fatalf("colour %q", colour)
	}
	var linear, rgb [3]float64
	for i, c := range []uint64{v >> 16, v >> 8 & 255, v & 255} {
		s := float64(c) / 255
		if linear[i] = math.Pow((s+0.055)/1.055, 2.4); s <= 0.04045 {
			linear[i] = s / 12.92
		}
	}
	for i, row := range seen {
		rgb[i] = min(max(row[0]*linear[0]+row[1]*linear[1]+row[2]*linear[2], 0), 1)
	}
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x := f((0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047)
	y := f(0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2])
	z := f((0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// The classes' colours differ for every eye by ten times what is just noticed
// (ΔE 2.3, Mahy 1994). Undetermined is hatched besides.
func TestClassColoursDifferForEveryEye(t *testing.T) {
	const least = 23
	rs, err := rules.Load("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	for name, seen := range deficiencies {
		for i, a := range rs.Classes {
			for _, b := range rs.Classes[i+1:] {
				p, q := lab(t, a.Colour, seen), lab(t, b.Colour, seen)
				d := math.Hypot(math.Hypot(p[0]-q[0], p[1]-q[1]), p[2]-q[2])
				if d < least {
					t.Errorf("%s: %s %s and %s %s are ΔE %.1f apart", name, a.ID, a.Colour, b.ID, b.Colour, d)
				}
			}
		}
	}
}
