package rules

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// phrasing writes expressions in Chinese: names by what they stand for, operators as
// people say them. The formal text stays what it is; this is for reading.
type phrasing struct {
	attributes []Attribute                          // of a filter, value or grouping
	name       func(id string) (zh string, ok bool) // of a formula
}

// How tightly a phrase binds, from loose to tight.
const (
	bindsOr = iota + 1
	bindsAnd
	bindsTest
	bindsSum
	bindsProduct
	bindsWord
)

// say writes a node, in brackets where its phrase binds less tightly than its place.
func (p phrasing) say(n ast.Node, place int) string {
	text, binds := p.bare(n)
	if binds < place {
		return "（" + text + "）"
	}
	return text
}

func (p phrasing) bare(n ast.Node) (text string, binds int) {
	switch n := n.(type) {
	case *ast.BoolNode:
		return map[bool]string{true: "是", false: "否"}[n.Value], bindsWord
	case *ast.IntegerNode:
		return number(float64(n.Value)), bindsWord
	case *ast.FloatNode:
		return number(n.Value), bindsWord
	case *ast.StringNode:
		return "“" + n.Value + "”", bindsWord
	case *ast.IdentifierNode:
		return p.named(n)
	case *ast.SliceNode:
		return fmt.Sprintf("%s前%s位", p.say(n.Node, bindsWord), p.say(n.To, bindsWord)), bindsWord
	case *ast.UnaryNode:
		return p.unary(n)
	case *ast.BinaryNode:
		return p.binary(n)
	case *ast.BuiltinNode:
		return p.call(n.Name, n.Arguments), bindsWord
	case *ast.CallNode:
		return p.call(n.Callee.String(), n.Arguments), bindsWord
	}
	return n.String(), bindsWord
}

func (p phrasing) attribute(n ast.Node) *Attribute {
	if id, ok := n.(*ast.IdentifierNode); ok {
		for i := range p.attributes {
			if p.attributes[i].Name == id.Value {
				return &p.attributes[i]
			}
		}
	}
	return nil
}

// named is a name, or as a condition the flag that it stands for.
func (p phrasing) named(n *ast.IdentifierNode) (string, int) {
	if a := p.attribute(n); a != nil {
		if a.Type == Flag {
			return a.Zh + "为“是”", bindsTest
		}
		return a.Zh, bindsWord
	}
	if p.name != nil {
		if zh, ok := p.name(n.Value); ok {
			return zh, bindsWord
		}
	}
	return n.Value, bindsWord
}

func (p phrasing) unary(n *ast.UnaryNode) (string, int) {
	if n.Operator == "-" {
		return "−" + p.say(n.Node, bindsWord), bindsProduct
	}
	if a := p.attribute(n.Node); a != nil && a.Type == Flag {
		return a.Zh + "为“否”", bindsTest
	}
	return "不满足" + "（" + p.say(n.Node, 0) + "）", bindsWord
}

var arithmeticSigns = map[string]string{"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}

func (p phrasing) binary(n *ast.BinaryNode) (string, int) {
	l := func(place int) string { return p.say(n.Left, place) }
	r := func(place int) string { return p.say(n.Right, place) }
	switch n.Operator {
	case "and", "&&":
		return l(bindsAnd) + "，且" + r(bindsAnd), bindsAnd
	case "or", "||":
		return l(bindsOr) + "，或" + r(bindsOr), bindsOr
	case "+", "-":
		return l(bindsSum) + arithmeticSigns[n.Operator] + r(bindsProduct), bindsSum
	case "*", "/":
		return l(bindsProduct) + arithmeticSigns[n.Operator] + r(bindsWord), bindsProduct
	case "startsWith":
		return l(bindsWord) + "以" + r(bindsWord) + "开头", bindsTest
	case "endsWith":
		return l(bindsWord) + "以" + r(bindsWord) + "结尾", bindsTest
	case "contains":
		return l(bindsWord) + "含" + r(bindsWord), bindsTest
	case "matches":
		return l(bindsWord) + "符合" + r(bindsWord), bindsTest
	case "in":
		return l(bindsWord) + "为" + p.among(n.Left, n.Right), bindsTest
	}
	return l(bindsSum) + p.compared(n), bindsTest
}

// compared is what follows what is compared: how, and with what in which unit.
func (p phrasing) compared(n *ast.BinaryNode) string {
	if _, text := n.Right.(*ast.StringNode); text {
		return map[string]string{"==": "为", "!=": "不为"}[n.Operator] + p.choice(n.Left, n.Right)
	}
	sign := opWords[n.Operator][Chinese]
	if a := p.attribute(n.Left); a != nil && a.Unit != "" {
		switch v := n.Right.(type) {
		case *ast.IntegerNode:
			return sign + Chinese.amount(float64(v.Value), a.Unit)
		case *ast.FloatNode:
			return sign + Chinese.amount(v.Value, a.Unit)
		}
	}
	return sign + p.say(n.Right, bindsSum)
}

// among lists the values of a list.
func (p phrasing) among(left, right ast.Node) string {
	list, ok := right.(*ast.ArrayNode)
	if !ok {
		return p.say(right, bindsWord)
	}
	words := make([]string, len(list.Nodes))
	for i, n := range list.Nodes {
		words[i] = p.choice(left, n)
	}
	text := strings.Join(words, "、")
	if len(words) > 1 {
		text += "之一"
	}
	return text
}

// choice is a value by its name, where the attribute has names for its values.
func (p phrasing) choice(left, value ast.Node) string {
	s, ok := value.(*ast.StringNode)
	if a := p.attribute(left); a != nil && ok {
		for _, c := range a.Values {
			if c.Value == s.Value {
				return "“" + c.Zh + "”"
			}
		}
	}
	return p.say(value, bindsWord)
}

var functionWords = map[string]string{"min": "取小值", "max": "取大值", "abs": "绝对值", "sqrt": "平方根"}

func (p phrasing) call(name string, arguments []ast.Node) string {
	words := make([]string, len(arguments))
	for i, a := range arguments {
		words[i] = p.say(a, 0)
	}
	if zh, ok := functionWords[name]; ok {
		name = zh
	}
	return name + "（" + strings.Join(words, "；") + "）"
}

// said is an expression over a layer as it is written, or in Chinese words.
func (o *over) said(l Language) string {
	if l == English {
		return o.text
	}
	return phrasing{attributes: o.attributes}.say(o.root, 0)
}

func (f *Filter) said(l Language) string {
	return textOf(f != nil, func() string { return f.over.said(l) })
}

func (v *Value) said(l Language) string {
	return textOf(v != nil, func() string { return v.over.said(l) })
}

func (t *TextOf) said(l Language) string {
	return textOf(t != nil, func() string { return t.over.said(l) })
}

// formula is that of a measure, with the names of what it is made of.
func (rs *Ruleset) formula(text string, l Language) string {
	e, fault := parse(text, formulaNames(rs))
	if l == English || fault != nil {
		return text
	}
	return phrasing{name: rs.nameOf}.say(e.root, 0)
}

// nameOf is the Chinese name of a statistic or measure.
func (rs *Ruleset) nameOf(id string) (string, bool) {
	if s, ok := rs.Statistic(id); ok {
		return s.Zh, true
	}
	m, ok := rs.Measure(id)
	return m.Zh, ok
}
