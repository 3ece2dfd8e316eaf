package units

import (
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/units/study"
)

// Atom is land that no unit may split: a control unit, or a piece of one cut by
// a district edge or a hard barrier.
type Atom struct {
	ID          string
	ControlUnit int    // position of its control unit
	District    int    // position of its district; -1 if it lies in none
	Corridor    string // the corridor that it is part of; "" for none
	Shape       orb.MultiPolygon
	Area        float64 // m², as the study measures; in the plane of the working CRS until the land is surveyed
}

// shapesOf and areasOf are the shapes and the areas of atoms, by position.
func shapesOf(atoms []Atom) []orb.MultiPolygon {
	shapes := make([]orb.MultiPolygon, len(atoms))
	for i := range atoms {
		shapes[i] = atoms[i].Shape
	}
	return shapes
}

func areasOf(atoms []Atom) []float64 {
	areas := make([]float64, len(atoms))
	for i := range atoms {
		areas[i] = atoms[i].Area
	}
	return areas
}

// rejoin puts pieces of one control unit back together where both sides of the
// cut fell to one district.
func (f *fabric) rejoin(ctx context.Context, atoms []Atom, set study.Settings) ([]Atom, error) {
	pieces := map[int]int{} // control unit → how many there are of it
	for i := range atoms {
		pieces[atoms[i].ControlUnit]++
	}
	var cut []int // the atoms that are pieces
	var shapes []orb.MultiPolygon
	for i := range atoms {
		if pieces[atoms[i].ControlUnit] > 1 {
			cut, shapes = append(cut, i), append(shapes, atoms[i].Shape)
		}
	}
	whole := newSets(len(atoms))
	joined := false
	for _, border := range coverage.Borders(shapes) {
		if border.A == coverage.Outside {
			continue
		}
		if a, b := cut[border.A], cut[border.B]; atoms[a].ControlUnit == atoms[b].ControlUnit && atoms[a].District == atoms[b].District {
			whole.join(a, b)
			joined = true
		}
	}
	if !joined {
		return atoms, nil
	}
	members := make([][]int, len(atoms))
	for i := range atoms {
		members[whole.root(i)] = append(members[whole.root(i)], i)
	}
	var groups [][]int
	var joint []Atom
	for i, m := range members {
		if len(m) > 0 {
			groups, joint = append(groups, m), append(joint, atoms[i])
		}
	}
	merged, err := unions(ctx, shapesOf(atoms), groups, set.Grid)
	for i, shape := range merged {
		joint[i].Shape = shape
	}
	return joint, err
}

// nameAtoms sorts the atoms by control unit and least point, and gives each the
// ID of its control unit, with a number where there are several.
func (f *fabric) nameAtoms(p *prepared) {
	slices.SortStableFunc(f.atoms, func(a, b Atom) int {
		if a.ControlUnit != b.ControlUnit {
			return a.ControlUnit - b.ControlUnit
		}
		return compareShapes(a.Shape, b.Shape)
	})
	control := p.layers[study.ControlUnits]
	taken := make(map[string]bool, len(control.IDs))
	for _, id := range control.IDs {
		taken[id] = true
	}
	for i := 0; i < len(f.atoms); {
		j := i
		for j < len(f.atoms) && f.atoms[j].ControlUnit == f.atoms[i].ControlUnit {
			j++
		}
		id := control.IDs[f.atoms[i].ControlUnit]
		for k := i; k < j; k++ {
			f.atoms[k].ID = id
			if j-i > 1 {
				f.atoms[k].ID = unused(taken, id+"-", fmt.Sprint(k-i+1))
			}
			f.atoms[k].Area = geo.Area(f.atoms[k].Shape)
		}
		i = j
	}
}
