package rules

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr/ast"
)

// The three kinds of closures that an expression is compiled to. A row is a
// feature for a filter and a unit for a formula.
type (
	testFunc   = func(row int) Outcome
	numberFunc = func(row int) interval
	textFunc   = func(row int) (text string, known bool)
)

// binding is what a name in an expression stands for.
type binding struct {
	attribute *Attribute // nil in a formula
	number    numberFunc // for numbers and flags
	text      textFunc   // for texts and codes
	zero      string     // why there may be nothing to divide by
}

// compiler turns an expression into closures. Faults are of the expression, not
// of the data: one that compiles with no data at all compiles with any.
type compiler struct {
	bind     func(name string) binding
	divisors []divisor
	fault    *fault
}

// divisor is something divided by, and what it means if it is 0.
type divisor struct {
	value numberFunc
	zero  string
}

func (c *compiler) wrong(n ast.Node, format string, args ...any) {
	if c.fault == nil {
		c.fault = &fault{n.Location().From, fmt.Sprintf(format, args...)}
	}
}

// test compiles something that is true or false.
func (c *compiler) test(n ast.Node) testFunc {
	switch n := n.(type) {
	case *ast.BoolNode:
		o := outcome(n.Value)
		return func(int) Outcome { return o }
	case *ast.IdentifierNode:
		if b := c.bind(n.Value); b.attribute != nil && b.attribute.Type == Flag {
			return flag(b.number)
		}
		c.wrong(n, "%s is not true or false", n.Value)
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			t := c.test(n.Node)
			return func(row int) Outcome { return t(row).Not() }
		}
		c.wrong(n, "%s gives no true or false", n.Operator)
	case *ast.BinaryNode:
		return c.binaryTest(n)
	default:
		c.wrong(n, "expression must be true or false")
	}
	return never
}

func never(int) Outcome { return Unknown }

func flag(number numberFunc) testFunc {
	return func(row int) Outcome {
		v := number(row)
		return decided(v.lo > 0, v.hi <= 0)
	}
}

func (c *compiler) binaryTest(n *ast.BinaryNode) testFunc {
	switch n.Operator {
	case "and", "&&":
		l, r := c.test(n.Left), c.test(n.Right)
		return func(row int) Outcome {
			o := l(row)
			if o == Fail {
				return Fail
			}
			return And(o, r(row))
		}
	case "or", "||":
		l, r := c.test(n.Left), c.test(n.Right)
		return func(row int) Outcome {
			o := l(row)
			if o == Pass {
				return Pass
			}
			return Or(o, r(row))
		}
	case "==", "!=":
		if c.textual(n.Left) {
			return c.textTest(n)
		}
		if isTest(c, n.Left) {
			l, r := c.test(n.Left), c.test(n.Right)
			equal := func(row int) Outcome { a, b := l(row), r(row); return Or(And(a, b), And(a.Not(), b.Not())) }
			if n.Operator == "!=" {
				return func(row int) Outcome { return equal(row).Not() }
			}
			return equal
		}
		return c.comparison(n)
	case "<", "<=", ">", ">=":
		return c.comparison(n)
	case "startsWith", "endsWith", "contains", "matches":
		return c.textTest(n)
	case "in":
		if c.textual(n.Left) {
			return c.textTest(n)
		}
		return c.numberIn(n)
	}
	c.wrong(n, "%s gives no true or false", n.Operator)
	return never
}

func isTest(c *compiler, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BoolNode:
		return true
	case *ast.IdentifierNode:
		b := c.bind(n.Value)
		return b.attribute != nil && b.attribute.Type == Flag
	}
	return false
}

func (c *compiler) comparison(n *ast.BinaryNode) testFunc {
	l, r, op := c.number(n.Left), c.number(n.Right), n.Operator
	return func(row int) Outcome { return compare(l(row), op, r(row)) }
}

