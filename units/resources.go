package units

import (
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/rules"
)

// resources are all features with a reason to renew, whatever layer they come
// from. One feature can have several reasons; its land counts once.
type resources struct {
	features []geo.Ref          // each once, in the order of their roles and positions
	shapes   []orb.MultiPolygon // by feature
	reasons  []reason           // by ascending feature, then in the order of dominance
	of       [][]int            // feature → its reasons
	kinds    []rules.Resource   // of the ruleset, by rank
	points   map[string]int     // role → features that are resources but have no area
}

// reason says that a feature is, or may be, a resource of a kind.
type reason struct {
	feature int
	kind    string
	rank    int // position of the kind in the ruleset: the lower dominates
	outcome rules.Outcome
	why     []string // what is missing, if the outcome is unknown
}

// recognise finds the resources by the ruleset's filters, and takes in those
// that the study names.
func recognise(p *prepared, rs *rules.Ruleset) *resources {
	r := &resources{kinds: rs.Resources, points: map[string]int{}}
	for _, role := range Roles() {
		l := p.layers[role]
		if l == nil {
			continue
		}
		found := make([][]reason, l.Len())
		for rank := range rs.Resources {
			kind := &rs.Resources[rank]
			for _, rec := range kind.Recognise {
				if rec.From != role {
					continue
				}
				where := rec.Where.Bind(l.columns())
				why := lacking(l, rec.Where.Attributes())
				for i := range found {
					if o := where(i); o != rules.Fail {
						found[i] = merged(found[i], reason{kind: kind.ID, rank: rank, outcome: o, why: why})
					}
				}
			}
			if role == RoleResources {
				for i := range found {
					if l.kind(i) == kind.ID {
						found[i] = merged(found[i], reason{kind: kind.ID, rank: rank, outcome: rules.Pass})
					}
				}
			}
		}
		for i, reasons := range found {
			shape, isArea := geo.Polygons(l.Shapes[i])
			if len(reasons) == 0 {
				continue
			}
			if !isArea {
				r.points[role]++
				continue
			}
			n := len(r.features)
			r.features, r.shapes, r.of = append(r.features, l.Ref(i)), append(r.shapes, shape), append(r.of, nil)
			for _, reason := range reasons {
				reason.feature = n
				r.of[n] = append(r.of[n], len(r.reasons))
				r.reasons = append(r.reasons, reason)
			}
		}
	}
	return r
}

// merged adds a reason to those of a feature; of one kind the surer counts.
func merged(reasons []reason, r reason) []reason {
	for k := range reasons {
		if reasons[k].kind == r.kind {
			if r.outcome == rules.Pass {
				reasons[k].outcome, reasons[k].why = rules.Pass, nil
			}
			return reasons
		}
	}
	return append(reasons, r)
}

// columns lets the rules look at the reasons: their kind, the area of their
// feature.
func (r *resources) columns() rules.Columns {
	reasons := make([]int, len(r.reasons))
	for k := range reasons {
		reasons[k] = k
	}
	return r.table(reasons, func(k int) int { return r.reasons[k].feature })
}

// byFeature lets the rules look at the features: at the kind that dominates, of
// those that are sure, and at the area.
func (r *resources) byFeature() rules.Columns {
	reasons := make([]int, len(r.features))
	for i := range reasons {
		reasons[i] = r.first(i)
	}
	return r.table(reasons, func(i int) int { return i })
}

// table has a row for each of the reasons, of which a negative one is unknown.
func (r *resources) table(reasons []int, feature func(row int) int) rules.Columns {
	n := len(reasons)
	kinds := &geo.Column{Name: "kind", Type: geo.Text, Texts: make([]string, n), Nulls: make([]bool, n)}
	categories := &geo.Column{Name: "category", Type: geo.Integer, Integers: make([]int64, n), Nulls: kinds.Nulls}
	sizes := &geo.Column{Name: "area", Type: geo.Real, Reals: make([]float64, n)}
	for row, k := range reasons {
		sizes.Reals[row] = geo.Area(r.shapes[feature(row)])
		if kinds.Nulls[row] = k < 0; k >= 0 {
			kinds.Texts[row] = r.reasons[k].kind
			categories.Integers[row] = int64(r.kinds[r.reasons[k].rank].Category)
		}
	}
	return func(attr string) (rules.Column, bool) {
		switch attr {
		case "kind":
			return kinds, true
		case "category":
			return categories, true
		case "area":
			return sizes, true
		default:
			return nil, false
		}
	}
}

// kind is the dominant kind of a feature among those that are sure; "" if none
// is.
func (r *resources) kind(feature int) string {
	if k := r.first(feature); k >= 0 {
		return r.reasons[k].kind
	}
	return ""
}

// first is the dominant reason of a feature among those that are sure; -1 if
// none is.
func (r *resources) first(feature int) int {
	for _, k := range r.of[feature] {
		if r.reasons[k].outcome == rules.Pass {
			return k
		}
	}
	return -1
}

// lacking names those of the attributes that some feature of the layer does not
// have, as "parcels.build_year".
func lacking(l *layer, attributes []string) []string {
	var names []string
	for _, attr := range attributes {
		if attr == "area" {
			continue
		}
		if c := l.Column(attr); c == nil || slices.Contains(c.Nulls, true) {
			names = append(names, l.Name+"."+attr)
		}
	}
	return names
}
