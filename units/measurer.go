package units

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/parallel"
	"renewal/units/study"
)

// blockSize is how many things are taken at a time where each takes so little that
// handing it out alone would cost more.
const blockSize = 4096

// measurer lays the layers over the atoms, each when first asked for. Many statistics
// may be taken at once.
type measurer struct {
	ctx       context.Context
	p         *prepared
	shapes    []orb.MultiPolygon // of the atoms
	atoms     []*area.Outline
	boxes     *geo.Index     // of the atoms
	rims      [][]rim        // by atom
	courses   kept[*courses] // of lines
	workers   int
	overlays  kept[*overlay]
	resources *resources

	apart bool   // the atoms are no coverage: each is measured by itself
	own   string // a role of whose features each atom has only its own, by position
}

// newMeasurer makes the atoms ready to be asked.
func newMeasurer(ctx context.Context, p *prepared, f *fabric) (*measurer, error) {
	m := &measurer{ctx: ctx, p: p, workers: p.study.Options.Workers}
	m.atoms = make([]*area.Outline, len(f.atoms))
	m.shapes = shapesOf(f.atoms)
	boxes := make([]orb.Bound, len(f.atoms))
	err := parallel.Each(ctx, len(f.atoms), m.workers, func(i int) error {
		m.atoms[i] = area.Prepare(m.shapes[i])
		boxes[i] = m.atoms[i].Bound()
		return nil
	})
	m.boxes = geo.NewIndex(boxes)
	m.rims = rimsOf(f)
	return m, err
}

// overlayOf lays a layer of areas over the atoms, once. Resources lie where the
// layers lie that they come from.
func (m *measurer) overlayOf(role string) (*overlay, error) {
	return m.overlays.get(role, func() (*overlay, error) {
		if role == study.Resources {
			return m.overlayOfResources()
		}
		return m.lay(role, m.p.layers[role].areas())
	})
}

// overlayOfResources puts together the overlays of the layers that resources come
// from. The layer of that name may be one of them.
func (m *measurer) overlayOfResources() (*overlay, error) {
	r := m.resources
	of := make([]*overlay, len(r.layers))
	for k, l := range r.layers {
		lay := m.overlayOf
		if l.Name == study.Resources {
			lay = func(role string) (*overlay, error) { return m.lay(role, l.areas()) }
		}
		whole, err := lay(l.Name)
		if err != nil {
			return nil, err
		}
		upTo := len(r.at)
		if k+1 < len(r.layers) {
			upTo = r.layers[k+1].first
		}
		of[k] = whole.only(r.at[l.first:upTo])
	}
	return joined(m.ctx, m.p.ground, of, len(m.atoms), m.workers)
}

// lay lays shapes of a role over the atoms.
func (m *measurer) lay(role string, shapes []orb.MultiPolygon) (*overlay, error) {
	o, err := layOver(m.ctx, m.p.ground, m.atoms, shapes, m.workers)
	if err != nil || role != m.own {
		return o, err
	}
	for a := range o.parts {
		o.parts[a] = slices.DeleteFunc(o.parts[a], func(p part) bool { return p.feature != a })
	}
	return o, nil
}

// each gives every atom a value.
func (m *measurer) each(value func(a int) float64) ([]float64, error) {
	sums := make([]float64, len(m.atoms))
	err := parallel.Each(m.ctx, len(m.atoms), m.workers, func(a int) error {
		sums[a] = value(a)
		return nil
	})
	return sums, err
}

// atomsAt are the atoms that contain a point: of a coverage the first, so that a
// point on a border belongs to one atom and counts add up.
func (m *measurer) atomsAt(p orb.Point) (at []int) {
	for _, a := range m.boxes.Touching(p.Bound()) {
		if m.atoms[a].Contains(p) {
			if at = append(at, a); !m.apart {
				break
			}
		}
	}
	return at
}
