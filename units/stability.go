package units

// Sway is what one threshold of the ruleset decides: the units whose class
// changes when it alone is moved.
type Sway struct {
	Criterion string      `json:"criterion"`
	Measure   string      `json:"measure"`
	Op        string      `json:"op"`
	Unit      string      `json:"unit"`
	Threshold float64     `json:"threshold"`
	Moves     []SwayMoved `json:"moves"` // by the share of the threshold that it is moved, from low to high
}

// SwayMoved is a threshold moved once.
type SwayMoved struct {
	Relative  float64       `json:"relative"` // -0.1: a tenth lower
	Threshold float64       `json:"threshold"`
	Changes   []ClassChange `json:"changes"` // in the order of the units
}

// ClassChange is a unit that would be of another class.
type ClassChange struct {
	Unit string `json:"unit"`
	From string `json:"from"`
	To   string `json:"to"`
}
