package units

import (
	"cmp"
	"context"
	"slices"

	"renewal/geo/crs"
	"renewal/geo/parallel"
	"renewal/rules"
	"renewal/units/study"
)

// reportFormat names the format of reports; it changes where a reader has to.
const reportFormat = "renewal-report/1"

// Report is everything a run found, for machines: the same input gives the same
// bytes. It holds no time, host or path but the names of files as the study has
// them. Areas are m² by the study's area method.
type Report struct {
	Format       string              `json:"format"`
	Study        StudyReport         `json:"study"`
	Ruleset      RulesetReport       `json:"ruleset"`
	Settings     study.Settings      `json:"settings"`
	Summary      Summary             `json:"summary"`
	Cost         CostReport          `json:"cost"`
	Conservation Conservation        `json:"conservation"`
	Checkup      []Indicator         `json:"checkup"`   // of the city: all units, and the land in none, together
	Stability    []Sway              `json:"stability"` // by criterion, in the order of the ruleset
	Units        []UnitReport        `json:"units"`
	Changes      []Change            `json:"changes"` // since the earlier result that this one carries on; none without one
	Weights      []WeightSweep       `json:"weights"` // what hangs on each weight, where that was asked for
	ControlUnits []ControlUnitReport `json:"control_units"`
	Atoms        []AtomReport        `json:"atoms"`
	Repairs      []Repair            `json:"repairs"`
}

// StudyReport tells what went in.
type StudyReport struct {
	Name          string           `json:"name"`
	CRS           string           `json:"crs"`
	CRSName       string           `json:"crs_name"`
	AreaMethod    string           `json:"area_method"` // how every area was computed
	ArealScale    float64          `json:"areal_scale"` // planar area over area on the ellipsoid, in the middle of the study
	Ellipsoid     *EllipsoidReport `json:"ellipsoid,omitempty"`
	LanduseScheme string           `json:"landuse_scheme"` // several with a comma; "" where no layer has codes
	None          []string         `json:"none,omitempty"` // what the study says that there is none of
	Sources       []SourceReport   `json:"sources"`
}

// RulesetReport names the ruleset that was applied.
type RulesetReport struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Zh      string `json:"zh"`
	En      string `json:"en"`
	Digest  string `json:"sha256"`
}

// UnitReport is one unit with its evidence.
type UnitReport struct {
	ID           string         `json:"id"`
	Name         string         `json:"name"`
	Class        string         `json:"class"`
	ClassZh      string         `json:"class_zh"`
	District     string         `json:"district"`
	DistrictName string         `json:"district_name"`
	AreaM2       float64        `json:"area_m2"`
	AreaHa       float64        `json:"area_ha"` // as DYMJ: four decimals
	Atoms        []string       `json:"atoms"`
	ControlUnits []ControlShare `json:"control_units"`
	Basis        []BasisLength  `json:"basis"`
	Landuse      []LanduseArea  `json:"landuse"`
	Verdict      rules.Verdict  `json:"verdict"`
	Guide        Guide          `json:"guide"`
	Checkup      []Indicator    `json:"checkup"`
	Priority     rules.Score    `json:"priority"`
	Cost         UnitCost       `json:"cost"`
	Alternatives []Alternative  `json:"alternatives"` // the cheapest first; those that a rule forbids last
}

// LanduseArea is the land of one code, where parcels of that code overlap
// counted once. The code "" stands for parcels whose code is unknown.
type LanduseArea struct {
	Code   string  `json:"code"`
	AreaM2 float64 `json:"area_m2"`
}

// ControlUnitReport is one control unit after cleaning.
type ControlUnitReport struct {
	ID      string        `json:"id"`
	Name    string        `json:"name,omitempty"`
	DrawnM2 float64       `json:"drawn_m2"` // as it came, made valid
	GridM2  float64       `json:"grid_m2"`  // what rounding to the grid gained, or lost, it; the repairs tell the rest of the difference
	AreaM2  float64       `json:"area_m2"`  // cleaned; what its atoms add up to
	Atoms   []string      `json:"atoms"`
	Landuse []LanduseArea `json:"landuse"`
}

// AtomReport is one atom.
type AtomReport struct {
	ID          string  `json:"id"`
	ControlUnit string  `json:"control_unit"`
	District    string  `json:"district"` // "" if it lies in none
	Unit        string  `json:"unit"`     // "" if it is in none
	AreaM2      float64 `json:"area_m2"`
}

