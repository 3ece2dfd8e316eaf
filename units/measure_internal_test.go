package units

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/rules"
	"renewal/units/study"
)

// additive statistics of the built-in ruleset: sums over atoms are those of
// their union.
func additive(s *rules.Statistic) bool {
	return slices.Contains([]string{"area", "near", "count", "sum", "length"}, s.Take)
}

// hairs is the land that the features of a role count twice: what two of them share, and
// is too little to be an overlap. Resources are parcels here.
func hairs(t *rapid.T, p *prepared, role string) (sum float64) {
	if role == study.Resources {
		role = study.Parcels
	}
	l := p.layers[role]
	if l == nil || len(l.areas()) == 0 {
		return 0
	}
	areas := l.areas()
	pairs, err := area.Overlaps(context.Background(), areas, area.OverlayOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, both := range pairs {
		if both.Area <= overlapping(geo.Area(areas[both.A]), geo.Area(areas[both.B])) {
			sum += both.Area
		}
	}
	return sum
}

// What measure promises, on random cities.
func TestMeasureLaws(t *testing.T) {
	rs := zhengzhou(t)
	rapid.Check(t, func(t *rapid.T) {
		c := randomCity(t).withParcels(t)
		c.p.layers[study.Stations] = layerOf(t, study.Stations, drawing{"S", "POINT(100 100)", attrs{"kind": "ordinary"}})
		f := woven(t, c.p, rs)
		m, err := measure(context.Background(), c.p, f, rs, settingsFor(t, c.p, rs), nobody{})
		if err != nil {
			t.Fatalf("%v", err)
		}
		all := make([]int, len(f.atoms))
		size := 0.0
		for i := range all {
			all[i] = i
			size += f.atoms[i].Area
		}
		if c := m.conserved; c.WorstRelative > mostMissing {
			t.Errorf("parcels do not add up: %+v", c)
		}
		for k := range m.tallies {
			tally := &m.tallies[k]
			whole := tally.quantity(all)
			if whole.Low > whole.High {
				t.Errorf("%s is from %g to %g", tally.statistic.ID, whole.Low, whole.High)
			}
			if slices.Contains([]string{"area", "near", "largest"}, tally.statistic.Take) && whole.Known() && (whole.High > size*(1+1e-9)+hairs(t, c.p, tally.statistic.Of) || whole.Low < 0) {
				t.Errorf("%s is %v on a study of %g m²", tally.statistic.ID, whole, size)
			}
			if whole.Low != whole.High && len(whole.Why) == 0 {
				t.Errorf("%s is %v, and nobody says why", tally.statistic.ID, whole)
			}
			if !additive(tally.statistic) || tally.missing != nil {
				continue
			}
			low, high := 0.0, 0.0
			for _, a := range all {
				q := tally.quantity([]int{a})
				low, high = low+q.Low, high+q.High
			}
			if !agree(low, whole.Low) || !agree(high, whole.High) {
				t.Errorf("%s: atoms have %g to %g, all have %v", tally.statistic.ID, low, high, whole)
			}
		}
	})
}

// However the unknown attributes turn out, what is measured then lies in the
// interval that is measured now.
func TestMeasureEnclosesTheTruth(t *testing.T) {
	rs := zhengzhou(t)
	rapid.Check(t, func(t *rapid.T) {
		c := randomCity(t).withParcels(t)
		c.p.layers[study.Barriers] = nil
		delete(c.p.layers, study.Barriers)
		f := woven(t, c.p, rs)
		now, err := measure(context.Background(), c.p, f, rs, settingsFor(t, c.p, rs), nobody{})
		if err != nil {
			t.Fatalf("%v", err)
		}
		told := *c.p.layers[study.Parcels].Layer
		told.Columns = slices.Clone(told.Columns)
		for k := range told.Columns {
			col := &told.Columns[k]
			full := geo.Column{Name: col.Name, Type: col.Type, Texts: slices.Clone(col.Texts), Reals: slices.Clone(col.Reals)}
			for i := range col.Len() {
				if !col.Null(i) {
					continue
				}
				switch col.Name {
				case "landuse":
					full.Texts[i] = rapid.SampledFrom([]string{"070102", "0901", "100101", "1301", "1701"}).Draw(t, "truth")
				case "build_year":
					full.Reals[i] = float64(rapid.SampledFrom([]int{1900, 2000, 2020}).Draw(t, "truth"))
				default:
					full.Reals[i] = float64(rapid.IntRange(0, 50000).Draw(t, "truth"))
				}
			}
			told.Columns[k] = full
		}
		then := *c.p
		then.layers = map[string]*layer{study.ControlUnits: c.p.layers[study.ControlUnits], study.Districts: c.p.layers[study.Districts], study.Parcels: newLayer(&told, c.p.layers[study.Parcels].source)}
		truth, err := measure(context.Background(), &then, f, rs, settingsFor(t, &then, rs), nobody{})
		if err != nil {
			t.Fatalf("%v", err)
		}
		for k := range now.tallies {
			if now.tallies[k].statistic.Take == "mix" {
				continue // its scale, the number of uses in the study, is another one
			}
			for a := range f.atoms {
				p, q := now.tallies[k].quantity([]int{a}), truth.tallies[k].quantity([]int{a})
				if q.Known() && !encloses(p, q) {
					t.Errorf("%s of %s: %v, but in truth %v", now.tallies[k].statistic.ID, f.atoms[a].ID, p, q)
				}
			}
		}
	})
}

// Neither the number of cores nor that of workers changes a bit.
func TestMeasureOnAnyCores(t *testing.T) {
	rs := zhengzhou(t)
	p := drawn(t, quarters(t)...)
	var want string
	for _, cores := range []int{1, 2, 4} {
		for _, workers := range []int{0, 1, 7} {
			before := runtime.GOMAXPROCS(cores)
			p.study.Options.Workers = workers
			f := woven(t, p, rs)
			m, err := measure(context.Background(), p, f, rs, settingsFor(t, p, rs), nobody{})
			runtime.GOMAXPROCS(before)
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%v\n%v\n", f.borders, f.atoms)
			for k := range m.tallies {
				got += fmt.Sprintf("%s %v %v %v\n", m.tallies[k].statistic.ID, m.tallies[k].atoms, m.tallies[k].why, m.tallies[k].groups)
			}
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("%d cores and %d workers:\n%s", cores, workers, cmp.Diff(want, got))
			}
		}
	}
}

