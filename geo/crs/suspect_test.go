package crs_test

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/crs"
)

func box(x, y, size float64) orb.Bound {
	return orb.Bound{Min: orb.Point{x - size, y - size}, Max: orb.Point{x + size, y + size}}
}

var (
	plain    = box(463_374, 3_846_931, 5000)
	prefixed = box(38_463_374, 3_846_931, 5000)
	six      = box(19_738_000, 3_850_000, 5000) // zone 19, 111°E
	degrees  = box(113.6, 34.75, 0.1)
	latFirst = box(34.75, 113.6, 0.1)
	northing = box(0, 0, 0)
	web      = box(12_646_000, 4_129_000, 5000)
)

func TestSuspect(t *testing.T) {
	northing = orb.Bound{Min: orb.Point{3_840_000, 460_000}, Max: orb.Point{3_850_000, 470_000}}
	for _, c := range []struct {
		system string // "" for none
		bound  orb.Bound
		want   string
		says   string // "" where nothing is to be suspected
	}{
		{"EPSG:4547", plain, "", ""},
		{"EPSG:4526", prefixed, "", ""},
		{"EPSG:4490", degrees, "", ""},
		{"EPSG:4326", degrees, "", ""},
		{"EPSG:3857", web, "", ""},
		{"EPSG:32649", box(738_000, 3_850_000, 5000), "", ""},
		{"GCJ-02", degrees, "", ""},
		{local, plain, "", ""},

		{"EPSG:4547", prefixed, "EPSG:4526", "zone number 38"},
		{"EPSG:4526", plain, "EPSG:4547", "lack the zone number 38"},
		{"EPSG:4547", six, "EPSG:4497", "zone number 19"},
		{"EPSG:4497", box(738_000, 3_850_000, 5000), "EPSG:4508", "lack the zone number 19"},
		{"EPSG:4497", prefixed, "EPSG:4526", "zone number 38"},
		{wrongCode, prefixed, "EPSG:4526", "zone number 38"},
		{"EPSG:2383", prefixed, "EPSG:2362", "zone number 38"},
		{"EPSG:2362", plain, "EPSG:2383", "lack"},
		{"EPSG:2414", plain, "EPSG:2435", "lack"},
		{"GCJ-02 / EPSG:4547", prefixed, "GCJ-02 / EPSG:4526", "zone number 38"},
		{"EPSG:4547", degrees, "EPSG:4490", "degrees where EPSG:4547 has lengths"},
		{"EPSG:2383", degrees, "EPSG:4610", "degrees"},
		{"EPSG:32649", degrees, "EPSG:4326", "degrees"},
		{"GCJ-02 / EPSG:4547", degrees, "GCJ-02", "degrees"},
		{"EPSG:4547", latFirst, "", "latitude before longitude"},
		{"EPSG:4490", latFirst, "", "latitude stands before longitude"},
		{"EPSG:4326", latFirst, "", "latitude stands before longitude"},
		{"EPSG:4547", northing, "", "northing stands before easting"},
		{"EPSG:4490", prefixed, "EPSG:4526", "zone number 38"},
		{"EPSG:4326", web, "EPSG:3857", "Web Mercator"},
		{"EPSG:4547", web, "EPSG:3857", "Web Mercator"},
		{"EPSG:4490", plain, "", "of which plane they do not tell"},
		{"EPSG:4547", box(1e9, 1e9, 1), "", "outside the area of use"},

		{"", degrees, "EPSG:4326", "GCJ-02"},
		{"", box(-2.6, 51.4, 0.1), "EPSG:4326", "degrees"},
		{"", latFirst, "", "latitude before longitude"},
		{"", prefixed, "EPSG:4526", "zone number 38"},
		{"", six, "EPSG:4497", "zone number 19"},
		{"", web, "EPSG:3857", "Web Mercator"},
		{"", plain, "", "central meridian"},
		{"", northing, "", "northing before easting"},
		{"", box(13_375_000, 4_300_000, 5000), "", "EPSG:4491 or of Web Mercator"}, // Kashgar, or Qingdao
		{"", box(1e9, 1e9, 1), "", "no plane"},
	} {
		var system crs.CRS
		if c.system != "" {
			system = parse(t, c.system)
		}
		got, why := crs.Suspect(system, c.bound)
		if got.Definition() != c.want || (why == "") != (c.says == "") || !strings.Contains(why, c.says) {
			t.Errorf("%.30q at %v: got %q, %q, want %q, %q", c.system, c.bound.Min, got.Definition(), why, c.want, c.says)
		}
	}
}

func TestSuspectNothing(t *testing.T) {
	nan := orb.Bound{Min: orb.Point{math.NaN(), 1}, Max: orb.Point{2, 3}}
	empty := orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	for _, b := range []orb.Bound{nan, empty} {
		if got, why := crs.Suspect(parse(t, "EPSG:4547"), b); !got.IsZero() || why != "" {
			t.Errorf("%v: %v %q", b, got, why)
		}
	}
}
