package rules

import (
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// decoder puts the nodes of a file into raw form, strictly, and notes every
// place where they do not fit: a key that is not known or stands twice, a text
// where a list should be. What fits is kept, so that the rest of the file is
// looked at as well.
type decoder struct{ *problems }

// entry is what takes a node whole.
type entry interface {
	decode(d *decoder, node ast.Node)
}

// decode keeps the node's value and place.
func (s *scalar) decode(_ *decoder, node ast.Node) { s.read(node) }

// decode reads what stands at the entry's place.
func (i *item[T]) decode(d *decoder, node ast.Node) {
	i.at = placeOf(node)
	d.value(node, reflect.ValueOf(&i.v).Elem())
}

// standAt moves an entry of a map to its key, which says better where it is.
func (i *item[T]) standAt(at place) { i.at = at }

func (d *decoder) value(node ast.Node, v reflect.Value) {
	if e, ok := v.Addr().Interface().(entry); ok {
		e.decode(d, node)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(node, v.Elem())
	case reflect.Slice:
		d.list(node, v)
	case reflect.Map:
		d.table(node, v)
	default:
		d.fields(node, v)
	}
}

func (d *decoder) list(node ast.Node, v reflect.Value) {
	sequence, ok := node.(*ast.SequenceNode)
	if !ok {
		switch node.(type) {
		case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
			return // the guard has told of it
		}
		d.at(placeOf(node), "here must be a list, not %s", nodeName(node))
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(sequence.Values), len(sequence.Values)))
	for i, n := range sequence.Values {
		d.value(n, v.Index(i))
	}
}

func (d *decoder) table(node ast.Node, v reflect.Value) {
	v.Set(reflect.MakeMap(v.Type()))
	d.keys(node, func(key string, at place, n ast.Node) {
		value := reflect.New(v.Type().Elem()).Elem()
		d.value(n, value)
		if i, ok := value.Addr().Interface().(interface{ standAt(place) }); ok {
			i.standAt(at)
		}
		v.SetMapIndex(reflect.ValueOf(key), value)
	})
}

func (d *decoder) fields(node ast.Node, v reflect.Value) {
	if v.Kind() != reflect.Struct {
		panic("a raw form is made of entries, lists, maps and structs")
	}
	byName := map[string]reflect.Value{}
	var names []string
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("yaml")
		byName[name] = v.Field(i)
		names = append(names, name)
	}
	d.keys(node, func(key string, at place, n ast.Node) {
		field, ok := byName[key]
		if !ok {
			d.at(at, "unknown field %q; there are %s", key, strings.Join(names, ", "))
			d.misspelt[placeOf(node)] = true
			return
		}
		d.value(n, field)
	})
}

// keys calls take for each key of a map, the first time it stands there.
func (d *decoder) keys(node ast.Node, take func(key string, at place, value ast.Node)) {
	var pairs []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode, *ast.TagNode:
		return // the guard has told of it
	default:
		d.at(placeOf(node), "here must be keys with values, not %s", nodeName(node))
		d.misspelt[placeOf(node)] = true
		return
	}
	first := map[string]int{}
	for _, pair := range pairs {
		var key scalar
		key.read(pair.Key)
		if line, twice := first[key.text]; twice {
			d.at(key.at, "key %q is already defined in line %d", key.text, line)
			continue
		}
		first[key.text] = key.at.line
		take(key.text, key.at, pair.Value)
	}
}

func nodeName(node ast.Node) string {
	switch node.(type) {
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "keys with values"
	case *ast.NullNode:
		return "nothing"
	case *ast.StringNode, *ast.LiteralNode:
		return "a text"
	}
	return "a number or true or false"
}
