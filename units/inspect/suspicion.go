package inspect

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo/crs"
)

// domainSlack is how far, in degrees, a layer may lie outside of the area of use
// of its system: zones are used beyond their edges, but not a zone further on.
const domainSlack = 5

// suspicion says why numbers are not those of the system that a file states, ""
// if they may well be.
func suspicion(system crs.CRS, box orb.Bound) string {
	switch degrees := looksLikeDegrees(box); {
	case system.Projected() && degrees && box != (orb.Bound{}):
		return fmt.Sprintf("the file states %s, which is in metres, but its numbers are degrees", system)
	case !system.Projected() && !degrees:
		return fmt.Sprintf("the file states %s, which is in degrees, but its numbers look like %s", system, orElse(looksLike(box), "metres"))
	}
	area, known := system.Domain()
	at := extentLonLat(system, box)
	if at == nil {
		return fmt.Sprintf("its numbers cannot be of %s; they look like %s", system, orElse(looksLike(box), "nothing known"))
	}
	if !known {
		return ""
	}
	lon, lat := (at[0]+at[2])/2, (at[1]+at[3])/2
	if area.Pad(domainSlack).Contains(orb.Point{lon, lat}) {
		return ""
	}
	why := fmt.Sprintf("taken as %s it lies at %.2f, %.2f, outside of the area that this system is for", system, lon, lat)
	if like := looksLike(box); like != "" {
		why += "; its numbers look like " + like
	}
	return why
}

// looksLike says what system coordinates in China may be of, going by their
// size; "" where that does not tell. Gauss-Krüger northings are from 2 to 6
// million, eastings within 500 km of 500,000, with the number of the zone in
// front where it is written: 25 to 45 for 3 degrees, 13 to 23 for 6.
func looksLike(box orb.Bound) string {
	x, y := box.Center()[0], box.Center()[1]
	northing := func(v float64) bool { return v > 2e6 && v < 6e6 }
	easting := func(v float64) bool { return v > 1e5 && v < 9e5 }
	zone := math.Floor(x / 1e6)
	switch {
	case looksLikeDegrees(box) && x > 73 && x < 136 && y > 3 && y < 54:
		return "longitudes and latitudes in China: CGCS2000 (EPSG:4490), or GCJ-02 if they come from a web map"
	case looksLikeDegrees(box) && y > 73 && y < 136 && x > 3 && x < 54:
		return "latitude before longitude: the axes are swapped"
	case northing(y) && zone >= 25 && zone <= 45 && easting(x-zone*1e6):
		return fmt.Sprintf("CGCS2000, 3-degree zone %.0f with the zone in front (EPSG:%.0f)", zone, 4513+zone-25)
	case northing(y) && zone >= 13 && zone <= 23 && easting(x-zone*1e6):
		return fmt.Sprintf("CGCS2000, 6-degree zone %.0f with the zone in front (EPSG:%.0f)", zone, 4491+zone-13)
	case northing(y) && easting(x):
		return "Gauss-Krüger without the zone, whose central meridian they do not tell (EPSG:4547 is 114°E)"
	case northing(x) && (easting(y) || easting(math.Mod(y, 1e6))):
		return "northing before easting: the axes are swapped"
	case x > 8e6 && x < 15.2e6 && y > 3e5 && y < 7.2e6:
		return "Web Mercator (EPSG:3857), in which areas are not true"
	}
	return ""
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
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
