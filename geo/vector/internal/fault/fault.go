// Package fault words what is wrong with a file for the readers of geo/vector,
// so that the same mistake reads the same in every format.
package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"renewal/geo"
)

// Unreadable is geo.ErrUnreadable of the source, because of err.
func Unreadable(source string, err error) error {
	return fmt.Errorf("%s: %w: %w", source, geo.ErrUnreadable, err)
}

// NoField is geo.ErrNoField of a source that has other fields.
func NoField(source, name string, have []string) error {
	if len(have) == 0 {
		return fmt.Errorf("%s: %w %q: the layer has none", source, geo.ErrNoField, name)
	}
	return fmt.Errorf("%s: %w %q: the layer has %s", source, geo.ErrNoField, name, Quoted(have))
}

// Quoted lists names for a message: "a", "b". Of many it counts the rest.
func Quoted(names []string) string {
	const most = 20
	var q []string
	for i, name := range names {
		if i == most {
			q = append(q, fmt.Sprintf("and %d more", len(names)-most))
			break
		}
		q = append(q, fmt.Sprintf("%q", name))
	}
	return strings.Join(q, ", ")
}

// Cause leaves out the path, which our own message has already.
func Cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
