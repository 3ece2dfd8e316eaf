package units

import (
	"cmp"
	"fmt"
	"slices"

	"renewal/geo"
	"renewal/rules"
	"renewal/rules/landuse"
)

// settleCodes translates all land-use codes to 用地用海 (2023), which the rules
// are written in. Without a scheme in the study the codes themselves must tell,
// by codes that only one scheme has; where they do not, that is an error, since
// 1001 is industry in one scheme and railway in another. What was read
// otherwise than written, and what no scheme knows, is recorded once for each
// distinct code.
func (p *prepared) settleCodes() error {
	columns := p.codeColumns()
	if len(columns) == 0 {
		return nil
	}
	p.scheme = p.study.LanduseScheme
	if p.scheme == "" {
		var codes []string
		for _, c := range columns {
			for i, code := range c.column.Texts {
				if !c.column.Null(i) {
					codes = append(codes, code)
				}
			}
		}
		slices.Sort(codes)
		scheme, err := landuse.Detect(slices.Compact(codes))
		if err != nil {
			first := columns[0]
			return &geo.LayerError{Layer: first.layer.Name, Source: first.layer.Source, Op: "read " + first.column.Name,
				Err: fmt.Errorf("%w: state landuse_scheme in %s", err, p.study.Path)}
		}
		p.scheme = scheme
	}
	scheme, err := landuse.Lookup(p.scheme)
	if err != nil {
		return fmt.Errorf("%s: %w", p.study.At("landuse_scheme"), err)
	}
	for _, c := range columns {
		p.repairs = append(p.repairs, translateCodes(c.layer, c.column, scheme)...)
	}
	return nil
}

type codeColumn struct {
	layer  *layer
	column *geo.Column
}

// codeColumns finds the columns that hold land-use codes.
func (p *prepared) codeColumns() []codeColumn {
	var columns []codeColumn
	for _, role := range Roles() {
		l := p.layers[role]
		if l == nil {
			continue
		}
		for i := range l.Columns {
			if c := &l.Columns[i]; attributeOf(role, c.Name).Type == rules.Code {
				columns = append(columns, codeColumn{l, c})
			}
		}
	}
	return columns
}

// translateCodes rewrites one column in place.
func translateCodes(l *layer, c *geo.Column, scheme *landuse.Scheme) []Repair {
	type reading struct {
		ydyh, note   string
		ok           bool
		first, count int
	}
	known := map[string]*reading{}
	for i, code := range c.Texts {
		if c.Null(i) {
			continue
		}
		r := known[code]
		if r == nil {
			r = &reading{first: i}
			r.ydyh, r.note, r.ok = scheme.Normalise(code)
			known[code] = r
		}
		r.count++
		c.Texts[i], c.Nulls[i] = r.ydyh, !r.ok
	}
	var repairs []Repair
	for _, r := range known {
		switch {
		case !r.ok:
			r.note += "; counts as unknown"
		case r.note == "":
			continue
		}
		repairs = append(repairs, Repair{Kind: RepairCode, Ref: l.Ref(r.first).String(), Detail: c.Name + ": " + r.note, Count: r.count, Place: shapePlace(l.Shapes[r.first])})
	}
	slices.SortFunc(repairs, func(a, b Repair) int { return cmp.Or(cmp.Compare(a.Detail, b.Detail), cmp.Compare(a.Ref, b.Ref)) })
	return repairs
}
