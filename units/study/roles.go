package study

import "slices"

// The roles a layer may have.
const (
	ControlUnits = "control_units"
	Districts    = "districts"
	Parcels      = "parcels"
	Scope        = "scope"
	PolicyZones  = "policy_zones"
	Barriers     = "barriers"
	Resources    = "resources"
	Stations     = "stations"
	Buildings    = "buildings"
	Vitality     = "vitality"
	Greens       = "greens"
	Projects     = "projects"
	Overrides    = "overrides"
	Reference    = "reference"
)

// Roles lists the roles in the order in which layers are read and named.
func Roles() []string {
	names := make([]string, len(roleSpecs))
	for i := range roleSpecs {
		names[i] = roleSpecs[i].name
	}
	return names
}

// roleSpec says what a study may state of the layers of one role.
type roleSpec struct {
	name     string
	required bool
	kind     kindNeed
}

// kindNeed says whether something must be stated, may be, or has no meaning.
type kindNeed uint8

const (
	kindNever kindNeed = iota
	kindOptional
	kindRequired
)

var roleSpecs = []roleSpec{
	{name: ControlUnits, required: true},
	{name: Districts, required: true, kind: kindOptional},
	{name: Parcels, required: true},
	{name: Scope},
	{name: PolicyZones, kind: kindRequired},
	{name: Barriers, kind: kindRequired},
	{name: Resources, kind: kindRequired},
	{name: Stations, kind: kindOptional},
	{name: Buildings},
	{name: Vitality},
	{name: Greens, kind: kindOptional},
	{name: Projects},
	{name: Overrides, kind: kindRequired},
	{name: Reference},
}

func roleNamed(name string) (roleSpec, bool) {
	i := slices.IndexFunc(roleSpecs, func(r roleSpec) bool { return r.name == name })
	if i < 0 {
		return roleSpec{}, false
	}
	return roleSpecs[i], true
}

// ShapesFor says which kinds of shapes a role has a use for, by letters: a for
// areas, l for lines, p for points. It is "" for what is no role.
func ShapesFor(role string) string {
	switch role {
	case ControlUnits, Districts, Parcels, Scope, PolicyZones, Greens, Reference:
		return "a"
	case Barriers:
		return "al"
	case Resources, Buildings, Vitality, Projects:
		return "ap"
	case Stations:
		return "p"
	case Overrides:
		return "alp"
	}
	return ""
}
