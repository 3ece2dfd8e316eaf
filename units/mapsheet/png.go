package mapsheet

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// PNG draws the sheet as PNG, so many pixels wide, with letters of the font.
func (s *Sheet) PNG(w io.Writer, pixels int, letters *opentype.Font) error {
	v := s.view()
	k := float64(pixels) / width
	c := &raster{picture: image.NewRGBA(image.Rect(0, 0, pixels, int(math.Ceil(v.sheet()*k)))), k: k, font: letters, faces: map[float64]font.Face{}}
	c.pen = vector.NewRasterizer(c.picture.Rect.Dx(), c.picture.Rect.Dy())
	s.draw(c, v)
	if c.err != nil {
		return c.err
	}
	return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(w, c.picture)
}

type raster struct {
	picture *image.RGBA
	pen     *vector.Rasterizer
	k       float64 // pixels for a unit of the sheet
	font    *opentype.Font
	faces   map[float64]font.Face // by size
	err     error                 // the first
}

// paint lets the pen's path through to what it is given, within the path's box.
func (c *raster) paint(rings [][]orb.Point, with image.Image) {
	bound := orb.MultiPoint(nil)
	for _, r := range rings {
		bound = append(bound, r...)
	}
	b := bound.Bound()
	at := image.Rect(int(b.Min[0]*c.k)-1, int(b.Min[1]*c.k)-1, int(b.Max[0]*c.k)+2, int(b.Max[1]*c.k)+2).Intersect(c.picture.Rect)
	if at.Empty() {
		return
	}
	c.pen.Reset(at.Dx(), at.Dy())
	for _, r := range rings {
		for i, p := range r {
			x, y := float32(p[0]*c.k-float64(at.Min.X)), float32(p[1]*c.k-float64(at.Min.Y))
			if i == 0 {
				c.pen.MoveTo(x, y)
			} else {
				c.pen.LineTo(x, y)
			}
		}
		c.pen.ClosePath()
	}
	c.pen.Draw(c.picture, at, with, at.Min)
}

func (c *raster) fill(rings [][]orb.Point, colour string, opacity float64) {
	c.paint(rings, image.NewUniform(rgba(colour, opacity)))
}

func (c *raster) hatch(rings [][]orb.Point, colour string) {
	c.paint(rings, slanted{c.picture.Rect, rgba(colour, 1), c.k})
}

// slanted is a picture of slanted lines.
type slanted struct {
	box    image.Rectangle
	colour color.NRGBA
	k      float64
}

func (s slanted) ColorModel() color.Model { return color.NRGBAModel }
func (s slanted) Bounds() image.Rectangle { return s.box }
func (s slanted) At(x, y int) color.Color {
	period := gap * s.k
	off := math.Mod((float64(x)+float64(y))/math.Sqrt2, period) / s.k // from the last line
	c := s.colour
	c.A = uint8(255 * min(max(1.9-math.Abs(off-0.7), 0)/1.2, 1))
	if off > 2.6 {
		c.A = 0
	}
	return c
}

// stroke fills a thin area for each piece of the line, with a little over at its ends.
func (c *raster) stroke(line []orb.Point, closed bool, colour string, width float64) {
	if closed && len(line) > 1 && line[0] != line[len(line)-1] {
		line = append(line[:len(line):len(line)], line[0])
	}
	var pieces [][]orb.Point
	for i := 1; i < len(line); i++ {
		p, q := line[i-1], line[i]
		dx, dy := q[0]-p[0], q[1]-p[1]
		length := math.Hypot(dx, dy)
		if length == 0 {
			continue
		}
		dx, dy = dx/length*width/2, dy/length*width/2
		pieces = append(pieces, []orb.Point{
			{p[0] - dx + dy, p[1] - dy - dx}, {q[0] + dx + dy, q[1] + dy - dx}, {q[0] + dx - dy, q[1] + dy + dx}, {p[0] - dx - dy, p[1] - dy + dx}})
	}
	if len(pieces) > 0 {
		c.fill(pieces, colour, 1)
	}
}

func (c *raster) text(at orb.Point, words string, size float64, bold bool, colour string, a anchor) {
	face, ok := c.faces[size]
	if !ok {
		var err error
		if face, err = opentype.NewFace(c.font, &opentype.FaceOptions{Size: size * c.k, DPI: 72, Hinting: font.HintingNone}); err != nil {
			c.err = err
			return
		}
		c.faces[size] = face
	}
	d := font.Drawer{Dst: c.picture, Src: image.NewUniform(rgba(colour, 1)), Face: face}
	x, y := at[0]*c.k, at[1]*c.k
	if a == middle {
		x -= float64(d.MeasureString(words)) / 64 / 2
	}
	passes := 1
	if bold { // once more, a little to the right
		passes = 2
	}
	for i := range passes {
		d.Dot = fixed.Point26_6{X: fixed.Int26_6(math.Round((x + float64(i)*size*c.k/36) * 64)), Y: fixed.Int26_6(math.Round(y * 64))}
		d.DrawString(words)
	}
}

func rgba(colour string, opacity float64) color.NRGBA {
	v, _ := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), uint8(math.Round(255 * opacity))}
}
