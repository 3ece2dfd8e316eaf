package study

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Absence is a declaration that the study area has no feature of a role, or of a
// kind of it. It is the study's word, and reports name it as such:
//
//	none: [greens, policy_zones.axis]
//
// A role that is declared absent counts as a layer that was looked through and
// found empty: what is measured of it is 0, where without the declaration it is
// unknown. So does a kind of a role that has no layer; statistics that other kinds
// could count in stay unknown. A layer says by itself which kinds it has, and one
// that it lacks counts as absent with a warning, which the declaration answers.
// Features of what is declared absent are an error.
type Absence struct {
	Role string
	Kind string // "" means all of the role
}

func (a Absence) String() string {
	if a.Kind == "" {
		return a.Role
	}
	return a.Role + "." + a.Kind
}

// absentRoles are those that can be declared absent: the roles that are measured
// and that a study can do without. What is recognised as a resource comes from
// other roles too, so none of its own layer says nothing.
var absentRoles = []string{PolicyZones, Barriers, Stations, Buildings, Vitality, Greens, Projects}

// none reads declarations of absence.
func (r *reader) none(n ast.Node) []Absence {
	items := []ast.Node{n}
	if list, ok := n.(*ast.SequenceNode); ok {
		items = list.Values
	}
	var all []Absence
	for _, item := range items {
		text := r.text(item, "none")
		if text == "" {
			continue
		}
		role, kind, dotted := strings.Cut(text, ".")
		a := Absence{role, kind}
		known := choiceValues(Kinds(role))
		switch {
		case !slices.Contains(absentRoles, role):
			r.fault(placeOf(item), didYouMean(role, absentRoles), "none: %q is no role that can be declared absent", role)
		case dotted && !slices.Contains(known, kind):
			r.fault(placeOf(item), didYouMean(kind, known), "none: unknown kind %q of %s", kind, role)
		case slices.Contains(all, a):
			r.fault(placeOf(item), "", "none: %s again", a)
		default:
			all = append(all, a)
			r.absences = append(r.absences, placeOf(item))
		}
	}
	return all
}

// checkAbsences looks that no role is declared absent that has a layer.
func (r *reader) checkAbsences(s *Study) {
	for i, a := range s.None {
		if a.Kind == "" && len(s.Of(a.Role)) > 0 {
			r.fault(r.absences[i], "", "none: the study has a layer of %s", a.Role)
		}
	}
}

// Absent reports whether the study says that there is none of a kind of a role;
// the kind "" stands for all of it.
func (s *Study) Absent(role, kind string) bool {
	return slices.Contains(s.None, Absence{Role: role}) || kind != "" && slices.Contains(s.None, Absence{role, kind})
}
