package compare

import (
	"renewal/geo/crs"
	"renewal/units"
)

// Report is how two layers differ, for machines: the same input gives the same
// bytes. Areas are m² and distances metres in the plane of the comparison.
type Report struct {
	Format     string         `json:"format"`      // "renewal-compare/1"
	CRS        string         `json:"crs"`         // the plane
	CRSBy      string         `json:"crs_by"`      // stated, reference, candidate or guess
	ArealScale float64        `json:"areal_scale"` // planar area over area on the ellipsoid, in the middle
	Reference  LayerReport    `json:"reference"`
	Candidate  LayerReport    `json:"candidate"`
	MatchedBy  string         `json:"matched_by"` // id or overlap
	Passed     bool           `json:"passed"`
	City       City           `json:"city"`
	Limits     []LimitResult  `json:"limits"`
	Failures   []Failure      `json:"failures"` // of units, the worst units first
	Classes    *Confusion     `json:"classes"`  // null if one layer has none
	Units      []Unit         `json:"units"`    // of the reference, the worst first
	New        []Fresh        `json:"new"`      // units of the candidate without any of the reference
	NotCovered []string       `json:"not_covered"`
	Repairs    []units.Repair `json:"repairs"`
	Warnings   []string       `json:"warnings"`

	match  *matching
	system crs.CRS
}

// LayerReport is what was read of one layer.
type LayerReport struct {
	File     string  `json:"file"`
	Layer    string  `json:"layer,omitempty"`
	CRS      string  `json:"crs"`
	By       string  `json:"dissolved_by,omitempty"`
	Features int     `json:"features"`
	Units    int     `json:"units"`
	AreaM2   float64 `json:"area_m2"` // sum over units
	Overlap  Overlap `json:"overlap"`
	AloneM2  float64 `json:"alone_m2"` // land that no unit of the other layer has; at least that, where those overlap
}

// Overlap is land that several units of one layer claim, counted for each pair.
type Overlap struct {
	Pairs  int     `json:"pairs"`
	AreaM2 float64 `json:"area_m2"`
}

// City is how well the layers agree as a whole.
type City struct {
	SharedM2 float64 `json:"shared_m2"`

	Relations []RelationCount `json:"relations"`

	MeanIoU     float64 `json:"mean_iou"`     // over the units of the reference; one without a counterpart has 0
	WeightedIoU float64 `json:"weighted_iou"` // the same by area

	Boundary *CityBoundary `json:"boundary"` // null if nothing could be measured

	// Of the land that both layers have, every square metre counting once; null if there is none:
	Homogeneity  *float64 `json:"homogeneity"`   // 1 − H(reference | candidate) / H(reference)
	Completeness *float64 `json:"completeness"`  // 1 − H(candidate | reference) / H(candidate)
	VMeasure     *float64 `json:"v_measure"`     // their harmonic mean
	AdjustedRand *float64 `json:"adjusted_rand"` // over pairs of places

	// MapCurves: the mean over units of Σ shared² / (area · area of the other), of the
	// reference and of the candidate; the greater is the goodness of fit.
	FitReference  float64 `json:"fit_reference"`
	FitCandidate  float64 `json:"fit_candidate"`
	GoodnessOfFit float64 `json:"goodness_of_fit"`

	// The share of land that is not in the largest piece of its unit, cut by the units
	// of the other layer: of the reference, and of the candidate.
	OverSegmentation  float64 `json:"over_segmentation"`
	UnderSegmentation float64 `json:"under_segmentation"`
}

// RelationCount counts units of the reference, or new ones of the candidate.
type RelationCount struct {
	Relation string `json:"relation"`
	Units    int    `json:"units"`
}

// Distances are how far boundaries are apart. A percentile of both ways is the
// greater one of the two.
type Distances struct {
	LengthM    float64 `json:"length_m"`
	MeanM      float64 `json:"mean_m"`
	P95M       float64 `json:"p95_m"`
	HausdorffM float64 `json:"hausdorff_m"`
}

// Within is the share of a boundary within a distance of the other.
type Within struct {
	Metres float64 `json:"m"`
	Share  float64 `json:"share"`
}

// Boundary is how far the boundary of a unit is from that of its counterpart.
type Boundary struct {
	Distances
	Out    Distances          `json:"out"`  // from the reference to the candidate
	Back   Distances          `json:"back"` // from the candidate to the reference
	Within [len(steps)]Within `json:"within"`
	Place  [2]float64         `json:"place"` // where it is furthest
}

// CityBoundary is of all boundaries that could be measured; a border of two units
// counts for each.
type CityBoundary struct {
	LengthM    float64            `json:"length_m"`
	MeanM      float64            `json:"mean_m"`
	WorstP95M  float64            `json:"worst_p95_m"` // of a unit
	HausdorffM float64            `json:"hausdorff_m"`
	Within     [len(steps)]Within `json:"within"`
}

// Unit is what became of one unit of the reference.
type Unit struct {
	ID          string   `json:"id"`
	Relation    string   `json:"relation"`
	Counterpart string   `json:"counterpart,omitempty"`
	Linked      []string `json:"linked,omitempty"` // units of the candidate that it is linked with, if several
	AreaM2      float64  `json:"area_m2"`
	NowM2       float64  `json:"counterpart_m2"`
	SharedM2    float64  `json:"shared_m2"`
	IoU         float64  `json:"iou"`

	// What moved out of it and into it: with IDs in common, between units of different
	// IDs; without, between units that are not counterparts.
	OutM2 float64 `json:"out_m2"`
	InM2  float64 `json:"in_m2"`

	To   []Land `json:"to"`   // where its land went, the largest first
	From []Land `json:"from"` // where what moved in came from

	Boundary *Boundary `json:"boundary"` // null without a counterpart

	ClassFrom string `json:"class_from,omitempty"`
	ClassTo   string `json:"class_to,omitempty"`
	Changed   bool   `json:"class_changed"`
	Flipped   []Flip `json:"flipped,omitempty"` // tests that came out differently, of a unit whose class changed

	at int // position in the reference
}

// Land is land of one unit; "" stands for land that no unit has.
type Land struct {
	Unit   string  `json:"unit"`
	AreaM2 float64 `json:"area_m2"`
}

// Fresh is a unit of the candidate that the reference has not.
type Fresh struct {
	ID     string  `json:"id"`
	AreaM2 float64 `json:"area_m2"`
	From   []Land  `json:"from"`
	Class  string  `json:"class,omitempty"`
}
