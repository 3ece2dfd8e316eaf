package linenames

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// By says how a name was found.
type By string

// Ways to find a name.
const (
	Alias By = "alias"
	Same  By = "same"
	Form  By = "form"
	Part  By = "part"
)

// Match is a name that lines have, and how it was found.
type Match struct {
	Name string `json:"name"` // as the layer has it
	By   By     `json:"by"`
}

// Aliases say which names are meant by a name.
type Aliases map[string][]string

// Table is the names of a layer.
type Table struct {
	names []string            // each once, sorted
	plain map[string][]string // a name in plain writing, or one of several that a line has → names
	parts map[string][]string // a name without direction and number → names
}

// New makes a table of the names that lines have, which may repeat.
func New(names []string) *Table {
	t := &Table{names: slices.Clone(names), plain: map[string][]string{}, parts: map[string][]string{}}
	slices.Sort(t.names)
	t.names = slices.Compact(t.names)
	for _, n := range t.names {
		for _, one := range split(n) {
			t.plain[one] = append(t.plain[one], n)
			for _, whole := range wholes(one) {
				t.parts[whole] = append(t.parts[whole], n)
			}
		}
	}
	return t
}

// split divides what a line is called into the names it has: 陇海路;G310.
func split(name string) []string {
	return strings.FieldsFunc(Plain(name), func(c rune) bool { return strings.ContainsRune(";/|,，；、", c) })
}

// Plain writes a name in one way: without blanks and full-width letters, and without
// what brackets say.
func Plain(name string) string {
	name = norm.NFKC.String(name)
	if before, rest, ok := strings.Cut(name, "("); ok && before != "" {
		if _, after, ok := strings.Cut(rest, ")"); ok {
			name = before + after
		}
	}
	return strings.ToUpper(strings.Join(strings.Fields(name), ""))
}

// Find returns the names that are meant, sorted, each once; none if no line has any
// of them.
func (t *Table) Find(name string, aliases Aliases) []Match {
	var found []Match
	add := func(by By, names []string) {
		for _, n := range names {
			if !slices.ContainsFunc(found, func(m Match) bool { return m.Name == n }) {
				found = append(found, Match{n, by})
			}
		}
	}
	plain := Plain(name)
	if others := aliases.Of(name); others != nil {
		for _, other := range others {
			add(Alias, t.plain[Plain(other)])
		}
	} else {
		add(Same, t.plain[plain])
		forms := forms(plain)
		if len(found) == 0 {
			for _, f := range forms {
				add(Form, t.plain[f])
			}
		}
		for _, f := range append(forms, plain) {
			add(Part, t.parts[f])
		}
	}
	slices.SortFunc(found, func(p, q Match) int { return strings.Compare(p.Name, q.Name) })
	return found
}

// Of lists the names that an alias stands for, however it is written; nil if there is
// no such alias.
func (a Aliases) Of(name string) []string {
	plain := Plain(name)
	for _, alias := range slices.Sorted(maps.Keys(a)) {
		if Plain(alias) == plain {
			return a[alias]
		}
	}
	return nil
}
