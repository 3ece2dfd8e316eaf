package plate

import (
	"image"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Has reports whether the font has all letters of a text.
func (f *Font) Has(s string) bool {
	for _, r := range s {
		if _, _, ok := f.glyph(r); !ok && r > ' ' {
			return false
		}
	}
	return true
}

func (f *Font) glyph(r rune) (*sfnt.Font, sfnt.GlyphIndex, bool) {
	for _, face := range f.faces {
		if g, err := face.GlyphIndex(&f.buf, r); err == nil && g != 0 {
			return face, g, true
		}
	}
	return f.faces[0], 0, false
}

// said is what of some words the font can write.
func (f *Font) said(w Words) string {
	if w.En != "" && !f.Has(w.Zh) {
		return w.En
	}
	return w.Zh
}

// lettering is the outlines of a line of text that begins at (0, 0), and how long it
// is. A letter that no font has is a box.
func (f *Font) lettering(s string, size float64) (paths []outline, long float64) {
	ppem := fixed.Int26_6(math.Round(size * 64))
	for _, r := range s {
		if r < ' ' {
			continue
		}
		face, g, _ := f.glyph(r)
		if segments, err := face.LoadGlyph(&f.buf, g, ppem, nil); err == nil {
			paths = append(paths, flattened(segments, float32(long))...)
		}
		if a, err := face.GlyphAdvance(&f.buf, g, ppem, font.HintingNone); err == nil {
			long += float64(a) / 64
		}
	}
	return paths, long
}

// flattened makes straight lines of the curves of a letter.
func flattened(segments sfnt.Segments, x float32) []outline {
	const pieces = 6 // a curve of a letter is short
	var paths []outline
	var now outline
	at := func(p fixed.Point26_6) [2]float32 { return [2]float32{float32(p.X)/64 + x, float32(p.Y) / 64} }
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if len(now) > 0 {
				paths = append(paths, now)
			}
			now = outline{at(s.Args[0])}
		case sfnt.SegmentOpLineTo:
			now = append(now, at(s.Args[0]))
		case sfnt.SegmentOpQuadTo, sfnt.SegmentOpCubeTo:
			a, b, c := now[len(now)-1], at(s.Args[0]), at(s.Args[1])
			d := c
			if s.Op == sfnt.SegmentOpCubeTo {
				d = at(s.Args[2])
			}
			for i := 1; i <= pieces; i++ {
				t := float32(i) / pieces
				u := 1 - t
				var q [2]float32
				for k := range q {
					if s.Op == sfnt.SegmentOpQuadTo {
						q[k] = u*u*a[k] + 2*u*t*b[k] + t*t*c[k]
					} else {
						q[k] = u*u*u*a[k] + 3*u*u*t*b[k] + 3*u*t*t*c[k] + t*t*t*d[k]
					}
				}
				now = append(now, q)
			}
		}
	}
	if len(now) > 0 {
		paths = append(paths, now)
	}
	return paths
}

// text draws a line of text.
func (p *raster) text(t *text) {
	size := t.size * p.scale
	said := p.font.said(t.words)
	if said != t.words.Zh && t.halo {
		size *= min(1, ems(t.words.Zh)/ems(said)) // what lies on the map keeps to its place
	}
	paths, long := p.font.lettering(said, size)
	x, y := t.at[0]*p.scale-t.anchor*long, t.at[1]*p.scale
	draw := func(dx, dy float64, colour string) {
		moved := make([]outline, len(paths))
		for i, path := range paths {
			moved[i] = make(outline, len(path))
			for k, q := range path {
				moved[i][k] = [2]float32{q[0] + float32(x+dx), q[1] + float32(y+dy)}
			}
		}
		p.fill(moved, image.NewUniform(rgb(colour)))
	}
	if t.halo {
		const around = 12
		for i := range around {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / around)
			draw(haloWide*size*cos, haloWide*size*sin, paper)
		}
	}
	draw(0, 0, t.colour)
	if t.bold {
		draw(0.03*size, 0, t.colour)
	}
}
