package units

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

// settleCodes translates all land-use codes to 用地用海 (2023), which the rules
// are written in. The scheme of a column is what the study states for it, for its
// layer, or for all. Where it states none the codes themselves must tell, by
// codes that only one scheme has; where they do not, that is an error, since
// 1001 is industry in one scheme and railway in another. A stated scheme that
// does not know most of the codes is an error, and one that codes of another
// contradict a warning. What was read otherwise than written, and what no scheme
// knows, is recorded once for each distinct code.
func (p *prepared) settleCodes() error {
	columns := p.codeColumns()
	if err := p.detectScheme(columns); err != nil {
		return err
	}
	schemes := map[string]*landuse.Scheme{}
	var used []string
	for i := range columns {
		c := &columns[i]
		if len(c.codes) == 0 {
			continue
		}
		scheme := schemes[c.scheme]
		if scheme == nil {
			var err error
			if scheme, err = landuse.Load(c.scheme); err != nil {
				return c.failed(err)
			}
			schemes[c.scheme] = scheme
		}
		if err := p.doubtScheme(c, scheme); err != nil {
			return err
		}
		used = append(used, scheme.Name)
		p.nameScheme(c, scheme.Name)
		p.repairs = append(p.repairs, c.translate(scheme)...)
	}
	slices.Sort(used)
	p.scheme = strings.Join(slices.Compact(used), ", ")
	return nil
}

// codes are those of one column in one source.
type codes struct {
	layer  *layer
	source int // position among the sources of the role
	column *geo.Column
	scheme string   // as in [Study.LanduseScheme]; "" while it is not known
	at     string   // where the study file states it, or could
	codes  []string // those that are there, each once, sorted
}

// codeColumns finds the columns that hold land-use codes, source by source, in
// the order of the study.
func (p *prepared) codeColumns() []codes {
	var all []codes
	for _, role := range study.Roles() {
		l := p.layers[role]
		if l == nil {
			continue
		}
		sources := p.study.Of(role)
		for i := range l.Columns {
			column := &l.Columns[i]
			if study.Attribute(role, column.Name).Type != rules.Code {
				continue
			}
			for k := range max(1, len(sources)) {
				c := codes{layer: l, source: k, column: column, scheme: p.study.LanduseScheme, at: p.study.At("landuse_scheme")}
				if k < len(sources) {
					c.stated(&sources[k])
				}
				for f, text := range column.Texts {
					if l.source[f] == k && !column.Null(f) {
						c.codes = append(c.codes, text)
					}
				}
				slices.Sort(c.codes)
				c.codes = slices.Compact(c.codes)
				all = append(all, c)
			}
		}
	}
	return all
}

// stated takes the scheme that a source states for the column, if it does.
func (c *codes) stated(src *study.Source) {
	if src.LanduseScheme != "" {
		c.scheme, c.at = src.LanduseScheme, src.At("landuse_scheme")
	}
	if f, ok := src.Field(c.column.Name); ok && f.LanduseScheme != "" {
		c.scheme, c.at = f.LanduseScheme, src.At("fields."+f.Attr)
	}
}

// failed says of which column something is wrong, and where its scheme is stated.
func (c *codes) failed(err error) error {
	return fmt.Errorf("%s: %w", c.at, &geo.LayerError{Layer: c.layer.Name, Source: c.layer.Source, Op: "read " + c.column.Name, Err: err})
}

// detectScheme finds the scheme of the columns for which none is stated; they
// are taken to be of one.
func (p *prepared) detectScheme(columns []codes) error {
	var open []string
	var first *codes
	for i := range columns {
		if c := &columns[i]; c.scheme == "" && len(c.codes) > 0 {
			open = append(open, c.codes...)
			if first == nil {
				first = c
			}
		}
	}
	if first == nil {
		return nil
	}
	scheme, err := landuse.Detect(open)
	if err != nil {
		return &geo.LayerError{Layer: first.layer.Name, Source: first.layer.Source, Op: "read " + first.column.Name,
			Err: fmt.Errorf("%w: state landuse_scheme in %s", err, p.study.Path)}
	}
	for i := range columns {
		if columns[i].scheme == "" {
			columns[i].scheme = scheme
		}
	}
	return nil
}

// doubtScheme asks whether codes can be of the scheme stated for them. If it
// does not know most of them, land would count as unknown for a slip in the study,
// and the codes it does know most likely mean something else.
func (p *prepared) doubtScheme(c *codes, scheme *landuse.Scheme) error {
	others, unknown, err := scheme.Contradicting(c.codes)
	if err != nil {
		return err
	}
	hint := ""
	if len(others) > 0 {
		hint = "; only in " + strings.Join(others, ", ")
	}
	if 2*unknown > len(c.codes) {
		return c.failed(fmt.Errorf("%d of %d distinct land-use codes are not in %s%s: check landuse_scheme", unknown, len(c.codes), scheme.Name, hint))
	}
	if len(others) > 0 {
		only := strings.Join(others, ", ")
		p.warnings.add(fmt.Sprintf("%s: %s is read as %s, but some codes are only in %s", c.layer.Name, c.column.Name, scheme.Name, only),
			fmt.Sprintf("%s：%s 按 %s 读取，但有些代码只见于 %s", c.layer.Name, c.column.Name, scheme.Name, only))
	}
	return nil
}

// nameScheme tells the scheme in what is reported of the source.
func (p *prepared) nameScheme(c *codes, name string) {
	k := 0
	for i := range p.sources {
		s := &p.sources[i]
		if s.Role != c.layer.Name {
			continue
		}
		if k == c.source && !slices.Contains(s.LanduseSchemes, name) {
			s.LanduseSchemes = append(s.LanduseSchemes, name)
		}
		k++
	}
}

// translate rewrites the codes of one source in place.
func (c *codes) translate(scheme *landuse.Scheme) []Repair {
	type reading struct {
		ydyh, note   string
		ok           bool
		first, count int
	}
	known := map[string]*reading{}
	l, column := c.layer, c.column
	for i, code := range column.Texts {
		if column.Null(i) || l.source[i] != c.source {
			continue
		}
		r := known[code]
		if r == nil {
			r = &reading{first: i}
			r.ydyh, r.note, r.ok = scheme.Normalise(code)
			known[code] = r
		}
		r.count++
		column.Texts[i], column.Nulls[i] = r.ydyh, !r.ok
	}
	var repairs []Repair
	for _, r := range known {
		switch {
		case !r.ok:
			r.note += "; counts as unknown"
		case r.note == "":
			continue
		}
		repairs = append(repairs, Repair{Kind: RepairCode, Ref: l.Ref(r.first).String(), Detail: column.Name + ": " + r.note, Count: r.count, Place: shapePlace(l.Shapes[r.first])})
	}
	slices.SortFunc(repairs, func(a, b Repair) int { return cmp.Or(cmp.Compare(a.Detail, b.Detail), cmp.Compare(a.Ref, b.Ref)) })
	return repairs
}
