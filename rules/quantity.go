package rules

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Quantity is what is known of a number: it lies between Low and High, both
// included. It is exact where they are equal, and wholly unknown where they are
// minus and plus infinity.
type Quantity struct {
	Low, High float64

	// Why names what is missing, sorted and each once: a role ("stations"), an
	// attribute of a role ("parcels.build_year"), or a reason in words ("no
	// construction land"). An exact quantity has none.
	Why []string
}

// Exactly is a quantity of which everything is known.
func Exactly(v float64) Quantity { return Quantity{Low: v, High: v} }

// Between is a quantity known to lie between two bounds.
func Between(low, high float64, why ...string) Quantity {
	return Quantity{Low: low, High: high, Why: reasons(why)}
}

// Missing is a quantity of which nothing is known.
func Missing(why ...string) Quantity { return Between(math.Inf(-1), math.Inf(1), why...) }

// Exact reports whether there is only one value that it can have.
func (q Quantity) Exact() bool { return q.Low == q.High }

// Known reports whether anything is known, be it one bound.
func (q Quantity) Known() bool { return !math.IsInf(q.Low, -1) || !math.IsInf(q.High, 1) }

// sound reports whether q is an interval of numbers with at least one in it.
func (q Quantity) sound() bool {
	return q.Low <= q.High && !math.IsInf(q.Low, 1) && !math.IsInf(q.High, -1)
}

// String writes the value, both bounds as "0.2…0.4", or "unknown".
func (q Quantity) String() string {
	switch {
	case !q.Known():
		return "unknown"
	case q.Exact():
		return decimal(q.Low)
	}
	return decimal(q.Low) + "…" + decimal(q.High)
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// MarshalJSON writes a number if the quantity is exact, {"low": …, "high": …}
// if it is an interval (null for a bound that is not known), and null if it is
// wholly unknown. The reasons are no part of it: see [TestResult.Why].
func (q Quantity) MarshalJSON() ([]byte, error) {
	switch {
	case !q.Known() || !q.sound():
		return []byte("null"), nil
	case q.Exact():
		return appendNumber(make([]byte, 0, 24), q.Low), nil
	}
	b := appendNumber(append(make([]byte, 0, 64), `{"low":`...), q.Low)
	b = appendNumber(append(b, `,"high":`...), q.High)
	return append(b, '}'), nil
}

// appendNumber writes a number as JSON has it by custom: as ECMAScript does, but with a
// sign of zero. One that has no end is not known.
func appendNumber(b []byte, v float64) []byte {
	if math.IsInf(v, 0) {
		return append(b, "null"...)
	}
	if a := math.Abs(v); a == 0 || a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	}
	b = strconv.AppendFloat(b, v, 'e', -1, 64)
	if n := len(b); b[n-4] == 'e' && b[n-2] == '0' { // e-07 is e-7
		b = append(b[:n-2], b[n-1])
	}
	return b
}

type bounds struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}

// UnmarshalJSON reads what MarshalJSON writes.
func (q *Quantity) UnmarshalJSON(data []byte) error {
	var v *float64
	if err := json.Unmarshal(data, &v); err == nil {
		*q = Missing()
		if v != nil {
			*q = Exactly(*v)
		}
		return nil
	}
	var b bounds
	if err := json.Unmarshal(data, &b); err != nil {
		return fmt.Errorf("a quantity is a number, {low, high} or null: %w", err)
	}
	*q = Missing()
	if b.Low != nil {
		q.Low = *b.Low
	}
	if b.High != nil {
		q.High = *b.High
	}
	if !q.sound() {
		return fmt.Errorf("quantity has low %s above high %s", decimal(q.Low), decimal(q.High))
	}
	return nil
}

// reasons sorts and drops repeats, in a slice of its own.
func reasons(why []string) []string {
	if len(why) == 0 {
		return nil
	}
	own := slices.Clone(why)
	slices.Sort(own)
	return slices.Compact(own)
}
