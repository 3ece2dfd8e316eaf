package units

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/geo/crs"
	"renewal/rules"
	"renewal/units/study"
)

// fataler is what a test, a benchmark and a rapid test have in common.
type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// drawing is one drawn feature: its shape in metres as WKT, and its attributes.
// A nil value is a null.
type drawing struct {
	id, shape string
	attrs     attrs
}

type attrs map[string]any

// box is a rectangle as WKT.
func box(x0, y0, x1, y1 float64) string {
	return fmt.Sprintf("POLYGON((%g %g, %g %g, %g %g, %g %g, %g %g))", x0, y0, x1, y0, x1, y1, x0, y1, x0, y0)
}

// read returns a drawn shape; areas come back as multipolygons.
func read(t fataler, text string) orb.Geometry {
	t.Helper()
	g, err := wkt.Unmarshal(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if areas, ok := geo.Polygons(g); ok {
		return areas
	}
	return g
}

// layerOf makes a layer of a role as it is after prepare, its features in the
// order of their IDs. An attribute that one feature has is null in the others.
func layerOf(t fataler, role string, features ...drawing) *layer {
	t.Helper()
	slices.SortFunc(features, func(a, b drawing) int { return strings.Compare(a.id, b.id) })
	l := &geo.Layer{Name: role, Source: role + ".geojson"}
	var names []string
	for _, f := range features {
		l.IDs, l.Shapes = append(l.IDs, f.id), append(l.Shapes, read(t, f.shape))
		for name := range f.attrs {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		n := len(features)
		c := geo.Column{Name: name, Nulls: make([]bool, n)}
		if a := study.Attribute(role, name); a.Type.Numeric() || a.Type == rules.Flag {
			c.Type, c.Reals = geo.Real, make([]float64, n)
		} else {
			c.Type, c.Texts = geo.Text, make([]string, n)
		}
		for i, f := range features {
			switch v := f.attrs[name].(type) {
			case nil:
				c.Nulls[i] = true
			case string:
				c.Texts[i] = v
			case int:
				c.Reals[i] = float64(v)
			case float64:
				c.Reals[i] = v
			default:
				t.Fatalf("%s of %s is a %T", name, f.id, v)
			}
		}
		l.Columns = append(l.Columns, c)
	}
	return newLayer(l, make([]int, len(features)))
}

// prepared is a study of drawn layers. One without districts lies in one that
// is large, one without parcels has a parcel far away.
func drawn(t fataler, layers ...*layer) *prepared {
	t.Helper()
	working, err := crs.Parse("EPSG:4547")
	if err != nil {
		t.Fatalf("%v", err)
	}
	p := &prepared{study: &study.Study{Path: "study.yaml", Name: "drawn"}, crs: working, layers: map[string]*layer{
		study.Districts: layerOf(t, study.Districts, drawing{"D", box(-1e5, -1e5, 1e5, 1e5), nil}),
		study.Parcels:   layerOf(t, study.Parcels, drawing{"far", box(9e4, 9e4, 9.1e4, 9.1e4), nil}),
	}}
	for _, l := range layers {
		p.layers[l.Name] = l
	}
	return p
}

// zhengzhou is the built-in ruleset, with more statistics of the test's own,
// each a line of YAML flow such as "id: x, of: parcels, take: area".
func zhengzhou(t fataler, statistics ...string) *rules.Ruleset {
	t.Helper()
	if len(statistics) == 0 {
		rs, err := builtin()
		if err != nil {
			t.Fatalf("%v", err)
		}
		return rs
	}
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatalf("%v", err)
	}
	own := "statistics:\n"
	for _, s := range statistics {
		own += "  - {" + s + ", zh: 试, en: test, source: {tag: OURS}}\n"
	}
	rs, err := rules.Parse("test", []byte(strings.Replace(string(data), "statistics:\n", own, 1)))
	if err != nil {
		t.Fatalf("%v", err)
	}
	return rs
}

var builtin = sync.OnceValues(func() (*rules.Ruleset, error) { return rules.Load("zhengzhou") })

func settingsFor(t fataler, p *prepared, rs *rules.Ruleset) study.Settings {
	t.Helper()
	return p.study.Settings(rs)
}

// woven is the fabric of a drawn study.
func woven(t fataler, p *prepared, rs *rules.Ruleset) *fabric {
	t.Helper()
	f, err := weave(context.Background(), p, rs, settingsFor(t, p, rs), nobody{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return f
}

// run takes a drawn study through all stages but reading, reporting and writing.
type run struct {
	p   *prepared
	rs  *rules.Ruleset
	set study.Settings
	f   *fabric
	m   *measured
	j   *cost
	g   *grouping
	us  []Unit
}

func running(t fataler, p *prepared, statistics ...string) *run {
	t.Helper()
	rs := zhengzhou(t, statistics...)
	r := &run{p: p, rs: rs, set: settingsFor(t, p, rs), f: woven(t, p, rs)}
	ctx := context.Background()
	var err error
	must := func() {
		t.Helper()
		if err != nil {
			t.Fatalf("%v", err)
		}
	}
	r.m, err = measure(ctx, p, r.f, rs, r.set, nobody{})
	must()
	r.j = newCost(r.f, r.m, rs, r.set)
	r.g, err = group(ctx, p, r.f, r.m, rs, r.set, nobody{})
	must()
	r.us, err = shape(ctx, p, r.f, r.g, r.set)
	must()
	err = classify(ctx, r.us, p, r.f, r.m, rs, r.set)
	must()
	err = guide(ctx, r.us, p, r.m, rs)
	must()
	return r
}

// quantity is a statistic on the atoms of these names, on all if none is named.
func (r *run) quantity(t fataler, id string, atoms ...string) rules.Quantity {
	t.Helper()
	var at []int
	for i := range r.f.atoms {
		if len(atoms) == 0 || slices.Contains(atoms, r.f.atoms[i].ID) {
			at = append(at, i)
		}
	}
	for k := range r.m.tallies {
		if r.m.tallies[k].statistic.ID == id {
			return r.m.tallies[k].quantity(at)
		}
	}
	t.Fatalf("no statistic %s", id)
	return rules.Quantity{}
}

// unit is the unit that has the atom of this name; nil if none has.
func (r *run) unit(atom string) *Unit {
	for i := range r.us {
		for _, a := range r.us[i].Atoms {
			if r.f.atoms[a].ID == atom {
				return &r.us[i]
			}
		}
	}
	return nil
}

// atomIDs are the names of the atoms, in their order.
func (f *fabric) atomIDs() []string {
	var ids []string
	for i := range f.atoms {
		ids = append(ids, f.atoms[i].ID)
	}
	return ids
}

// mustTile fails unless the shapes are a coverage.
func mustTile(t fataler, shapes []orb.MultiPolygon) {
	t.Helper()
	findings, err := coverage.Check(context.Background(), shapes, coverage.CheckOptions{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	if len(findings) > 0 {
		f := findings[0]
		t.Fatalf("no coverage: %d findings, first %s of %v at %v %s", len(findings), f.Kind, f.Cells, f.Place, f.Why)
	}
}

// same reports whether two numbers agree to nine digits, or to a millionth.
func same(a, b float64) bool {
	return math.Abs(a-b) <= max(1e-6, 1e-9*max(math.Abs(a), math.Abs(b)))
}

// kindsOfRepairs counts repairs by kind.
func kindsOfRepairs(repairs []Repair) map[string]int {
	kinds := map[string]int{}
	for _, r := range repairs {
		kinds[r.Kind]++
	}
	return kinds
}
