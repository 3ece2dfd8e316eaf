package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Examples are units and features with what a ruleset must say of them, written
// by planners:
//
//	ordinary: {unit_area: 1000000, construction: 800000}   # statistics that are not 0
//	city:                                                  # the other units of every example
//	  - {vitality_points: 10}
//	examples:
//	  - name: half in a strategic area
//	    facts: {structure: 500000, station_800: null, resource: [0, 100000]}
//	    class: key
//	    criteria: {K0.S: pass, K4.M: unknown}
//	features:
//	  - name: an estate of 1980
//	    from: parcels
//	    attributes: {landuse: "070102", build_year: 1980}
//	    kinds: {old_residential: pass}
//
// A fact is a number, [low, high] where data is missing in part, or null where
// all is. An attribute that is not given is unknown.
type Examples struct {
	file     string
	Ordinary Facts
	City     []Facts
	units    []unitExample
	features []featureExample
}

// Mismatch is a place where a ruleset says something else than an example wants.
type Mismatch struct {
	File         string
	Line, Column int
	Example      string
	What         string // "class", "criterion K0.S", "check C01", "kind old_market", "measure priority_need", …
	Want, Got    string
}

func (m Mismatch) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s is %s, want %s", m.File, m.Line, m.Column, m.Example, m.What, m.Got, m.Want)
}

// Run judges every example and lists what does not come out as wanted, in the
// order of the file.
func (e *Examples) Run(rs *Ruleset) []Mismatch {
	var all []Mismatch
	for i := range e.units {
		x := &e.units[i]
		verdict := rs.Judge(append(slices.Clone(e.City), x.facts))[len(e.City)]
		got := said(rs, verdict)
		for _, w := range x.wants {
			if g := got[w.what]; g != w.want {
				all = append(all, Mismatch{e.file, w.at.line, w.at.column, x.name, w.what, w.want, g})
			}
		}
	}
	for i := range e.features {
		x := &e.features[i]
		for _, w := range x.wants {
			if g := x.recognised(rs, strings.TrimPrefix(w.what, "kind ")); g.String() != w.want {
				all = append(all, Mismatch{e.file, w.at.line, w.at.column, x.name, w.what, w.want, g.String()})
			}
		}
	}
	return all
}

// Shown says which outcomes the examples show, by what: "criterion K0.S" has
// pass, fail and unknown if there is an example of each.
func (e *Examples) Shown() map[string][]string {
	shown := map[string][]string{}
	add := func(w want) {
		if !slices.Contains(shown[w.what], w.want) {
			shown[w.what] = append(shown[w.what], w.want)
		}
	}
	for i := range e.units {
		for _, w := range e.units[i].wants {
			add(w)
		}
	}
	for i := range e.features {
		for _, w := range e.features[i].wants {
			add(w)
		}
	}
	return shown
}

// Unshown lists what of a ruleset no example shows, as "criterion K0.S unknown",
// in the order of the ruleset.
func (e *Examples) Unshown(rs *Ruleset) []string {
	shown := e.Shown()
	var lacking []string
	look := func(what string) {
		for _, o := range []Outcome{Pass, Fail, Unknown} {
			if !slices.Contains(shown[what], o.String()) {
				lacking = append(lacking, fmt.Sprintf("%s %v", what, o))
			}
		}
	}
	for i := range rs.Criteria {
		look("criterion " + rs.Criteria[i].ID)
	}
	for i := range rs.Checks {
		look("check " + rs.Checks[i].ID)
	}
	for i := range rs.Resources {
		if len(rs.Resources[i].Recognise) > 0 {
			look("kind " + rs.Resources[i].ID)
		}
	}
	for i := range rs.Classes {
		if !slices.Contains(shown["class"], rs.Classes[i].ID) {
			lacking = append(lacking, "class "+rs.Classes[i].ID)
		}
	}
	return lacking
}

// said is a verdict in words, by what.
func said(rs *Ruleset, v Verdict) map[string]string {
	got := map[string]string{
		"class":    v.Class,
		"possible": strings.Join(v.Possible, ", "),
		"review":   fmt.Sprint(v.Review),
		"missing":  strings.Join(v.Missing, ", "),
	}
	for _, c := range v.Criteria {
		got["criterion "+c.ID] = c.Outcome.String()
	}
	for _, c := range v.Checks {
		got["check "+c.ID] = c.Outcome.String()
	}
	for _, m := range v.Measures {
		got["measure "+m.ID] = brief(m.Value)
	}
	for _, t := range rs.Priority(v).Terms {
		got["priority "+t.ID] = brief(t.Value)
	}
	return got
}

// brief writes a quantity to six digits.
func brief(q Quantity) string {
	if q.Known() && q.Exact() {
		return fmt.Sprintf("%.6g", q.Low)
	}
	if q.Known() {
		return fmt.Sprintf("%.6g…%.6g", q.Low, q.High)
	}
	return "unknown"
}

// unitExample is a unit and what is wanted of it.
type unitExample struct {
	name  string
	facts Facts
	wants []want
}

// featureExample is a feature of a role and which kinds it must be.
type featureExample struct {
	name       string
	from       string
	attributes map[string]scalar
	wants      []want
}

type want struct {
	what, want string
	at         place
}

// recognised says whether the feature is a resource of a kind.
func (x *featureExample) recognised(rs *Ruleset, kind string) Outcome {
	r, _ := rs.Resource(kind)
	any := Fail
	for i := range r.Recognise {
		if r.Recognise[i].From == x.from {
			any = Or(any, r.Recognise[i].Where.Bind(func(attribute string) (Column, bool) {
				s, ok := x.attributes[attribute]
				return one{s}, ok && s.kind != nothing
			})(0))
		}
	}
	return any
}

// one is a column of one feature.
type one struct{ value scalar }

func (o one) Text(int) (string, bool) { return o.value.text, true }

func (o one) Real(int) (float64, bool) {
	if o.value.kind == aBool {
		return map[string]float64{"true": 1}[o.value.text], true
	}
	return o.value.number, o.value.kind == aNumber
}

// fact is a value in an example: a number, [low, high], or null.
type fact struct {
	scalar
	low, high scalar
	key       place
}

func (f *fact) standAt(key place) { f.key = key }

func (f *fact) decode(d *decoder, node ast.Node) {
	f.read(node)
	if list, ok := node.(*ast.SequenceNode); ok && len(list.Values) == 2 {
		f.low.read(list.Values[0])
		f.high.read(list.Values[1])
	}
}

// quantity is the fact, and false where it is none.
func (f *fact) quantity(id string) (Quantity, bool) {
	switch {
	case f.kind == aNumber:
		return Exactly(f.number), true
	case f.kind == nothing:
		return Missing(id), true
	case f.low.kind == aNumber && f.high.kind == aNumber && f.low.number <= f.high.number:
		return Between(f.low.number, f.high.number, id), true
	}
	return Quantity{}, false
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
