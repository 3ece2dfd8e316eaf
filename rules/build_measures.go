package rules

import "slices"

// takeNeeds says which fields a take asks for; it refuses the others.
var takeNeeds = map[string]struct {
	value, by, distance, reach bool
	unit                       string // "" leaves it to the file
}{
	"area":     {unit: "m2"},
	"near":     {unit: "m2", distance: true},
	"length":   {unit: "m"},
	"count":    {unit: "count"},
	"sum":      {value: true},
	"largest":  {unit: "m2", distance: true},
	"whole":    {unit: "count"},
	"mix":      {unit: "share", by: true},
	"majority": {unit: "share", by: true},
	"within":   {unit: "m2", reach: true},
	"least":    {value: true},
	"most":     {value: true},
	"given":    {},
}

func (b *builder) statistics(raw []item[rawStatistic]) {
	b.places["statistic "+UnitArea] = place{}
	b.rs.Statistics = []Statistic{{
		Item: Item{ID: UnitArea, Zh: "单元面积", En: "area of the unit", Source: Source{Tag: "OURS"}},
		Take: "given", Unit: "m2", Absent: "unit has no area", AbsentZh: "单元没有面积",
	}}
	for i := range raw {
		b.rs.Statistics = append(b.rs.Statistics, b.statistic(raw[i].at, &raw[i].v))
	}
}

