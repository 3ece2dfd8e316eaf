package rules

import (
	"maps"
	"slices"
	"strings"
)

// slot is a setting that a section has, its unit and the range it may have.
type slot struct {
	name    string
	to      *Setting
	unit    string
	allowed interval
}

// fabricSlots are the settings of the fabric, in the order of the file.
func (rs *Ruleset) fabricSlots() []slot {
	f := &rs.Fabric
	return []slot{
		{"grid", &f.Grid, "m", interval{1e-6, 1}},
		{"gap", &f.Gap, "m", interval{0, 1000}},
		{"match", &f.Match, "m", interval{0, 10}},
		{"follow", &f.Follow, "m", interval{0, 1000}},
		{"follow_share", &f.FollowShare, "share", interval{0, 1}},
		{"follow_barrier", &f.FollowBarrier, "m", interval{0, 1000}},
		{"min_piece", &f.MinPiece, "m2", interval{0, 1e9}},
		{"max_loss", &f.MaxLoss, "share", interval{0, 1}},
		{"max_repair", &f.MaxRepair, "share", interval{0, 1}},
		{"sliver_area", &f.SliverArea, "m2", interval{0, 1e6}},
		{"sliver_width", &f.SliverWidth, "m", interval{0, 1000}},
		{"road_width", &f.RoadWidth, "m", interval{0, 1000}},
		{"share_edge", &f.ShareEdge, "m", interval{0, 1000}},
	}
}

// enclosureSlots are the settings of areas given by their edges, in the order of the
// file. Of 0 there would be no ring, or no middle of a road.
func (rs *Ruleset) enclosureSlots() []slot {
	e := &rs.Enclosure
	return []slot{
		{"gap", &e.Gap, "m", interval{1e-3, 1e4}},
		{"width", &e.Width, "m", interval{1e-3, 1e3}},
		{"touch", &e.Touch, "m", interval{1e-3, 1e2}},
	}
}

var price = interval{0, 1e9}

// weightSlots are the weights, in the order of the file.
func (d *Delineation) weightSlots() []slot {
	w := &d.Weights
	return []slot{
		{"plan", &w.Plan, "per_km", price},
		{"resource", &w.Resource, "per_ha", price},
		{"size", &w.Size, "per_unit", price},
		{"mix", &w.Mix, "per_unit", price},
		{"shape", &w.Shape, "per_km", price},
		{"left", &w.Left, "per_ha", price},
	}
}

// limitSlots are the limits, in the order of the file.
func (d *Delineation) limitSlots() []slot {
	l, anyArea := &d.Limits, interval{0, 1e12}
	return []slot{
		{"min_area", &l.MinArea, "m2", anyArea},
		{"max_area", &l.MaxArea, "m2", anyArea},
		{"cluster_gap", &l.ClusterGap, "m", interval{0, 1e4}},
		{"leave", &l.Leave, "share", interval{0, 1}},
	}
}

func (b *builder) fabric(raw *item[map[string]item[rawSetting]]) {
	b.settings("fabric", raw, b.rs.fabricSlots())
}

func (b *builder) enclosure(raw *item[map[string]item[rawSetting]]) {
	b.settings("enclosure", raw, b.rs.enclosureSlots())
}

func (b *builder) delineation(raw *item[rawDelineation]) {
	d := &b.rs.Delineation
	l := &d.Limits
	b.settings("weights", &raw.v.Weights, d.weightSlots())
	b.settings("limits", &raw.v.Limits, d.limitSlots())
	if most := l.MaxArea.Value; most > 0 && most < l.MinArea.Value {
		b.at(raw.v.Limits.at, "max_area is below min_area")
	}
	for i := range raw.v.Barriers {
		d.Barriers = append(d.Barriers, b.barrier(&raw.v.Barriers[i]))
	}
}

// settings fills the slots from a map, all of which must be there.
func (b *builder) settings(section string, raw *item[map[string]item[rawSetting]], slots []slot) {
	unknown := false // a setting that is not known is the one that is missing
	for _, name := range slices.Sorted(maps.Keys(raw.v)) {
		if !slices.ContainsFunc(slots, func(s slot) bool { return s.name == name }) {
			b.at(raw.v[name].at, "%s has no setting %q", section, name)
			unknown = true
		}
	}
	for _, s := range slots {
		r, ok := raw.v[s.name]
		if !ok {
			if !unknown {
				b.at(raw.at, "%s has no %s", section, s.name)
			}
			continue
		}
		*s.to = Setting{
			Item:  b.named(s.name, r.v.Zh, r.v.En, r.v.Note, r.v.NoteZh, &r.v.Source, r.at),
			Value: b.number(r.v.Value, r.at, "value"),
			Unit:  b.word(r.v.Unit, r.at, "unit", []string{s.unit}),
		}
		if v := s.to.Value; r.v.Value.kind == aNumber && !(v >= s.allowed.lo && v <= s.allowed.hi) {
			b.at(r.v.Value.at, "%s is %s, not from %s to %s", s.name, decimal(v), decimal(s.allowed.lo), decimal(s.allowed.hi))
		}
	}
}