// report puts the result into words and numbers.
func report(ctx context.Context, r *Result, rs *rules.Ruleset, set study.Settings, g *grouping) (Report, error) {
	p, f := r.prepared, r.fabric
	repairs := slices.Concat(p.repairs, f.repairs)
	sortRepairs(repairs)
	p.ground.repairs(repairs)
	out := Report{
		Format:   reportFormat,
		Ruleset:  RulesetReport{rs.Name, rs.Version, rs.Zh, rs.En, rs.Digest},
		Settings: set,
		Cost:     g.cost,

		Conservation: r.measured.conserved,
		Weights:      []WeightSweep{},
		Repairs:      repairs,
		Study: StudyReport{Name: p.study.Name, CRS: nameOf(p.crs), CRSName: p.crs.Name(), LanduseScheme: p.scheme, Sources: p.sources,
			AreaMethod: areaMethod(p, set)},
	}
	var err error
	if out.Study.Ellipsoid, err = p.ground.ellipsoid(ctx, p.crs, f.atoms, p.study.Options.Workers); err != nil {
		return out, err
	}
	for _, a := range p.study.None {
		out.Study.None = append(out.Study.None, a.String())
	}
	middle := r.Bound().Center()
	scale, err := crs.ArealScale(p.crs, middle)
	if err != nil {
		return out, err
	}
	out.Study.ArealScale = round(scale, 9)
	var costs []UnitCost
	var alternatives [][]Alternative
	err = parallel.Each(ctx, 2, p.study.Options.Workers, func(i int) (err error) {
		if i == 0 {
			costs, alternatives, err = explain(ctx, r.units, p, g)
		} else {
			out.Stability = stability(r.units, rs)
		}
		return err
	})
	if err != nil {
		return out, err
	}
	unitOf := make([]string, len(f.atoms))
	for i := range r.units {
		u := &r.units[i]
		for _, a := range u.Atoms {
			unitOf[a] = u.ID
		}
		out.Units = append(out.Units, r.unitReport(u, rs))
		last := &out.Units[i]
		last.Cost, last.Alternatives = costs[i], alternatives[i]
	}
	districts, control := p.layers[study.Districts], p.layers[study.ControlUnits]
	atomsOf := make([][]int, control.Len())
	for i, a := range f.atoms {
		atomsOf[a.ControlUnit] = append(atomsOf[a.ControlUnit], i)
		atom := AtomReport{ID: a.ID, ControlUnit: control.IDs[a.ControlUnit], Unit: unitOf[i], AreaM2: round(a.Area, 4)}
		if a.District >= 0 {
			atom.District = districts.IDs[a.District]
		}
		out.Atoms = append(out.Atoms, atom)
	}
	for k, atoms := range atomsOf {
		c := ControlUnitReport{ID: control.IDs[k], DrawnM2: round(p.ground.area(control.area(k)), 4), GridM2: round(f.snapped[k]*p.ground.times(f.cells[k], nil), 4), AreaM2: round(p.ground.area(f.cells[k]), 4), Landuse: r.landuse(atoms)}
		c.Name, _ = control.text("name", k)
		for _, a := range atoms {
			c.Atoms = append(c.Atoms, f.atoms[a].ID)
		}
		out.ControlUnits = append(out.ControlUnits, c)
	}
	out.Checkup = r.cityCheckup(rs)
	out.Changes = r.changes()
	out.Summary = r.summary(rs, out)
	return out, nil
}

// areaMethod says how areas are computed.
func areaMethod(p *prepared, set study.Settings) string {
	return set.AreaMethod + " of " + nameOf(p.crs)
}

func (r *Result) unitReport(u *Unit, rs *rules.Ruleset) UnitReport {
	districts := r.prepared.layers[study.Districts]
	class, _ := rs.Class(u.Verdict.Class)
	out := UnitReport{
		ID: u.ID, Name: u.Name, Class: u.Verdict.Class, ClassZh: class.Zh,
		AreaM2: round(u.Area, 4), AreaHa: round(u.Area/10_000, 4), Basis: u.Basis, ControlUnits: u.Shares,
		Landuse: r.landuse(u.Atoms), Verdict: u.Verdict, Guide: u.Guide, Checkup: checkup(u.Verdict, rs), Priority: roundedScore(u.Priority),
	}
	if u.District >= 0 {
		out.District = districts.IDs[u.District]
		out.DistrictName, _ = districts.text("name", u.District)
	}
	for _, a := range u.Atoms {
		out.Atoms = append(out.Atoms, r.fabric.atoms[a].ID)
	}
	return out
}

// landuse lists the land of a set of atoms by code.
func (r *Result) landuse(atoms []int) []LanduseArea {
	t := r.measured.landuse
	all := []LanduseArea{}
	if t == nil {
		return all
	}
	for _, e := range t.sum(atoms) {
		if e.key == t.unknown {
			all = append(all, LanduseArea{"", round(e.low, 4)})
		} else {
			all = append(all, LanduseArea{t.groups[e.key], round(e.low, 4)})
		}
	}
	slices.SortStableFunc(all, func(a, b LanduseArea) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// roundVerdict leaves of measured values what is certain on any machine: nine
// significant digits are far below any threshold and above the last bits in
// which processors differ. What was decided from all digits stays decided.
func roundVerdict(v *rules.Verdict) {
	roundTests(v.Tests)
	for i := range v.Measures {
		v.Measures[i].Value = significantQuantity(v.Measures[i].Value)
	}
	for i := range v.Checks {
		roundTests(v.Checks[i].Tests)
	}
	if n := v.Nearest; n != nil {
		n.Value, n.Margin, n.Relative = significant(n.Value), significant(n.Margin), significant(n.Relative)
	}
}

func roundTests(tests []rules.TestResult) {
	for i := range tests {
		tests[i].Value = significantQuantity(tests[i].Value)
		if m := tests[i].Margin; m != nil {
			*m = significant(*m)
		}
	}
}

func roundedScore(s rules.Score) rules.Score {
	s.Terms = slices.Clone(s.Terms)
	s.Value = significantQuantity(s.Value)
	for i := range s.Terms {
		t := &s.Terms[i]
		t.Value, t.Adds = significantQuantity(t.Value), significantQuantity(t.Adds)
	}
	return s
}

func significantQuantity(q rules.Quantity) rules.Quantity {
	q.Low, q.High = significant(q.Low), significant(q.High)
	return q
}
