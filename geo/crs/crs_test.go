package crs_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/geo/crs"
)

func parse(t testing.TB, definition string) crs.CRS {
	t.Helper()
	c, err := crs.Parse(definition)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestKnownSystems(t *testing.T) {
	for _, c := range []struct {
		code, name        string
		projected, metric bool
	}{
		{"EPSG:4326", "WGS 84", false, false},
		{"EPSG:4490", "China Geodetic Coordinate System 2000", false, false},
		{"EPSG:4547", "CGCS2000 / 3-degree Gauss-Kruger CM 114E", true, true},
		{"EPSG:4526", "CGCS2000 / 3-degree Gauss-Kruger zone 38", true, true},
		{"EPSG:32650", "WGS 84 / UTM zone 50N", true, true},
		{"EPSG:3826", "TWD97 / TM2 zone 121", true, true},
		{"EPSG:3857", "WGS 84 / Pseudo-Mercator", true, true},
		{"EPSG:2263", "NAD83 / New York Long Island (ftUS)", true, false},
	} {
		got := parse(t, c.code)
		if got.Code() != c.code || got.Name() != c.name || got.Projected() != c.projected || got.Metric() != c.metric {
			t.Errorf("%s: got %s %q projected %v metric %v", c.code, got.Code(), got.Name(), got.Projected(), got.Metric())
		}
		if got.Definition() != c.code || got.String() != c.code || got.IsZero() {
			t.Errorf("%s: definition %q", c.code, got.Definition())
		}
		if back := parse(t, got.WKT()); back.Code() != c.code {
			t.Errorf("%s: its WKT is %q", c.code, back.Code())
		}
	}
}

// What planners' files say when they mean EPSG:4547.
const (
	esri4547 = `PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",` +
		`DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],` +
		`UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],` +
		`PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],` +
		`PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`
	// The code is that of the system with zone numbers; the numbers are not.
	wrongCode = `PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 38",GEOGCS["China Geodetic Coordinate System 2000",` +
		`DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],` +
		`UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],` +
		`PARAMETER["central_meridian",114],PARAMETER["scale_factor",1],PARAMETER["false_easting",500000],` +
		`PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","4526"]]`
	// A city's own system: no EPSG system has this meridian.
	local = `PROJCS["Zhengzhou local",GEOGCS["China Geodetic Coordinate System 2000",` +
		`DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],` +
		`UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],` +
		`PARAMETER["central_meridian",113.65],PARAMETER["scale_factor",1],PARAMETER["false_easting",500000],` +
		`PARAMETER["false_northing",0],UNIT["metre",1]]`
)

func TestIdentified(t *testing.T) {
	for _, c := range []struct{ name, definition, code string }{
		{"Esri's WKT", esri4547, "EPSG:4547"},
		{"lower case", "epsg:4547", "EPSG:4547"},
		{"spaces around", "  EPSG:4547\n", "EPSG:4547"},
		{"URN", "urn:ogc:def:crs:EPSG::3826", "EPSG:3826"},
		{"address that means a code", "http://www.opengis.net/def/crs/EPSG/0/4490", "EPSG:4490"},
		{"EPSG's name", "CGCS2000 / 3-degree Gauss-Kruger CM 114E", "EPSG:4547"},
		{"Esri's name", "CGCS2000_3_Degree_GK_CM_114E", "EPSG:4547"},
		{"longitude first", "OGC:CRS84", "EPSG:4326"},
		{"longitude first, URN", "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"},
		{"three dimensions", "EPSG:4480", "EPSG:4490"},
		{"with heights", "EPSG:4547+5737", "EPSG:4547"},
		{"WGS84", "WGS84", "EPSG:4326"},
		{"a code that the parameters contradict", wrongCode, ""},
		{"a city's own system", local, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := parse(t, c.definition)
			if got.Code() != c.code {
				t.Errorf("code %q, want %q", got.Code(), c.code)
			}
			if again := parse(t, got.Definition()); !again.Same(got) || again.Definition() != got.Definition() {
				t.Errorf("definition does not come back: %q, %q", got.Definition(), again.Definition())
			}
		})
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"EPSG:4547", esri4547, true},
		{"EPSG:4547", wrongCode, true},
		{"EPSG:4547", "EPSG:4526", false},
		{"EPSG:4547", local, false},
		{"EPSG:4326", "OGC:CRS84", true},
		{"EPSG:4326", "EPSG:4490", false},
		{"EPSG:4490", "EPSG:4547", false},
		{local, strings.Replace(local, "Zhengzhou local", "郑州", 1), true},
	} {
		a, b := parse(t, c.a), parse(t, c.b)
		if a.Same(b) != c.want || b.Same(a) != c.want {
			t.Errorf("%s and %s: got %v, want %v", a, b, a.Same(b), c.want)
		}
	}
	var none crs.CRS
	if !none.IsZero() || !none.Same(none) || none.Same(parse(t, "EPSG:4326")) {
		t.Error("the zero value is not the same as itself only")
	}
}

func TestBadDefinitions(t *testing.T) {
	file := filepath.Join(t.TempDir(), "city.prj")
	if err := os.WriteFile(file, []byte(esri4547), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{
		"", " ", "EPSG:", "EPSG:999999", "EPSG:4547x", "nonsense", "PROJCS[", "{}", "+proj=nonsense",
		"+init=epsg:4547", "http://example.invalid/4547", "https://spatialreference.org/ref/epsg/4547/",
		file, strings.Repeat("(", 100_000), "EPSG:4547\x00",
	} {
		if c, err := crs.Parse(d); !errors.Is(err, geo.ErrBadCRS) {
			t.Errorf("%.40q: got %v, %v", d, c, err)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%.40q: more than one line: %v", d, err)
		}
	}
	t.Chdir(filepath.Dir(file))
	if _, err := crs.Parse("city.prj"); !errors.Is(err, geo.ErrBadCRS) {
		t.Errorf("took the name of a file: %v", err)
	}
}

func TestDomain(t *testing.T) {
	b, ok := parse(t, "EPSG:4547").Domain()
	if !ok || math.Abs(b.Min[0]-112.5) > 1e-9 || math.Abs(b.Max[0]-115.5) > 1e-9 || b.Min[1] > 22 || b.Max[1] < 40 {
		t.Errorf("EPSG:4547: %v %v", b, ok)
	}
	if b, ok = parse(t, "EPSG:3460").Domain(); !ok || b.Max[0] <= 180 || b.Min[0] > b.Max[0] {
		t.Errorf("Fiji, across the 180th meridian: %v %v", b, ok)
	}
	if b, ok = parse(t, local).Domain(); ok {
		t.Errorf("a local system: %v", b)
	}
}