func (b *builder) statistic(at place, r *rawStatistic) Statistic {
	s := Statistic{Item: b.named(b.own(r.ID, at, "statistic"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at), Absent: b.optional(r.Absent), AbsentZh: b.optional(r.AbsentZh)}
	s.Take = b.word(r.Take, at, "take", Takes())
	needs := takeNeeds[s.Take]
	if s.Take == "given" {
		if r.Of.kind != absent {
			b.at(r.Of.at, "what is given is of no layer")
		}
	} else {
		s.Of = b.word(r.Of, at, "of", Roles())
	}
	s.Unit = needs.unit
	switch {
	case s.Take == "":
	case needs.unit == "":
		s.Unit = b.word(r.Unit, at, "unit", Units())
	case r.Unit.kind != absent && r.Unit.text != needs.unit:
		b.at(r.Unit.at, "unit of %s is %s, not %q", s.Take, needs.unit, r.Unit.text)
	}
	s.Where = b.filter(r.Where, s.Of)
	if b.wanted(r.Value, at, needs.value, s.Take, "value") {
		s.Value = b.value(r.Value, s.Of)
	}
	if b.wanted(r.By, at, needs.by, s.Take, "by") {
		s.By = b.textOf(r.By, s.Of)
	}
	if b.wanted(r.Distance, at, needs.distance, s.Take, "distance") {
		s.Distance = b.number(r.Distance, at, "distance")
		if !(s.Distance >= 0 && s.Distance <= 1e5) {
			b.at(r.Distance.at, "distance is not from 0 to 100000 m")
		}
	}
	switch {
	case needs.reach && len(r.Reach) == 0:
		b.at(at, "%s needs a reach", s.Take)
	case !needs.reach && r.Reach != nil && s.Take != "":
		b.at(at, "%s takes no reach", s.Take)
	}
	for i := range r.Reach {
		s.Reach = append(s.Reach, b.reach(&r.Reach[i]))
	}
	s.Complete, s.Present = b.flag(r.Complete, "complete"), b.flag(r.Present, "present")
	return s
}

func (b *builder) reach(raw *item[rawReach]) Reach {
	r := Reach{Of: b.word(raw.v.Of, raw.at, "of", Roles()), Distance: b.number(raw.v.Distance, raw.at, "distance")}
	r.Where = b.filter(raw.v.Where, r.Of)
	if !(r.Distance >= 0 && r.Distance <= 1e5) {
		b.at(raw.v.Distance.at, "distance is not from 0 to 100000 m")
	}
	return r
}

// flag is true or false; false where it is not given.
func (b *builder) flag(s scalar, what string) bool {
	if s.kind != absent && s.kind != aBool {
		b.at(s.at, "%s must be true or false", what)
	}
	return s.kind == aBool && s.text == "true"
}

// wanted reports whether a field is there and should be, and notes it if only
// one of the two holds.
func (b *builder) wanted(s scalar, at place, want bool, take, field string) bool {
	there := s.kind != absent
	switch {
	case want && !there:
		b.at(at, "%s needs a %s", take, field)
	case !want && there && take != "":
		b.at(s.at, "%s takes no %s", take, field)
	}
	return want && there
}

func (b *builder) measures(raw []item[rawMeasure]) {
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		m := Measure{Item: b.named(b.own(r.ID, at, "measure"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at)}
		if _, taken := b.places["statistic "+m.ID]; taken && m.ID != "" {
			b.at(r.ID.at, "%q is a statistic already", m.ID)
		}
		m.Unit = b.word(r.Unit, at, "unit", Units())
		n := 0
		for s, to := range map[*scalar]*string{&r.Formula: &m.Formula, &r.RankOf: &m.RankOf, &r.TotalOf: &m.TotalOf} {
			if s.kind != absent {
				*to = b.text(*s, at, "measure")
				n++
			}
		}
		if n != 1 {
			b.at(at, "a measure has one of formula, rank_of, total_of")
		}
		if m.RankOf != "" && m.Unit != "share" && m.Unit != "" {
			b.at(r.Unit.at, "unit of a rank is share, not %q", m.Unit)
		}
		b.rs.Measures = append(b.rs.Measures, m)
	}
	b.formulas(raw)
}

// formulas checks what measures are made of: names, types, cycles.
func (b *builder) formulas(raw []item[rawMeasure]) {
	env := formulaNames(b.rs)
	uses := make([][]int, len(raw)) // by measure, positions of the measures it uses
	for i := range raw {
		r := &raw[i].v
		use := func(name string, at place) {
			if j := b.measurePosition(name); j >= 0 {
				uses[i] = append(uses[i], j)
			} else if _, ok := env[name]; !ok {
				b.at(at, "%s is neither a statistic nor a measure", name)
			}
		}
		switch {
		case r.RankOf.kind != absent:
			use(r.RankOf.text, r.RankOf.at)
		case r.TotalOf.kind != absent:
			use(r.TotalOf.text, r.TotalOf.at)
		case r.Formula.kind == aText || r.Formula.kind == aNumber:
			e, f := parse(r.Formula.text, env)
			if f == nil {
				c := &compiler{bind: func(string) binding { return binding{number: constant(1)} }}
				c.number(e.root)
				f = c.fault
			}
			if f != nil {
				b.at(locate(b.lines, r.Formula, f.offset), "%s", f.message)
				continue
			}
			b.fits(&b.rs.Measures[i], e, r.Formula)
			e.identifiers(func(name string, offset int) {
				if _, function := env[name].(func(float64) float64); !function {
					use(name, locate(b.lines, r.Formula, offset))
				}
			})
		}
	}
	for _, cycle := range findCycles(uses) {
		b.at(raw[cycle].v.ID.at, "measure %q is made of itself", b.rs.Measures[cycle].ID)
	}
}

func formulaNames(rs *Ruleset) map[string]any {
	env := map[string]any{"sqrt": func(float64) float64 { return 0 }}
	for i := range rs.Statistics {
		env[rs.Statistics[i].ID] = 0.0
	}
	for i := range rs.Measures {
		env[rs.Measures[i].ID] = 0.0
	}
	delete(env, "")
	return env
}

func (b *builder) measurePosition(id string) int {
	return slices.IndexFunc(b.rs.Measures, func(m Measure) bool { return m.ID == id })
}

// findCycles returns the first node of each set of nodes that lead back to each
// other.
func findCycles(uses [][]int) (first []int) {
	reached := func(start int) []bool {
		seen := make([]bool, len(uses))
		var walk func(from int)
		walk = func(from int) {
			for _, to := range uses[from] {
				if !seen[to] {
					seen[to] = true
					walk(to)
				}
			}
		}
		walk(start)
		return seen
	}
	told := make([]bool, len(uses))
	for start := range uses {
		if told[start] {
			continue
		}
		from := reached(start)
		if !from[start] {
			continue
		}
		first = append(first, start)
		for other, on := range from {
			if on && reached(other)[start] {
				told[other] = true
			}
		}
	}
	return first
}