// quarters are four control units with parcels that overlap one another and the
// borders, some of whose attributes are unknown.
func quarters(t fataler) []*layer {
	var parcels []drawing
	uses := []any{"070102", "0901", "100101", nil, "1401"}
	for i := range 60 {
		x, y := float64(i%8*100+i%3*17), float64(i/8*100+i%5*13)
		parcels = append(parcels, drawing{fmt.Sprintf("P%02d", i), box(x, y, x+120, y+90),
			attrs{"landuse": uses[i%5], "build_year": []any{1990, nil, 2010}[i%3], "gfa": 100 * i}})
	}
	return []*layer{
		layerOf(t, study.ControlUnits, drawing{"SW", box(0, 0, 400, 400), nil}, drawing{"SE", box(400, 0, 800, 400), nil},
			drawing{"NW", box(0, 400, 400, 800), nil}, drawing{"NE", box(400, 400, 800, 800), nil}),
		layerOf(t, study.Parcels, parcels...),
		layerOf(t, study.Stations, drawing{"S", "POINT(410 410)", attrs{"kind": "interchange"}}),
	}
}

// A feature with several reasons to renew counts once, and by each kind.
func TestResources(t *testing.T) {
	r := running(t, drawn(t, twoUnits(t),
		layerOf(t, study.Parcels,
			drawing{"old and empty", box(0, 0, 10, 10), attrs{"landuse": "090101", "build_year": 1990, "vacancy": 0.5, "planned_landuse": "090101", "danger_grade": "A", "idle": 0, "idle_years": 0, "heritage": 0}},
			drawing{"maybe old", box(20, 0, 40, 10), attrs{"landuse": "070102", "planned_landuse": "070102", "danger_grade": "A", "idle": 0, "idle_years": 0, "heritage": 0}},
			drawing{"new", box(50, 0, 60, 10), attrs{"landuse": "070102", "build_year": 2010, "vacancy": 0, "planned_landuse": "070102", "danger_grade": "A", "idle": 0, "idle_years": 0, "heritage": 0}}),
		layerOf(t, study.Resources, drawing{"named", box(5, 0, 15, 10), attrs{"kind": "facility"}})))
	res := r.m.resources
	var got []string
	for i := range res.at {
		line := res.ref(i).String() + ":"
		for _, reason := range res.of(i) {
			line += " " + res.kinds[reason.rank].ID + " " + reason.outcome.String()
		}
		got = append(got, line)
	}
	want := []string{
		"parcels/maybe old: old_residential unknown",
		"parcels/old and empty: old_block pass low_eff_building pass",
		"resources/named: facility pass",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("resources (-want +got):\n%s", d)
	}
	// 15 m by 10 m that are sure, 20 m by 10 m that may be.
	if q := r.quantity(t, "resource", "W"); !same(q.Low, 150) || !same(q.High, 350) || !slices.Contains(q.Why, "parcels.build_year") {
		t.Errorf("resources %v because of %v", q, q.Why)
	}
	for id, want := range map[string]float64{"old_block": 100, "low_use": 100} {
		if q := r.quantity(t, id, "W"); !same(q.Low, want) || !q.Exact() {
			t.Errorf("%s is %v, want %g", id, q, want)
		}
	}
}
