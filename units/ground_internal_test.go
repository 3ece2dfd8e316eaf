package units

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/crs"
	"renewal/units/study"
)

// onEllipsoid makes a drawn study measure there.
func onEllipsoid(p *prepared) *prepared {
	p.study.Options.AreaMethod = study.MethodEllipsoid
	return p
}

// groundUnder is the ellipsoid under a control unit of some kilometres around a
// place.
func groundUnder(t *testing.T, system string, lonlat orb.Point) (crs.CRS, *crs.Transform, ground) {
	t.Helper()
	plane, err1 := crs.Parse(system)
	wgs84, err2 := crs.Parse("EPSG:4326")
	there, err3 := crs.NewTransform(wgs84, plane)
	at := []orb.Point{lonlat}
	if err := errors.Join(err1, err2, err3, there.Points(at)); err != nil {
		t.Fatal(err)
	}
	x, y := at[0][0], at[0][1]
	p := onEllipsoid(drawn(t, layerOf(t, study.ControlUnits, drawing{"A", box(x-2e4, y-2e4, x+2e4, y+2e4), nil})))
	p.crs = plane
	p.layers = map[string]*layer{study.ControlUnits: p.layers[study.ControlUnits]}
	g, err := p.groundOf(&fabric{}, study.Settings{AreaMethod: study.MethodEllipsoid})
	if err != nil {
		t.Fatal(err)
	}
	return plane, there, g
}

// Known answers: what GeographicLib 2.0 gives between geodesics, of rings in
// longitude and latitude, on the ellipsoid of WGS 84. In the plane their edges are
// straight, which is another area by the share that is noted.
func TestGroundKnown(t *testing.T) {
	for _, c := range []struct {
		system string
		ring   orb.Ring
		want   float64
		near   float64
	}{
		{"EPSG:32649", orb.Ring{{113.65, 34.76}, {113.75, 34.76}, {113.75, 34.86}, {113.65, 34.86}}, 101505970.63090515, 3e-7},
		{"EPSG:4547", orb.Ring{{113.65, 34.76}, {113.75, 34.76}, {113.75, 34.86}, {113.65, 34.86}}, 101505970.63090515, 3e-7},
		{"EPSG:4547", orb.Ring{{113.65, 34.76}, {113.6612, 34.7653}, {113.655, 34.7742}, {113.6441, 34.769}}, 1326953.9553399086, 1e-9},
		{"EPSG:4547", orb.Ring{{113.65, 34.76}, {113.651, 34.76}, {113.651, 34.761}, {113.65, 34.761}}, 10156.581396278, 1e-9},
	} {
		_, there, g := groundUnder(t, c.system, c.ring[0])
		ring := c.ring.Clone()
		if err := there.Points(ring); err != nil {
			t.Fatal(err)
		}
		got := g.area(orb.MultiPolygon{{ring}})
		t.Logf("%s: %.6f m², off by %.2g", c.system, got, got/c.want-1)
		if math.Abs(got/c.want-1) > c.near {
			t.Errorf("%s: %.9g, want %.9g", c.system, got, c.want)
		}
	}
}

// What is measured on the ellipsoid is what the plane has, by the scale there:
// areas of every kind, and neither lengths nor counts.
func TestTakesOnTheEllipsoid(t *testing.T) {
	takes := []string{
		`id: a, of: parcels, take: area, where: 'landuse startsWith "07"'`,
		"id: b, of: stations, take: near, distance: 100",
		"id: c, of: policy_zones, take: near, distance: 10",
		`id: d, of: parcels, take: largest, distance: 10, where: 'landuse startsWith "07"'`,
		"id: e, of: parcels, take: sum, value: area, unit: m2",
		"id: f, of: barriers, take: length",
		"id: g, of: stations, take: count",
		"id: h, of: parcels, take: majority, by: landuse",
		"id: i, of: parcels, take: whole",
		"id: j, of: parcels, take: sum, value: gfa, unit: m2",
	}
	study := func() *prepared {
		return drawn(t, twoUnits(t), layerOf(t, study.Parcels,
			drawing{"a", box(350, 0, 430, 90), attrs{"landuse": "0701", "gfa": 9000}},
			drawing{"b", box(360, 50, 440, 120), attrs{"landuse": "0702", "gfa": 4000}},
			drawing{"c", box(0, 200, 50, 250), attrs{"landuse": "0901", "gfa": 100}}),
			layerOf(t, study.Stations, drawing{"s", "POINT(390 300)", nil}),
			layerOf(t, study.PolicyZones, drawing{"z", box(390, 150, 410, 170), nil}),
			layerOf(t, study.Barriers, drawing{"l", "LINESTRING(10 10, 790 10)", nil}))
	}
	plane, round := running(t, study(), takes...), running(t, onEllipsoid(study()), takes...)
	scale, err := crs.ArealScale(plane.p.crs, orb.Point{400, 200})
	if err != nil {
		t.Fatal(err)
	}
	if scale < 1.003 {
		t.Fatalf("%g: the plane is too true to tell", scale)
	}
	for _, id := range strings.Fields("a b c d e f g h i j") {
		for _, atoms := range [][]string{{"W"}, {"E"}, {"W", "E"}} {
			want, got := plane.quantity(t, id, atoms...), round.quantity(t, id, atoms...)
			by := 1.0
			if strings.Contains("abcde", id) {
				by = scale
			}
			if math.Abs(got.Low*by-want.Low) > 1e-5*want.Low || math.Abs(got.High*by-want.High) > 1e-5*want.High {
				t.Errorf("%s in %v: %v, in the plane %v", id, atoms, got, want)
			}
		}
	}
	if a, b := round.f.atoms[0].Area*scale, plane.f.atoms[0].Area; math.Abs(a/b-1) > 1e-5 {
		t.Errorf("the first atom is %v m² on the ellipsoid, in the plane %v", a/scale, b)
	}
}

