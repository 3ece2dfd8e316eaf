package inspect

import (
	"github.com/paulmach/orb"
)

// settlePlaces gives every finding that is kept its place in the coordinates of
// the file and in degrees. What is not known is left out.
func (l *layer) settlePlaces(groups []Group) {
	for k := range groups {
		for i := range groups[k].Findings {
			f := &groups[k].Findings[i]
			if f.at != nil {
				f.Place = l.place(*f.at)
			}
		}
	}
}

// place prints metres to the millimetre and degrees to seven digits, about a
// centimetre.
func (l *layer) place(at orb.Point) *Place {
	file := []orb.Point{at}
	if l.back != nil && l.back.Points(file) != nil {
		return nil
	}
	decimals := 3
	if (!l.system.IsZero() && !l.system.Projected()) || l.system.IsZero() && !l.metric {
		decimals = 7
	}
	x, y := rounded(file[0][0], decimals), rounded(file[0][1], decimals)
	if x == nil || y == nil {
		return nil
	}
	p := &Place{X: *x, Y: *y}
	if l.lonlat != nil {
		if d := []orb.Point{at}; l.lonlat.Points(d) == nil {
			p.Lon, p.Lat = rounded(d[0][0], 7), rounded(d[0][1], 7)
		}
	}
	return p
}
