package units

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/study"
)

// adopt turns the columns of a file into attributes: named, translated, scaled
// and typed as the study and the vocabulary say. A value that cannot be right
// counts as unknown and is recorded, once for each distinct value, under the
// least ID that has it; a layer without IDs is named alone, since positions are
// the file's.
func adopt(src *study.Source, raw *geo.Layer) (*geo.Layer, []Repair, error) {
	l := &geo.Layer{Name: src.Role, Source: raw.Source, CRS: raw.CRS, Shapes: raw.Shapes, IDs: make([]string, raw.Len())}
	var repairs []Repair
	if src.ID != "" {
		ids := raw.Column(src.ID)
		if ids == nil {
			return nil, nil, noField(src, "id", src.ID, raw)
		}
		var missing, blank []int
		for i := range l.IDs {
			held, _ := ids.Text(i)
			switch l.IDs[i] = trimmed(held); {
			case l.IDs[i] == "":
				missing = append(missing, i)
			case l.IDs[i] != held:
				blank = append(blank, i)
			}
		}
		if len(blank) > 0 {
			repairs = append(repairs, Repair{Kind: RepairBlanks, Ref: src.Role, Detail: src.ID + ": blanks around IDs taken off" + nowEqual(l.IDs, blank), Count: len(blank), of: blank})
		}
		if len(missing) > 0 {
			repairs = append(repairs, Repair{Kind: RepairNoID, Ref: src.Role, Detail: src.ID + " is empty; the feature is numbered by its place", Count: len(missing), of: missing})
		}
	}
	for k := range src.Fields {
		f := &src.Fields[k]
		var held *geo.Column
		if f.Field != "" {
			if held = raw.Column(f.Field); held == nil {
				return nil, nil, noField(src, "fields."+f.Attr, f.Field, raw)
			}
		}
		held, blank := withoutBlanks(f, held)
		if len(blank) > 0 {
			repairs = append(repairs, Repair{Kind: RepairBlanks, Ref: src.Role, Detail: f.Attr + ": blanks around values taken off", Count: len(blank), of: blank})
		}
		attr := study.Attribute(src.Role, f.Attr)
		held, written, example := asNumbers(attr, f, held)
		if len(written) > 0 {
			repairs = append(repairs, Repair{Kind: RepairNumber, Ref: src.Role, Detail: f.Attr + ": written in words, read as numbers: " + example, Count: len(written), of: written})
		}
		column, odd := translate(attr, f, held, l.IDs)
		l.Columns = append(l.Columns, column)
		for _, o := range odd {
			ref := src.Role
			if o.first != "" {
				ref = l.Name + "/" + o.first
			}
			repairs = append(repairs, Repair{Kind: RepairValue, Ref: ref,
				Detail: fmt.Sprintf("%s %q counts as unknown: %s", f.Attr, o.value, o.why), Count: o.count, of: o.of})
		}
	}
	return l, repairs, nil
}

// trimmed is a text without the blanks around it, of any width, and without the
// NUL characters with which some programs fill up columns of fixed width.
func trimmed(text string) string {
	return strings.TrimFunc(text, func(c rune) bool { return c == 0 || unicode.IsSpace(c) })
}

// nowEqual says how many of the IDs that lost blanks are now those of others.
func nowEqual(ids []string, blank []int) string {
	count := make(map[string]int, len(ids))
	for _, id := range ids {
		count[id]++
	}
	equal := 0
	for _, i := range blank {
		if count[ids[i]] > 1 {
			equal++
		}
	}
	if equal == 0 {
		return ""
	}
	return fmt.Sprintf(", which makes %d of them equal to others", equal)
}

