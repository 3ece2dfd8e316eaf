package rules

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// Column is one attribute of all features of a layer, by position; geo.Column
// is one. Text and Real return false where the value is null, and Real also
// where it is no number. Both must be safe for many callers at once.
type Column interface {
	Text(i int) (string, bool)
	Real(i int) (float64, bool)
}

// Columns finds the column of an attribute. It returns false if the layer does
// not tell it: the attribute is then unknown for every feature. The attribute
// "area" is asked for like the others.
type Columns func(attribute string) (Column, bool)

// Filter says which features of a layer are meant. A nil filter means all.
type Filter struct{ over }

// Value is a number that each feature has. A nil value is 1.
type Value struct{ over }

// TextOf is a text that each feature has. A nil one is the empty text.
type TextOf struct{ over }

// over is an expression over the attributes of a role.
type over struct {
	expression
	attributes []Attribute
}

// Bind looks up the columns once, and returns a function that says whether
// feature i is meant. Many callers may use it at once.
func (f *Filter) Bind(columns Columns) func(i int) Outcome {
	if f == nil {
		return func(int) Outcome { return Pass }
	}
	c := f.compiler(columns)
	return c.test(f.root)
}

// Bind looks up the columns once, and returns a function that says between
// which bounds the value of feature i lies: twice the same number if it is
// known, the least and greatest it can be otherwise.
func (v *Value) Bind(columns Columns) func(i int) (low, high float64) {
	if v == nil {
		return func(int) (low, high float64) { return 1, 1 }
	}
	c := v.compiler(columns)
	number := c.number(v.root)
	return func(i int) (low, high float64) {
		n := number(i)
		return n.lo, n.hi
	}
}

// Bind looks up the columns once, and returns a function that gives the text
// of feature i, and false if it is not known.
func (t *TextOf) Bind(columns Columns) func(i int) (text string, known bool) {
	if t == nil {
		return func(int) (string, bool) { return "", true }
	}
	c := t.compiler(columns)
	return c.text(t.root)
}

// Text is the expression as it is written, "" for none.
func (f *Filter) Text() string { return textOf(f != nil, func() string { return f.text }) }

// Text is the expression as it is written, "" for none.
func (v *Value) Text() string { return textOf(v != nil, func() string { return v.text }) }

// Text is the expression as it is written, "" for none.
func (t *TextOf) Text() string { return textOf(t != nil, func() string { return t.text }) }

func textOf(there bool, text func() string) string {
	if !there {
		return ""
	}
	return text()
}

// Attributes lists the attributes used, sorted.
func (f *Filter) Attributes() []string {
	if f == nil {
		return nil
	}
	return f.names()
}

// Attributes lists the attributes used, sorted.
func (v *Value) Attributes() []string {
	if v == nil {
		return nil
	}
	return v.names()
}

// Attributes lists the attributes used, sorted.
func (t *TextOf) Attributes() []string {
	if t == nil {
		return nil
	}
	return t.names()
}

// Values lists the texts that an attribute is compared with, sorted: for
// kind == "axis" or kind == "belt" the two kinds. With them a caller can tell a
// layer that holds none of these from one that says nothing of them.
func (f *Filter) Values(attribute string) []string {
	if f == nil {
		return nil
	}
	var values []string
	ast.Walk(&f.root, visit(func(n ast.Node) {
		b, ok := n.(*ast.BinaryNode)
		if !ok {
			return
		}
		if id, ok := b.Left.(*ast.IdentifierNode); !ok || id.Value != attribute {
			return
		}
		switch r := b.Right.(type) {
		case *ast.StringNode:
			values = append(values, r.Value)
		case *ast.ArrayNode:
			for _, e := range r.Nodes {
				if s, ok := e.(*ast.StringNode); ok {
					values = append(values, s.Value)
				}
			}
		}
	}))
	return reasons(values)
}

func (o *over) names() []string {
	var names []string
	o.identifiers(func(name string, _ int) {
		if slices.ContainsFunc(o.attributes, func(a Attribute) bool { return a.Name == name }) {
			names = append(names, name)
		}
	})
	return reasons(names)
}

func (o *over) compiler(columns Columns) *compiler {
	return &compiler{bind: func(name string) binding {
		for i := range o.attributes {
			if a := &o.attributes[i]; a.Name == name {
				return bindAttribute(a, columns)
			}
		}
		return binding{}
	}}
}

func bindAttribute(a *Attribute, columns Columns) binding {
	b := binding{attribute: a}
	column, ok := columns(a.Name)
	domain := a.domain()
	switch {
	case a.Type == Text || a.Type == Code:
		b.text = func(int) (string, bool) { return "", false }
		if ok {
			b.text = func(i int) (string, bool) {
				t, known := column.Text(i)
				return t, known && t != ""
			}
		}
	case !ok:
		b.number = func(int) interval { return domain }
	default:
		b.number = func(i int) interval {
			v, known := column.Real(i)
			if !known || !(v >= domain.lo && v <= domain.hi) || a.ZeroUnknown && v == 0 {
				return domain
			}
			return exactly(v)
		}
	}
	return b
}

// attributesOf gives the environment that an expression is checked in.
func attributesOf(attributes []Attribute) map[string]any {
	names := map[string]any{"sqrt": func(float64) float64 { return 0 }}
	for i := range attributes {
		switch a := &attributes[i]; {
		case a.Type == Flag:
			names[a.Name] = false
		case a.Type.Numeric():
			names[a.Name] = 0.0
		default:
			names[a.Name] = ""
		}
	}
	return names
}

func noColumns(string) (Column, bool) { return nil, false }
