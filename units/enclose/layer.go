package enclose

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"renewal/geo"
	"renewal/geo/crs"
)

// Format is that of a layer of areas drawn from a list.
const Format = "areas by named edges"

// ReadLayer draws the areas of a list in a metric system, as a layer like those read
// from files: with the columns name and kind beside those of [Report.Layer]. The ruleset
// holds where the list names none. An area
// that does not close is an error, and so is one of no kind if kinds are needed.
func ReadLayer(ctx context.Context, path string, working crs.CRS, ruleset string, needKind bool) (*geo.Layer, error) {
	request, err := ReadRequest(path)
	if err != nil {
		return nil, err
	}
	request.Ruleset = cmp.Or(request.Ruleset, ruleset)
	if needKind {
		for _, a := range request.Areas {
			if a.Kind == "" {
				return nil, fmt.Errorf("%s: %w", a.At, wrong(fmt.Sprintf("%s has no kind, and the study states none", a.Name)))
			}
		}
	}
	report, err := Draw(ctx, request, working)
	if err != nil {
		return nil, err
	}
	for _, a := range report.Areas {
		if !a.Closed {
			var words []string
			for _, m := range a.Missing {
				words = append(words, m.Words)
			}
			return nil, fmt.Errorf("%s: %w", a.At, &openArea{a.Name, strings.Join(words, "; ")})
		}
	}
	l := report.Layer()
	l.Columns = append(l.Columns, geo.Column{Name: "name", Texts: l.IDs})
	l.IDs, l.Name = nil, ""
	l.Origin = geo.Origin{Format: Format, CRSBy: geo.Stated}
	return l, nil
}

// openArea is an area that does not close.
type openArea struct{ name, missing string }

func (e *openArea) Error() string { return fmt.Sprintf("%s %v: %s", e.name, ErrOpen, e.missing) }
func (e *openArea) Unwrap() error { return ErrOpen }