func (c *compiler) numberIn(n *ast.BinaryNode) testFunc {
	list, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		c.wrong(n.Right, `"in" needs a list, as in [1, 2]`)
		return never
	}
	value := c.number(n.Left)
	var among []numberFunc
	for _, e := range list.Nodes {
		among = append(among, c.number(e))
	}
	return func(row int) Outcome {
		v, equal := value(row), tally{}
		for _, a := range among {
			equal.add(compare(v, "==", a(row)))
		}
		return equal.atLeast(1)
	}
}

var operators = []string{"+", "-", "*", "/"}

// number compiles something that is a number.
func (c *compiler) number(n ast.Node) numberFunc {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return constant(float64(n.Value))
	case *ast.FloatNode:
		return constant(n.Value)
	case *ast.IdentifierNode:
		b := c.bind(n.Value)
		if b.number != nil && (b.attribute == nil || b.attribute.Type.Numeric()) {
			return b.number
		}
		c.wrong(n, "%s is not a number", n.Value)
	case *ast.UnaryNode:
		v := c.number(n.Node)
		switch n.Operator {
		case "-":
			return func(row int) interval { return v(row).neg() }
		case "+":
			return v
		}
		c.wrong(n, "%s gives no number", n.Operator)
	case *ast.BinaryNode:
		return c.arithmetic(n)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return c.call(n, callee.Value, n.Arguments)
		}
		c.wrong(n, "this cannot be called")
	case *ast.BuiltinNode:
		return c.call(n, n.Name, n.Arguments)
	default:
		c.wrong(n, "expression must be a number")
	}
	return constant(0)
}

func constant(v float64) numberFunc { return func(int) interval { return exactly(v) } }

func (c *compiler) arithmetic(n *ast.BinaryNode) numberFunc {
	if !slices.Contains(operators, n.Operator) {
		c.wrong(n, "%s gives no number; there are + - * / and the functions min, max, abs, sqrt", n.Operator)
		return constant(0)
	}
	l, r := c.number(n.Left), c.number(n.Right)
	switch n.Operator {
	case "+":
		return func(row int) interval { return l(row).plus(r(row)) }
	case "-":
		return func(row int) interval { return l(row).minus(r(row)) }
	case "*":
		return func(row int) interval { return l(row).times(r(row)) }
	}
	if by, ok := n.Right.(*ast.IntegerNode); ok && by.Value == 0 {
		c.wrong(n.Right, "nothing can be divided by 0")
	}
	c.divisors = append(c.divisors, divisor{r, c.zero(n.Right)})
	return func(row int) interval { return l(row).over(r(row)) }
}

// zero says in words that something divided by is nothing. Where it is one
// thing, be it scaled, that thing says what its absence means.
func (c *compiler) zero(n ast.Node) string {
	var why []string
	expression{root: n}.identifiers(func(name string, _ int) {
		if b := c.bind(name); b.zero != "" {
			why = append(why, b.zero)
		}
	})
	if why = reasons(why); len(why) == 1 {
		return why[0]
	}
	return n.String() + " is 0"
}

func (c *compiler) call(n ast.Node, name string, arguments []ast.Node) numberFunc {
	one := map[string]func(interval) interval{"abs": interval.abs, "sqrt": interval.sqrt}[name]
	many := map[string]func(a, b interval) interval{"min": interval.min, "max": interval.max}[name]
	if one == nil && many == nil {
		c.wrong(n, "there is no function %s; there are min, max, abs and sqrt", name)
		return constant(0)
	}
	var args []numberFunc
	for _, a := range arguments {
		args = append(args, c.number(a))
	}
	switch {
	case one != nil && len(args) == 1:
		v := args[0]
		return func(row int) interval { return one(v(row)) }
	case many != nil && len(args) > 0:
		return func(row int) interval {
			v := args[0](row)
			for _, a := range args[1:] {
				v = many(v, a(row))
			}
			return v
		}
	}
	c.wrong(n, "%s does not take %d arguments", name, len(args))
	return constant(0)
}
