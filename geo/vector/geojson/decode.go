package geojson

import (
	"context"
	"errors"
	"fmt"
	"io"

	"renewal/geo"
	"renewal/geo/vector/internal/fault"
)

// enoughText shows what the encoding is, from where it has begun to matter.
const enoughText = 16 << 20

// decoding reads a text, more than once if its encoding or the types of its
// fields turn out otherwise than it seemed.
type decoding struct {
	ctx    context.Context
	r      io.ReadSeeker
	o      Options
	block  int
	origin geo.Origin
	read   int64 // bytes of text
	*gathering
}

func (d *decoding) head() Head { return Head{Title: d.name, CRS: d.crs, Origin: d.origin} }

// all reads to the end. With counts, no shapes and values are kept.
func (d *decoding) all(c *counts) error {
	d.gathering = &gathering{o: d.o, count: c, kinds: map[string]geo.Type{}}
	stated, lenient := d.o.Encoding, false
	for {
		err := d.pass(stated, lenient)
		switch {
		case d.ctx.Err() != nil:
			return fmt.Errorf("%s: %w", d.o.Source, d.ctx.Err())
		case err != nil && d.o.Encoding == "" && stated == "" && !lenient:
			// Bytes of GB18030 may pass for syntax, too.
			var place textError
			if at := new(textError); errors.As(err, &at) {
				place = *at
			}
			if d.rewind() == nil && looksGB(d.r, place.at+enoughText) {
				stated = "GB18030"
			} else if lenient = true; !errors.Is(err, errNotUTF8) {
				return fault.Unreadable(d.o.Source, err)
			}
			d.gathering = &gathering{o: d.o, count: c, kinds: map[string]geo.Type{}}
			continue
		case err != nil && !lenient && errors.Is(err, errNotUTF8):
			lenient = true
			d.gathering = &gathering{o: d.o, count: c, kinds: map[string]geo.Type{}}
			continue
		case err != nil:
			return fault.Unreadable(d.o.Source, err)
		}
		if d.o.Ready != nil {
			if _, err := d.o.Ready(d.fields()); err != nil {
				return err
			}
		}
		if !d.wrong {
			break
		}
		sure := &gathering{o: d.o, count: c, kinds: map[string]geo.Type{}, sure: true, byIDs: d.byName["id"] == nil}
		for _, f := range d.fields() {
			sure.kinds[f.Name] = f.Type
		}
		d.gathering = sure
	}
	if stated != d.o.Encoding {
		d.origin.EncodingBy = geo.Detected
	}
	return nil
}

func (d *decoding) rewind() error {
	_, err := d.r.Seek(0, io.SeekStart)
	return err
}

// pass reads the text once.
func (d *decoding) pass(encoding string, lenient bool) error {
	if err := d.rewind(); err != nil {
		return fault.Cause(err)
	}
	text, err := unpack(d.r, encoding)
	if err != nil {
		return err
	}
	fields := d.o.wanted()
	team := newCrew(fields, d.add)
	g := &geoReader{table: table{wanted: fields}, s: newScanner(d.ctx, text, d.block), crew: team}
	g.s.lenient = lenient
	g.document()
	last := g.take()
	last.err = g.s.err
	team.pass(last)
	team.finish()
	d.read = g.s.read
	d.origin = geo.Origin{Format: "GeoJSON", Encoding: text.encoding, EncodingBy: text.by}
	if g.objects > 1 || g.records || g.features == 0 && d.o.Sequence {
		d.origin.Format = "GeoJSONSeq"
	}
	return d.err
}

// wanted are the fields to read, nil for all.
func (o *Options) wanted() map[string]bool {
	if o.Fields == nil {
		return nil
	}
	names := map[string]bool{}
	for _, name := range o.Fields {
		names[name] = true
	}
	for _, name := range o.Tested {
		names[name] = true
	}
	return names
}
