package study

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"renewal/units/spelling"
)

// Error says what is wrong with a study file, and where. It prints as
//
//	study.yaml:12:3: unknown key "layrs"
type Error struct {
	Path         string
	Line, Column int    // from 1; 0 where the whole file is meant
	Hint         string // what may have been meant, such as: did you mean "layers"?; may be ""
	Err          error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("%s:%d:%d: %v", e.Path, e.Line, e.Column, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// ErrStudy is wrapped by every error of a study file that does not wrap one of
// the sentinels of package geo.
var ErrStudy = errors.New("invalid study")

// fault is the text of a fault, without the name of its sentinel: the
// place in the file says already that the study is meant.
type fault string

func (f fault) Error() string { return string(f) }
func (f fault) Unwrap() error { return ErrStudy }

// fault notes that something is wrong and lets the reading go on.
func (r *reader) fault(p place, hint, format string, args ...any) {
	r.faults = append(r.faults, &Error{
		Path: r.path, Line: p.line, Column: p.column, Hint: hint,
		Err: fault(fmt.Sprintf(format, args...)),
	})
}

// err joins the faults in the order of the file.
func (r *reader) err() error {
	slices.SortStableFunc(r.faults, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	var all []error
	for _, f := range r.faults {
		all = append(all, f)
	}
	return errors.Join(all...)
}

// didYouMean is the hint for a word that should be one of a list: the nearest,
// or else the whole list, or "" where that would be long.
func didYouMean(word string, known []string) string {
	if n := spelling.Nearest(word, known); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	if len(known) > 0 && len(known) <= 16 {
		return "one of " + commaList(known)
	}
	return ""
}

// commaList lists words for messages.
func commaList(words []string) string { return strings.Join(words, ", ") }
