package rules

import (
	"fmt"

	"github.com/expr-lang/expr/ast"
)

// dimension is what a number is counted in: powers of length and of years.
// Things counted, shares and ratios have none. Whatever is in "number" fits
// anything, and so does a constant that is added or compared.
type dimension struct {
	length, years int
	open          bool // fits anything
}

var unitDimensions = map[string]dimension{
	"m": {length: 1}, "km": {length: 1}, "m2": {length: 2}, "ha": {length: 2}, "km2": {length: 2},
	"per_ha": {length: -2}, "per_km2": {length: -2}, "km_per_km2": {length: -1},
	"year": {years: 1}, "number": {open: true},
	"share": {}, "ratio": {}, "count": {}, "person": {},
}

func (d dimension) String() string {
	switch {
	case d.years == 1 && d.length == 0:
		return "years"
	case d.years != 0:
		return fmt.Sprintf("m^%d a^%d", d.length, d.years)
	case d.length == 0:
		return "a number without a unit"
	case d.length == 1:
		return "m"
	}
	return fmt.Sprintf("m^%d", d.length)
}

func (d dimension) times(e dimension, sign int) dimension {
	return dimension{d.length + sign*e.length, d.years + sign*e.years, d.open || e.open}
}

// dimensionOf works out what a formula is counted in. It notes where two things
// are added or compared that do not go together.
func dimensionOf(n ast.Node, of func(name string) dimension, wrong func(n ast.Node, a, b dimension)) dimension {
	alike := func(at ast.Node, nodes ...ast.Node) dimension {
		d := dimension{open: true}
		for _, m := range nodes {
			switch e := dimensionOf(m, of, wrong); {
			case isConstant(m) || e.open:
			case d.open:
				d = e
			case d != e:
				wrong(at, d, e)
				return dimension{open: true}
			}
		}
		if d.open && allConstant(nodes) {
			return dimension{}
		}
		return d
	}
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return of(n.Value)
	case *ast.UnaryNode:
		return dimensionOf(n.Node, of, wrong)
	case *ast.BinaryNode:
		switch n.Operator {
		case "*":
			return dimensionOf(n.Left, of, wrong).times(dimensionOf(n.Right, of, wrong), 1)
		case "/":
			return dimensionOf(n.Left, of, wrong).times(dimensionOf(n.Right, of, wrong), -1)
		}
		return alike(n, n.Left, n.Right)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok && callee.Value == "sqrt" && len(n.Arguments) == 1 {
			d := dimensionOf(n.Arguments[0], of, wrong)
			return dimension{d.length / 2, d.years / 2, d.open || d.length%2 != 0 || d.years%2 != 0}
		}
		return alike(n, n.Arguments...)
	case *ast.BuiltinNode:
		return alike(n, n.Arguments...)
	}
	return dimension{}
}

func isConstant(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return true
	case *ast.UnaryNode:
		return isConstant(n.Node)
	}
	return false
}

func allConstant(nodes []ast.Node) bool {
	for _, n := range nodes {
		if !isConstant(n) {
			return false
		}
	}
	return true
}

// fits notes where a formula does not give what its measure is in.
func (b *builder) fits(m *Measure, e expression, s scalar) {
	want, known := unitDimensions[m.Unit]
	if !known {
		return
	}
	told := false
	got := dimensionOf(e.root, func(name string) dimension {
		if st, ok := b.rs.Statistic(name); ok {
			return dimensionIn(st.Unit)
		}
		if other, ok := b.rs.Measure(name); ok {
			return dimensionIn(other.Unit)
		}
		return dimension{open: true}
	}, func(n ast.Node, x, y dimension) {
		told = true
		b.at(locate(b.lines, s, n.Location().From), "%s and %s do not go together", x, y)
	})
	if !told && !want.open && !got.open && got != want {
		b.at(locate(b.lines, s, 0), "formula gives %s, and %s is in %s", got, m.ID, m.Unit)
	}
}

func dimensionIn(unit string) dimension {
	if d, ok := unitDimensions[unit]; ok {
		return d
	}
	return dimension{open: true}
}
