package units

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"renewal/rules"
	"renewal/rules/landuse"
)

// defaultRuleset is the ruleset of a study that names none.
const defaultRuleset = "zhengzhou"

// read turns the text of a study file into a study, as far as it can.
func (r *studyReader) read(data []byte) *Study {
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
	for option, p := range s.places {
		places["options."+option] = p
	}
	s.places = places
	return s
}

// crs is text; a bare number is most likely an EPSG code, but might be a zone.
func (r *studyReader) crs(n ast.Node) string {
	text := r.text(n, "crs")
	if _, bare := n.(*ast.IntegerNode); bare {
		r.fault(placeOf(n), "did you mean EPSG:"+text+"?", "crs must be a code with its authority, not %s", text)
	}
	return text
}

// ruleset is the name of a built-in one, or a file where it looks like one.
func (r *studyReader) ruleset(n ast.Node) string {
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
func (r *studyReader) scheme(n ast.Node) string {
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
func (r *studyReader) layers(n ast.Node) []Source {
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
func (r *studyReader) sources(n ast.Node, role roleSpec) []Source {
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

// maxSearch is far beyond what still finds anything: 2,000 times what is usual.
const maxSearch = 1_000_000

func (r *studyReader) options(n ast.Node, places *map[string]studyPlace) Options {
	var o Options
	amount := func(to **float64, what string, high float64) func(ast.Node) {
		return func(n ast.Node) { *to = r.number(n, what, 0, high) }
	}
	word := func(to *string, what string, known []string) func(ast.Node) {
		return func(n ast.Node) { *to = r.oneOf(n, what, known) }
	}
	*places, _ = r.mapping(n, "options", yamlKeys{
		"grid":           amount(&o.Grid, "grid", 1),
		"gap":            amount(&o.Gap, "gap", 1000),
		"match":          amount(&o.Match, "match", 10),
		"follow":         amount(&o.Follow, "follow", 1000),
		"follow_barrier": amount(&o.FollowBarrier, "follow_barrier", 1000),
		"min_piece":      amount(&o.MinPiece, "min_piece", 1e9),
		"max_loss":       amount(&o.MaxLoss, "max_loss", 1),
		"max_repair":     amount(&o.MaxRepair, "max_repair", 1),
		"overlap":        word(&o.Overlap, "overlap", overlapOwners),
		"no_district":    word(&o.NoDistrict, "no_district", noDistricts),
		"roads":          word(&o.Roads, "roads", roadRules),
		"road_width":     amount(&o.RoadWidth, "road_width", 1000),
		"area_method":    word(&o.AreaMethod, "area_method", areaMethods),
		"fields":         word(&o.Fields, "fields", fieldNames),
		"search":         func(n ast.Node) { o.Search = r.integer(n, "search", 1, maxSearch) },
		"workers":        func(n ast.Node) { o.Workers = r.integer(n, "workers", 0, 1024) },
	})
	if o.Grid != nil && *o.Grid == 0 {
		r.fault((*places)["grid"], "leave it out for 1 mm", "grid must be above 0")
	}
	return o
}

// valuesOf reads a mapping of what a column holds to what it means. Any key may
// stand there, so only second ones are faults.
func (r *studyReader) valuesOf(n ast.Node, attr string) map[string]string {
	handlers, values := yamlKeys{}, map[string]string{}
	pairs, _ := pairsOf(n)
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		handlers[key] = func(n ast.Node) { values[key] = r.text(n, "the value of "+attr) }
	}
	if _, ok := r.mapping(n, "values", handlers); ok && len(values) == 0 {
		r.fault(placeOf(n), "", "values of %s is empty", attr)
	}
	return maps.Clone(values)
}
