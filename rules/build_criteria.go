package rules

import (
	"regexp"
	"slices"
)

// groups are what criteria speak for.
var groups = []string{"unit", "key", "optimization", "general"}

func (b *builder) criteria(raw []item[rawCriterion]) {
	var trees []*item[rawTree] // of each criterion made
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		c := Criterion{
			Item:  b.named(b.own(r.ID, at, "criterion"), r.Zh, r.En, r.Note, &r.Source, at),
			Group: b.word(r.Group, at, "group", groups),
		}
		id := c.ID
		switch {
		case r.Test != nil && r.Medium == nil && r.Strong == nil:
			b.rs.Criteria, trees = append(b.rs.Criteria, c), append(trees, r.Test)
		case r.Test == nil && r.Medium != nil && r.Strong != nil:
			c.ID, c.Level = id+".M", "medium"
			b.rs.Criteria, trees = append(b.rs.Criteria, c), append(trees, r.Medium)
			c.ID, c.Level = id+".S", "strong"
			b.rs.Criteria, trees = append(b.rs.Criteria, c), append(trees, r.Strong)
		default:
			b.at(at, "a criterion has either a test, or medium and strong")
		}
	}
	uses := make([][]int, len(b.rs.Criteria))
	for i := range b.rs.Criteria {
		b.rs.Criteria[i].Tree = b.tree(trees[i], func(ref int) { uses[i] = append(uses[i], ref) })
	}
	if cycle := findCycle(uses); cycle >= 0 {
		b.at(trees[cycle].at, "criterion %q is made of itself", b.rs.Criteria[cycle].ID)
	}
}

func (b *builder) criterionPosition(id string) int {
	return slices.IndexFunc(b.rs.Criteria, func(c Criterion) bool { return c.ID == id })
}

func (b *builder) tree(raw *item[rawTree], uses func(ref int)) Tree {
	r, t := &raw.v, Tree{}
	all := func(items []item[rawTree]) (of []Tree) {
		for i := range items {
			of = append(of, b.tree(&items[i], uses))
		}
		return of
	}
	test := r.Measure.kind != absent || r.Op.kind != absent || r.Threshold.kind != absent
	count := r.AtLeast.kind != absent || r.Of != nil
	kinds := 0
	for _, is := range []bool{r.Any != nil, r.All != nil, count, r.Not != nil, r.Criterion.kind != absent, test} {
		if is {
			kinds++
		}
	}
	if kinds != 1 {
		b.at(raw.at, "a condition is one of any, all, at_least … of, not, criterion, or measure, op and threshold")
		return t
	}
	switch {
	case r.Any != nil:
		t = Tree{Kind: AnyOf, Of: all(r.Any)}
	case r.All != nil:
		t = Tree{Kind: AllOf, Of: all(r.All)}
	case count:
		n := b.number(r.AtLeast, raw.at, "at_least")
		t = Tree{Kind: AtLeastOf, N: int(n), Of: all(r.Of)}
		if r.AtLeast.kind == aNumber && (n != float64(t.N) || t.N < 1 || t.N > len(t.Of)) {
			b.at(r.AtLeast.at, "at_least %s of %d conditions", r.AtLeast.text, len(t.Of))
		}
	case r.Not != nil:
		t = Tree{Kind: NotOf, Of: []Tree{b.tree(r.Not, uses)}}
	case r.Criterion.kind != absent:
		t = Tree{Kind: CriterionRef, Criterion: b.text(r.Criterion, raw.at, "criterion")}
		if t.ref = b.criterionPosition(t.Criterion); t.ref >= 0 {
			uses(t.ref)
		} else if t.Criterion != "" {
			b.at(r.Criterion.at, "criterion %q is not defined", t.Criterion)
		}
	default:
		return b.test(raw)
	}
	if t.Kind != CriterionRef && len(t.Of) == 0 {
		b.at(raw.at, "a list of conditions is empty")
	}
	return t
}

