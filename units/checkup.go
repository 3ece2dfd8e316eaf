package units

import "renewal/rules"

// Indicator is one number of the city checkup (城市体检), of a unit or of the city.
type Indicator struct {
	ID       string          `json:"id"`
	Zh       string          `json:"zh"`
	En       string          `json:"en"`
	Unit     string          `json:"unit"`
	Value    rules.Quantity  `json:"value"`
	Previous *rules.Quantity `json:"previous,omitempty"` // of an earlier run, where one is given
	Op       string          `json:"op,omitempty"`       // with Target; "" where there is none
	Target   *float64        `json:"target,omitempty"`
	Outcome  rules.Outcome   `json:"outcome"` // unknown where there is no target
	Why      []string        `json:"why,omitempty"`
}
