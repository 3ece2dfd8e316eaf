package study

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"renewal/units/spelling"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// reader walks the syntax tree of a study file. Its methods note what is
// wrong and go on, so that one run shows all faults. Scalars are taken as
// written: the code 0701 stays "0701" and never becomes the octal number 449.
type reader struct {
	path, dir string
	faults    []*Error
	absences  []place // of the declarations under none
}

// yamlKeys says what to do with the value of each key of a mapping.
type yamlKeys map[string]func(ast.Node)

// tree parses the file and returns its root, nil after a fault.
func (r *reader) tree(data []byte) ast.Node {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if p, ok := badUTF8(data); ok {
		r.fault(p, "save the study file as UTF-8", "not UTF-8 text")
		return nil
	}
	// Duplicate keys are ours to report, beside the other faults.
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		var bad *yaml.SyntaxError
		if errors.As(err, &bad) && bad.Token != nil {
			at := bad.Token.Position
			r.fault(place{at.Line, at.Column}, "", "%s", bad.Message)
		} else {
			r.fault(place{1, 1}, "", "not YAML: %s", strings.SplitN(err.Error(), "\n", 2)[0])
		}
		return nil
	}
	var root ast.Node
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case root == nil:
			root = doc.Body
		default:
			r.fault(placeOf(doc.Body), "", "a second document in one study file")
		}
	}
	if root == nil {
		r.fault(place{1, 1}, "renewal init FILES… writes a study file", "the study file is empty")
	}
	return root
}

func badUTF8(data []byte) (place, bool) {
	if utf8.Valid(data) {
		return place{}, false
	}
	p := place{1, 1}
	for {
		c, size := utf8.DecodeRune(data)
		if c == utf8.RuneError && size == 1 {
			return p, true
		}
		data = data[size:]
		p.column++
		if c == '\n' {
			p = place{p.line + 1, 1}
		}
	}
}

// mapping calls the handler of every key of n, in the order of the file, and
// returns where the keys stand. Unknown keys and second ones are faults. A key
// that an unknown one was most likely meant to be counts as given, so that one
// slip is not reported twice.
func (r *reader) mapping(n ast.Node, what string, handlers yamlKeys) (map[string]place, bool) {
	pairs, ok := pairsOf(n)
	if !ok {
		r.fault(placeOf(n), "", "%s must be a mapping of keys to values, not %s", what, describe(n))
		return nil, false
	}
	seen, slips := map[string]place{}, map[string]place{}
	for _, pair := range pairs {
		key, p := pair.Key.GetToken().Value, placeOf(pair.Key)
		handle, known := handlers[key]
		if first, twice := seen[key]; twice {
			r.fault(p, "", "key %q again, first on line %d", key, first.line)
			continue
		}
		seen[key] = p
		if !known {
			names := slices.Sorted(maps.Keys(handlers))
			r.fault(p, didYouMean(key, names), "unknown key %q", key)
			slips[spelling.Nearest(key, names)] = p
			continue
		}
		handle(pair.Value)
	}
	for key, p := range slips {
		if _, given := seen[key]; !given {
			seen[key] = p
		}
	}
	return seen, true
}

func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	default:
		return nil, false
	}
}

// text returns a scalar as it is written. Quotes make "" of a text a value;
// nothing at all is a fault.
func (r *reader) text(n ast.Node, what string) string {
	switch n := n.(type) {
	case *ast.StringNode:
		if n.Value == "" {
			r.fault(placeOf(n), "", "%s is empty", what)
		}
		return n.Value
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	default:
		r.fault(placeOf(n), "", "%s must be text, not %s", what, describe(n))
		return ""
	}
}

// value is text that may be empty and may be null, as data may be.
func (r *reader) value(n ast.Node, what string) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.NullNode:
		return ""
	default:
		return r.text(n, what)
	}
}

func (r *reader) number(n ast.Node, what string, low, high float64) *float64 {
	var v float64
	err := errors.New("not a number")
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.StringNode: // 1e3 is a text to this parser
		v, err = strconv.ParseFloat(n.GetToken().Value, 64)
	}
	switch {
	case err != nil:
		r.fault(placeOf(n), "", "%s must be a number, not %s", what, describe(n))
	case !(v >= low && v <= high):
		r.fault(placeOf(n), "", "%s must be from %g to %g, not %s", what, low, high, n.GetToken().Value)
	default:
		return &v
	}
	return nil
}

func (r *reader) integer(n ast.Node, what string, low, high int) int {
	v, err := strconv.Atoi(n.GetToken().Value)
	if _, is := n.(*ast.IntegerNode); !is || err != nil || v < low || v > high {
		r.fault(placeOf(n), "", "%s must be a whole number from %d to %d, not %s", what, low, high, describe(n))
		return 0
	}
	return v
}

func (r *reader) oneOf(n ast.Node, what string, known []string) string {
	word := r.text(n, what)
	if word != "" && !slices.Contains(known, word) {
		r.fault(placeOf(n), didYouMean(word, known), "unknown %s %q", what, word)
	}
	return word
}

// placeOf is where a node begins: for a mapping that is its first key.
func placeOf(n ast.Node) place {
	switch m := n.(type) {
	case *ast.MappingNode:
		if !m.IsFlowStyle && len(m.Values) > 0 {
			return placeOf(m.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return placeOf(m.Key)
	}
	if n == nil || n.GetToken() == nil {
		return place{1, 1}
	}
	at := n.GetToken().Position
	return place{at.Line, at.Column}
}

func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode:
		return "nothing"
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		return "an anchor or alias, which study files do not use"
	case *ast.TagNode:
		return "a tag, which study files do not use"
	case *ast.StringNode:
		return strconv.Quote(n.Value)
	default:
		return n.GetToken().Value
	}
}
