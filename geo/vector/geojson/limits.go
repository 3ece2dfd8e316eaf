package geojson

import "renewal/geo/vector/internal/bounds"

// Bounds of JSON, beside those that hold for every format.
const (
	// maxNesting bounds arrays and objects of JSON within each other. Each level
	// is a call of a function.
	maxNesting = 256

	// maxCollections bounds geometry collections within each other.
	maxCollections = 32

	maxColumns = bounds.Columns
	maxText    = bounds.Text

	// maxWord bounds one number or bare word, and maxKept one part of a feature
	// that stands before the member "type" it depends on.
	maxWord = 4096
	maxKept = 128 << 20
)
