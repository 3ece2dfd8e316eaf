package rules

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Limits on a ruleset file. They are far beyond what a ruleset needs, and keep
// a file that was made to do harm from taking memory or time.
const (
	maxFile       = 4 << 20 // bytes
	maxExpression = 4000    // characters
	maxDepth      = 50      // nested lists and maps
)

// scalar is a text or number of the file and where it stands. What it may be is
// checked when it is used, so that the error can say what it is for.
type scalar struct {
	text   string
	number float64
	kind   scalarKind
	at     place
}

type scalarKind uint8

const (
	absent  scalarKind = iota // not in the file
	nothing                   // a key without a value
	aText
	aNumber
	aBool
	aList // a list or map
)

// UnmarshalYAML keeps the node's value and place.
func (s *scalar) UnmarshalYAML(node ast.Node) error {
	s.at = placeOf(node)
	switch n := node.(type) {
	case *ast.StringNode:
		s.kind, s.text = aText, n.Value
	case *ast.LiteralNode:
		s.kind, s.text = aText, n.Value.Value
	case *ast.IntegerNode:
		s.kind, s.text = aNumber, n.GetToken().Value
		switch v := n.Value.(type) {
		case int64:
			s.number = float64(v)
		case uint64:
			s.number = float64(v)
		}
	case *ast.FloatNode:
		s.kind, s.text, s.number = aNumber, n.GetToken().Value, n.Value
	case *ast.BoolNode:
		s.kind, s.text = aBool, n.GetToken().Value
	case *ast.NullNode:
		s.kind = nothing
	default:
		s.kind = aList
	}
	return nil
}

// item is an entry of a list and where it stands.
type item[T any] struct {
	at place
	v  T
}

// UnmarshalYAML reads the entry as strictly as the file around it.
func (i *item[T]) UnmarshalYAML(node ast.Node) error {
	i.at = placeOf(node)
	return yaml.NodeToValue(node, &i.v, yaml.Strict())
}

func placeOf(node ast.Node) place {
	// The token of a map is its first colon: the key says better where it is.
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return placeOf(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return placeOf(n.Key)
	case *ast.LiteralNode:
		return place{n.Start.Position.Line, n.Start.Position.Column}
	}
	if t := node.GetToken(); t != nil && t.Position != nil {
		return place{t.Position.Line, t.Position.Column}
	}
	return place{}
}

// decode reads the file into raw form, or says where that is not possible.
func decode(data []byte, p *problems) (raw rawRuleset) {
	if len(data) > maxFile {
		p.at(place{}, "file has %d bytes, more than %d", len(data), maxFile)
		return
	}
	file, err := parser.ParseBytes(data, 0)
	if err == nil {
		for _, doc := range file.Docs {
			ast.Walk(&guard{p: p}, doc)
		}
		switch {
		case len(p.found) > 0:
			return
		case len(file.Docs) != 1 || file.Docs[0].Body == nil:
			p.at(place{}, "file is not one YAML document")
			return
		}
		err = yaml.NodeToValue(file.Docs[0].Body, &raw, yaml.Strict())
	}
	if err != nil {
		where, message := place{}, err.Error()
		var y yaml.Error
		if errors.As(err, &y) {
			message = y.GetMessage()
			if t := y.GetToken(); t != nil && t.Position != nil {
				where = place{t.Position.Line, t.Position.Column}
			}
		}
		p.at(where, "%s", strings.Join(strings.Fields(message), " "))
	}
	return
}

// guard refuses what can blow up a small file: anchors with aliases, and depth.
type guard struct {
	p     *problems
	depth int
}

func (g *guard) Visit(node ast.Node) ast.Visitor {
	if len(g.p.found) > 0 {
		return nil
	}
	switch node.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode, *ast.TagNode:
		g.p.at(placeOf(node), "anchors, aliases, merges and tags have no place in a ruleset")
		return nil
	case *ast.MappingNode, *ast.SequenceNode:
		if g.depth >= maxDepth {
			g.p.at(placeOf(node), "nested more than %d deep", maxDepth)
			return nil
		}
		return &guard{g.p, g.depth + 1}
	}
	return g
}
