package units

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/rules"
)

// resources are all features with a reason to renew, whatever layer they come
// from. One feature can have several reasons; its land counts once.
type resources struct {
	features []geo.Ref          // each once, in the order of their roles and positions
	at       []int              // feature → its position in the layer of its role
	shapes   []orb.MultiPolygon // by feature
	sizes    []float64          // m² of each
	reasons  []reason           // by ascending feature, then in the order of dominance
	of       [][]int            // feature → its reasons
	kinds    []rules.Resource   // of the ruleset, by rank
	points   map[string]int     // role → features that are resources but have no area

	byReason, byFeature rules.Columns // what the rules see of the reasons, and of the features
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
func recognise(ctx context.Context, p *prepared, rs *rules.Ruleset) (*resources, error) {
	r := &resources{kinds: rs.Resources, points: map[string]int{}}
	for _, role := range Roles() {
		l := p.layers[role]
		if l == nil {
			continue
		}
		found, err := reasonsOf(ctx, l, rs, p.study.Options.Workers)
		if err != nil {
			return nil, err
		}
		for i, reasons := range found {
			if len(reasons) == 0 {
				continue
			}
			shape, isArea := geo.Polygons(l.Shapes[i])
			if !isArea {
				r.points[role]++
				continue
			}
			n := len(r.features)
			r.features, r.at, r.shapes = append(r.features, l.Ref(i)), append(r.at, i), append(r.shapes, shape)
			r.sizes, r.of = append(r.sizes, geo.Area(shape)), append(r.of, nil)
			for _, reason := range reasons {
				reason.feature = n
				r.of[n] = append(r.of[n], len(r.reasons))
				r.reasons = append(r.reasons, reason)
			}
		}
	}
	r.byReason, r.byFeature = r.tables()
	return r, nil
}

// reasonsOf finds the reasons of every feature of a layer.
func reasonsOf(ctx context.Context, l *layer, rs *rules.Ruleset, workers int) ([][]reason, error) {
	type test struct {
		rank  int
		where func(i int) rules.Outcome
		why   []string
	}
	var tests []test
	for rank := range rs.Resources {
		for _, rec := range rs.Resources[rank].Recognise {
			if rec.From == l.Name {
				tests = append(tests, test{rank, rec.Where.Bind(l.columns()), lacking(l, rec.Where.Attributes())})
			}
		}
		if id := rs.Resources[rank].ID; l.Name == RoleResources {
			tests = append(tests, test{rank, func(i int) rules.Outcome {
				if l.kind(i) == id {
					return rules.Pass
				}
				return rules.Fail
			}, nil})
		}
	}
	found := make([][]reason, l.Len())
	err := blocks(ctx, l.Len(), workers, func(from, to int) error {
		for i := from; i < to; i++ {
			for _, t := range tests {
				if o := t.where(i); o != rules.Fail {
					found[i] = merged(found[i], reason{kind: rs.Resources[t.rank].ID, rank: t.rank, outcome: o, why: t.why})
				}
			}
		}
		return nil
	})
	return found, err
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

// tables let the rules look at the reasons, at their kind and the area of their
// feature, and at the features: at the kind that dominates, of those that are sure,
// and at the area.
func (r *resources) tables() (byReason, byFeature rules.Columns) {
	reasons := make([]int, len(r.reasons))
	for k := range reasons {
		reasons[k] = k
	}
	first := make([]int, len(r.features))
	for i := range first {
		first[i] = r.first(i)
	}
	return r.table(reasons, func(k int) int { return r.reasons[k].feature }), r.table(first, func(i int) int { return i })
}

// table has a row for each of the reasons, of which a negative one is unknown.
func (r *resources) table(reasons []int, feature func(row int) int) rules.Columns {
	n := len(reasons)
	kinds := &geo.Column{Name: "kind", Type: geo.Text, Texts: make([]string, n), Nulls: make([]bool, n)}
	categories := &geo.Column{Name: "category", Type: geo.Integer, Integers: make([]int64, n), Nulls: kinds.Nulls}
	sizes := &geo.Column{Name: "area", Type: geo.Real, Reals: make([]float64, n)}
	for row, k := range reasons {
		sizes.Reals[row] = r.sizes[feature(row)]
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
