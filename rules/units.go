package rules

// unitDomains says which numbers a unit of measure allows. Measures are held
// within: resources that lie partly off the land they are compared with cannot
// make a share above 1.
var unitDomains = map[string]interval{
	"share":      {0, 1},
	"ratio":      {0, unbounded},
	"m":          {0, unbounded},
	"km":         {0, unbounded},
	"m2":         {0, unbounded},
	"ha":         {0, unbounded},
	"km2":        {0, unbounded},
	"per_ha":     {0, unbounded},
	"per_km2":    {0, unbounded},
	"km_per_km2": {0, unbounded},
	"count":      {0, unbounded},
	"person":     {0, unbounded},
	"year":       {firstYear, lastYear},
	"number":     {-unbounded, unbounded},
}

// Units lists the units that statistics, measures and thresholds can have.
func Units() []string {
	return []string{"share", "ratio", "m", "km", "m2", "ha", "km2", "per_ha", "per_km2", "km_per_km2", "count", "person", "year", "number"}
}

// generation is the distance in years that counts as a whole when margins in
// years are compared with margins in shares: a building's age at which the
// plan's rules begin to call it old.
const generation = 20

// relative makes margins of different measures comparable.
func relative(margin, threshold float64, unit string) float64 {
	switch {
	case unit == "year":
		return margin / generation
	case threshold == 0:
		return margin
	case threshold < 0:
		return -margin / threshold
	}
	return margin / threshold
}
