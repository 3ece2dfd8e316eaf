package units

// Watcher is told how far a run has come. Its methods are called from one
// goroutine at a time; a nil Watcher is allowed wherever one is taken.
type Watcher interface {
	// Stage says that a stage begins. Its total is the number of steps, or 0
	// where that is not known beforehand.
	Stage(name string, total int)
	// Step says that n more steps of the stage are done.
	Step(n int)
}

// Summary is what a reader wants to know of a run first: how much went in, how
// many units of which class came out, what had to be mended. It holds no time,
// host or path.
type Summary struct {
	Study        string          `json:"study"`
	ControlUnits int             `json:"control_units"`
	Parcels      int             `json:"parcels"`
	Atoms        int             `json:"atoms"`
	Units        int             `json:"units"`
	Classes      []ClassSummary  `json:"classes"`    // in the order of the ruleset
	Repairs      []RepairSummary `json:"repairs"`    // by kind
	Warnings     []string        `json:"warnings"`   // one line each
	Violations   int             `json:"violations"` // hard checks that units fail, each counted for each unit
	CostStart    float64         `json:"cost_start"` // J with every atom a unit
	Cost         float64         `json:"cost"`       // J of the result
}

// ClassSummary counts the units of one class.
type ClassSummary struct {
	Class  string  `json:"class"`
	Zh     string  `json:"zh"`
	En     string  `json:"en"`
	Units  int     `json:"units"`
	AreaHa float64 `json:"area_ha"`
}

// RepairSummary counts the repairs of one kind and the area they moved.
type RepairSummary struct {
	Kind   string  `json:"kind"`
	Count  int     `json:"count"`
	AreaM2 float64 `json:"area_m2"`
}
