package inspect

import (
	"cmp"
	"slices"
	"strings"

	"renewal/geo"
)

// examples is how many values of a field are shown.
const examples = 5

// longest is how many characters of a value are shown.
const longest = 40

// profile says what the fields of a layer hold.
func (l *layer) profile() {
	for k := range l.Columns {
		c := &l.Columns[k]
		f := Field{Name: c.Name, Type: c.Type.String()}
		for i := range c.Len() {
			if c.Null(i) {
				f.Nulls++
			}
		}
		switch c.Type {
		case geo.Integer:
			describe(&f, c, c.Integers, func(v int64) float64 { return float64(v) })
		case geo.Real:
			describe(&f, c, c.Reals, func(v float64) float64 { return v })
		default:
			describe(&f, c, c.Texts, nil)
		}
		l.info.Fields = append(l.info.Fields, f)
	}
}

// describe counts the values of a column by sorting them, which takes less
// memory than a map of a million IDs.
func describe[T cmp.Ordered](f *Field, c *geo.Column, values []T, number func(T) float64) {
	known := make([]T, 0, len(values))
	first := map[T]int{} // position of an example, to print it as the column does
	for i, v := range values {
		if !c.Null(i) {
			known = append(known, v)
		}
	}
	slices.Sort(known)
	type run struct {
		value T
		count int
	}
	var top []run
	for i := 0; i < len(known); {
		j := i
		for j < len(known) && known[j] == known[i] {
			j++
		}
		f.Distinct++
		top = append(top, run{known[i], j - i})
		if len(top) > 4*examples {
			slices.SortStableFunc(top, func(a, b run) int { return cmp.Compare(b.count, a.count) })
			top = top[:examples]
		}
		i = j
	}
	slices.SortStableFunc(top, func(a, b run) int { return cmp.Compare(b.count, a.count) })
	top = top[:min(len(top), examples)]
	for _, r := range top {
		first[r.value] = -1
	}
	for i, v := range values {
		if at, shown := first[v]; shown && at < 0 && !c.Null(i) {
			first[v] = i
		}
	}
	for _, r := range top {
		text, _ := c.Text(first[r.value])
		f.Examples = append(f.Examples, shorten(text))
	}
	if number != nil && len(known) > 0 {
		f.Min, f.Max = new(float64), new(float64)
		*f.Min, *f.Max = number(known[0]), number(known[len(known)-1])
	}
}

func shorten(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > longest {
		return string(r[:longest-1]) + "…"
	}
	return text
}
