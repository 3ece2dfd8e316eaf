package inspect_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/units/inspect"
	"renewal/units/study"
)

// first lists, by layer and kind, the features that findings are about first.
func first(r *inspect.Report) map[string]map[inspect.Kind][]string {
	found := map[string]map[inspect.Kind][]string{}
	for _, g := range r.Groups {
		for _, f := range g.Findings {
			if len(f.Features) == 0 {
				continue
			}
			if found[g.Layer] == nil {
				found[g.Layer] = map[inspect.Kind][]string{}
			}
			_, id, _ := bytes.Cut([]byte(f.Features[0]), []byte("/"))
			found[g.Layer][g.Kind] = append(found[g.Layer][g.Kind], string(id))
		}
		if ids := found[g.Layer][g.Kind]; ids != nil {
			slices.Sort(ids)
			found[g.Layer][g.Kind] = slices.Compact(ids)
		}
	}
	return found
}

func TestDrawnCity(t *testing.T) {
	drawn, want := drawnUnits()
	path := write(t, drawn, drawnRoads(), drawnDistricts())
	r, err := inspect.Files(context.Background(), []string{path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := first(r)
	for kind, ids := range want {
		got := found["units"][kind]
		if kind == inspect.OffRoad { // shapes that were broken leave their road too
			got = slices.DeleteFunc(slices.Clone(got), func(id string) bool { return !slices.Contains(ids, id) && id != "U13" })
		}
		if !slices.Equal(got, ids) {
			t.Errorf("%s: found %v, drawn %v", kind, got, ids)
		}
	}
	for kind, ids := range found["units"] {
		switch kind {
		case inspect.Overlap, inspect.Gap, inspect.Unmatched, inspect.Unclaimed, inspect.Orientation, inspect.OffRoad: // what follows of the others
		default:
			if want[kind] == nil {
				t.Errorf("%s: found %v, drawn none", kind, ids)
			}
		}
	}
	for kind, want := range map[inspect.Kind]string{inspect.Undershoot: "R10", inspect.Overshoot: "R28"} {
		if got := found["roads"][kind]; !slices.Equal(got, []string{want}) {
			t.Errorf("%s: found %v, drawn %s", kind, got, want)
		}
	}
	edge := group(r, inspect.DistrictEdge).Findings[0] // beside units that are off, further off
	if edge.Length == nil || math.Abs(*edge.Width-3) > 2.5 || math.Abs(*edge.Length-5*side) > side {
		t.Errorf("district edge: %+v; drawn 3 m beside the units for 2000 m", edge)
	}
	if got := *group(r, inspect.TooLarge).Findings[0].Width; math.Abs(got-2) > 0.01 {
		t.Errorf("U22 is %v m too large, drawn 2", got)
	}
	if got := *group(r, inspect.TooSmall).Findings[0].Width; math.Abs(got-3) > 0.01 {
		t.Errorf("U42 is %v m too small, drawn 3", got)
	}
}

// District edges are looked for as far from the units as the study says.
func TestDistrictEdgesOfAStudy(t *testing.T) {
	drawn, _ := drawnUnits()
	path := write(t, drawn, drawnDistricts())
	for _, c := range []struct {
		options     string
		least, most float64 // of the widest miss, in metres
	}{{"", 3, 10}, {"options: {follow: 1}", 0, 1}} {
		file := filepath.Join(filepath.Dir(path), "study.yaml")
		text := "name: x\ncrs: EPSG:4547\nlayers:\n  control_units: {file: city.gpkg, layer: units}\n" +
			"  districts: {file: city.gpkg, layer: districts}\n  parcels: {file: city.gpkg, layer: units}\n" + c.options + "\n"
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := study.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := inspect.Study(context.Background(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := group(r, inspect.DistrictEdge).Widest; got != nil && (*got < c.least || *got > c.most) || got == nil && c.least > 0 {
			t.Errorf("%q: misses of up to %v, want %v to %v", c.options, got, c.least, c.most)
		}
	}
}

func group(r *inspect.Report, kind inspect.Kind) *inspect.Group {
	for i := range r.Groups {
		if r.Groups[i].Kind == kind {
			return &r.Groups[i]
		}
	}
	return &inspect.Group{Findings: []inspect.Finding{{Width: new(float64)}}}
}

// A city without defects has no findings but notes, also where a shape has a part
// without an outline.
func TestSoundCity(t *testing.T) {
	l := &geo.Layer{Name: "units", Columns: []geo.Column{{Name: "unit_id"}}}
	for x := range blocks {
		for y := range blocks {
			l.Shapes = append(l.Shapes, orb.MultiPolygon{{block(x, y)}, {}})
			l.Columns[0].Texts = append(l.Columns[0].Texts, fmt.Sprintf("U%d%d", x, y))
		}
	}
	r, err := inspect.Files(context.Background(), []string{write(t, l)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Groups) > 0 {
		t.Errorf("found %+v", r.Groups)
	}
}

// Where gaps run all over a layer it is the layer that is off: told once, not of
// all outlines but one.
func TestGapsEverywhere(t *testing.T) {
	l := &geo.Layer{Name: "units", Columns: []geo.Column{{Name: "unit_id"}}}
	for x := range blocks {
		for y := range blocks {
			l.Shapes = append(l.Shapes, orb.MultiPolygon{{grown(x, y, -0.5)}})
			l.Columns[0].Texts = append(l.Columns[0].Texts, fmt.Sprintf("U%d%d", x, y))
		}
	}
	r, err := inspect.Files(context.Background(), []string{write(t, l)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	apart := group(r, inspect.Apart)
	if apart.Count != 1 || apart.Findings[0].Count < blocks*blocks/2 || math.Abs(*apart.Findings[0].Width-1) > 0.01 {
		t.Errorf("told %+v, drawn 1 m apart everywhere", apart)
	}
	for _, kind := range []inspect.Kind{inspect.TooSmall, inspect.TooLarge, inspect.Displaced} {
		if n := group(r, kind).Count; n > 0 {
			t.Errorf("%s: %d outlines are blamed", kind, n)
		}
	}
	if n := group(r, inspect.Gap).Count; n != 2*blocks*(blocks-1) {
		t.Errorf("%d gaps, drawn %d", n, 2*blocks*(blocks-1))
	}
}

// The order of features and the number of cores change no byte.
func TestOrderDoesNotMatter(t *testing.T) {
	drawn, _ := drawnUnits()
	roads := drawnRoads()
	report := func(cores int, layers ...*geo.Layer) []byte {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		path := write(t, layers...)
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chdir(filepath.Dir(path)); err != nil {
			t.Fatal(err)
		}
		defer os.Chdir(dir)
		r, err := inspect.Files(context.Background(), []string{"city.gpkg"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		out, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	want := report(1, drawn, roads)
	random := rand.New(rand.NewPCG(1, 2))
	if got := report(4, drawn.Pick(random.Perm(drawn.Len())), roads.Pick(random.Perm(roads.Len()))); !bytes.Equal(got, want) {
		t.Errorf("another order gives another report:\n%s\n%s", got, want)
	}
}

func TestStopsSoon(t *testing.T) {
	drawn, _ := drawnUnits()
	path := write(t, drawn)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := inspect.Files(ctx, []string{path}, nil); err != context.Canceled {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// A database is named without its password, whatever came of it.
func TestPasswordsAreHidden(t *testing.T) {
	r, err := inspect.Files(context.Background(), []string{"PG:host=127.0.0.1 port=1 dbname=x password=geheim"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if r.Errors != 1 || bytes.Contains(out, []byte("geheim")) {
		t.Errorf("%s", out)
	}
}
