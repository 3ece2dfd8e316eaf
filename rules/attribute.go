package rules

import "math"

// Type says what an attribute holds.
type Type uint8

const (
	Text    Type = iota
	Code         // a hierarchical code: the first letters are the class it lies in
	Integer      // a whole number
	Real         // a number
	Flag         // 0 or 1 in the data, false or true in an expression
)

func (t Type) String() string { return [...]string{"text", "code", "integer", "real", "flag"}[t] }

// Numeric reports whether values are numbers in an expression.
func (t Type) Numeric() bool { return t == Integer || t == Real }

// Attribute is something that a layer of some role can tell of its features.
type Attribute struct {
	Name     string   `json:"name"`
	Type     Type     `json:"-"`
	Unit     string   `json:"unit,omitempty"` // "m2", "share" (0 to 1), "year", "m", "person", …
	Zh       string   `json:"zh"`
	En       string   `json:"en"`
	Values   []Choice `json:"values,omitempty"` // all that it can be; nil if anything
	Synonyms []string `json:"synonyms,omitempty"`

	// Min and Max bound what it can be; both 0 means no bounds. A value outside
	// of them cannot be right and counts as unknown, and an unknown value is
	// taken to lie between them.
	Min, Max float64 `json:"-"`

	// ZeroUnknown says that 0 stands for "not known", as in years of building.
	ZeroUnknown bool `json:"zero_unknown,omitempty"`

	// Derived attributes are computed from the shape or by the program, and
	// need no column.
	Derived bool `json:"derived,omitempty"`
}

// Choice is one of the values that an attribute can have.
type Choice struct {
	Value string `json:"value"`
	Zh    string `json:"zh"`
	En    string `json:"en"`
}

// Plausible reports whether a number can be a value of the attribute.
func (a *Attribute) Plausible(v float64) bool {
	d := a.domain()
	return v >= d.lo && v <= d.hi && !(a.ZeroUnknown && v == 0)
}

func (a *Attribute) domain() interval {
	if a.Type == Flag {
		return interval{0, 1}
	}
	if a.Min == 0 && a.Max == 0 {
		return everything
	}
	return interval{a.Min, a.Max}
}

// Has reports whether v is one of the values, or anything goes.
func (a *Attribute) Has(v string) bool {
	if a.Values == nil {
		return true
	}
	for i := range a.Values {
		if a.Values[i].Value == v {
			return true
		}
	}
	return false
}

// Roles lists the roles that have a vocabulary, in the order of the study file.
func Roles() []string {
	names := make([]string, len(vocabulary))
	for i := range vocabulary {
		names[i] = vocabulary[i].role
	}
	return names
}

// Vocabulary lists what layers of a role can tell, nil for a role there is not.
// The caller may keep and change the list.
func Vocabulary(role string) []Attribute {
	for i := range vocabulary {
		if vocabulary[i].role == role {
			return append([]Attribute(nil), vocabulary[i].attributes...)
		}
	}
	return nil
}

func attribute(role, name string) *Attribute {
	for i := range vocabulary {
		if vocabulary[i].role != role {
			continue
		}
		for j := range vocabulary[i].attributes {
			if a := &vocabulary[i].attributes[j]; a.Name == name {
				return a
			}
		}
	}
	return nil
}

// Bounds of what can be measured.
const (
	firstYear = 1800 // no building in the statistics is known to be older
	lastYear  = 2100 // beyond any plan in force
)

var unbounded = math.Inf(1)