// withoutBlanks takes the blanks off the texts of a column, but for those that
// the study lists as they are, and tells which features had any that mattered:
// texts of blanks alone are empty either way. The column given stays as it is.
func withoutBlanks(f *study.FieldMapping, held *geo.Column) (*geo.Column, []int) {
	if held == nil || held.Type != geo.Text {
		return held, nil
	}
	var blank []int
	texts := held.Texts
	for i, text := range held.Texts {
		plain := trimmed(text)
		if plain == text || held.Null(i) || f.Listed(text) || slices.Contains(f.Null, text) {
			continue
		}
		if &texts[0] == &held.Texts[0] {
			texts = slices.Clone(texts)
		}
		if texts[i] = plain; plain != "" {
			blank = append(blank, i)
		}
	}
	c := *held
	c.Texts = texts
	return &c, blank
}

func orNumber(id string, position int) string {
	if id != "" {
		return id
	}
	return fmt.Sprintf("#%d", position+1)
}

func noField(src *study.Source, key, field string, raw *geo.Layer) error {
	var names []string
	for i := range raw.Columns {
		names = append(names, raw.Columns[i].Name)
	}
	slices.Sort(names)
	return fmt.Errorf("%s: %w", src.At(key), &geo.LayerError{Layer: src.Role, Source: raw.Source, Op: "read",
		Err: fmt.Errorf("%w %q, it has %s", geo.ErrNoField, field, strings.Join(names, ", "))})
}

// odd is a value that cannot be right, and the least ID that has it.
type odd struct {
	value, why string
	first      string // "" where no feature that has it has an ID
	of         []int  // the features of that ID that have it
	count      int
}

// translate makes the column of one attribute. held is nil for a constant.
func translate(attr rules.Attribute, f *study.FieldMapping, held *geo.Column, ids []string) (geo.Column, []odd) {
	n := len(ids)
	c := geo.Column{Name: attr.Name, Nulls: make([]bool, n)}
	numeric := attr.Type.Numeric() || attr.Type == rules.Flag
	if numeric {
		c.Type, c.Reals = geo.Real, make([]float64, n)
	} else {
		c.Type, c.Texts = geo.Text, make([]string, n)
	}
	strange := map[string]*odd{}
	note := func(i int, value, why string) {
		c.Nulls[i] = true
		o := strange[value]
		if o == nil {
			o = &odd{value: value, why: why}
			strange[value] = o
		}
		o.count++
		if id := ids[i]; id != "" && (o.first == "" || id < o.first) {
			o.first, o.of = id, nil
		}
		if ids[i] == o.first {
			o.of = append(o.of, i)
		}
	}
	for i := range n {
		value, known := f.Const, true
		if held != nil {
			value, known = held.Text(i)
		}
		if !known {
			c.Nulls[i] = true
			continue
		}
		text, ok := f.Text(value)
		if !ok || text == "" || numeric && value == "" && held != nil {
			c.Nulls[i] = true
			if !ok && f.Values != nil && value != "" && !f.IsNull(value) {
				note(i, value, "the study does not say what it means")
			}
			continue
		}
		if !numeric {
			if attr.Has(text) {
				c.Texts[i] = text
			} else {
				note(i, value, "not one of the values of "+attr.Name)
			}
			continue
		}
		v, ok := f.Number(value)
		if attr.Type == rules.Flag && !ok {
			v, ok = flag(text)
		}
		switch {
		case !ok:
			note(i, value, "not a number")
		case attr.ZeroUnknown && v == 0:
			c.Nulls[i] = true
		case !attr.Plausible(v):
			note(i, value, "not plausible")
		default:
			c.Reals[i] = v
		}
	}
	all := make([]odd, 0, len(strange))
	for _, o := range strange {
		all = append(all, *o)
	}
	slices.SortFunc(all, func(p, q odd) int { return strings.Compare(p.value, q.value) })
	return c, all
}

// flag reads the ways in which layers write yes and no.
func flag(text string) (float64, bool) {
	switch text {
	case "是", "有", "Y", "y", "yes", "true", "TRUE", "True":
		return 1, true
	case "否", "无", "N", "n", "no", "false", "FALSE", "False":
		return 0, true
	}
	v, err := strconv.ParseBool(text)
	if v {
		return 1, err == nil
	}
	return 0, err == nil
}
