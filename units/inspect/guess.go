package inspect

import (
	"renewal/geo/crs"
	"renewal/units/study"
)

// take gives the subjects the roles, IDs and columns that a sketch of a study
// would have, and the working system that it would propose.
func (s *subjects) take(system string, sources []study.Source) {
	if c, err := crs.Parse(system); err == nil && c.Metric() {
		s.working, s.by = c, byGuess
	}
	for _, src := range sources {
		for i := range s.list {
			if to := &s.list[i]; to.source.File == src.File && to.layer == src.Layer && to.role == "" {
				to.role, to.roleBy, to.id, to.fields = src.Role, byGuess, src.ID, src.Fields
			}
		}
	}
}