func (b *builder) test(raw *item[rawTree]) Tree {
	r := &raw.v
	t := Tree{
		Kind:      TestOf,
		Measure:   b.text(r.Measure, raw.at, "measure"),
		Op:        b.word(r.Op, raw.at, "op", Ops()),
		Threshold: b.number(r.Threshold, raw.at, "threshold"),
	}
	i := b.measurePosition(t.Measure)
	if i < 0 {
		if _, ok := b.places["statistic "+t.Measure]; ok {
			b.at(r.Measure.at, "%q is a statistic; a test needs a measure with a unit", t.Measure)
		} else if t.Measure != "" {
			b.at(r.Measure.at, "measure %q is not defined", t.Measure)
		}
		return t
	}
	unit := b.rs.Measures[i].Unit
	d, known := unitDomains[unit]
	if known && r.Threshold.kind == aNumber && (t.Threshold < d.lo || t.Threshold > d.hi) {
		b.at(r.Threshold.at, "threshold %s of %s is not from %s to %s, as its unit %s asks", r.Threshold.text, t.Measure, decimal(d.lo), decimal(d.hi), unit)
	}
	if (t.Op == "==" || t.Op == "!=") && unit != "count" && unit != "" {
		b.at(r.Op.at, "%s compares counts only, and %s is in %s", t.Op, t.Measure, unit)
	}
	return t
}

var colourForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

func (b *builder) classes(raw []item[rawClass], screen scalar) {
	b.rs.Screen = b.reference(screen, place{}, "screen")
	var open []string // without a criterion
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		c := Class{
			Item:      b.named(b.own(r.ID, at, "class"), r.Zh, r.En, r.Note, &r.Source, at),
			Colour:    b.text(r.Colour, at, "colour"),
			Criterion: b.optionalReference(r.Criterion, "criterion"),
			Review:    b.optionalReference(r.Review, "review"),
		}
		if c.Colour != "" && !colourForm.MatchString(c.Colour) {
			b.at(r.Colour.at, "colour %q is not of the form #D7263D", c.Colour)
		}
		switch reserved := c.ID == NotDelineated || c.ID == Undetermined; {
		case r.Criterion.kind == absent:
			open = append(open, c.ID)
			if !reserved {
				b.at(at, "class %q has no criterion", c.ID)
			}
		case reserved:
			b.at(r.Criterion.at, "class %q takes no criterion: it is what is left", c.ID)
		case len(open) > 0:
			b.at(at, "class %q comes after %q, which is what is left", c.ID, open[0])
		}
		b.rs.Classes = append(b.rs.Classes, c)
	}
	if !slices.Equal(open, []string{NotDelineated, Undetermined}) && len(b.found) == 0 {
		b.at(place{}, "classes must end with %s and %s", NotDelineated, Undetermined)
	}
	if len(raw) < 3 || len(raw) > 34 {
		b.at(place{}, "there must be 1 to 32 classes with a criterion")
	}
}

func (b *builder) reference(s scalar, at place, what string) string {
	id := b.text(s, at, what)
	if id != "" && b.criterionPosition(id) < 0 {
		b.at(s.at, "criterion %q is not defined", id)
	}
	return id
}

func (b *builder) optionalReference(s scalar, what string) string {
	if s.kind == absent {
		return ""
	}
	return b.reference(s, s.at, what)
}

func (b *builder) checks(raw []item[rawCheck]) {
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		c := Check{
			Item:     b.named(b.own(r.ID, at, "check"), r.Zh, r.En, r.Note, &r.Source, at),
			Severity: b.word(r.Severity, at, "severity", []string{"fail", "warn", "info"}),
		}
		if r.Test == nil {
			b.at(at, "test is missing")
			continue
		}
		c.Tree = b.tree(r.Test, func(int) {})
		b.rs.Checks = append(b.rs.Checks, c)
	}
}

// reachable refuses a class that no unit can have.
func (b *builder) reachable() {
	j := b.rs.judge
	for i, id := range j.classIDs() {
		budget := searchAtLoad
		if id == NotDelineated || j.can(1<<i, j.allOpen(), &budget) {
			continue
		}
		b.at(b.places["class "+id], "no unit can be %q: its criterion never passes where those before it fail", id)
	}
}
