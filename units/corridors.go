package units

import (
	"fmt"
	"slices"

	"renewal/geo"
)

// overrideCorridor is the kind of override that declares a corridor unit: both
// banks of a river (一河两岸), or a rail belt. What it covers for the most part is
// neither cut nor kept apart by hard barriers, and becomes one unit in each
// district that it runs through.
const overrideCorridor = "corridor"

// settleCorridors notes of each piece which corridor it is in.
func settleCorridors(p *prepared, pieces []Atom) {
	overrides := p.layers[RoleOverrides]
	if overrides == nil {
		return
	}
	for i, s := range overrides.Shapes {
		if overrides.kind(i) != overrideCorridor {
			continue
		}
		name := overrides.group(i)
		for k := range pieces {
			// Of corridors that cross, each has most of a piece only by overlap:
			// the least name has it then, in whatever order they come.
			if c := pieces[k].Corridor; (c == "" || name < c) && covers(s, pieces[k].Shape, geo.Area(pieces[k].Shape)) {
				pieces[k].Corridor = name
			}
		}
	}
}

// corridors lists the atoms of each corridor by district: what is to be together.
// A corridor that covers no atom is an error.
func (j *cost) corridors(overrides *layer) ([][]int, error) {
	type part struct {
		name     string
		district int
	}
	members := map[part][]int{}
	var parts []part
	met := map[string]bool{}
	for a, atom := range j.f.atoms {
		if atom.Corridor == "" || atom.District < 0 {
			continue
		}
		key := part{atom.Corridor, atom.District}
		if members[key] == nil {
			parts = append(parts, key)
		}
		members[key] = append(members[key], a)
		met[atom.Corridor] = true
	}
	for i := range overrides.Shapes {
		if name := overrides.group(i); overrides.kind(i) == overrideCorridor && !met[name] {
			return nil, &geo.LayerError{Layer: RoleOverrides, Source: overrides.Source, Op: "delineate", Err: fmt.Errorf("corridor %q covers no atom", name)}
		}
	}
	groups := make([][]int, len(parts))
	for k, key := range parts { // parts stand in the order of their least atom
		groups[k] = slices.Clone(members[key])
	}
	return groups, nil
}

// openCorridors takes hard barriers off the borders inside a corridor.
func openCorridors(borders []Border, atoms []Atom) {
	for i := range borders {
		b := &borders[i]
		if b.A >= 0 && atoms[b.A].Corridor != "" && atoms[b.A].Corridor == atoms[b.B].Corridor {
			b.Hard = false
		}
	}
}
