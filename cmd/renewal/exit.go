package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"renewal/geo"
	"renewal/geo/ring"
	"renewal/rules"
	"renewal/units"
	"renewal/units/compare"
	"renewal/units/enclose"
	"renewal/units/enclose/wording"
	"renewal/units/plate"
	"renewal/units/study"
)

const (
	exitOK          = 0
	exitFailure     = 1   // anything not below
	exitUsage       = 2   // the command line makes no sense
	exitInput       = 3   // a layer, study or ruleset cannot be used
	exitViolations  = 4   // done, but a check fails: a hard one of a unit, or what inspect or compare was asked to fail on
	exitInterrupted = 130 // stopped by a signal
)

// usageError says what is wrong with the command line, and what may help.
type usageError struct{ text, hint string }

func (e *usageError) Error() string { return e.text }

// errViolations tells that the output is whole, but a unit fails a hard check.
var errViolations = errors.New("units fail hard checks")

// inputErrors are what input may be blamed for, beside every error that names a
// layer or a feature. A failed overlay of shapes that were found valid is not
// among them.
var inputErrors = []error{
	geo.ErrNoFile, geo.ErrUnreadable, geo.ErrNoLayer, geo.ErrNoField, geo.ErrNoCRS, geo.ErrBadCRS,
	geo.ErrEmpty, geo.ErrNotFinite, geo.ErrOutside, geo.ErrKind, geo.ErrInvalid,
	study.ErrStudy, rules.ErrRuleset, compare.ErrLimits, enclose.ErrRequest, enclose.ErrOpen, wording.ErrNoArea, ring.ErrTooMany,
	plate.ErrFont, units.ErrResults,
}

func exitCode(err error) int {
	var usage *usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &usage):
		return exitUsage
	case errors.Is(err, errViolations):
		return exitViolations
	}
	for _, kind := range inputErrors {
		if errors.Is(err, kind) {
			return exitInput
		}
	}
	var layer *geo.LayerError
	var feature *geo.FeatureError
	if (errors.As(err, &layer) || errors.As(err, &feature)) && !errors.Is(err, geo.ErrTopology) {
		return exitInput
	}
	return exitFailure
}

// complain writes each error on one line, and hints on their own.
func complain(w io.Writer, err error) {
	if err == nil {
		return
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "renewal: stopped; earlier output is as it was")
		return
	}
	if all := joined(err); all != nil {
		for _, e := range all {
			complain(w, e)
		}
		return
	}
	fmt.Fprintf(w, "renewal: %s\n", oneLine(err.Error()))
	var usage *usageError
	var fault *study.Error
	switch {
	case errors.As(err, &usage) && usage.hint != "":
		hint(w, usage.hint)
	case errors.As(err, &fault) && fault.Hint != "":
		hint(w, fault.Hint)
	}
}

// joined lists the errors that errors.Join put together, nil for any other. An
// error that wraps several in words of its own is one.
func joined(err error) []error {
	many, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	var lines []string
	for _, e := range many.Unwrap() {
		lines = append(lines, e.Error())
	}
	if strings.Join(lines, "\n") != err.Error() {
		return nil
	}
	return many.Unwrap()
}

func hint(w io.Writer, text string) { fmt.Fprintf(w, "renewal: hint: %s\n", oneLine(text)) }

// oneLine joins lines with "; " and takes out whatever a terminal would obey,
// marks that turn the direction of writing among them:
// names of layers and features are text from strangers.
func oneLine(text string) string {
	text = strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "; ")
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) {
			return unicode.ReplacementChar
		}
		return c
	}, text)
}
