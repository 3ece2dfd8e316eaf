package rules

import "fmt"

// Outcome is what a test says of a unit. The zero value is Unknown.
type Outcome uint8

const (
	Unknown Outcome = iota // missing data decides
	Fail                   // false whatever is missing
	Pass                   // true whatever is missing
)

var outcomeNames = [...]string{"unknown", "fail", "pass"}

func (o Outcome) String() string { return outcomeNames[o] }

// MarshalText writes "pass", "fail" or "unknown".
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (o *Outcome) UnmarshalText(text []byte) error {
	for i, name := range outcomeNames {
		if name == string(text) {
			*o = Outcome(i)
			return nil
		}
	}
	return fmt.Errorf("outcome %q is none of pass, fail, unknown", text)
}

// Not turns pass into fail and back; unknown stays unknown.
func (o Outcome) Not() Outcome {
	switch o {
	case Pass:
		return Fail
	case Fail:
		return Pass
	}
	return Unknown
}

// And is Kleene's conjunction: fail if any fails, pass if all pass, and pass
// for none at all.
func And(outcomes ...Outcome) Outcome { return AtLeast(len(outcomes), outcomes...) }

// Or is Kleene's disjunction: pass if any passes, fail if all fail, and fail
// for none at all.
func Or(outcomes ...Outcome) Outcome { return AtLeast(1, outcomes...) }

// AtLeast passes if n of the outcomes pass, and fails if too few are left that
// still could.
func AtLeast(n int, outcomes ...Outcome) Outcome {
	var t tally
	for _, o := range outcomes {
		t.add(o)
	}
	return t.atLeast(n)
}

// tally counts outcomes.
type tally struct{ pass, open int }

func (t *tally) add(o Outcome) {
	switch o {
	case Pass:
		t.pass++
	case Unknown:
		t.open++
	}
}

func (t *tally) atLeast(n int) Outcome {
	switch {
	case t.pass >= n:
		return Pass
	case t.pass+t.open < n:
		return Fail
	}
	return Unknown
}

func outcome(b bool) Outcome {
	if b {
		return Pass
	}
	return Fail
}
