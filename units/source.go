package units

import (
	"context"
	"errors"
	"fmt"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units/study"
)

// SourceReport is what the report says of one source: what was read, and how it
// was understood.
type SourceReport struct {
	Role           string    `json:"role"`
	File           string    `json:"file"` // as the study has it, without passwords
	Layer          string    `json:"layer,omitempty"`
	Format         string    `json:"format,omitempty"`
	Encoding       string    `json:"encoding,omitempty"`
	EncodingBy     geo.Known `json:"encoding_by,omitempty"` // how the encoding is known
	CRS            string    `json:"crs"`
	CRSBy          geo.Known `json:"crs_by,omitempty"`          // how the coordinate system is known
	Where          string    `json:"where,omitempty"`           // which features were to be read
	Features       int       `json:"features"`                  // that were read
	LeftOut        *int      `json:"left_out,omitempty"`        // others of the layer, which the conditions leave out; absent if their number is not known
	LanduseSchemes []string  `json:"landuse_schemes,omitempty"` // of the codes in it
}

// readSource reads one layer of the study and projects it to the working CRS.
func (p *prepared) readSource(ctx context.Context, src *study.Source) (*geo.Layer, error) {
	raw, err := src.Read(ctx, p.crs, src.Columns())
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if errors.Is(err, geo.ErrNoField) && countOf(ctx, src) == 0 { // of which no fields are known
			err = fmt.Errorf("%s: %w", src.Written, geo.ErrEmpty)
		}
		if errors.Is(err, vector.ErrCondition) {
			return nil, fmt.Errorf("%s: %w", src.At("where"), &geo.LayerError{Layer: src.Role, Source: src.Written, Op: "read", Err: err})
		}
		return nil, fmt.Errorf("%s: %s: %w", src.At("file"), src.Role, err)
	}
	raw.Source = src.Written
	if src.Layer != "" {
		raw.Source += ":" + src.Layer
	}
	fail := func(op string, err error) error {
		return fmt.Errorf("%s: %w", src.At("file"), &geo.LayerError{Layer: src.Role, Source: raw.Source, Op: op, Err: err})
	}
	switch {
	case raw.Len() == 0 && len(src.Where) > 0:
		return nil, fmt.Errorf("%s: %w", src.At("where"), &geo.LayerError{Layer: src.Role, Source: raw.Source, Op: "read",
			Err: fmt.Errorf("%w where %s", geo.ErrEmpty, src.Conditions())})
	case raw.Len() == 0:
		return nil, fail("read", geo.ErrEmpty)
	}
	l, repairs, err := adopt(src, raw)
	if err != nil {
		return nil, err
	}
	p.warnUnread(src, raw, l)
	if raw.CRS == "" {
		return nil, fail("project", fmt.Errorf("%w: say which with a key \"crs\" beside \"file\"%s", geo.ErrNoCRS, looks(crs.CRS{}, boxOf(l.Shapes))))
	}
	from, err := crs.Parse(raw.CRS)
	if err != nil {
		return nil, fail("project", err)
	}
	if err := checkShapes(l); err != nil {
		return nil, fmt.Errorf("%s: %w", src.At("file"), err)
	}
	if err := p.project(l, from); err != nil {
		return nil, fmt.Errorf("%s: %w", src.At("file"), err)
	}
	placeAmong(repairs, l)
	p.repairs = append(p.repairs, repairs...)
	p.note(ctx, src, raw, from)
	return l, nil
}

// note tells what was read in the report, and warns of what was guessed.
func (p *prepared) note(ctx context.Context, src *study.Source, raw *geo.Layer, from crs.CRS) {
	o := raw.Origin
	s := SourceReport{Role: src.Role, File: src.Written, Layer: src.Layer, Format: o.Format, Encoding: o.Encoding, EncodingBy: o.EncodingBy,
		CRS: nameOf(from), CRSBy: o.CRSBy, Where: src.Conditions(), Features: raw.Len()}
	if src.CRS != "" {
		s.CRSBy = geo.Stated
	}
	if len(src.Where) > 0 {
		if n := countOf(ctx, src); n >= raw.Len() {
			n -= raw.Len()
			s.LeftOut = &n
		}
	}
	p.sources = append(p.sources, s)
	if src.Enclose {
		p.warnBridged(src, raw)
	}
	if o.EncodingBy == geo.Detected {
		p.warnings.add(fmt.Sprintf("%s (%s): texts look like %s, and are read so; state the encoding", src.Role, raw.Source, o.Encoding),
			fmt.Sprintf("%s（%s）：文字编码像是 %s，已按此读取，请在研究文件中注明", src.Role, raw.Source, o.Encoding))
	}
}

// warnBridged says which areas follow no line for a part of their outline.
func (p *prepared) warnBridged(src *study.Source, raw *geo.Layer) {
	names, bridged := raw.Column("name"), raw.Column("bridged_m")
	for i := range raw.Len() {
		if length, ok := bridged.Real(i); ok && length > 0 {
			name, _ := names.Text(i)
			p.warnings.add(fmt.Sprintf("%s (%s): %s: %.0f m of the outline bridge gaps between lines; renewal enclose lists them", src.Role, src.Written, name, length),
				fmt.Sprintf("%s（%s）：%s：边界有 %.0f 米跨越线间空隙，renewal enclose 逐处列出", src.Role, src.Written, name, length))
		}
	}
}

// countOf is how many features the layer of a source has, -1 if that is not known.
func countOf(ctx context.Context, src *study.Source) int {
	infos, err := vector.Layers(ctx, src.File)
	if err != nil {
		return -1
	}
	for _, info := range infos {
		if info.Name == src.Layer || len(infos) == 1 {
			return info.Count
		}
	}
	return -1
}

func nameOf(c crs.CRS) string {
	if code := c.Code(); code != "" {
		return code
	}
	return c.Name()
}
