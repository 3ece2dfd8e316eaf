package study

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"renewal/geo/vector"
)

// where reads which features of a layer are meant:
//
//	where: {LX: 城镇单元, ZT: [现状, 在建], BZ: null}
//
// All the conditions must hold: a column has the value, or one of the values, or
// none at all for null. Numbers are equal by value, texts as they are written. It
// notes where each column stands.
func (r *reader) where(n ast.Node, places map[string]place) []vector.Condition {
	var conditions []vector.Condition
	handlers := yamlKeys{}
	pairs, _ := pairsOf(n)
	for _, pair := range pairs {
		column := pair.Key.GetToken().Value
		places[column] = placeOf(pair.Key)
		handlers[column] = func(n ast.Node) { conditions = append(conditions, r.condition(n, column)) }
	}
	if _, ok := r.mapping(n, "where", handlers); ok && len(pairs) == 0 {
		r.fault(placeOf(n), "leave it out to read all features", "where is empty")
	}
	slices.SortFunc(conditions, func(a, b vector.Condition) int { return strings.Compare(a.Field, b.Field) })
	return conditions
}

func (r *reader) condition(n ast.Node, column string) vector.Condition {
	if _, null := n.(*ast.NullNode); null {
		return vector.Condition{Field: column, Op: vector.IsNull}
	}
	items, ok := n.(*ast.SequenceNode)
	if !ok {
		return vector.Condition{Field: column, Op: vector.In, Values: []string{r.held(n, column)}}
	}
	c := vector.Condition{Field: column, Op: vector.In}
	if len(items.Values) == 0 {
		r.fault(placeOf(n), "", "where: %s has no values, so no feature is meant", column)
	}
	for _, item := range items.Values {
		if _, null := item.(*ast.NullNode); null {
			r.fault(placeOf(item), "", "where: %s: null stands alone, not among values", column)
			continue
		}
		c.Values = append(c.Values, r.held(item, column))
	}
	return c
}

// held is a value as a column may hold it, which may be the empty text.
func (r *reader) held(n ast.Node, column string) string {
	return r.value(n, "where: "+column)
}

// Conditions writes what Where says for reports, as "LX = 城镇单元 and ZT in 现状, 在建".
func (s *Source) Conditions() string {
	var words []string
	for _, c := range s.Where {
		switch {
		case c.Op == vector.IsNull:
			words = append(words, c.Field+" is null")
		case len(c.Values) == 1:
			words = append(words, fmt.Sprintf("%s = %s", c.Field, c.Values[0]))
		default:
			words = append(words, fmt.Sprintf("%s in %s", c.Field, commaList(c.Values)))
		}
	}
	return strings.Join(words, " and ")
}

// dataFile reads the name of a file of data: to open it, and to show.
func (r *reader) dataFile(n ast.Node) (file, written string) {
	text := r.text(n, "file")
	return r.file(n, text), vector.Redacted(text)
}
