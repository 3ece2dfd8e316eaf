package units

import (
	"slices"
	"strings"
)

// The roles a layer may have.
const (
	RoleControlUnits = "control_units"
	RoleDistricts    = "districts"
	RoleParcels      = "parcels"
	RoleScope        = "scope"
	RolePolicyZones  = "policy_zones"
	RoleBarriers     = "barriers"
	RoleResources    = "resources"
	RoleStations     = "stations"
	RoleBuildings    = "buildings"
	RoleVitality     = "vitality"
	RoleGreens       = "greens"
	RoleProjects     = "projects"
	RoleOverrides    = "overrides"
	RoleReference    = "reference"
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
	{name: RoleControlUnits, required: true},
	{name: RoleDistricts, required: true, kind: kindOptional},
	{name: RoleParcels, required: true},
	{name: RoleScope},
	{name: RolePolicyZones, kind: kindRequired},
	{name: RoleBarriers, kind: kindRequired},
	{name: RoleResources, kind: kindRequired},
	{name: RoleStations, kind: kindOptional},
	{name: RoleBuildings},
	{name: RoleVitality},
	{name: RoleGreens, kind: kindOptional},
	{name: RoleProjects},
	{name: RoleOverrides, kind: kindRequired},
	{name: RoleReference},
}

func roleNamed(name string) (roleSpec, bool) {
	i := slices.IndexFunc(roleSpecs, func(r roleSpec) bool { return r.name == name })
	if i < 0 {
		return roleSpec{}, false
	}
	return roleSpecs[i], true
}

const fieldsEnglish = "english"

var (
	overlapOwners = []string{"longest_border", "smaller", "larger"}
	noDistricts   = []string{"error", "nearest", "exclude"}
	roadRules     = []string{roadsKeep, roadsSplit, roadsAssign}
	areaMethods   = []string{methodPlane, methodEllipsoid}
	fieldNames    = []string{"pinyin", fieldsEnglish}
)

// nearest returns the known word that the fewest changes of a character turn
// into the given one, and "" if even that takes more than a third of the word
// (at least two, so that short words with swapped letters are found). Ties go
// to the earlier word.
func nearest(word string, known []string) string {
	word = strings.ToLower(word)
	best, fewest := "", max(2, len([]rune(word))/3)+1
	for _, k := range known {
		if d := editDistance(word, strings.ToLower(k)); d < fewest && d < len([]rune(k)) {
			best, fewest = k, d
		}
	}
	return best
}

// editDistance is the edit distance of Levenshtein (1966), in characters.
func editDistance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range to {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(to)]
}

func commaList(words []string) string { return strings.Join(words, ", ") }
