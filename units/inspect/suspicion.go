package inspect

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo/crs"
)

// suspicion says why numbers are not those of the system that a file states, or
// what they look like where it states none; "" if there is nothing to say.
func suspicion(system crs.CRS, box orb.Bound) string {
	fits, why := crs.Suspect(system, box)
	if why != "" && !fits.IsZero() {
		why += fmt.Sprintf("; %s fits", fits)
	}
	return why
}

// farAway is how far a layer may lie from all others, in metres: no study is as
// wide, and a wrong zone moves a layer by 270 km.
const farAway = 100_000

// checkApart looks for layers that lie nowhere near the others: most likely
// their system is not the one stated. Of two, the one that was named later is
// meant.
func checkApart(layers []*layer) {
	var placed []*layer
	for _, l := range layers {
		if l.common && l.info.LonLat != nil {
			placed = append(placed, l)
		}
	}
	for i, l := range placed {
		nearest, other := math.Inf(1), ""
		for k, o := range placed {
			if d := boxesApart(*l.info.LonLat, *o.info.LonLat); k != i && d < nearest {
				nearest, other = d, o.name
			}
		}
		if nearest > farAway && !math.IsInf(nearest, 1) && (len(placed) > 2 || i > 0) {
			l.found.add(FarAway, Finding{weight: nearest, Message: fmt.Sprintf("lies %.0f km from the nearest other layer, %s", nearest/1000, other)})
		}
	}
}

// boxesApart is about how far two boxes in degrees lie apart, in metres.
func boxesApart(a, b [4]float64) float64 {
	const degree = 111_320
	x := max(a[0]-b[2], b[0]-a[2], 0) * math.Cos((a[1]+b[1])/2*math.Pi/180)
	y := max(a[1]-b[3], b[1]-a[3], 0)
	return math.Hypot(x, y) * degree
}
