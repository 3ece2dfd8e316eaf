package inspect

import (
	"context"
	"errors"
	"fmt"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/units"
)

// guess gives the subjects the roles, IDs and columns that a sketch of a study
// would have, and the working system that it would propose.
func (s *subjects) guess(ctx context.Context, files []string) error {
	if len(files) == 0 {
		return nil
	}
	system, sources, err := units.Guess(ctx, files)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, geo.ErrEmpty): // a file without layers
		return s.guessOneByOne(ctx, files)
	case err != nil:
		return fmt.Errorf("guess roles: %w", err)
	}
	s.take(system, sources)
	return nil
}

// guessOneByOne leaves out files that hold no layers.
func (s *subjects) guessOneByOne(ctx context.Context, files []string) error {
	var some []string
	for _, f := range files {
		if _, _, err := units.Guess(ctx, []string{f}); err == nil {
			some = append(some, f)
		} else if ctx.Err() != nil {
			return ctx.Err()
		} else {
			s.list = append(s.list, unread(f, err))
		}
	}
	if len(some) == 0 {
		return nil
	}
	system, sources, err := units.Guess(ctx, some)
	if err != nil {
		return err
	}
	s.take(system, sources)
	return nil
}

// take takes over what was guessed.
func (s *subjects) take(system string, sources []units.Source) {
	if c, err := crs.Parse(system); err == nil && c.Metric() {
		s.working, s.by = c, byGuess
	}
	for _, src := range sources {
		for i := range s.list {
			if to := &s.list[i]; to.file == src.File && to.layer == src.Layer && to.role == "" {
				to.role, to.roleBy, to.id, to.fields = src.Role, byGuess, src.ID, src.Fields
			}
		}
	}
}
