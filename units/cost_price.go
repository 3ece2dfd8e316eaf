package units

import (
	"math"

	"renewal/rules"
)

// mixed is the spread of functions in a group: the chance that two places of it
// have different ones (Simpson 1949), 0 to 1.
func mixed(areas []float64) float64 {
	total, squares := 0.0, 0.0
	for _, a := range areas {
		total += a
		squares += a * a
	}
	if total == 0 {
		return 0
	}
	return 1 - squares/(total*total)
}

// split is the spread of zones in a group: for each kind of zone the chance that
// of two places one lies in it and the other does not, added up.
func split(zones []float64, area float64) float64 {
	spread := 0.0
	for _, in := range zones {
		share := min(in/area, 1)
		spread += 2 * share * (1 - share)
	}
	return spread
}

// offRange is how far an area is off its range, relative.
func offRange(area float64, limits rules.Limits) float64 {
	switch least, most := limits.MinArea.Value, limits.MaxArea.Value; {
	case area < least:
		return (least - area) / least
	case most > 0 && area > most:
		return (area - most) / most
	default:
		return 0
	}
}

// excess is the perimeter beyond that of a circle of the same area, in km.
func excess(perimeter, area float64) float64 {
	return max(0, perimeter-2*math.Sqrt(math.Pi*area)) / 1000
}
