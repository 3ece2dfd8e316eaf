//go:build unix

package units

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/vector"
	"renewal/rules"
	"renewal/units/study"
)

// TestBenchJob is our side of stage B of ../shared/peers for scripts/bench.sh:
// "overlay STUDY ROADS" reads a study, makes its atoms, and then measures on all of
// them, and on all control units, what the peers measure on theirs: land by use and by
// kind of resource, zones by kind, roads and stations. It prints how long the measuring
// took, and its processor time.
func TestBenchJob(t *testing.T) {
	words := strings.Fields(os.Getenv("RENEWAL_BENCH"))
	if len(words) != 3 || words[0] != "overlay" {
		t.Skip("for scripts/bench.sh")
	}
	ctx := context.Background()
	s, err := study.Read(words[1])
	if err != nil {
		t.Fatal(err)
	}
	rs := zhengzhou(t)
	set := s.Settings(rs)
	p, rest, err := prepare(ctx, s, set, nobody{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := weave(ctx, p, rs, set, nobody{})
	if e := rest(); e != nil || err != nil {
		t.Fatal(e, err)
	}
	roads, err := vector.Read(ctx, vector.Source{File: words[2], Layer: "roads"})
	if err != nil {
		t.Fatal(err)
	}
	roads.Name = study.Barriers
	p.layers[study.Barriers] = newLayer(roads, make([]int, roads.Len()))

	begin, cpu := time.Now(), processorTime()
	m, err := newMeasurer(ctx, p, f)
	if err != nil {
		t.Fatal(err)
	}
	pieces := make([][]int, p.layers[study.ControlUnits].Len())
	for a := range f.atoms {
		pieces[f.atoms[a].ControlUnit] = append(pieces[f.atoms[a].ControlUnit], a)
	}
	sums := 0
	for _, of := range []func() ([]map[string]float64, error){m.landBySort, m.zonesByKind, m.roads, m.stops} {
		inAtoms, err := of()
		if err != nil {
			t.Fatal(err)
		}
		for _, atoms := range pieces {
			in := map[string]float64{}
			for _, a := range atoms {
				for key, v := range inAtoms[a] {
					in[key] += v
				}
			}
			sums += len(in)
		}
	}
	fmt.Printf("overlay %.3f %.3f\n", time.Since(begin).Seconds(), (processorTime() - cpu).Seconds())
	t.Logf("%d atoms, %d sums of %d control units", len(f.atoms), sums, len(pieces))
}

// landBySort is land by use, and by kind of resource; like the peers, it counts land
// that two parcels cover twice.
func (m *measurer) landBySort() ([]map[string]float64, error) {
	l := m.p.layers[study.Parcels]
	years, ratios := l.Column("build_year"), l.Column("far")
	return m.byKey(l.areas(), func(i int) [2]string {
		use, _ := l.text("landuse", i)
		year, _ := years.Real(i)
		ratio, _ := ratios.Real(i)
		switch {
		case use == "0703":
			return [2]string{use, "village"}
		case use == "0701" && year < 2000:
			return [2]string{use, "old_res"}
		case (use == "1001" || use == "1101") && year < 2005:
			return [2]string{use, "old_ind"}
		case use == "0901" && year < 2000 && ratio < 2.5:
			return [2]string{use, "old_com"}
		case use == "2301":
			return [2]string{use, "vacant"}
		}
		return [2]string{use, "none"}
	})
}

// zonesByKind is land in zones; where zones of a kind overlap it counts once.
func (m *measurer) zonesByKind() ([]map[string]float64, error) {
	l := m.p.layers[study.PolicyZones]
	of := map[string][]orb.MultiPolygon{}
	for i := range l.Shapes {
		of[l.kind(i)] = append(of[l.kind(i)], l.area(i))
	}
	var parts []orb.MultiPolygon
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(of)) {
		union, err := geo.Union(of[kind])
		if err != nil {
			return nil, err
		}
		for _, part := range union {
			parts, kinds = append(parts, orb.MultiPolygon{part}), append(kinds, kind)
		}
	}
	return m.byKey(parts, func(i int) [2]string { return [2]string{kinds[i]} })
}

// byKey adds up what shapes share with the atoms by their keys; no shape has the key "".
func (m *measurer) byKey(shapes []orb.MultiPolygon, keys func(i int) [2]string) ([]map[string]float64, error) {
	pairs, err := area.OverlayOutlines(m.ctx, m.atoms, shapes, area.OverlayOptions{Workers: m.workers})
	sums := make([]map[string]float64, len(m.atoms))
	for _, pair := range pairs {
		if sums[pair.A] == nil {
			sums[pair.A] = map[string]float64{}
		}
		for _, key := range keys(pair.B) {
			if key != "" {
				sums[pair.A][key] += pair.Area
			}
		}
	}
	return sums, err
}

func (m *measurer) roads() ([]map[string]float64, error) {
	roads := tally{statistic: &rules.Statistic{Take: "length"}}
	l := m.p.layers[study.Barriers]
	of := &subject{role: study.Barriers, shape: func(i int) orb.Geometry { return l.Shapes[i] }, in: slices.Repeat([]rules.Outcome{rules.Pass}, l.Len()), sure: true}
	err := m.takeLength(&roads, of)
	sums := make([]map[string]float64, len(m.atoms))
	for a, entries := range roads.atoms {
		for _, e := range entries {
			sums[a] = map[string]float64{"roads": e.low}
		}
	}
	return sums, err
}

func (m *measurer) stops() ([]map[string]float64, error) {
	sums := make([]map[string]float64, len(m.atoms))
	for _, s := range m.p.layers[study.Stations].Shapes {
		for _, a := range m.atomsAt(s.(orb.Point)) {
			if sums[a] == nil {
				sums[a] = map[string]float64{}
			}
			sums[a]["stops"]++
		}
	}
	return sums, nil
}

// processorTime is what the process has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
