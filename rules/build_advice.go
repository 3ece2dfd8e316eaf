package rules

import "slices"

// categories are the kinds of objects that the plan counts.
func (b *builder) categories(raw []item[rawCategory]) {
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		b.rs.Categories = append(b.rs.Categories, Category{b.named(b.own(r.ID, at, "category"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at)})
	}
}

// advice reads modes or actions, whose IDs are those of one list with their
// parts.
func (b *builder) advice(raw []item[rawAdvice], list string) []Advice {
	var all []Advice
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		a := Advice{
			Item:    b.named(b.own(r.ID, at, list), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at),
			When:    b.optionalReference(r.When, "when"),
			Caution: b.optional(r.Caution),
			Parts:   b.advice(r.Parts, list),
		}
		for k := range r.For {
			kind := b.text(r.For[k], at, "kind")
			if _, ok := b.rs.Resource(kind); kind != "" && !ok {
				b.at(r.For[k].at, "%q is no kind of resource of this ruleset", kind)
			}
			a.For = append(a.For, kind)
		}
		if len(a.For) == 0 && a.When == "" && len(a.Parts) == 0 && r.When.kind == absent {
			b.at(at, "nothing asks for it: give kinds under for, a criterion under when, or parts")
		}
		all = append(all, a)
	}
	return all
}

// guidance are the texts of the plan's guidance tables.
func (b *builder) guidance(raw []item[rawGuidance]) {
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		g := Guidance{
			Item:      b.named(b.own(r.ID, at, "guidance"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at),
			Column:    b.word(r.Column, at, "column", GuideColumns()),
			Class:     b.optional(r.Class),
			Criterion: b.optionalReference(r.Criterion, "criterion"),
			Zone:      b.optional(r.Zone),
		}
		if _, ok := b.rs.Class(g.Class); g.Class != "" && !ok {
			b.at(r.Class.at, "class %q is not defined", g.Class)
		}
		given := 0
		for _, s := range []scalar{r.Class, r.Criterion, r.Zone} {
			if s.kind != absent {
				given++
			}
		}
		if given != 1 {
			b.at(at, "guidance applies to one of a class, a criterion, a zone")
		}
		switch zone := r.Zone.kind != absent; {
		case zone:
			g.Least = b.number(r.Least, at, "least")
			if !(g.Least >= 0 && g.Least <= 1) {
				b.at(r.Least.at, "least %s is no share from 0 to 1", r.Least.text)
			}
		case r.Least.kind != absent:
			b.at(r.Least.at, "least is for zones only")
		}
		b.rs.Guidance = append(b.rs.Guidance, g)
	}
}

// indicators are the numbers of the checkup.
func (b *builder) indicators(raw []item[rawIndicator]) {
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		n := Indicator{Item: b.named(b.own(r.ID, at, "indicator"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at)}
		if r.Op.kind == absent && r.Target.kind == absent {
			n.Measure = b.measureNamed(r.Measure, at)
		} else {
			t := b.comparison(at, r.Measure, r.Op, r.Target, scalar{}, "target")
			n.Measure, n.Op, n.Target = t.Measure, t.Op, t.Threshold
		}
		b.rs.Indicators = append(b.rs.Indicators, n)
	}
}

// priorities are the terms of the score; their weights add up to 1.
func (b *builder) priorities(raw []item[rawTerm]) {
	sum, whole := 0.0, len(raw) > 0
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		t := Term{
			Item:    b.named(b.own(r.ID, at, "priority"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at),
			Measure: b.measureNamed(r.Measure, at),
			Weight:  b.number(r.Weight, at, "weight"),
		}
		if m, ok := b.rs.Measure(t.Measure); ok && m.Unit != "share" && m.Unit != "" {
			b.at(r.Measure.at, "a term is a share from 0 to 1, and %s is in %s", t.Measure, m.Unit)
		}
		if r.Weight.kind == aNumber && !(t.Weight >= 0 && t.Weight <= 1) {
			b.at(r.Weight.at, "weight %s is not from 0 to 1", r.Weight.text)
			whole = false
		}
		sum += t.Weight
		whole = whole && r.Weight.kind == aNumber
		b.rs.Priorities = append(b.rs.Priorities, t)
	}
	if rounding := 1e-9; whole && (sum < 1-rounding || sum > 1+rounding) {
		b.at(raw[0].at, "the weights add up to %s, not to 1", decimal(sum))
	}
}

// measureNamed is a measure that must be defined.
func (b *builder) measureNamed(s scalar, at place) string {
	id := b.text(s, at, "measure")
	switch _, statistic := b.places["statistic "+id]; {
	case id == "" || slices.ContainsFunc(b.rs.Measures, func(m Measure) bool { return m.ID == id }):
	case statistic:
		b.at(s.at, "%q is a statistic; a test needs a measure with a unit", id)
	default:
		b.at(s.at, "measure %q is not defined", id)
	}
	return id
}
