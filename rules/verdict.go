package rules

// Facts are the statistics of a unit, by their ID. One that is missing is
// unknown.
type Facts map[string]Quantity

// Verdict is what the rules say of one unit. Lists are in file order.
type Verdict struct {
	// Class is the ID of the unit's class: one of the ruleset's, NotDelineated,
	// or Undetermined where missing data decides between several.
	Class string `json:"class"`

	// Possible lists the classes that the unit can have once everything is
	// known; just Class if that is decided. Measures count as independent of
	// each other, so a class may be listed that no data can bring about, but
	// none is left out.
	Possible []string `json:"possible"`

	// Review says that another class claims the unit as well.
	Review bool `json:"review"`

	Criteria []CriterionResult `json:"criteria"`
	Tests    []TestResult      `json:"tests"`
	Measures []MeasureResult   `json:"measures"`
	Checks   []CheckResult     `json:"checks"`

	// Missing names the data that would settle the class, sorted; none if it is
	// settled. It has the form of [Quantity.Why].
	Missing []string `json:"missing"`

	// Nearest is the smallest change of one measure that changes the class; nil
	// if no measure alone does, or the class is not settled.
	Nearest *Flip `json:"nearest,omitempty"`
}

// CriterionResult is the outcome of one criterion.
type CriterionResult struct {
	ID      string  `json:"id"`
	Outcome Outcome `json:"outcome"`
}

// TestResult is the outcome of one comparison.
type TestResult struct {
	Criterion string   `json:"criterion"` // or the ID of a check
	Measure   string   `json:"measure"`
	Value     Quantity `json:"value"`
	Op        string   `json:"op"`
	Threshold float64  `json:"threshold"`
	Outcome   Outcome  `json:"outcome"`

	// Margin is how far the value is from the threshold, in the measure's unit:
	// positive if the test passes, negative or zero if it fails. Of an interval
	// it is the nearest end. It is nil if the outcome is unknown or there is no
	// such end.
	Margin *float64 `json:"margin,omitempty"`

	Why []string `json:"why,omitempty"` // what of the value is missing
}

// MeasureResult is the value of one measure.
type MeasureResult struct {
	ID    string   `json:"id"`
	Unit  string   `json:"unit"`
	Value Quantity `json:"value"`
	Why   []string `json:"why,omitempty"` // what of it is missing

	// Declared names what it rests on that nobody looked for: the study says that
	// there is none. The rules leave it empty; it is for whoever measured.
	Declared []string `json:"declared,omitempty"`
}

// CheckResult is the outcome of one check.
type CheckResult struct {
	ID       string       `json:"id"`
	Severity string       `json:"severity"`
	Outcome  Outcome      `json:"outcome"`
	Tests    []TestResult `json:"tests"`
}

// Flip is a change of one measure, all others staying as they are.
type Flip struct {
	Criterion string   `json:"criterion"` // of the first test that turns
	Measure   string   `json:"measure"`
	Value     float64  `json:"value"`
	Threshold float64  `json:"threshold"` // that it must reach or pass
	Margin    float64  `json:"margin"`    // distance from value to threshold
	Relative  float64  `json:"relative"`  // margin in shares of the threshold; years in generations of 20
	Classes   []string `json:"classes"`   // what the unit can be then
}
