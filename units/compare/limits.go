package compare

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
)

// ErrLimits is what is wrong with limits that cannot be used.
var ErrLimits = errors.New("limits cannot be used")

//go:embed limits.yaml
var defaultLimits []byte

// Limit is a bound on one measure, of the whole or of every unit.
type Limit struct {
	Measure string   `yaml:"measure"`
	AtLeast *float64 `yaml:"at_least"`
	AtMost  *float64 `yaml:"at_most"`
	Source  string   `yaml:"source"`
}

// Limits are all bounds, each measure once.
type Limits []Limit

// DefaultLimits are those of limits.yaml in this package.
func DefaultLimits() Limits {
	l, err := ReadLimits(bytes.NewReader(defaultLimits))
	if err != nil {
		panic(err) // it is part of the program, and tested
	}
	return l
}

// ReadLimits reads limits, strictly. Errors wrap ErrLimits.
func ReadLimits(r io.Reader) (Limits, error) {
	l := Limits{}
	if err := yaml.NewDecoder(r, yaml.Strict()).Decode(&l); err != nil && err != io.EOF {
		text, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return nil, fmt.Errorf("%w: %s", ErrLimits, text)
	}
	if l == nil { // an empty list
		l = Limits{}
	}
	for i := range l {
		switch {
		case (l[i].AtLeast == nil) == (l[i].AtMost == nil):
			return nil, fmt.Errorf("%w: limit %d needs one of at_least and at_most", ErrLimits, i+1)
		case slices.ContainsFunc(l[:i], func(m Limit) bool { return m.Measure == l[i].Measure }):
			return nil, fmt.Errorf("%w: %s has two limits", ErrLimits, l[i].Measure)
		}
		if err := l[i].check(); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// check looks whether there is such a measure, and the bound is a number.
func (l *Limit) check() error {
	if b := l.bound(); b-b != 0 {
		return fmt.Errorf("%w: the limit of %s is no number", ErrLimits, l.Measure)
	}
	if !slices.Contains(Measures(), l.Measure) {
		return fmt.Errorf("%w: no measure %q: there are %s", ErrLimits, l.Measure, strings.Join(Measures(), ", "))
	}
	return nil
}

func (l *Limit) bound() float64 {
	if l.AtLeast != nil {
		return *l.AtLeast
	}
	return *l.AtMost
}

// String is the limit as With takes it.
func (l *Limit) String() string {
	op := "<="
	if l.AtLeast != nil {
		op = ">="
	}
	return l.Measure + op + strconv.FormatFloat(l.bound(), 'g', -1, 64)
}

// With has one more limit, "mean_iou>=0.9" or "unit_p95_m<=20", in place of the one
// on that measure; "mean_iou=off" takes it away.
func (l Limits) With(text, source string) (Limits, error) {
	measure, value, off := strings.Cut(text, "=off")
	added := Limit{Measure: strings.TrimSpace(measure), Source: source}
	if off && value == "" {
		added.AtLeast = new(float64)
	} else {
		measure, value, least := strings.Cut(text, ">=")
		most := false
		if !least {
			measure, value, most = strings.Cut(text, "<=")
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if !least && !most || err != nil {
			return nil, fmt.Errorf("%w: %q is not of the form MEASURE>=NUMBER, MEASURE<=NUMBER or MEASURE=off", ErrLimits, text)
		}
		added.Measure = strings.TrimSpace(measure)
		if least {
			added.AtLeast = &v
		} else {
			added.AtMost = &v
		}
		off = false
	}
	if err := added.check(); err != nil {
		return nil, err
	}
	kept := slices.DeleteFunc(slices.Clone(l), func(m Limit) bool { return m.Measure == added.Measure })
	if off {
		return kept, nil
	}
	return append(kept, added), nil
}

// misses is by how much a value misses the bound; 0 or less if it does not. What is
// infinitely far misses by that.
func (l *Limit) misses(v float64) float64 {
	if l.AtLeast != nil {
		return *l.AtLeast - v
	}
	if math.IsInf(v, 1) {
		return v
	}
	return v - *l.AtMost
}
