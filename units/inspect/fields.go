package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"renewal/geo"
	"renewal/rules"
	"renewal/rules/landuse"
	"renewal/units/study"
)

// checkFields looks at the values that mean something in the role of the layer:
// land-use codes, and numbers outside of what they can be.
func (l *layer) checkFields() {
	for k := range l.fields {
		f := &l.fields[k]
		c := l.Column(f.Field)
		if c == nil {
			continue
		}
		for _, a := range rules.Vocabulary(l.role) {
			switch {
			case a.Name != f.Attr:
			case a.Type == rules.Code:
				l.checkCodes(f, c)
			case a.Type.Numeric():
				l.checkNumbers(f, c, a)
			}
		}
	}
}

// valueCount is how often a value occurs, and where first.
type valueCount struct {
	value        string
	first, count int
}

// tally counts the values for which a test fails.
type tally map[string]*valueCount

func (t tally) add(value string, i int) {
	if v := t[value]; v != nil {
		v.count++
		return
	}
	t[value] = &valueCount{value, i, 1}
}

func (t tally) sorted() []valueCount {
	var all []valueCount
	for _, v := range t {
		all = append(all, *v)
	}
	slices.SortFunc(all, func(p, q valueCount) int { return cmp.Or(cmp.Compare(q.count, p.count), cmp.Compare(p.value, q.value)) })
	return all
}

// report adds one finding for each distinct value.
func (l *layer) report(kind Kind, t tally, message func(v valueCount) string) {
	for _, v := range t.sorted() {
		l.found.add(kind, l.at(Finding{Features: []string{l.ref(v.first)}, Count: v.count, weight: float64(v.count), Message: message(v)}, placeOf(l.Shapes[v.first])))
	}
}

// checkNumbers looks for values that are no numbers, or not plausible ones.
func (l *layer) checkNumbers(f *study.FieldMapping, c *geo.Column, a rules.Attribute) {
	odd, none := tally{}, tally{}
	for i := range c.Len() {
		held, known := c.Text(i)
		if text, ok := f.Text(held); !known || !ok || strings.TrimSpace(text) == "" {
			continue
		}
		v, ok := f.Number(strings.TrimSpace(held))
		switch {
		case !ok:
			none.add(held, i)
		case a.ZeroUnknown && v == 0:
		case !a.Plausible(v):
			odd.add(held, i)
		}
	}
	l.report(OddValue, none, func(v valueCount) string {
		return fmt.Sprintf("%s (%s): %q is no number, in %s", f.Field, a.Zh, shorten(v.value), counted(v.count, "feature"))
	})
	l.report(OddValue, odd, func(v valueCount) string {
		return fmt.Sprintf("%s (%s): %s cannot be, in %s", f.Field, a.Zh, shorten(v.value), counted(v.count, "feature"))
	})
}

// checkCodes finds the scheme of a column of land-use codes, what was lost of
// them, and what no scheme knows.
func (l *layer) checkCodes(f *study.FieldMapping, c *geo.Column) {
	all := tally{}
	for i := range c.Len() {
		held, known := c.Text(i)
		if code, ok := f.Text(held); known && ok && strings.TrimSpace(code) != "" {
			all.add(strings.TrimSpace(code), i)
		} else if known && !ok && strings.TrimSpace(held) != "" && !f.Listed(held) {
			all.add(held, i)
		}
	}
	values := all.sorted()
	if len(values) == 0 {
		return
	}
	codes := make([]string, len(values))
	for i, v := range values {
		codes[i] = v.value
	}
	stated := f.LanduseScheme
	if stated == "" {
		stated = l.scheme
	}
	name := stated
	if stated == "" {
		found, err := landuse.Detect(codes)
		if err != nil {
			l.found.add(SchemeClash, Finding{Message: fmt.Sprintf("%s: %v", f.Field, err)})
			return
		}
		name = found
	}
	scheme, err := landuse.Load(name)
	if err != nil {
		l.found.add(SchemeClash, Finding{Message: fmt.Sprintf("%s: %v", f.Field, err)})
		return
	}
	how := "as the study states"
	if stated == "" {
		how = "by codes that only it has"
	} else if others, missing, err := scheme.Contradicting(codes); err == nil && len(others) > 0 {
		l.found.add(SchemeClash, Finding{Message: fmt.Sprintf("%s: the study states %s, which lacks %d of %s; only in %s",
			f.Field, scheme.Name, missing, counted(len(codes), "distinct code"), strings.Join(others, ", "))})
	}
	l.found.add(Scheme, Finding{Count: len(values), Message: fmt.Sprintf("%s holds codes of %s (%s), %s; %s", f.Field, scheme.Zh, scheme.Name, how, counted(len(values), "distinct code"))})
	unknown, lost := tally{}, tally{}
	note := map[string]string{}
	for _, v := range values {
		_, n, ok := scheme.Normalise(v.value)
		switch note[v.value] = n; {
		case !ok:
			unknown[v.value] = &valueCount{v.value, v.first, v.count}
		case strings.Contains(n, " read as "):
			lost[v.value] = &valueCount{v.value, v.first, v.count}
		}
	}
	inWords := func(v valueCount) string {
		return fmt.Sprintf("%s: %s, in %s", f.Field, note[v.value], counted(v.count, "feature"))
	}
	l.report(UnknownCode, unknown, inWords)
	l.report(LostZero, lost, inWords)
}
