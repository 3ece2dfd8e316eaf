package study

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"renewal/rules"
	"renewal/rules/landuse"
)

// defaultRuleset is the ruleset of a study that names none.
const defaultRuleset = "zhengzhou"

// read turns the text of a study file into a study, as far as it can.
func (r *reader) read(data []byte) *Study {
	root := r.tree(data)
	if root == nil {
		return nil
	}
	s := &Study{Path: r.path, Dir: r.dir, Ruleset: defaultRuleset}
	places, ok := r.mapping(root, "a study", yamlKeys{
		"name":           func(n ast.Node) { s.Name = r.text(n, "name") },
		"crs":            func(n ast.Node) { s.CRS = r.crs(n) },
		"landuse_scheme": func(n ast.Node) { s.LanduseScheme = r.scheme(n) },
		"ruleset":        func(n ast.Node) { s.Ruleset = r.ruleset(n) },
		"layers":         func(n ast.Node) { s.Sources = r.layers(n) },
		"none":           func(n ast.Node) { s.None = r.none(n) },
		"options":        func(n ast.Node) { s.Options = r.options(n, &s.places) },
	})
	if !ok {
		return nil
	}
	for _, key := range []string{"name", "crs", "layers"} {
		if _, stated := places[key]; !stated {
			r.fault(placeOf(root), "", "the study has no key %q", key)
		}
	}
	r.checkAbsences(s)
	for i := range s.Sources {
		if s.Sources[i].Enclose {
			s.Sources[i].Ruleset = s.Ruleset
		}
	}
	for option, p := range s.places {
		places["options."+option] = p
	}
	s.places = places
	return s
}

// crs is text; a bare number is most likely an EPSG code, but might be a zone.
func (r *reader) crs(n ast.Node) string {
	text := r.text(n, "crs")
	if _, bare := n.(*ast.IntegerNode); bare {
		r.fault(placeOf(n), "did you mean EPSG:"+text+"?", "crs must be a code with its authority, not %s", text)
	}
	return text
}

// ruleset is the name of a built-in one, or a file where it looks like one.
func (r *reader) ruleset(n ast.Node) string {
	text := r.text(n, "ruleset")
	switch known := rules.Builtin(); {
	case strings.ContainsAny(text, `/\.`):
		return r.file(n, text)
	case text != "" && !slices.Contains(known, text):
		r.fault(placeOf(n), didYouMean(text, known)+"; the name of a file has a dot or a slash", "unknown ruleset %q", text)
	}
	return text
}

// scheme is the name of a built-in land-use scheme, or the file of a table where
// it looks like one.
func (r *reader) scheme(n ast.Node) string {
	text := r.text(n, "landuse_scheme")
	if strings.ContainsAny(text, `/\.`) {
		return r.file(n, text)
	}
	if text == "" {
		return ""
	}
	return r.oneOf(n, "landuse_scheme", landuse.Schemes())
}

// layers reads the sources of all roles and sorts them by role; within a role
// the order of the file stays.
func (r *reader) layers(n ast.Node) []Source {
	var sources []Source
	handlers := yamlKeys{}
	order := map[string]int{}
	for i, role := range roleSpecs {
		order[role.name] = i
		handlers[role.name] = func(n ast.Node) { sources = append(sources, r.sources(n, role)...) }
	}
	seen, ok := r.mapping(n, "layers", handlers)
	if !ok {
		return nil
	}
	for _, role := range roleSpecs {
		if _, stated := seen[role.name]; role.required && !stated {
			r.fault(placeOf(n), "", "layers has no %q", role.name)
		}
	}
	slices.SortStableFunc(sources, func(a, b Source) int { return cmp.Compare(order[a.Role], order[b.Role]) })
	return sources
}

// sources reads the one source of a role, or a list of them.
func (r *reader) sources(n ast.Node, role roleSpec) []Source {
	items, ok := n.(*ast.SequenceNode)
	if !ok {
		return []Source{r.source(n, role)}
	}
	if len(items.Values) == 0 {
		r.fault(placeOf(n), "", "%s is an empty list", role.name)
	}
	var sources []Source
	for _, item := range items.Values {
		sources = append(sources, r.source(item, role))
	}
	return sources
}
