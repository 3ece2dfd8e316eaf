package rules

import "slices"

// reachable refuses a class that no unit can have. In a ruleset with errors what
// is broken may come out either way, so a class that is refused would be even
// once they are mended.
func (b *builder) reachable() {
	rs := *b.rs
	rs.Criteria = append(slices.Clone(rs.Criteria), Criterion{Tree: Tree{broken: true}})
	j := newScales(&rs)
	open := len(rs.Criteria) - 1
	for i, c := range j.classes {
		if c < 0 {
			j.classes[i] = open
		}
	}
	if j.screen < 0 {
		j.screen = open
	}
	if len(j.classes) > maxClasses {
		return
	}
	for i, id := range j.classIDs() {
		budget := searchAtLoad
		if id == NotDelineated || j.can(1<<i, j.allOpen(), &budget) {
			continue
		}
		b.at(b.places["class "+id], "no unit can be %q: its criterion never passes where those before it fail", id)
	}
}
