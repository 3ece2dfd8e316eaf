package study

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"renewal/geo"
	"renewal/geo/vector"
	"renewal/rules"
	"renewal/units/spelling"
)

// source reads one layer of a role.
func (r *reader) source(n ast.Node, role roleSpec) Source {
	at := placeOf(n)
	s := Source{Role: role.name, Line: at.line, Column: at.column, Path: r.path}
	fields, conditions := map[string]place{}, map[string]place{}
	handlers := yamlKeys{
		"file":     func(n ast.Node) { s.File, s.Written = r.dataFile(n) },
		"layer":    func(n ast.Node) { s.Layer = r.text(n, "layer") },
		"encoding": func(n ast.Node) { s.Encoding = r.text(n, "encoding") },
		"crs":      func(n ast.Node) { s.CRS = r.crs(n) },
		"id":       func(n ast.Node) { s.ID = r.text(n, "id") },
		"where":    func(n ast.Node) { s.Where = r.where(n, conditions) },
		"fields":   func(n ast.Node) { s.Fields = append(s.Fields, r.fieldsOf(n, role, fields)...) },
	}
	if role.kind != kindNever {
		handlers["kind"] = func(n ast.Node) { s.Fields = append(s.Fields, r.kind(n, role)) }
	}
	if slices.ContainsFunc(attributesOf(role.name), isCode) {
		handlers["landuse_scheme"] = func(n ast.Node) { s.LanduseScheme = r.scheme(n) }
	}
	if role.name == PolicyZones {
		handlers["enclose"] = func(n ast.Node) {
			s.File, s.Written, s.Enclose = r.file(n, r.text(n, "enclose")), n.GetToken().Value, true
		}
	}
	if role.name == Districts {
		handlers["rank"] = func(n ast.Node) { s.Rank = r.integer(n, "rank", -1000, 1000) }
	}
	places, ok := r.mapping(n, "a layer of "+role.name, handlers)
	if !ok {
		return s
	}
	if s.Enclose {
		r.enclosed(&s, places)
	}
	if _, stated := places["file"]; !stated {
		r.fault(at, "", "a layer of %s needs a %q", role.name, "file")
	}
	if _, stated := places["kind"]; role.kind == kindRequired && !stated {
		r.fault(at, "kind: WORD, or kind: {field: COLUMN, values: {…}}", "a layer of %s needs a %q", role.name, "kind")
	}
	for attr, p := range fields {
		places["fields."+attr] = p
	}
	for column, p := range conditions {
		places["where."+column] = p
	}
	s.places = places
	slices.SortFunc(s.Fields, func(a, b FieldMapping) int { return strings.Compare(a.Attr, b.Attr) })
	return s
}

// file joins a name with the folder of the study and looks that it exists. What
// names no file, such as "PG:dbname=city", is left as it is.
func (r *reader) file(n ast.Node, written string) string {
	if written == "" {
		return ""
	}
	path := written
	if !filepath.IsAbs(path) {
		path = filepath.Join(r.dir, filepath.FromSlash(written))
	}
	if _, err := os.Stat(path); err != nil {
		if vector.Virtual(written) {
			return written
		}
		kind := geo.ErrUnreadable
		if errors.Is(err, os.ErrNotExist) {
			kind = geo.ErrNoFile
		}
		p := placeOf(n)
		r.faults = append(r.faults, &Error{
			Path: r.path, Line: p.line, Column: p.column,
			Hint: r.didYouMeanFile(path), Err: fmt.Errorf("%w: %q", kind, written),
		})
	}
	return path
}

// didYouMeanFile looks for a name like it in the folder where it should be.
func (r *reader) didYouMeanFile(path string) string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) > 10_000 {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if n := spelling.Nearest(filepath.Base(path), names); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

// fieldsOf reads the mapping of attributes to columns, and notes where each
// stands.
func (r *reader) fieldsOf(n ast.Node, role roleSpec, places map[string]place) []FieldMapping {
	var fields []FieldMapping
	handlers := yamlKeys{}
	for _, attr := range attributesOf(role.name) {
		handlers[attr.Name] = func(n ast.Node) { fields = append(fields, r.field(n, attr)) }
	}
	// A name in the words of the file points to the attribute it means.
	pairs, _ := pairsOf(n)
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		places[key] = placeOf(pair.Key)
		if _, known := handlers[key]; known {
			continue
		}
		hint := didYouMean(key, namesOf(attributesOf(role.name)))
		if key == "kind" && role.kind != kindNever {
			hint = "kind is no field: it stands beside fields"
		} else if attr := meant(role.name, key); attr != "" {
			hint = fmt.Sprintf("did you mean %q? (the attribute comes first, then the column: %s: %s)", attr, attr, key)
		}
		handlers[key] = func(ast.Node) {
			r.fault(placeOf(pair.Key), hint, "%s has no attribute %q", role.name, key)
		}
	}
	r.mapping(n, "fields", handlers)
	return fields
}

