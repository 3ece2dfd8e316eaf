package units

import (
	"fmt"
	"slices"

	"renewal/geo"
	"renewal/units/study"
)

// settleCorridors notes of each piece which corridor it is in.
func settleCorridors(p *prepared, pieces []Atom) {
	overrides := p.layers[study.Overrides]
	if overrides == nil {
		return
	}
	for i, s := range overrides.Shapes {
		if overrides.kind(i) != study.OverrideCorridor {
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
		if name := overrides.group(i); overrides.kind(i) == study.OverrideCorridor && !met[name] {
			return nil, &geo.LayerError{Layer: study.Overrides, Source: overrides.Source, Op: "delineate", Err: fmt.Errorf("corridor %q covers no atom", name)}
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
