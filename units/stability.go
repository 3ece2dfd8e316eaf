package units

import "renewal/rules"

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

// moves are how far thresholds are moved: by a tenth and a fifth, down and up.
var moves = []float64{-0.2, -0.1, 0.1, 0.2}

// stability tells what each threshold decides.
func stability(units []Unit, rs *rules.Ruleset) []Sway {
	facts := make([]rules.Facts, len(units))
	for i := range units {
		facts[i] = units[i].facts
	}
	all := []Sway{}
	for _, s := range rs.Sways(facts, moves) {
		sway := Sway{s.Criterion, s.Measure, s.Op, s.Unit, s.Threshold, []SwayMoved{}}
		for _, m := range s.Moves {
			moved := SwayMoved{m.Relative, significant(m.Threshold), []ClassChange{}}
			for _, c := range m.Changes {
				moved.Changes = append(moved.Changes, ClassChange{units[c.Unit].ID, c.From, c.To})
			}
			sway.Moves = append(sway.Moves, moved)
		}
		all = append(all, sway)
	}
	return all
}
