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
	names := make([]string, len(RoleSpecs))
	for i := range RoleSpecs {
		names[i] = RoleSpecs[i].Name
	}
	return names
}

// RoleSpec says what a study may state of the layers of one role.
type RoleSpec struct {
	Name     string
	Required bool
	Kind     KindNeed
}

// KindNeed says whether something must be stated, may be, or has no meaning.
type KindNeed uint8

const (
	KindNever KindNeed = iota
	KindOptional
	KindRequired
)

var RoleSpecs = []RoleSpec{
	{Name: ControlUnits, Required: true},
	{Name: Districts, Required: true, Kind: KindOptional},
	{Name: Parcels, Required: true},
	{Name: Scope},
	{Name: PolicyZones, Kind: KindRequired},
	{Name: Barriers, Kind: KindRequired},
	{Name: Resources, Kind: KindRequired},
	{Name: Stations, Kind: KindOptional},
	{Name: Buildings},
	{Name: Vitality},
	{Name: Greens, Kind: KindOptional},
	{Name: Projects},
	{Name: Overrides, Kind: KindRequired},
	{Name: Reference},
}

func RoleNamed(name string) (RoleSpec, bool) {
	i := slices.IndexFunc(RoleSpecs, func(r RoleSpec) bool { return r.Name == name })
	if i < 0 {
		return RoleSpec{}, false
	}
	return RoleSpecs[i], true
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
