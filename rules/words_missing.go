package rules

import "strings"

// Missing says in a language what of [Quantity.Why] is missing: a role, an attribute
// or kind of a role, or what it means that there is nothing to divide by. What the
// ruleset has no words for stays as it is.
func (rs *Ruleset) Missing(why string, l Language) string {
	if l == English {
		return why
	}
	for i := range rs.Statistics {
		if s := &rs.Statistics[i]; s.Absent == why && s.AbsentZh != "" {
			return s.AbsentZh
		}
	}
	role, of, part := strings.Cut(why, ".")
	zh := l.role(role)
	switch {
	case zh == role:
		return why
	case !part:
		return zh
	}
	if a := attribute(role, of); a != nil {
		return zh + "的" + a.Zh
	}
	if kind := kindOf(role, of, l); kind != of {
		return zh + "中的" + kind
	}
	return why
}

// Limit says in a language what a test holds a value against.
func (rs *Ruleset) Limit(measure, op string, threshold float64, l Language) string {
	m, _ := rs.Measure(measure)
	sign, ok := opWords[op]
	if !ok {
		return ""
	}
	return sign[l] + l.say("", " ") + l.amount(threshold, m.Unit)
}

// Amount writes a quantity in the unit of a measure.
func (rs *Ruleset) Amount(measure string, q Quantity, l Language) string {
	m, _ := rs.Measure(measure)
	switch {
	case !q.Known():
		return l.say("未知", "unknown")
	case q.Exact():
		return l.amount(q.Low, m.Unit)
	}
	return strings.TrimSpace(q.String() + " " + l.say(unitWords[m.Unit][0], unitWords[m.Unit][1]))
}
