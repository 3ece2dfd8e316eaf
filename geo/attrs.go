package geo

import (
	"math"
	"strconv"
)

// Type says what the values of a column are.
type Type uint8

const (
	Text    Type = iota // any text; dates and times are text in ISO 8601
	Integer             // a 64-bit integer; truth values are 0 and 1
	Real                // a 64-bit float, never NaN or infinite
)

func (t Type) String() string { return [...]string{"text", "integer", "real"}[t] }

// Column is one attribute of a layer. Only the slice of its type is filled.
type Column struct {
	Name     string
	Type     Type
	Texts    []string
	Integers []int64
	Reals    []float64
	Nulls    []bool // true where there is no value; a nil slice means no nulls
}

// Null reports whether feature i has no value. A null is not zero and not the
// empty text.
func (c *Column) Null(i int) bool { return c.Nulls != nil && c.Nulls[i] }

// Text returns the value of feature i as text, and false if it is null. Integers
// have no decimal point; reals are as short as they can be without loss.
func (c *Column) Text(i int) (string, bool) {
	if c.Null(i) {
		return "", false
	}
	switch c.Type {
	case Integer:
		return strconv.FormatInt(c.Integers[i], 10), true
	case Real:
		return strconv.FormatFloat(c.Reals[i], 'f', -1, 64), true
	default:
		return c.Texts[i], true
	}
}

// Real returns the value of feature i as a number, and false if it is null or a
// text that is not a finite number.
func (c *Column) Real(i int) (float64, bool) {
	if c.Null(i) {
		return 0, false
	}
	switch c.Type {
	case Integer:
		return float64(c.Integers[i]), true
	case Real:
		return c.Reals[i], true
	default:
		v, err := strconv.ParseFloat(c.Texts[i], 64)
		return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
	}
}

// Len is the number of values, nulls included.
func (c *Column) Len() int {
	switch c.Type {
	case Integer:
		return len(c.Integers)
	case Real:
		return len(c.Reals)
	default:
		return len(c.Texts)
	}
}

func (c *Column) pick(positions []int) Column {
	return Column{
		Name: c.Name, Type: c.Type,
		Texts:    pick(c.Texts, positions),
		Integers: pick(c.Integers, positions),
		Reals:    pick(c.Reals, positions),
		Nulls:    pick(c.Nulls, positions),
	}
}

func pick[T any](values []T, positions []int) []T {
	if values == nil {
		return nil
	}
	picked := make([]T, len(positions))
	for i, from := range positions {
		picked[i] = values[from]
	}
	return picked
}
