package rules

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// ErrRuleset is what every error of [Load] and [Parse] that lies in the file
// wraps.
var ErrRuleset = errors.New("ruleset cannot be used")

// Error is one thing wrong with a ruleset. It prints as
//
//	rules: zhengzhou.yaml:12:7: measure "industral_share" is not defined
type Error struct {
	File    string
	Line    int // from 1
	Column  int // in characters, from 1
	Message string
}

func (e *Error) Error() string {
	return fmt.Sprintf("rules: %s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Unwrap makes errors.Is(err, ErrRuleset) hold.
func (e *Error) Unwrap() error { return ErrRuleset }

// Errors is everything found wrong with a ruleset, in the order of the file; at
// least one. It prints the first and how many more there are.
type Errors []*Error

func (e Errors) Error() string {
	if len(e) == 1 {
		return e[0].Error()
	}
	return fmt.Sprintf("%v (and %d more)", e[0], len(e)-1)
}

// Unwrap gives the errors one by one.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i := range e {
		all[i] = e[i]
	}
	return all
}

// place is where something stands in the file; the zero place is the start.
type place struct{ line, column int }

// problems collects what is wrong while a ruleset is built.
type problems struct {
	file     string
	found    Errors
	misspelt map[place]bool // entries with a key that is not known, or that are none
}

// missing notes that an entry lacks something, unless it has a key that is not
// known: that is the one, and has been told.
func (p *problems) missing(where place, format string, args ...any) {
	if !p.misspelt[where] {
		p.at(where, format, args...)
	}
}

func (p *problems) at(where place, format string, args ...any) {
	p.found = append(p.found, &Error{p.file, max(1, where.line), max(1, where.column), fmt.Sprintf(format, args...)})
}

// within moves places beyond the end of their line, where a value is missing, to
// the end.
func (p *problems) within(lines []string) {
	for _, e := range p.found {
		e.Line = min(e.Line, len(lines))
		e.Column = min(e.Column, utf8.RuneCountInString(lines[e.Line-1])+1)
	}
}

// err returns what was found in the order of the file, nil if nothing.
func (p *problems) err() error {
	if len(p.found) == 0 {
		return nil
	}
	slices.SortStableFunc(p.found, func(a, b *Error) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return p.found
}
