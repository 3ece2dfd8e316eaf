package study

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"renewal/geo"
	"renewal/geo/vector"
)

var errNoLayers = fmt.Errorf("%w: it holds no layers", geo.ErrEmpty)

// Sketch looks at files and writes a study file for them. Roles, columns and
// kinds are guessed from the names, shapes and columns of the layers; every
// guess has a comment above it, and what is not known is commented out. Files
// are named relative to dir, the folder where the study file will lie. A folder
// stands for what can be read in it.
//
// What comes out is text that [Read] takes, provided that control units,
// districts, parcels and a coordinate system were found. The notes say what was
// not.
func Sketch(ctx context.Context, dir string, files []string) (yaml []byte, notes []string, err error) {
	var listings []Listing
	for _, file := range vector.Unfold(files) {
		infos, err := vector.Layers(ctx, file)
		if err != nil {
			return nil, nil, err
		}
		if len(infos) == 0 {
			return nil, nil, fmt.Errorf("%s: %w", file, errNoLayers)
		}
		listings = append(listings, Listing{file, infos})
	}
	g := guess(ctx, dir, listings)
	text := writeSketch(g)
	for _, r := range roleSpecs {
		if r.required && len(g.of(r.name)) == 0 {
			g.notes = append(g.notes, fmt.Sprintf("no layer looks like %s, which every study needs", r.name))
		}
	}
	if g.crs == "" {
		g.notes = append(g.notes, "no coordinate system could be proposed; state the key crs")
	}
	return text, g.notes, nil
}

// Listing is a file with its layers, as [vector.Layers] lists them.
type Listing struct {
	File   string
	Layers []vector.Info
}

// Guess returns what [Sketch] would write: the working coordinate system, "" where
// none can be proposed, and the layers that have a role, in the order of [Roles].
// A kind is a field of its source like any other.
func Guess(ctx context.Context, files []Listing) (crs string, sources []Source) {
	g := guess(ctx, ".", files)
	for _, l := range g.layers {
		if l.role == "" {
			continue
		}
		s := Source{Role: l.role, File: l.file, Written: l.written, Layer: l.layer, ID: l.id, Fields: slices.Clone(l.fields)}
		if l.kind != nil {
			s.Fields = append(s.Fields, *l.kind)
		}
		slices.SortFunc(s.Fields, func(a, b FieldMapping) int { return cmp.Compare(a.Attr, b.Attr) })
		sources = append(sources, s)
	}
	return g.crs, sources
}

func guess(ctx context.Context, dir string, files []Listing) guesses {
	var layers []foundLayer
	for _, f := range files {
		in := lookAt(ctx, f)
		for i := range in {
			in[i].written = relativeTo(dir, f.File)
		}
		layers = append(layers, in...)
	}
	return guessLayers(layers)
}

// relativeTo names a file from dir with slashes, and as it is where that fails.
func relativeTo(dir, file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	if _, err := os.Stat(file); err != nil && vector.Virtual(file) {
		return file
	}
	rel, err := filepath.Rel(dir, file)
	if err != nil {
		return file
	}
	return filepath.ToSlash(rel)
}

// foundLayer is a layer as it lies in its file.
type foundLayer struct {
	file, written string
	layer         string
	alone         bool   // the only layer of its file
	geometry      string // as the file has it, such as "MultiPolygon"
	crs, crsName  string
	count         int
	box           [4]float64 // west, south, east, north
	columns       []string

	// values lists what a column holds, sorted, each once; nil if that is too
	// much to look at or to list.
	values func(column string) []string

	// greatest is the greatest number in a column; false where there is none, or
	// too much to look at.
	greatest func(column string) (float64, bool)
}

// sketched is a layer with its guessed role, or with none.
type sketched struct {
	foundLayer
	role   string
	why    string // what the guess of the role rests on
	id     string
	fields []FieldMapping
	kind   *FieldMapping
	rest   []string // columns that no attribute is known for
}

// guesses is all that a study file is written from.
type guesses struct {
	name, crs, crsWhy string
	layers            []sketched // by role, as Roles has them; those without a role last
	notes             []string
}

func (g *guesses) of(role string) []sketched {
	var of []sketched
	for _, l := range g.layers {
		if l.role == role {
			of = append(of, l)
		}
	}
	return of
}

// guessLayers gives each layer the role that most speaks for. Where several layers
// look like the control units, the parcels or the scope, the likeliest one is
// taken and the others stay without a role: adding them up would count land
// twice.
func guessLayers(layers []foundLayer) guesses {
	var g guesses
	best := map[string]int{}
	scores := make([]int, len(layers))
	for i, l := range layers {
		s := sketched{foundLayer: l}
		s.role, s.why, scores[i] = guessRole(l)
		g.layers = append(g.layers, s)
		if b, ok := best[s.role]; !ok || scores[i] > scores[b] {
			best[s.role] = i
		}
	}
	for i := range g.layers {
		l := &g.layers[i]
		switch l.role {
		case ControlUnits, Parcels, Scope:
			if best[l.role] != i {
				g.notes = append(g.notes, fmt.Sprintf("%s looks like %s too, and is left out", l.named(), l.role))
				l.role = ""
			}
		}
		if l.role != "" {
			l.id, l.fields, l.kind, l.rest = guessFields(l.foundLayer, l.role)
		}
	}
	order := map[string]int{"": len(roleSpecs)}
	for i, r := range roleSpecs {
		order[r.name] = i
	}
	slices.SortStableFunc(g.layers, func(a, b sketched) int { return cmp.Compare(order[a.role], order[b.role]) })
	g.crs, g.crsWhy = guessCRS(g.layers)
	if len(layers) > 0 {
		base := filepath.Base(layers[0].file)
		g.name = strings.TrimSuffix(base, filepath.Ext(base))
	}
	return g
}

// named is the layer for messages.
func (f *foundLayer) named() string {
	if f.alone {
		return f.written
	}
	return f.written + ":" + f.layer
}