func (b *builder) barrier(raw *item[rawBarrier]) Barrier {
	r := &raw.v
	id := b.own(r.ID, raw.at, "barrier")
	out := Barrier{
		Item:  b.named(id, r.Zh, r.En, r.Note, r.NoteZh, &r.Source, raw.at),
		Kind:  b.text(r.Kind, raw.at, "kind"),
		Where: b.filter(r.Where, "barriers"),
		Hard:  b.word(r.Strength, raw.at, "strength", []string{"hard", "soft"}) == "hard",
	}
	if kind := attribute("barriers", "kind"); out.Kind != "" && !kind.Has(out.Kind) {
		b.at(r.Kind.at, "kind %q is no kind of barrier", out.Kind)
	}
	switch {
	case !out.Hard:
		out.Weight = b.number(r.Weight, raw.at, "weight")
		if r.Weight.kind == aNumber && !(out.Weight >= 0) {
			b.at(r.Weight.at, "weight is negative")
		}
	case r.Weight.kind != absent:
		b.at(r.Weight.at, "a hard barrier has no weight")
	}
	return out
}

func (b *builder) resources(raw []item[rawResource]) {
	for i := range raw {
		at, r := raw[i].at, &raw[i].v
		out := Resource{Item: b.named(b.own(r.ID, at, "resource"), r.Zh, r.En, r.Note, r.NoteZh, &r.Source, at)}
		out.Category = int(b.number(r.Category, at, "category"))
		if c := r.Category; c.kind == aNumber && (c.number != float64(out.Category) || out.Category < 1 || out.Category > len(b.rs.Categories)) {
			b.at(c.at, "category %s is none of the ruleset's, 1 to %d", c.text, len(b.rs.Categories))
		}
		for j := range r.Recognise {
			from := &r.Recognise[j]
			role := b.word(from.v.From, from.at, "from", Roles())
			out.Recognise = append(out.Recognise, Recognition{role, b.filter(from.v.Where, role)})
		}
		b.rs.Resources = append(b.rs.Resources, out)
	}
}

// vocabularyOf is that of a role; for resources the kinds are the ruleset's.
func (b *builder) vocabularyOf(role string) []Attribute {
	list := Vocabulary(role)
	if role == "resources" {
		for i := range list {
			if list[i].Name == "kind" {
				for j := range b.rs.Resources {
					r := &b.rs.Resources[j]
					list[i].Values = append(list[i].Values, Choice{r.ID, r.Zh, r.En})
				}
			}
		}
	}
	return list
}

// filter compiles a filter over a role; nil where there is none.
func (b *builder) filter(s scalar, role string) *Filter {
	o := b.over(s, role, func(c *compiler, e expression) { c.test(e.root) })
	if o == nil {
		return nil
	}
	return &Filter{*o}
}

func (b *builder) value(s scalar, role string) *Value {
	o := b.over(s, role, func(c *compiler, e expression) { c.number(e.root) })
	if o == nil {
		return nil
	}
	return &Value{*o}
}

func (b *builder) textOf(s scalar, role string) *TextOf {
	o := b.over(s, role, func(c *compiler, e expression) { c.text(e.root) })
	if o == nil {
		return nil
	}
	return &TextOf{*o}
}

func (b *builder) over(s scalar, role string, compile func(*compiler, expression)) *over {
	if s.kind == absent || role == "" {
		return nil
	}
	text := b.text(s, s.at, "expression")
	if text == "" {
		return nil
	}
	o := &over{attributes: b.vocabularyOf(role)}
	var f *fault
	if o.expression, f = parse(s.text, attributesOf(o.attributes)); f == nil {
		c := o.compiler(noColumns)
		compile(c, o.expression)
		f = c.fault
	}
	if f != nil {
		b.at(locate(b.lines, s, f.offset), "%s (attributes of %s: %s)", strings.TrimSuffix(f.message, "."), role, nameList(o.attributes))
		return nil
	}
	return o
}

func nameList(attributes []Attribute) string {
	names := make([]string, len(attributes))
	for i := range attributes {
		names[i] = attributes[i].Name
	}
	return strings.Join(names, ", ")
}
