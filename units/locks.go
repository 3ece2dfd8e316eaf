package units

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/units/partition"
	"renewal/units/study"
)

// locks takes in the overrides of the study: what is to be together, apart,
// left as drawn, or left out. An atom is meant by an area that covers most of
// it, and by a point inside it.
func (j *cost) locks(p *prepared, problem *partition.Problem) error {
	overrides := p.layers[study.Overrides]
	if overrides == nil {
		return nil
	}
	members := map[[2]string][]int{}
	var keys [][2]string
	for i, s := range overrides.Shapes {
		if overrides.kind(i) == study.OverrideCorridor {
			continue
		}
		key := [2]string{overrides.kind(i), overrides.group(i)}
		if _, met := members[key]; !met {
			keys = append(keys, key)
		}
		members[key] = append(members[key], j.meant(s)...)
	}
	slices.SortFunc(keys, func(p, q [2]string) int { return slices.Compare(p[:], q[:]) })
	for _, key := range keys {
		atoms := slices.Compact(slices.Sorted(slices.Values(members[key])))
		if len(atoms) == 0 {
			return &geo.LayerError{Layer: study.Overrides, Source: overrides.Source, Op: "delineate", Err: fmt.Errorf("%s %q covers no atom", key[0], key[1])}
		}
		switch key[0] {
		case "together":
			problem.Together = append(problem.Together, atoms)
		case "apart":
			problem.Apart = append(problem.Apart, atoms)
		case "fixed":
			problem.Fixed = append(problem.Fixed, atoms)
		case "excluded":
			problem.Excluded = append(problem.Excluded, atoms...)
		}
	}
	slices.Sort(problem.Excluded)
	problem.Excluded = slices.Compact(problem.Excluded)
	corridors, err := j.corridors(overrides)
	problem.Together = append(problem.Together, corridors...)
	return err
}

// meant lists the atoms that a shape of an override speaks of.
func (j *cost) meant(s orb.Geometry) []int {
	var atoms []int
	for a := range j.f.atoms {
		if covers(s, j.f.atoms[a].Shape, j.areas[a]) {
			atoms = append(atoms, a)
		}
	}
	return atoms
}

// covers reports whether an area covers most of an atom, or a point lies in it.
func covers(s orb.Geometry, atom orb.MultiPolygon, size float64) bool {
	if !geo.Bound(s).Intersects(atom.Bound()) {
		return false
	}
	if shape, ok := geo.Polygons(s); ok {
		return area.Of(shape, atom) > size/2
	}
	points, _ := geo.Points(s)
	outline := area.Prepare(atom)
	return slices.ContainsFunc(points, outline.Contains)
}
