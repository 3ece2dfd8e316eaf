package plate

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"golang.org/x/image/vector"

	"renewal/geo"
)

// PNG writes the map as a picture of so many pixels across.
func (m *Map) PNG(w io.Writer, width int, font *Font) error {
	s := layout(m)
	scale := float64(width) / s.width
	p := &raster{scale: scale, font: font, Image: image.NewNRGBA(image.Rect(0, 0, width, int(math.Round(s.height*scale))))}
	for i := range s.marks {
		k := &s.marks[i]
		switch {
		case k.text != nil:
			p.text(k.text)
		default:
			p.area(k)
			p.stroke(k)
		}
	}
	return png.Encode(w, p.Image)
}

// raster is a picture that is being drawn.
type raster struct {
	Image *image.NRGBA
	scale float64 // pixels a millimetre
	font  *Font
	vec   vector.Rasterizer
}

// outline is a closed path of pixels.
type outline [][2]float32

// fill fills closed paths, all that wind the same way. What is wound the other way
// is cut out.
func (p *raster) fill(paths []outline, with image.Image) {
	lo, hi := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, path := range paths {
		for _, q := range path {
			for k := range 2 {
				lo[k], hi[k] = min(lo[k], float64(q[k])), max(hi[k], float64(q[k]))
			}
		}
	}
	if !(lo[0] <= hi[0]) {
		return
	}
	box := image.Rect(int(math.Floor(lo[0])), int(math.Floor(lo[1])), int(math.Ceil(hi[0]))+1, int(math.Ceil(hi[1]))+1)
	if !box.Overlaps(p.Image.Rect) {
		return
	}
	p.vec.Reset(box.Dx(), box.Dy())
	x, y := float32(box.Min.X), float32(box.Min.Y)
	for _, path := range paths {
		for i, q := range path {
			if i == 0 {
				p.vec.MoveTo(q[0]-x, q[1]-y)
			} else {
				p.vec.LineTo(q[0]-x, q[1]-y)
			}
		}
		p.vec.ClosePath()
	}
	p.vec.Draw(p.Image, box, with, box.Min)
}

func (p *raster) pixel(q orb.Point) [2]float32 {
	return [2]float32{float32(q[0] * p.scale), float32(q[1] * p.scale)}
}

func (p *raster) area(k *mark) {
	if k.fill == "" || k.area == nil {
		return
	}
	var paths []outline
	for _, polygon := range k.area {
		for i, r := range polygon {
			path := make(outline, 0, len(r))
			for _, q := range r[:len(r)-1] {
				path = append(path, p.pixel(q))
			}
			if (geo.RingArea(r) > 0) != (i == 0) {
				for a, b := 0, len(path)-1; a < b; a, b = a+1, b-1 {
					path[a], path[b] = path[b], path[a]
				}
			}
			paths = append(paths, path)
		}
	}
	p.fill(paths, image.NewUniform(rgb(k.fill)))
	if k.hatch != "" {
		p.fill(paths, hatching{rgb(k.hatch), p.scale})
	}
}

// hatching is a picture without end of slanted lines.
type hatching struct {
	colour color.NRGBA
	scale  float64
}

func (h hatching) ColorModel() color.Model { return color.NRGBAModel }
func (h hatching) Bounds() image.Rectangle { return image.Rect(-1e9, -1e9, 1e9, 1e9) }

func (h hatching) At(x, y int) color.Color {
	// How far the middle of the pixel is from the middle of the nearest line.
	across := (float64(x) + float64(y) + 1) / math.Sqrt2
	gap, half := hatchGap*h.scale, max(hatchWide*h.scale, 0.8)/2
	off := math.Abs(math.Mod(across, gap) - gap/2)
	c := h.colour
	c.A = uint8(255*min(max(half-off+0.5, 0), 1) + 0.5)
	return c
}

// rgb is a colour of the form "#RRGGBB"; another is black.
func rgb(colour string) color.NRGBA {
	v, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil || len(colour) != 7 {
		return color.NRGBA{A: 255}
	}
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}
