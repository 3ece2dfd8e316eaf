package units

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
	"renewal/rules"
	"renewal/units/study"
)

// resources are all features with a reason to renew, whatever layer they come
// from. One feature can have several reasons; its land counts once. Where much is
// unknown most parcels may be one, of several kinds: so little is kept of each.
type resources struct {
	layers  []resourceLayer    // in the order of their roles
	at      []int32            // feature → its position in its layer; features stand in the order of their layers and positions
	shapes  []orb.MultiPolygon // by feature
	sizes   []float64          // m² of each
	reasons []reason           // by ascending feature, then in the order of dominance
	first   []int32            // the reasons of feature i are reasons[first[i]:first[i+1]]
	kinds   []rules.Resource   // of the ruleset, by rank
	whys    [][]string         // what can be missing
	points  map[string]int     // role → features that are resources but have no area
}

// resourceLayer is a layer that resources come from, and the first of them.
type resourceLayer struct {
	*layer
	first int
}

// reason says that a feature is, or may be, a resource of a kind.
type reason struct {
	feature int32
	why     int16 // what is missing, if the outcome is unknown: position in whys
	rank    uint8 // position of the kind in the ruleset: the lower dominates
	outcome rules.Outcome
}

// recognise finds the resources by the ruleset's filters, and takes in those
// that the study names.
func recognise(ctx context.Context, p *prepared, rs *rules.Ruleset) (*resources, error) {
	if len(rs.Resources) > math.MaxUint8 {
		return nil, fmt.Errorf("%d kinds of resources, at most %d are provided for", len(rs.Resources), math.MaxUint8)
	}
	r := &resources{kinds: rs.Resources, points: map[string]int{}}
	for _, role := range study.Roles() {
		l := p.layers[role]
		if l == nil {
			continue
		}
		found, err := r.reasonsOf(ctx, l, p.study.Options.Workers)
		if err != nil {
			return nil, err
		}
		r.layers = append(r.layers, resourceLayer{l, len(r.at)})
		r.grow(found)
		for _, reasons := range found {
			for k := 0; k < len(reasons); {
				i := reasons[k].feature
				start := k
				for k < len(reasons) && reasons[k].feature == i {
					k++
				}
				r.add(l, i, reasons[start:k])
			}
		}
		if r.layers[len(r.layers)-1].first == len(r.at) {
			r.layers = r.layers[:len(r.layers)-1]
		}
	}
	r.first = append(r.first, int32(len(r.reasons)))
	return r, nil
}

// grow makes room for what is found in a layer.
func (r *resources) grow(found [][]reason) {
	reasons, features := 0, 0
	for _, list := range found {
		for k := range list {
			if reasons++; k == 0 || list[k].feature != list[k-1].feature {
				features++
			}
		}
	}
	r.reasons, r.first = slices.Grow(r.reasons, reasons), slices.Grow(r.first, features+1)
	r.at, r.shapes, r.sizes = slices.Grow(r.at, features), slices.Grow(r.shapes, features), slices.Grow(r.sizes, features)
}

// add takes in feature i of a layer.
func (r *resources) add(l *layer, i int32, reasons []reason) {
	shape, isArea := geo.Polygons(l.Shapes[i])
	if !isArea {
		r.points[l.Name]++
		return
	}
	r.first = append(r.first, int32(len(r.reasons)))
	for _, reason := range reasons {
		reason.feature = int32(len(r.at))
		r.reasons = append(r.reasons, reason)
	}
	r.at, r.shapes, r.sizes = append(r.at, i), append(r.shapes, shape), append(r.sizes, l.sizes().Reals[i])
}

