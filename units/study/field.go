package study

import (
	"math"
	"slices"
	"strconv"
)

// FieldMapping says where one attribute of a source comes from: from a column
// of the file, or from a constant that holds for every feature.
type FieldMapping struct {
	Attr  string // one of the attributes of the role, or "kind"
	Field string // column of the file; "" where Const holds
	Const string

	// Values translates: from what the column holds to what the rules know. A
	// text that is not listed has the value of "*", and is unknown without one.
	// A nil map leaves everything as it is.
	Values map[string]string

	// Null lists what the column writes for "not known", such as 0 for a year.
	// Numbers are equal by value: 0 and 0.00 are the same.
	Null []string

	// LanduseScheme is that of the codes in the column; "" means that of the source.
	LanduseScheme string

	// Scale multiplies numbers, such as 0.01 for percents; 0 means 1.
	Scale float64
}

// Text translates what a column holds, and returns false where that means
// nothing is known.
func (f *FieldMapping) Text(held string) (string, bool) {
	if f.Const != "" {
		return f.Const, true
	}
	if f.IsNull(held) {
		return "", false
	}
	if f.Values == nil {
		return held, true
	}
	value, ok := f.Values[held]
	if !ok {
		value, ok = f.Values["*"]
	}
	return value, ok
}

// Number translates what a column holds into a number, and returns false where
// nothing is known or it is no finite number.
func (f *FieldMapping) Number(held string) (float64, bool) {
	text, ok := f.Text(held)
	if !ok {
		return 0, false
	}
	v, ok := finiteNumber(text)
	if ok && f.Scale != 0 && f.Const == "" {
		v *= f.Scale
	}
	return v, ok
}

// Listed reports whether Values says what the text means, "*" aside.
func (f *FieldMapping) Listed(held string) bool {
	_, ok := f.Values[held]
	return ok
}

// IsNull reports whether the text stands for "not known".
func (f *FieldMapping) IsNull(held string) bool {
	if slices.Contains(f.Null, held) {
		return true
	}
	v, ok := finiteNumber(held)
	return ok && slices.ContainsFunc(f.Null, func(null string) bool {
		n, ok := finiteNumber(null)
		return ok && n == v
	})
}

func finiteNumber(text string) (float64, bool) {
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}
