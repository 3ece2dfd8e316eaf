package rules_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"renewal/rules"
)

// A random ruleset of a few statistics, a measure of each, and criteria that are
// random trees over them: small enough for an oracle to try every case.
type randomRules struct {
	measures int
	trees    []node // the screen, then a criterion of each class
}

// node is a tree: a test where of is empty.
type node struct {
	kind      string // "any", "all", "at_least", "not" or "test"
	n         int
	of        []node
	measure   int
	op        string
	threshold float64
}

var classNames = []string{"key", "optimization", "general"}

func drawRules(t *rapid.T) randomRules {
	r := randomRules{measures: rapid.IntRange(1, 3).Draw(t, "measures")}
	for i := range 1 + len(classNames) {
		r.trees = append(r.trees, drawNode(t, fmt.Sprint("tree ", i), r.measures, 2))
	}
	return r
}

func drawNode(t *rapid.T, label string, measures, depth int) node {
	kinds := []string{"test", "test", "any", "all", "at_least", "not"}
	if depth == 0 {
		kinds = kinds[:1]
	}
	n := node{kind: rapid.SampledFrom(kinds).Draw(t, label)}
	switch n.kind {
	case "test":
		n.measure = rapid.IntRange(0, measures-1).Draw(t, label+" measure")
		n.op = rapid.SampledFrom(rules.Ops()[:4]).Draw(t, label+" op") // == and != are for counts
		n.threshold = float64(rapid.IntRange(-1, 3).Draw(t, label+" threshold"))
	case "not":
		n.of = []node{drawNode(t, label+".", measures, depth-1)}
	default:
		for i := range rapid.IntRange(2, 3).Draw(t, label+" parts") {
			n.of = append(n.of, drawNode(t, fmt.Sprint(label, ".", i), measures, depth-1))
		}
		n.n = rapid.IntRange(1, len(n.of)).Draw(t, label+" needed")
	}
	return n
}

// yaml writes a tree as the file has it.
func (n node) yaml() string {
	parts := make([]string, len(n.of))
	for i := range n.of {
		parts[i] = n.of[i].yaml()
	}
	list := "[" + strings.Join(parts, ", ") + "]"
	switch n.kind {
	case "test":
		return fmt.Sprintf("{measure: m%d, op: %q, threshold: %v}", n.measure, n.op, n.threshold)
	case "not":
		return "{not: " + parts[0] + "}"
	case "at_least":
		return fmt.Sprintf("{at_least: %d, of: %s}", n.n, list)
	}
	return "{" + n.kind + ": " + list + "}"
}

// holds is what a tree says of numbers that are all known.
func (n node) holds(values []float64) bool {
	if n.kind == "test" {
		v := values[n.measure]
		return map[string]bool{">=": v >= n.threshold, ">": v > n.threshold, "<=": v <= n.threshold, "<": v < n.threshold}[n.op]
	}
	passed := 0
	for i := range n.of {
		if n.of[i].holds(values) {
			passed++
		}
	}
	return map[string]bool{"not": passed == 0, "any": passed > 0, "all": passed == len(n.of), "at_least": passed >= n.n}[n.kind]
}

// tests lists the tests of a tree in the order of the file.
func (n *node) tests() []*node {
	if n.kind == "test" {
		return []*node{n}
	}
	var all []*node
	for i := range n.of {
		all = append(all, n.of[i].tests()...)
	}
	return all
}

func (r randomRules) tests() []*node {
	var all []*node
	for i := range r.trees {
		all = append(all, r.trees[i].tests()...)
	}
	return all
}

// class is the first whose criterion holds, if there is a unit at all.
func (r randomRules) class(values []float64) string {
	if r.trees[0].holds(values) {
		for i, name := range classNames {
			if r.trees[i+1].holds(values) {
				return name
			}
		}
	}
	return rules.NotDelineated
}

// numbers are all that matters of a measure: thresholds, and what lies between.
var numbers = []float64{-2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4}

// parse reads the ruleset; false where no unit can be of some class, which is a
// mistake in a ruleset.
func (r randomRules) parse(t *rapid.T) (*rules.Ruleset, bool) {
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(data), "\n# What is renewed:")
	var b strings.Builder
	b.WriteString(head + "\nstatistics:\n")
	for i := range r.measures {
		fmt.Fprintf(&b, "  - {id: s%d, zh: 统计, en: s, take: given, unit: number, source: {tag: OURS}}\n", i)
	}
	b.WriteString("measures:\n")
	for i := range r.measures {
		fmt.Fprintf(&b, "  - {id: m%d, zh: 指标, en: m, unit: number, formula: s%d, source: {tag: OURS}}\n", i, i)
	}
	b.WriteString("criteria:\n")
	for i, tree := range r.trees {
		fmt.Fprintf(&b, "  - {id: C%d, group: unit, zh: 准则, en: c, source: {tag: OURS}, test: %s}\n", i, tree.yaml())
	}
	b.WriteString("screen: C0\nclasses:\n")
	for i, name := range classNames {
		fmt.Fprintf(&b, "  - {id: %s, zh: 类, en: c, colour: \"#D7263D\", criterion: C%d, source: {tag: OURS}}\n", name, i+1)
	}
	b.WriteString("  - {id: not_delineated, zh: 无, en: none, colour: \"#BDBDBD\", source: {tag: OURS}}\n  - {id: undetermined, zh: 待定, en: open, colour: \"#40335A\", source: {tag: OURS}}\n")
	rs, err := rules.Parse("random.yaml", []byte(b.String()))
	if err != nil && !strings.Contains(err.Error(), "no unit can be") {
		t.Fatalf("%v\n%s", err, b.String()[len(head):])
	}
	return rs, err == nil
}

// must draws rules until there are some that can be used.
func must(t *rapid.T) (randomRules, *rules.Ruleset) {
	r := drawRules(t)
	rs, ok := r.parse(t)
	if !ok {
		t.Skip("a class that no unit can have")
	}
	return r, rs
}

// drawValues draws what is known of each measure: a number, or two ends.
func (r randomRules) drawValues(t *rapid.T, open bool) (low, high []float64) {
	for i := range r.measures {
		a := rapid.IntRange(0, len(numbers)-1).Draw(t, fmt.Sprint("s", i))
		b := a
		if open && rapid.Bool().Draw(t, fmt.Sprint("s", i, " open")) {
			b = rapid.IntRange(a, len(numbers)-1).Draw(t, fmt.Sprint("s", i, " to"))
		}
		low, high = append(low, numbers[a]), append(high, numbers[b])
	}
	return low, high
}

func factsOf(low, high []float64) rules.Facts {
	f := rules.Facts{rules.UnitArea: rules.Exactly(1)}
	for i := range low {
		id := fmt.Sprint("s", i)
		if f[id] = rules.Exactly(low[i]); low[i] != high[i] {
			f[id] = rules.Between(low[i], high[i], id)
		}
	}
	return f
}
