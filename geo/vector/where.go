package vector

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// ErrCondition is a condition that makes no sense for its field: an operation
// nobody knows, too few or too many values, a text where a number is due.
var ErrCondition = errors.New("condition makes no sense")

// test is a condition made ready for a field of known type. All formats keep
// features by it, whatever a driver has left out before.
type test struct {
	Condition
	at       int // position of the field in the list given to compile
	kind     geo.Type
	texts    map[string]bool
	reals    []float64
	integers map[int64]bool
	least    int64 // of an integer, for the comparisons of order
	most     int64
}

// compile makes conditions ready for a layer with these fields. The error
// begins with the source, and is geo.ErrNoField or ErrCondition.
func compile(where []Condition, fields []Field, source string) ([]test, error) {
	var tests []test
	for _, c := range where {
		at := slices.IndexFunc(fields, func(f Field) bool { return f.Name == c.Field })
		if at < 0 {
			names := make([]string, len(fields))
			for i, f := range fields {
				names[i] = f.Name
			}
			return nil, noField(source, c.Field, names)
		}
		t := test{Condition: c, at: at, kind: fields[at].Type}
		if err := t.ready(); err != nil {
			return nil, fmt.Errorf("%s: field %q: %w", source, c.Field, err)
		}
		tests = append(tests, t)
	}
	return tests, nil
}

func (t *test) ready() error {
	switch n := len(t.Values); t.Op {
	case In, NotIn:
	case IsNull:
		if n != 0 {
			return fmt.Errorf("%w: %q compares with no value, not %d", ErrCondition, t.Op, n)
		}
	case Less, AtMost, More, AtLeast:
		if n != 1 {
			return fmt.Errorf("%w: %q compares with one value, not %d", ErrCondition, t.Op, n)
		}
	default:
		return fmt.Errorf("%w: unknown operation %q", ErrCondition, t.Op)
	}
	t.least, t.most = math.MinInt64, math.MaxInt64
	if t.kind == geo.Text {
		t.texts = map[string]bool{}
		for _, v := range t.Values {
			t.texts[v] = true
		}
		return nil
	}
	t.integers = map[int64]bool{}
	for _, text := range t.Values {
		v, err := decimal(text)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrCondition, err)
		}
		t.reals = append(t.reals, v)
		if t.kind == geo.Integer {
			t.bound(text, v)
		}
	}
	return nil
}

// decimal reads a finite number in decimal notation.
func decimal(text string) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || strings.ContainsAny(text, "xX_") {
		return 0, fmt.Errorf("%q is no number", text)
	}
	return v, nil
}

// bound takes a value for an integer field to what it means among integers, so
// that not even large ones are compared as floats.
func (t *test) bound(text string, v float64) {
	exact, err := strconv.ParseInt(text, 10, 64)
	whole := err == nil
	if errors.Is(err, strconv.ErrRange) {
		v = math.Copysign(math.MaxFloat64, v) // which may have been rounded into the range
	}
	below := exact // the greatest integer that is not above the value
	switch {
	case whole:
	case v >= 1<<63:
		below = math.MaxInt64
		if t.Op == More || t.Op == AtLeast {
			t.least, t.most = 1, 0
		}
		return
	case v < -1<<63:
		if t.Op == Less || t.Op == AtMost {
			t.least, t.most = 1, 0
		}
		return
	default:
		below = int64(math.Floor(v))
		whole = float64(below) == v
	}
	if whole {
		t.integers[below] = true
	}
	switch t.Op {
	case AtMost:
		t.most = below
	case Less:
		t.most = below
		if whole && below == math.MinInt64 {
			t.least, t.most = 1, 0
		} else if whole {
			t.most--
		}
	case AtLeast:
		t.least = below
		if !whole {
			t.least++
		}
	case More:
		if below == math.MaxInt64 {
			t.least, t.most = 1, 0
		} else {
			t.least = below + 1
		}
	}
}

// meets reports whether value i of the column, which is the field's, meets the
// condition.
func (t *test) meets(c *geo.Column, i int) bool {
	if c.Null(i) || t.Op == IsNull {
		return c.Null(i) && t.Op == IsNull
	}
	switch t.kind {
	case geo.Integer:
		v := c.Integers[i]
		switch t.Op {
		case In:
			return t.integers[v]
		case NotIn:
			return !t.integers[v]
		}
		return t.least <= v && v <= t.most
	case geo.Real:
		v := c.Reals[i]
		switch t.Op {
		case In:
			return slices.Contains(t.reals, v)
		case NotIn:
			return !slices.Contains(t.reals, v)
		}
		return ordered(t.Op, v, t.reals[0])
	default:
		v := c.Texts[i]
		switch t.Op {
		case In:
			return t.texts[v]
		case NotIn:
			return !t.texts[v]
		}
		return ordered(t.Op, v, t.Values[0])
	}
}

func ordered[T float64 | string](op Op, v, limit T) bool {
	switch op {
	case Less:
		return v < limit
	case AtMost:
		return v <= limit
	case More:
		return v > limit
	default:
		return v >= limit
	}
}

// touches reports whether the box of a shape shares a point with the bound; no
// shape has no box.
func touches(g orb.Geometry, within orb.Bound) bool {
	b := geo.Bound(g)
	return !b.IsEmpty() && b.Intersects(within)
}

// keep returns the positions of the features that meet all the tests and touch
// the bound, if there is one. Columns are those that the tests were made for.
func keep(shapes []orb.Geometry, columns []geo.Column, tests []test, within *orb.Bound) []int {
	var kept []int
next:
	for i, g := range shapes {
		if within != nil && !touches(g, *within) {
			continue
		}
		for k := range tests {
			if !tests[k].meets(&columns[tests[k].at], i) {
				continue next
			}
		}
		kept = append(kept, i)
	}
	return kept
}
