package rules

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"unicode/utf8"

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
	aList   // a list or map
	refused // what the guard has told of
)

// read keeps the node's value and place.
func (s *scalar) read(node ast.Node) {
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
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode, *ast.TagNode:
		s.kind = refused
	default:
		s.kind = aList
	}
}

// item is an entry of a list and where it stands.
type item[T any] struct {
	at place
	v  T
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

// decode reads the file into raw form and notes what does not fit. It returns
// false where the file is no YAML, or not safe to read: of such a file only the
// first thing wrong is known.
func decode(data []byte, p *problems) (raw rawRuleset, ok bool) {
	document, ok := parseYAML(data, p)
	if ok {
		(&decoder{p}).value(document, reflect.ValueOf(&raw).Elem())
	}
	return raw, ok
}

// parseYAML reads a file of one document without what could blow it up.
func parseYAML(data []byte, p *problems) (document ast.Node, ok bool) {
	if len(data) > maxFile {
		p.at(place{}, "file has %d bytes, more than %d", len(data), maxFile)
		return nil, false
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // which some editors put there
	if !utf8.Valid(data) {
		p.at(notUTF8(data), "file is not UTF-8 text; save it as UTF-8")
		return nil, false
	}
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		where, message := place{}, err.Error()
		var y yaml.Error
		if errors.As(err, &y) {
			message = y.GetMessage()
			if t := y.GetToken(); t != nil && t.Position != nil {
				where = place{t.Position.Line, t.Position.Column}
			}
		}
		if strings.Contains(message, "'\t'") {
			message = "a tab cannot indent: YAML takes blanks"
		}
		p.at(where, "%s", strings.Join(strings.Fields(message), " "))
		return nil, false
	}
	g := &guard{p: p, deep: new(bool)}
	for _, doc := range file.Docs {
		ast.Walk(g, doc)
	}
	switch {
	case *g.deep:
		return nil, false
	case len(file.Docs) != 1 || file.Docs[0].Body == nil:
		p.at(place{}, "file is not one YAML document")
		return nil, false
	}
	return file.Docs[0].Body, true
}

// notUTF8 is the place of the first byte that belongs to no character.
func notUTF8(data []byte) place {
	at := 0
	for {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	line := data[bytes.LastIndexByte(data[:at], '\n')+1 : at]
	return place{bytes.Count(data[:at], []byte("\n")) + 1, utf8.RuneCount(line) + 1}
}

// guard refuses what can blow up a small file: anchors with aliases, and depth.
type guard struct {
	p     *problems
	depth int
	deep  *bool // whether something is nested too deep to go on
}

func (g *guard) Visit(node ast.Node) ast.Visitor {
	if *g.deep {
		return nil
	}
	switch node.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode, *ast.TagNode:
		g.p.at(placeOf(node), "anchors, aliases, merges and tags have no place in a ruleset")
		return nil
	case *ast.MappingNode, *ast.SequenceNode:
		if g.depth >= maxDepth {
			g.p.at(placeOf(node), "nested more than %d deep", maxDepth)
			*g.deep = true
			return nil
		}
		return &guard{g.p, g.depth + 1, g.deep}
	}
	return g
}
