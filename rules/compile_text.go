package rules

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// textual reports whether an expression is a text.
func (c *compiler) textual(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.StringNode:
		return true
	case *ast.SliceNode:
		return true
	case *ast.IdentifierNode:
		b := c.bind(n.Value)
		return b.attribute != nil && (b.attribute.Type == Text || b.attribute.Type == Code)
	}
	return false
}

// text compiles something that is a text: an attribute, a constant, or the
// start of a text, as landuse[:2]. A text that is shorter than the start asked
// for does not tell it: that is unknown.
func (c *compiler) text(n ast.Node) textFunc {
	switch n := n.(type) {
	case *ast.StringNode:
		return func(int) (string, bool) { return n.Value, true }
	case *ast.IdentifierNode:
		if b := c.bind(n.Value); b.text != nil && c.textual(n) {
			return b.text
		}
		c.wrong(n, "%s is not a text", n.Value)
	case *ast.SliceNode:
		to, ok := n.To.(*ast.IntegerNode)
		if !ok || to.Value < 1 || n.From != nil && !isZero(n.From) {
			c.wrong(n, "only the start of a text can be taken, as in landuse[:2]")
			break
		}
		whole, letters := c.text(n.Node), to.Value
		return func(row int) (string, bool) {
			t, known := whole(row)
			if !known {
				return "", false
			}
			return head(t, letters)
		}
	default:
		c.wrong(n, "expression must be a text")
	}
	return func(int) (string, bool) { return "", false }
}

func isZero(n ast.Node) bool {
	i, ok := n.(*ast.IntegerNode)
	return ok && i.Value == 0
}

// head is the first letters of a text, if it has that many.
func head(text string, letters int) (string, bool) {
	for i := range text {
		if letters == 0 {
			return text[:i], true
		}
		letters--
	}
	return text, letters == 0
}

// textTest compiles ==, !=, in, startsWith, endsWith, contains and matches.
func (c *compiler) textTest(n *ast.BinaryNode) testFunc {
	left := c.text(n.Left)
	var holds func(string) Outcome
	switch n.Operator {
	case "in":
		holds = c.member(n)
	case "==", "!=":
		right, ok := n.Right.(*ast.StringNode)
		if !ok {
			return c.sameText(n, left)
		}
		c.choice(n.Left, right)
		want, equal := right.Value, n.Operator == "=="
		holds = func(t string) Outcome { return outcome((t == want) == equal) }
	default:
		right, ok := n.Right.(*ast.StringNode)
		if !ok {
			c.wrong(n.Right, "%s needs a text in quotes", n.Operator)
			return never
		}
		holds = c.pattern(n, right)
	}
	return func(row int) Outcome {
		t, known := left(row)
		if !known {
			return Unknown
		}
		return holds(t)
	}
}

func (c *compiler) sameText(n *ast.BinaryNode, left textFunc) testFunc {
	right, equal := c.text(n.Right), n.Operator == "=="
	return func(row int) Outcome {
		a, known := left(row)
		if !known {
			return Unknown
		}
		b, known := right(row)
		if !known {
			return Unknown
		}
		return outcome((a == b) == equal)
	}
}

func (c *compiler) member(n *ast.BinaryNode) func(string) Outcome {
	list, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		c.wrong(n.Right, `"in" needs a list, as in ["C", "D"]`)
		return nil
	}
	among := map[string]bool{}
	for _, e := range list.Nodes {
		s, ok := e.(*ast.StringNode)
		if !ok {
			c.wrong(e, `"in" needs texts in quotes`)
			return nil
		}
		c.choice(n.Left, s)
		among[s.Value] = true
	}
	if few := slices.Collect(maps.Keys(among)); len(few) <= 8 {
		return func(t string) Outcome { return outcome(slices.Contains(few, t)) }
	}
	return func(t string) Outcome { return outcome(among[t]) }
}

// pattern compiles a test of part of a text. A code that is no longer than the
// start of the class asked for, as 07 for 0701, may lie in it or not: unknown.
func (c *compiler) pattern(n *ast.BinaryNode, right *ast.StringNode) func(string) Outcome {
	part := right.Value
	switch n.Operator {
	case "startsWith":
		if id, ok := n.Left.(*ast.IdentifierNode); ok {
			if b := c.bind(id.Value); b.attribute != nil && b.attribute.Type == Code {
				return func(t string) Outcome {
					if len(t) < len(part) {
						return decided(false, !strings.HasPrefix(part, t))
					}
					return outcome(strings.HasPrefix(t, part))
				}
			}
		}
		return func(t string) Outcome { return outcome(strings.HasPrefix(t, part)) }
	case "endsWith":
		return func(t string) Outcome { return outcome(strings.HasSuffix(t, part)) }
	case "contains":
		return func(t string) Outcome { return outcome(strings.Contains(t, part)) }
	}
	re, err := regexp.Compile(part)
	if err != nil {
		c.wrong(right, "%v", err)
		return nil
	}
	return func(t string) Outcome { return outcome(re.MatchString(t)) }
}

// choice refuses a value that an attribute cannot have.
func (c *compiler) choice(n ast.Node, value *ast.StringNode) {
	id, ok := n.(*ast.IdentifierNode)
	if !ok {
		return
	}
	if a := c.bind(id.Value).attribute; a != nil && !a.Has(value.Value) {
		c.wrong(value, "%s is never %q", a.Name, value.Value)
	}
}
