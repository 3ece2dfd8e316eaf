package units

import (
	"math"

	"renewal/rules"
)

// mixed is the land of a group whose function is known, in m², times the spread of
// functions there: the chance that two places of it have different ones (Simpson
// 1949), 0 to 1. Land of an unknown function is in no mixture.
func mixed(areas []float64) float64 {
	total, squares := 0.0, 0.0
	for _, a := range areas {
		total += a
		squares += a * a
	}
	if total == 0 {
		return 0
	}
	return max(0, total-squares/total)
}

// split is the land of a group, in m², times the spread of zones: for each kind of
// zone the chance that of two places one lies in it and the other does not, added up.
func split(zones []float64, area float64) float64 {
	spread := 0.0
	for _, in := range zones {
		share := min(in/area, 1)
		spread += 2 * share * (1 - share)
	}
	return area * spread
}

// tooSmall and tooLarge are how far an area is off its range, relative.
func tooSmall(area float64, limits rules.Limits) float64 {
	if least := limits.MinArea.Value; area < least {
		return (least - area) / least
	}
	return 0
}

func tooLarge(area float64, limits rules.Limits) float64 {
	if most := limits.MaxArea.Value; most > 0 && area > most {
		return (area - most) / most
	}
	return 0
}

// excess is the perimeter beyond that of a circle of the same area, in km.
func excess(perimeter, area float64) float64 { return max(0, perimeter-circle(area)) / 1000 }

// circle is the perimeter of a circle, in m.
func circle(area float64) float64 { return 2 * math.Sqrt(math.Pi*area) }
