package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
)

type rawExamples struct {
	Ordinary map[string]fact    `yaml:"ordinary"`
	City     []map[string]fact  `yaml:"city"`
	Examples []item[rawExample] `yaml:"examples"`
	Features []item[rawFeature] `yaml:"features"`
}

type rawExample struct {
	Name     scalar            `yaml:"name"`
	Facts    map[string]fact   `yaml:"facts"`
	Class    scalar            `yaml:"class"`
	Possible []scalar          `yaml:"possible"`
	Review   scalar            `yaml:"review"`
	Missing  []scalar          `yaml:"missing"`
	Criteria map[string]scalar `yaml:"criteria"`
	Checks   map[string]scalar `yaml:"checks"`
	Measures map[string]fact   `yaml:"measures"`
	Priority map[string]fact   `yaml:"priority"`
}

type rawFeature struct {
	Name       scalar            `yaml:"name"`
	From       scalar            `yaml:"from"`
	Attributes map[string]scalar `yaml:"attributes"`
	Kinds      map[string]scalar `yaml:"kinds"`
}

// LoadExamples reads the examples of one of [Builtin] by its name, or a file by
// its path. They are checked against a ruleset: what they name must be there.
func LoadExamples(name string, rs *Ruleset) (*Examples, error) {
	if slices.Contains(Builtin(), name) {
		data, err := builtin.ReadFile(name + ".examples.yaml")
		if err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
		return ParseExamples(name+".examples.yaml", data, rs)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("rules: %w: %w", ErrRuleset, err)
	}
	return ParseExamples(filepath.Base(name), data, rs)
}

// ParseExamples reads examples from the content of a file. The name is for
// errors, which are [Errors].
func ParseExamples(name string, data []byte, rs *Ruleset) (*Examples, error) {
	p := &problems{file: name, misspelt: map[place]bool{}}
	document, ok := parseYAML(data, p)
	if !ok {
		return nil, p.err()
	}
	var raw rawExamples
	(&decoder{p}).value(document, reflect.ValueOf(&raw).Elem())
	b := &builder{problems: p, rs: rs, places: map[string]place{}}
	e := &Examples{file: name, Ordinary: Facts{}}
	for i := range rs.Statistics {
		e.Ordinary[rs.Statistics[i].ID] = Exactly(0)
	}
	e.Ordinary = b.facts(e.Ordinary, raw.Ordinary)
	for i := range raw.City {
		e.City = append(e.City, b.facts(e.Ordinary, raw.City[i]))
	}
	for i := range raw.Examples {
		e.units = append(e.units, b.unitExample(e.Ordinary, &raw.Examples[i]))
	}
	for i := range raw.Features {
		e.features = append(e.features, b.featureExample(&raw.Features[i]))
	}
	return e, p.err()
}

// facts are other facts with some changed.
func (b *builder) facts(of Facts, changed map[string]fact) Facts {
	facts := Facts{}
	for id, q := range of {
		facts[id] = q
	}
	for _, id := range sortedKeys(changed) {
		f := changed[id]
		q, ok := f.quantity(id)
		if _, known := b.rs.Statistic(id); !known {
			b.at(f.key, "%q is no statistic of ruleset %s", id, b.rs.Name)
		} else if !ok {
			b.at(f.at, "%s must be a number, [low, high] or null", id)
		}
		facts[id] = q
	}
	return facts
}

func (b *builder) unitExample(ordinary Facts, raw *item[rawExample]) unitExample {
	r := &raw.v
	x := unitExample{name: b.text(r.Name, raw.at, "name"), facts: b.facts(ordinary, r.Facts)}
	add := func(what string, s scalar, text string) { x.wants = append(x.wants, want{what, text, s.at}) }
	if r.Class.kind != absent {
		class := b.text(r.Class, raw.at, "class")
		if _, ok := b.rs.Class(class); class != "" && !ok {
			b.at(r.Class.at, "class %q is not defined", class)
		}
		add("class", r.Class, class)
		if r.Possible == nil {
			add("possible", r.Class, class)
		}
		if r.Review.kind == absent {
			add("review", r.Class, "false")
		}
	}
	if r.Review.kind != absent {
		add("review", r.Review, r.Review.text)
	}
	for what, list := range map[string][]scalar{"possible": r.Possible, "missing": r.Missing} {
		if list == nil {
			continue
		}
		var texts []string
		for _, s := range list {
			texts = append(texts, b.text(s, raw.at, what))
		}
		x.wants = append(x.wants, want{what, strings.Join(texts, ", "), raw.at})
	}
	slices.SortStableFunc(x.wants, func(a, b want) int { return strings.Compare(a.what, b.what) })
	x.wants = append(x.wants, b.outcomes("criterion", r.Criteria, func(id string) bool { _, ok := b.rs.Criterion(id); return ok })...)
	x.wants = append(x.wants, b.outcomes("check", r.Checks, func(id string) bool { _, ok := b.rs.Check(id); return ok })...)
	x.wants = append(x.wants, b.values("measure", r.Measures, func(id string) bool { _, ok := b.rs.Measure(id); return ok })...)
	x.wants = append(x.wants, b.values("priority", r.Priority, func(id string) bool {
		return slices.ContainsFunc(b.rs.Priorities, func(t Term) bool { return t.ID == id })
	})...)
	return x
}

// outcomes reads what is wanted of items by ID.
func (b *builder) outcomes(what string, raw map[string]scalar, known func(id string) bool) (wants []want) {
	for _, id := range sortedKeys(raw) {
		s := raw[id]
		if !known(id) {
			b.at(s.at, "%s %q is not defined", what, id)
		}
		wants = append(wants, want{what + " " + id, b.word(s, s.at, "outcome", outcomeNames[:]), s.at})
	}
	return wants
}

// values reads which numbers are wanted of items by ID.
func (b *builder) values(what string, raw map[string]fact, known func(id string) bool) (wants []want) {
	for _, id := range sortedKeys(raw) {
		f := raw[id]
		q, ok := f.quantity(id)
		switch {
		case !known(id):
			b.at(f.key, "%s %q is not defined", what, id)
		case !ok:
			b.at(f.at, "%s must be a number, [low, high] or null", id)
		}
		wants = append(wants, want{what + " " + id, brief(q), f.at})
	}
	return wants
}

func (b *builder) featureExample(raw *item[rawFeature]) featureExample {
	r := &raw.v
	x := featureExample{name: b.text(r.Name, raw.at, "name"), from: b.word(r.From, raw.at, "from", Roles()), attributes: r.Attributes}
	for _, id := range sortedKeys(r.Attributes) {
		if a := attribute(x.from, id); a == nil && x.from != "" {
			b.at(r.Attributes[id].at, "%s have no attribute %q", x.from, id)
		}
	}
	x.wants = b.outcomes("kind", r.Kinds, func(id string) bool { _, ok := b.rs.Resource(id); return ok })
	return x
}
