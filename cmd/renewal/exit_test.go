package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/study"
)

func TestExitCode(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, exitOK},
		{errors.New("disk full"), exitFailure},
		{geo.ErrTopology, exitFailure},
		{&usageError{text: "x"}, exitUsage},
		{&study.Error{Err: study.ErrStudy}, exitInput},
		{errors.Join(&study.Error{Err: geo.ErrNoFile}, &study.Error{Err: study.ErrStudy}), exitInput},
		{fmt.Errorf("prepare: %w", &geo.FeatureError{Ref: geo.Ref{Layer: "parcels", ID: "7"}, Op: "read", Err: geo.ErrNotFinite}), exitInput},
		{&geo.LayerError{Err: geo.ErrNoField}, exitInput},
		{&geo.FeatureError{Err: errors.New("lies in no district")}, exitInput},
		{&geo.FeatureError{Err: fmt.Errorf("%w: side location conflict", geo.ErrTopology)}, exitFailure},
		{fmt.Errorf("rules: %w", rules.ErrRuleset), exitInput},
		{fmt.Errorf("%w: 2 in all", errViolations), exitViolations},
		{fmt.Errorf("measure: %w", context.Canceled), exitInterrupted},
		{errors.Join(geo.ErrEmpty, context.Canceled), exitInterrupted},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v: exit %d, want %d", c.err, got, c.want)
		}
	}
}

func TestComplain(t *testing.T) {
	var b strings.Builder
	complain(&b, errors.Join(
		&study.Error{Path: "s.yaml", Line: 3, Column: 2, Err: errors.New(`unknown key "layrs"`), Hint: `did you mean "layers"?`},
		&usageError{"too few\narguments", ""},
		fmt.Errorf("name \x1b]0;x\a in data"),
		fmt.Errorf("a.gpkg: %w: %w", geo.ErrUnreadable, errors.New("the file is empty")),
	))
	want := `renewal: s.yaml:3:2: unknown key "layrs"
renewal: hint: did you mean "layers"?
renewal: too few; arguments
renewal: name �]0;x� in data
renewal: a.gpkg: cannot be read: the file is empty
`
	if b.String() != want {
		t.Errorf("%q\nwant\n%q", b.String(), want)
	}
}

// A run that is stopped says so, whatever the stage made of it.
func TestStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out, err bytes.Buffer
	code := runContext(ctx, []string{"delineate", "no.yaml"}, streams{strings.NewReader(""), &out, &err})
	if code != exitInterrupted || out.Len() > 0 || err.String() != "renewal: stopped; earlier output is as it was\n" {
		t.Errorf("exit %d, %q, %q", code, out.String(), err.String())
	}
}