// field reads "COLUMN", or a mapping that says more.
func (r *reader) field(n ast.Node, attr rules.Attribute) FieldMapping {
	if _, more := pairsOf(n); !more {
		return FieldMapping{Attr: attr.Name, Field: r.text(n, attr.Name)}
	}
	return r.mappingOf(n, attr)
}

// kind reads a constant kind, or a mapping of a column to kinds.
func (r *reader) kind(n ast.Node, role roleSpec) FieldMapping {
	if _, more := pairsOf(n); !more {
		f := FieldMapping{Attr: "kind", Const: r.text(n, "kind")}
		r.checkKind(placeOf(n), role, f.Const)
		return f
	}
	f := r.mappingOf(n, rules.Attribute{Name: "kind"})
	pairs, _ := pairsOf(n)
	for _, pair := range pairs {
		switch pair.Key.GetToken().Value {
		case "const":
			r.checkKind(placeOf(pair.Value), role, f.Const)
		case "values":
			values, _ := pairsOf(pair.Value)
			for _, v := range values {
				r.checkKind(placeOf(v.Value), role, f.Values[v.Key.GetToken().Value])
			}
		}
	}
	return f
}

var kindForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// checkKind looks that a kind is one of those there are, since one with a slip
// of the pen would be judged as if it were not there. Kinds of resources are
// the ruleset's, and only their form is looked at.
func (r *reader) checkKind(p place, role roleSpec, kind string) {
	known := choiceValues(Kinds(role.name))
	switch {
	case kind == "":
	case known != nil && !slices.Contains(known, kind):
		r.fault(p, didYouMean(kind, known), "unknown kind %q of %s", kind, role.name)
	case known == nil && !kindForm.MatchString(kind):
		r.fault(p, "", "kind %q is no identifier: lower-case letters, digits and _", kind)
	}
}

func isCode(a rules.Attribute) bool { return a.Type == rules.Code }

// mappingOf reads {field: COLUMN, values: …, null: …, scale: …} or {const: TEXT}.
// Codes may have a landuse_scheme of their own.
func (r *reader) mappingOf(n ast.Node, of rules.Attribute) FieldMapping {
	attr := of.Name
	f := FieldMapping{Attr: attr}
	handlers := yamlKeys{
		"field":  func(n ast.Node) { f.Field = r.text(n, "field") },
		"const":  func(n ast.Node) { f.Const = r.text(n, "const") },
		"values": func(n ast.Node) { f.Values = r.valuesOf(n, attr) },
		"null":   func(n ast.Node) { f.Null = r.nulls(n) },
		"scale": func(n ast.Node) {
			if v := r.number(n, "scale", -math.MaxFloat64, math.MaxFloat64); v != nil && *v != 0 {
				f.Scale = *v
			} else if v != nil {
				r.fault(placeOf(n), "", "scale must not be 0")
			}
		},
	}
	if isCode(of) {
		handlers["landuse_scheme"] = func(n ast.Node) { f.LanduseScheme = r.scheme(n) }
	}
	seen, _ := r.mapping(n, attr, handlers)
	_, field := seen["field"]
	_, constant := seen["const"]
	switch {
	case !field && !constant:
		r.fault(placeOf(n), "", "%s needs a %q or a %q", attr, "field", "const")
	case constant && len(seen) > 1:
		r.fault(seen["const"], "", "a constant %s goes with no other key", attr)
	}
	return f
}

// valuesOf reads a mapping of what a column holds to what it means. Any key may
// stand there, so only second ones are faults.
func (r *reader) valuesOf(n ast.Node, attr string) map[string]string {
	handlers, values := yamlKeys{}, map[string]string{}
	pairs, _ := pairsOf(n)
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		handlers[key] = func(n ast.Node) { values[key] = r.text(n, "the value of "+attr) }
	}
	if _, ok := r.mapping(n, "values", handlers); ok && len(values) == 0 {
		r.fault(placeOf(n), "", "values of %s is empty", attr)
	}
	return values
}

func (r *reader) nulls(n ast.Node) []string {
	items, ok := n.(*ast.SequenceNode)
	if !ok {
		return []string{r.value(n, "null")}
	}
	nulls := []string{}
	for _, item := range items.Values {
		nulls = append(nulls, r.value(item, "null"))
	}
	return nulls
}
