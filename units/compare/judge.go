package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Outcomes of a limit.
const (
	Pass    = "pass"
	Fail    = "fail"
	Unknown = "unknown" // there is nothing to measure it on
)

// LimitResult is what became of one limit.
type LimitResult struct {
	Limit   string   `json:"limit"` // "mean_iou>=0.95"
	Measure string   `json:"measure"`
	Bound   float64  `json:"bound"`
	Value   *float64 `json:"value"` // of a limit on units, the worst; null where not known
	Outcome string   `json:"outcome"`
	Units   int      `json:"units,omitempty"` // how many fail
	Source  string   `json:"source,omitempty"`
}

// Failure is a unit that fails a limit, or several.
type Failure struct {
	Unit   string `json:"unit"`
	New    bool   `json:"new,omitempty"` // it is one of the candidate
	Misses []Miss `json:"misses"`
}

// Miss is by how much a unit misses a limit.
type Miss struct {
	Measure string  `json:"measure"`
	Value   float64 `json:"value"`
	Bound   float64 `json:"bound"`
	By      float64 `json:"by"`
}

// String says it in words: "unit_iou 0.412, by 0.438 below 0.85".
func (m Miss) String() string {
	side := "above"
	if m.Value < m.Bound {
		side = "below"
	}
	return fmt.Sprintf("%s %.6g, by %.4g %s %.6g", m.Measure, m.Value, m.By, side, m.Bound)
}

// String names the unit and says by how much it fails.
func (f Failure) String() string { return f.name() + ": " + f.why() }

func (f Failure) name() string {
	if f.New {
		return f.Unit + " (new)"
	}
	return f.Unit
}

func (f Failure) why() string {
	words := make([]string, len(f.Misses))
	for i, m := range f.Misses {
		words[i] = m.String()
	}
	return strings.Join(words, "; ")
}

// ofCity are the measures of the whole; they are nil where not known.
var ofCity = []struct {
	name string
	of   func(r *Report) *float64
}{
	{"mean_iou", func(r *Report) *float64 { return &r.City.MeanIoU }},
	{"weighted_iou", func(r *Report) *float64 { return &r.City.WeightedIoU }},
	{"v_measure", func(r *Report) *float64 { return r.City.VMeasure }},
	{"adjusted_rand", func(r *Report) *float64 { return r.City.AdjustedRand }},
	{"goodness_of_fit", func(r *Report) *float64 { return &r.City.GoodnessOfFit }},
	{"mean_m", func(r *Report) *float64 {
		if r.City.Boundary == nil {
			return nil
		}
		return &r.City.Boundary.MeanM
	}},
	{"class_agreement", func(r *Report) *float64 {
		if r.Classes == nil {
			return nil
		}
		return r.Classes.AgreementArea
	}},
}

// ofUnits are the measures of every unit. A new unit has an IoU of 0 and nothing
// else; u is nil then.
var ofUnits = []struct {
	name string
	of   func(u *Unit) *float64
}{
	{"unit_iou", func(u *Unit) *float64 {
		if u == nil {
			return new(float64)
		}
		return &u.IoU
	}},
	{"unit_p95_m", func(u *Unit) *float64 {
		if u == nil || u.Boundary == nil {
			return nil
		}
		return &u.Boundary.P95M
	}},
	{"unit_hausdorff_m", func(u *Unit) *float64 {
		if u == nil || u.Boundary == nil {
			return nil
		}
		return &u.Boundary.HausdorffM
	}},
}

// Measures are what there may be a limit on.
func Measures() []string {
	var names []string
	for _, m := range ofCity {
		names = append(names, m.name)
	}
	for _, m := range ofUnits {
		names = append(names, m.name)
	}
	return names
}

// judge holds the report against the limits.
func (r *Report) judge(limits Limits) {
	if limits == nil {
		limits = DefaultLimits()
	}
	r.Passed, r.Limits, r.Failures = true, []LimitResult{}, []Failure{}
	failed := make([]Failure, len(r.Units)+len(r.New))
	for _, l := range limits {
		result := LimitResult{Limit: l.String(), Measure: l.Measure, Bound: l.bound(), Outcome: Unknown, Source: l.Source}
		note := func(v *float64) (miss bool) {
			if v == nil {
				return false
			}
			if result.Value == nil || l.misses(*v) > l.misses(*result.Value) {
				result.Value = v
			}
			if result.Outcome == Unknown {
				result.Outcome = Pass
			}
			if l.misses(*v) > 0 {
				result.Outcome, r.Passed = Fail, false
				return true
			}
			return false
		}
		for _, m := range ofCity {
			if m.name == l.Measure {
				note(m.of(r))
			}
		}
		for _, m := range ofUnits {
			if m.name != l.Measure {
				continue
			}
			for i := range failed {
				var u *Unit
				if i < len(r.Units) {
					u = &r.Units[i]
				}
				if v := m.of(u); note(v) {
					result.Units++
					failed[i].Misses = append(failed[i].Misses, Miss{l.Measure, *v, l.bound(), round(l.misses(*v), 9)})
				}
			}
		}
		r.Limits = append(r.Limits, result)
	}
	slices.SortStableFunc(r.Limits, func(a, b LimitResult) int {
		return cmp.Compare(slices.Index(Measures(), a.Measure), slices.Index(Measures(), b.Measure))
	})
	for i := range failed {
		if len(failed[i].Misses) == 0 {
			continue
		}
		if i < len(r.Units) {
			failed[i].Unit = r.Units[i].ID
		} else {
			failed[i].Unit, failed[i].New = r.New[i-len(r.Units)].ID, true
		}
		r.Failures = append(r.Failures, failed[i])
	}
}
