package rules

import (
	"regexp"
	"slices"
)

// groups are what criteria speak for: whether there is a unit, its class, the
// negative list, the zone that it lies in.
var groups = []string{"unit", "key", "optimization", "general", "negative", "zone"}

func (b *builder) criteria(raw []item[rawCriterion]) {
	var trees []*item[rawTree] // of each criterion made
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		c := Criterion{
			Item:  b.named(b.own(r.ID, at, "criterion"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at),
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
	for _, cycle := range findCycles(uses) {
		b.rs.Criteria[cycle].Tree.broken = true
		b.at(trees[cycle].at, "criterion %q is made of itself", b.rs.Criteria[cycle].ID)
	}
}

func (b *builder) criterionPosition(id string) int {
	return slices.IndexFunc(b.rs.Criteria, func(c Criterion) bool { return c.ID == id })
}

func (b *builder) tree(raw *item[rawTree], uses func(ref int)) Tree {
	r, t := &raw.v, Tree{broken: true}
	all := func(items []item[rawTree]) (of []Tree) {
		for i := range items {
			of = append(of, b.tree(&items[i], uses))
		}
		return of
	}
	test := r.Measure.kind != absent || r.Op.kind != absent || r.Threshold.kind != absent || r.Unit.kind != absent
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
			t.broken = true
		}
		t.broken = t.broken || r.AtLeast.kind != aNumber
	case r.Not != nil:
		t = Tree{Kind: NotOf, Of: []Tree{b.tree(r.Not, uses)}}
	case r.Criterion.kind != absent:
		t = Tree{Kind: CriterionRef, Criterion: b.text(r.Criterion, raw.at, "criterion")}
		if t.ref = b.criterionPosition(t.Criterion); t.ref >= 0 {
			uses(t.ref)
		} else {
			if t.Criterion != "" {
				b.at(r.Criterion.at, "criterion %q is not defined", t.Criterion)
			}
			t.broken = true
		}
	default:
		return b.test(raw)
	}
	if t.Kind != CriterionRef && len(t.Of) == 0 {
		b.at(raw.at, "a list of conditions is empty")
		t.broken = true
	}
	return t
}

func (b *builder) test(raw *item[rawTree]) Tree {
	r := &raw.v
	return b.comparison(raw.at, r.Measure, r.Op, r.Threshold, r.Unit, "threshold")
}

// comparison is a measure compared with a number of its unit, which may be
// stated again.
func (b *builder) comparison(at place, measure, op, number, unit scalar, what string) Tree {
	before := len(b.found)
	t := Tree{
		Kind:      TestOf,
		Measure:   b.measureNamed(measure, at),
		Op:        b.word(op, at, "op", Ops()),
		Threshold: b.number(number, at, what),
	}
	if m, ok := b.rs.Measure(t.Measure); ok {
		d, known := unitDomains[m.Unit]
		if known && number.kind == aNumber && (t.Threshold < d.lo || t.Threshold > d.hi) {
			b.at(number.at, "%s %s of %s is not from %s to %s, as its unit %s asks", what, number.text, t.Measure, decimal(d.lo), decimal(d.hi), m.Unit)
		}
		if (t.Op == "==" || t.Op == "!=") && m.Unit != "count" && m.Unit != "" {
			b.at(op.at, "%s compares counts only, and %s is in %s", t.Op, t.Measure, m.Unit)
		}
		if unit.kind != absent && known && unit.text != m.Unit {
			b.at(unit.at, "unit %q is not that of %s, which is in %s", unit.text, t.Measure, m.Unit)
		}
	}
	t.broken = len(b.found) > before || b.measurePosition(t.Measure) < 0
	return t
}

var colourForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

func (b *builder) classes(raw []item[rawClass], screen scalar) {
	b.rs.Screen = b.reference(screen, place{}, "screen")
	var open []string // without a criterion
	misplaced := false
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		c := Class{
			Item:      b.named(b.own(r.ID, at, "class"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at),
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
				misplaced = true
			}
		case reserved:
			misplaced = true
			b.at(r.Criterion.at, "class %q takes no criterion: it is what is left", c.ID)
		case len(open) > 0:
			misplaced = true
			b.at(at, "class %q comes after %q, which is what is left", c.ID, open[0])
		}
		b.rs.Classes = append(b.rs.Classes, c)
	}
	if !slices.Equal(open, []string{NotDelineated, Undetermined}) && !misplaced {
		b.at(b.section("classes"), "classes must end with %s and %s", NotDelineated, Undetermined)
	}
	if len(raw) < 3 || len(raw) > maxClasses+2 {
		b.at(b.section("classes"), "there must be 1 to %d classes with a criterion", maxClasses)
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
			Item:     b.named(b.own(r.ID, at, "check"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at),
			List:     "drawing",
			Severity: b.word(r.Severity, at, "severity", []string{"fail", "warn", "info"}),
		}
		if r.List.kind != absent {
			c.List = b.word(r.List, at, "list", Lists())
		}
		if r.Test == nil {
			b.at(at, "test is missing")
			continue
		}
		c.Tree = b.tree(r.Test, func(int) {})
		b.rs.Checks = append(b.rs.Checks, c)
	}
}

// maxClasses is how many classes with a criterion there can be: each is a bit.
const maxClasses = 32
