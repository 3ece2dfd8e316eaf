package units

import (
	"slices"
	"strings"
	"testing"

	"renewal/rules"
	"renewal/units/study"
)

// Without a layer nothing is known, unless the study says that there is none.
func TestDeclaredAbsences(t *testing.T) {
	statistics := []string{
		"id: t_zones, of: policy_zones, take: area",
		`id: t_axis, of: policy_zones, take: area, where: 'kind == "axis"'`,
		`id: t_both, of: policy_zones, take: area, where: 'kind in ["axis", "belt"]'`,
		`id: t_either, of: policy_zones, take: area, where: 'kind == "axis" or established >= 2000'`,
		"id: t_near, of: stations, take: near, distance: 500",
		"id: t_parks, of: greens, take: count",
		"id: t_major, of: policy_zones, take: majority, by: kind",
	}
	for _, c := range []struct {
		name string
		none []study.Absence
		zero string // the statistics that are 0
		why  string // of t_axis
	}{
		{"nothing", nil, "", ""},
		{"a role", []study.Absence{{Role: study.Stations}}, "t_near", ""},
		{"all zones", []study.Absence{{Role: study.PolicyZones}}, "t_zones t_axis t_both t_either", "policy_zones"},
		{"a kind", []study.Absence{{Role: study.PolicyZones, Kind: "axis"}}, "t_axis", "policy_zones.axis"},
		{"two kinds", []study.Absence{{Role: study.PolicyZones, Kind: "belt"}, {Role: study.PolicyZones, Kind: "axis"}}, "t_axis t_both", "policy_zones.axis"},
	} {
		p := fourUnits(t)
		delete(p.layers, study.PolicyZones)
		p.study.None = c.none
		r := running(t, p, statistics...)
		var zero []string
		for _, s := range statistics {
			id := strings.TrimPrefix(strings.SplitN(s, ",", 2)[0], "id: ")
			if q := r.quantity(t, id); q.Exact() && q.Low == 0 {
				zero = append(zero, id)
			} else if q.Known() {
				t.Errorf("%s: %s is %s", c.name, id, q)
			}
		}
		if got := strings.Join(zero, " "); got != c.zero {
			t.Errorf("%s: %s are 0, want %s", c.name, got, c.zero)
		}
		for k := range r.m.tallies {
			if tally := &r.m.tallies[k]; tally.statistic.ID == "t_axis" && strings.Join(tally.declared, " ") != c.why {
				t.Errorf("%s: by the word of %v, want %s", c.name, tally.declared, c.why)
			}
		}
		declared := false
		for _, m := range r.us[0].Verdict.Measures {
			declared = declared || len(m.Declared) > 0
			if len(m.Declared) > 0 && !slices.ContainsFunc(c.none, func(a study.Absence) bool { return slices.Contains(m.Declared, a.String()) }) {
				t.Errorf("%s: %s rests on %v", c.name, m.ID, m.Declared)
			}
		}
		if want := len(c.none) > 0 && c.name != "a kind"; declared != want { // no measure is about axes alone
			t.Errorf("%s: verdicts name declarations: %v", c.name, declared)
		}
	}
}

// The negative list and hard barriers go by the study's word, too.
func TestDeclaredAbsencesElsewhere(t *testing.T) {
	p := fourUnits(t)
	delete(p.layers, study.PolicyZones)
	delete(p.layers, study.Barriers)
	p.study.None = []study.Absence{{Role: study.PolicyZones, Kind: "ecological_redline"}, {Role: study.PolicyZones, Kind: "basic_farmland"}, {Role: study.Barriers}}
	r := running(t, p)
	// Nobody drew the development boundary, so the row stays open; that there is no
	// redline and no farmland is settled, by the study's word.
	n := r.us[0].Guide.Negative[0]
	if n.Outcome != "not_evaluated" || n.Tests[0].Outcome != rules.Pass || n.Tests[1].Outcome != rules.Unknown {
		t.Errorf("negative list: %+v", n)
	}
	if got := grounds(rules.CheckResult{Outcome: rules.Pass, Tests: n.Tests}, r.us[0].Verdict); !strings.Contains(got, "by the word of the study (none: policy_zones.basic_farmland, policy_zones.ecological_redline)") {
		t.Errorf("no_go rests on: %s", got)
	}
	for _, m := range r.us[0].Verdict.Measures {
		if slices.Contains(r.rs.StatisticsOf(m.ID), "hard_inside") && (!m.Value.Exact() || m.Value.Low != 0 || !slices.Equal(m.Declared, []string{"barriers"})) {
			t.Errorf("%s is %s by the word of %v", m.ID, m.Value, m.Declared)
		}
	}
}

// What is there cannot be declared absent.
func TestDeclaredButThere(t *testing.T) {
	p := fourUnits(t, layerOf(t, study.PolicyZones, drawing{"Z", box(0, 0, 9, 9), attrs{"kind": "axis"}}))
	p.study.None = []study.Absence{{Role: study.PolicyZones, Kind: "belt"}}
	if err := p.checkAbsences(); err != nil {
		t.Error(err)
	}
	p.study.None = []study.Absence{{Role: study.PolicyZones, Kind: "axis"}}
	if err := p.checkAbsences(); err == nil || !strings.Contains(err.Error(), "policy_zones/Z (policy_zones.geojson): read: its kind is axis, of which the study says that there is none") {
		t.Errorf("error %v", err)
	}
}
