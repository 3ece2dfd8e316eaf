package crs

import "math"

const (
	// leastStreets is how many streets, or straight borders, each of two layers must
	// have before anything is said of a shift: a dozen lines that chance laid down
	// fit a dozen others somewhere within reach.
	leastStreets = 20

	streetTurn  = math.Pi / 18 // radians: within such a turn it is the same street
	streetAside = 50.0         // metres: so it is within such a distance to the side
)

// streets counts the straight lines that places with a direction lie on, coarsely:
// however long a street is, it says where it lies but once, across.
type streets map[tile]bool

func (s streets) add(at [2]float64, dir float64) {
	turns := int32(math.Round(math.Pi / streetTurn))
	k := int32(math.Round(dir/streetTurn)) % turns
	sin, cos := math.Sincos(float64(k) * streetTurn)
	s[tile{k, int32(math.Floor((cos*at[1] - sin*at[0]) / streetAside))}] = true
}

// enoughStreets reports whether both layers have streets enough to tell.
func (p *pairing) enoughStreets() bool {
	moved, fixed := streets{}, streets{}
	for _, q := range p.samples {
		moved.add(q.at, q.dir)
	}
	for _, of := range p.fixed.tiles {
		for _, q := range of {
			fixed.add(q.a, q.dir)
		}
	}
	return min(len(moved), len(fixed)) >= leastStreets
}