// Parcels over atoms and outside add up to the parcels there, too.
func TestConserveOnTheEllipsoid(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var parcels []drawing
	for i := range 60 {
		x, y := 900*rng.Float64()-50, 500*rng.Float64()-50
		parcels = append(parcels, drawing{fmt.Sprintf("%02d", i), fmt.Sprintf("POLYGON((%g %g, %g %g, %g %g, %g %g))", x, y, x+90*rng.Float64()+5, y+3, x+20, y+80*rng.Float64()+9, x, y), attrs{"landuse": "0701"}})
	}
	r := running(t, onEllipsoid(drawn(t, twoUnits(t), layerOf(t, study.Parcels, parcels...))))
	c := r.m.conserved
	t.Logf("%+v", c)
	if c.WorstRelative > 1e-12 || c.OutsideM2 == 0 {
		t.Errorf("%+v", c)
	}
	sum, whole := 0.0, r.p.ground.area(r.p.layers[study.ControlUnits].area(0))+r.p.ground.area(r.p.layers[study.ControlUnits].area(1))
	for i := range r.f.atoms {
		sum += r.f.atoms[i].Area
	}
	if math.Abs(sum/whole-1) > 1e-13 {
		t.Errorf("atoms of %v m², control units of %v", sum, whole)
	}
}

func TestRepairsOnTheEllipsoid(t *testing.T) {
	w, err := area.FitWeight(orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{10, 10}}, func(p orb.Point) (float64, error) { return 1 + p[0], nil })
	if err != nil {
		t.Fatal(err)
	}
	all := []Repair{
		{Kind: "by its shape", Area: squareMetres(1), shape: orb.MultiPolygon{orb.Bound{Max: orb.Point{2, 2}}.ToPolygon()}},
		{Kind: "by its place", Before: squareMetres(3), After: squareMetres(2), Area: squareMetres(1), Place: &[2]float64{4, 0}},
		{Kind: "nowhere", Area: squareMetres(1)},
		{Kind: "no area", Place: &[2]float64{4, 0}},
	}
	ground{}.repairs(all)
	if *all[1].Area != 1 {
		t.Errorf("in the plane: %v", *all[1].Area)
	}
	ground{w}.repairs(all)
	if *all[0].Area != 2 || *all[1].Before != 15 || *all[1].After != 10 || *all[1].Area != 5 || *all[2].Area != 1 || all[3].Area != nil {
		t.Errorf("%v, %v, %v of %v, %v, %v", *all[0].Area, *all[1].Area, *all[1].After, *all[1].Before, *all[2].Area, all[3].Area)
	}
}

// A province fits; half the world does not, and the farthest feature is named.
func TestGroundReachesFar(t *testing.T) {
	home := drawing{"A", box(460000, 3840000, 464000, 3844000), nil}
	for _, c := range []struct {
		name, shape string
		fits        bool
	}{
		{"a province", box(200000, 3500000, 900000, 4100000), true},
		{"the origin of the system", box(0, 0, 100, 100), true},
		{"the other side", box(9e6, -9e6, 9.1e6, -8.9e6), false},
	} {
		p := onEllipsoid(drawn(t, layerOf(t, study.ControlUnits, home), layerOf(t, study.PolicyZones, drawing{"Z", c.shape, nil})))
		g, err := p.groundOf(&fabric{}, study.Settings{AreaMethod: study.MethodEllipsoid})
		if c.fits != (err == nil) {
			t.Errorf("%s: %v", c.name, err)
		}
		var feature *geo.FeatureError
		if err != nil && (!errors.As(err, &feature) || feature.Ref.String() != "policy_zones/Z") {
			t.Errorf("%s: %v", c.name, err)
		}
		if err == nil {
			t.Logf("%s: off by %.2g", c.name, g.weight.Deviation())
		} else {
			t.Log(err)
		}
	}
}
