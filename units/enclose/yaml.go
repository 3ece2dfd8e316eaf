package enclose

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// list is the file as it is written.
type list struct {
	CRS       text             `yaml:"crs"`
	Ruleset   text             `yaml:"ruleset"`
	Lines     []lines          `yaml:"lines"`
	Aliases   map[string]names `yaml:"aliases"`
	Areas     []area           `yaml:"areas"`
	Gap       number           `yaml:"gap"`
	Width     number           `yaml:"width"`
	HalfWidth number           `yaml:"half_width"`
}

type lines struct {
	File     text `yaml:"file"`
	Layer    text `yaml:"layer"`
	Name     text `yaml:"name"`
	Encoding text `yaml:"encoding"`
	CRS      text `yaml:"crs"`
}

// at is where a layer without a file is described: by one of its other keys.
func (l lines) at() place {
	for _, t := range []text{l.Layer, l.Name, l.Encoding, l.CRS} {
		if t.value != "" {
			return t.at
		}
	}
	return place{1, 1}
}

type area struct {
	at     place
	fields areaFields
}

type areaFields struct {
	Name      text             `yaml:"name"`
	Kind      text             `yaml:"kind"`
	Text      text             `yaml:"text"`
	Edges     []names          `yaml:"edges"`
	Sides     map[string]names `yaml:"sides"`
	Published number           `yaml:"published_km2"`
	Aliases   map[string]names `yaml:"aliases"`
	HalfWidth number           `yaml:"half_width"`
	Notes     text             `yaml:"notes"`
}

// UnmarshalYAML reads an area as strictly as the list around it.
func (a *area) UnmarshalYAML(n ast.Node) error {
	a.at = placeOf(n)
	return yaml.NodeToValue(n, &a.fields, yaml.Strict())
}

// place is a position in the list, from 1.
type place struct{ line, column int }

func placeOf(n ast.Node) place {
	switch m := n.(type) {
	case *ast.MappingNode:
		if !m.IsFlowStyle && len(m.Values) > 0 {
			return placeOf(m.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return placeOf(m.Key)
	}
	if n.GetToken() == nil {
		return place{1, 1}
	}
	at := n.GetToken().Position
	return place{at.Line, at.Column}
}

// placed is an error at a place in the list.
type placed struct {
	at  place
	err error
}

func (p *placed) Error() string { return p.err.Error() }
func (p *placed) Unwrap() error { return p.err }

// text is a scalar as it is written: a road 107 is "107".
type text struct {
	at    place
	value string
}

// UnmarshalYAML keeps the text and its place.
func (t *text) UnmarshalYAML(n ast.Node) error {
	t.at = placeOf(n)
	switch n := n.(type) {
	case *ast.StringNode:
		t.value = n.Value
	case *ast.LiteralNode:
		t.value = strings.TrimSpace(n.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		t.value = n.GetToken().Value
	default:
		return &placed{t.at, errors.New("a text is expected here")}
	}
	if t.value == "" {
		return &placed{t.at, errors.New("the text is empty")}
	}
	return nil
}

// names is one name, or a list of them.
type names struct {
	at     place
	values []string
}

// UnmarshalYAML takes a name for a list of one.
func (l *names) UnmarshalYAML(n ast.Node) error {
	l.at = placeOf(n)
	items := []ast.Node{n}
	if s, ok := n.(*ast.SequenceNode); ok {
		items = s.Values
	}
	for _, item := range items {
		var t text
		if err := t.UnmarshalYAML(item); err != nil {
			return err
		}
		l.values = append(l.values, t.value)
	}
	if len(l.values) == 0 {
		return &placed{l.at, errors.New("the list of names is empty")}
	}
	return nil
}

// number is an amount that is not negative.
type number struct {
	at    place
	value float64
}

// UnmarshalYAML reads the number.
func (v *number) UnmarshalYAML(n ast.Node) error {
	v.at = placeOf(n)
	var err error
	if v.value, err = strconv.ParseFloat(n.GetToken().Value, 64); err != nil || !(v.value >= 0 && v.value <= 1e6) {
		return &placed{v.at, fmt.Errorf("a number from 0 to 1000000 is expected here, not %s", n.GetToken().Value)}
	}
	return nil
}

// placeIn is where in the list an error lies.
func placeIn(err error) (place, string) {
	var p *placed
	if errors.As(err, &p) {
		return p.at, p.err.Error()
	}
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		at := y.GetToken().Position
		return place{at.Line, at.Column}, y.GetMessage()
	}
	return place{1, 1}, strings.SplitN(err.Error(), "\n", 2)[0]
}