// reasonsOf finds the reasons of the features of a layer, in lists that follow each
// other. Their feature is the position in the layer.
func (r *resources) reasonsOf(ctx context.Context, l *layer, workers int) ([][]reason, error) {
	type test struct {
		rank  uint8
		where func(i int) rules.Outcome
		why   int16
	}
	var tests []test
	for rank := range r.kinds {
		for _, rec := range r.kinds[rank].Recognise {
			if rec.From == l.Name {
				tests = append(tests, test{uint8(rank), rec.Where.Bind(l.columns()), int16(len(r.whys))})
				r.whys = append(r.whys, lacking(l, rec.Where.Attributes()))
			}
		}
		if id := r.kinds[rank].ID; l.Name == study.Resources {
			tests = append(tests, test{rank: uint8(rank), where: func(i int) rules.Outcome {
				if l.kind(i) == id {
					return rules.Pass
				}
				return rules.Fail
			}})
		}
	}
	found := make([][]reason, parallel.Count(l.Len(), blockSize))
	err := parallel.Blocks(ctx, l.Len(), blockSize, workers, func(from, to int) error {
		var all []reason
		for i := from; i < to; i++ {
			start := len(all)
			for _, t := range tests {
				o := t.where(i)
				if o == rules.Fail {
					continue
				}
				// Of one kind the surer reason counts; tests stand in the order of kinds.
				if n := len(all); n > start && all[n-1].rank == t.rank {
					if o == rules.Pass {
						all[n-1].outcome = o
					}
					continue
				}
				all = append(all, reason{int32(i), t.why, t.rank, o})
			}
		}
		found[from/blockSize] = slices.Clone(all)
		return nil
	})
	return found, err
}

// ref names a feature.
func (r *resources) ref(i int) geo.Ref {
	k := len(r.layers) - 1
	for r.layers[k].first > i {
		k--
	}
	return r.layers[k].Ref(int(r.at[i]))
}

// of are the reasons of a feature.
func (r *resources) of(feature int) []reason {
	return r.reasons[r.first[feature]:r.first[feature+1]]
}

// byReason lets the rules look at the reasons, in their order: at the kind, and the
// area of the feature.
func (r *resources) byReason() rules.Columns {
	return r.columns(func(k int) int { return k }, func(k int) int { return int(r.reasons[k].feature) })
}

// byFeature lets the rules look at the features: at the kind that dominates, of
// those that are sure, and at the area.
func (r *resources) byFeature() rules.Columns {
	return r.columns(r.dominant, func(i int) int { return i })
}

// columns have a row for each of some reasons, of which a negative one is unknown.
func (r *resources) columns(reason, feature func(row int) int) rules.Columns {
	kind := func(row int) *rules.Resource {
		if k := reason(row); k >= 0 {
			return &r.kinds[r.reasons[k].rank]
		}
		return nil
	}
	return func(attr string) (rules.Column, bool) {
		switch attr {
		case "kind":
			return computed{text: func(row int) (string, bool) {
				if of := kind(row); of != nil {
					return of.ID, true
				}
				return "", false
			}}, true
		case "category":
			return computed{real: func(row int) (float64, bool) {
				if of := kind(row); of != nil {
					return float64(of.Category), true
				}
				return 0, false
			}}, true
		case "area":
			return computed{real: func(row int) (float64, bool) { return r.sizes[feature(row)], true }}, true
		default:
			return nil, false
		}
	}
}

// computed is a column of texts or of reals that is worked out when asked for.
type computed struct {
	text func(row int) (string, bool)
	real func(row int) (float64, bool)
}

// Text and Real implement [rules.Column].
func (c computed) Text(row int) (string, bool) {
	if c.text != nil {
		return c.text(row)
	}
	v, known := c.real(row)
	return strconv.FormatFloat(v, 'g', -1, 64), known
}

func (c computed) Real(row int) (float64, bool) {
	if c.real != nil {
		return c.real(row)
	}
	return 0, false
}

// kind is the dominant kind of a feature among those that are sure; "" if none
// is.
func (r *resources) kind(feature int) string {
	if k := r.dominant(feature); k >= 0 {
		return r.kinds[r.reasons[k].rank].ID
	}
	return ""
}

// dominant is the dominant reason of a feature among those that are sure; -1 if
// none is.
func (r *resources) dominant(feature int) int {
	for k := r.first[feature]; k < r.first[feature+1]; k++ {
		if r.reasons[k].outcome == rules.Pass {
			return int(k)
		}
	}
	return -1
}

// ranks are the ranks of the kinds that dominate, by feature; -1 where none does.
func (r *resources) ranks() []int {
	ranks := make([]int, len(r.at))
	for i := range ranks {
		if ranks[i] = r.dominant(i); ranks[i] >= 0 {
			ranks[i] = int(r.reasons[ranks[i]].rank)
		}
	}
	return ranks
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
