package inspect

import (
	"cmp"
	"context"
	"runtime/debug"
	"slices"

	"renewal/geo"
	"renewal/units/study"
)

// Watcher is told how far the look has come: a stage begins, of so many steps or of 0
// where that is not known, and n more are done. A nil Watcher is allowed.
type Watcher interface {
	Stage(name string, total int)
	Step(n int)
}

// Study looks at the layers of a study.
func Study(ctx context.Context, s *study.Study, w Watcher) (*Report, error) {
	all, err := ofStudy(s)
	if err != nil {
		return nil, err
	}
	return inspect(ctx, all, w)
}

// Files looks at all layers of some files, in the roles that [study.Sketch]
// guesses for them.
func Files(ctx context.Context, files []string, w Watcher) (*Report, error) {
	all, err := ofFiles(ctx, files)
	if err != nil {
		return nil, err
	}
	return inspect(ctx, all, w)
}

// inspect is the story: each layer is read and looked at by itself, then layers
// that should agree are compared.
func inspect(ctx context.Context, all subjects, w Watcher) (*Report, error) {
	if w == nil {
		w = nobody{}
	}
	w.Stage("look at layers", len(all.list))
	var layers []*layer
	var tilings []*tiling
	for _, s := range all.list {
		l, err := read(ctx, s, all.working)
		if err != nil {
			return nil, err
		}
		t, err := l.lookAlone(ctx)
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
		if t != nil {
			tilings = append(tilings, t)
		}
		w.Step(1)
	}
	w.Stage("compare layers", 0)
	checkApart(layers)
	if err := checkDatums(ctx, layers); err != nil {
		return nil, err
	}
	if err := checkDistricts(ctx, tilings, all.follow); err != nil {
		return nil, err
	}
	if err := checkRoads(ctx, tilings, layers); err != nil {
		return nil, err
	}
	return newReport(all, layers), nil
}

// lookAlone does all checks that need one layer only.
func (l *layer) lookAlone(ctx context.Context) (*tiling, error) {
	l.profile()
	l.checkTexts()
	l.checkIDs()
	l.checkFields()
	l.checkRepeats()
	l.checkKind()
	switch l.letter() {
	case 'a':
		if err := l.checkShapes(ctx); err != nil {
			return nil, err
		}
		l.checkAreaFields()
		l.checkSlivers()
		l.Columns = nil // all has been said of them
		l.letGo()
		defer l.letGo()
		return l.checkTiling(ctx)
	case 'l':
		return nil, l.checkLines(ctx)
	}
	return nil, nil
}

// largeLayer is how many vertices a layer has whose garbage is worth collecting
// at once. A million parcels have eight million.
const largeLayer = 1_000_000

// letGo gives back the memory that steps over a large layer have left, before
// the next step, or GEOS outside of Go's heap, asks for as much again.
func (l *layer) letGo() {
	if l.info.Vertices >= largeLayer {
		debug.FreeOSMemory()
	}
}

// letter is a, l or p for a layer of areas, lines or points, by what most of its
// features are, and 0 for one without shapes.
func (l *layer) letter() rune {
	counts := map[rune]int{}
	for _, g := range l.Shapes {
		counts[letterOf(g)]++
	}
	most := rune(0)
	for _, k := range []rune{'a', 'l', 'p'} {
		if counts[k] > counts[most] || most == 0 && counts[k] > 0 {
			most = k
		}
	}
	return most
}

// newReport puts layers and findings in order, the worst first.
func newReport(all subjects, layers []*layer) *Report {
	r := &Report{Study: all.study, CRS: all.working.String(), CRSBy: all.by, Layers: []Layer{}, Groups: []Group{}}
	if !all.working.IsZero() {
		r.plane = &all.working
	}
	position := map[string]int{}
	for i, l := range layers {
		l.measure()
		position[l.name] = i
		groups := l.found.groups(l.name, l.common)
		l.settlePlaces(groups)
		r.Layers = append(r.Layers, l.info)
		r.Groups = append(r.Groups, groups...)
	}
	slices.SortStableFunc(r.Groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Severity.rank(), b.Severity.rank()), cmp.Compare(position[a.Layer], position[b.Layer]), cmp.Compare(order[a.Kind], order[b.Kind]))
	})
	for _, g := range r.Groups {
		switch g.Severity {
		case Error:
			r.Errors += g.Count
		case Warning:
			r.Warnings += g.Count
		default:
			r.Notes += g.Count
		}
	}
	return r
}

// measure adds up areas and lengths.
func (l *layer) measure() {
	if !l.metric {
		return
	}
	area, length := 0.0, 0.0
	for i, g := range l.Shapes {
		if l.areas != nil && l.areas[i] != nil {
			area += geo.Area(l.areas[i])
		}
		if letterOf(g) == 'l' {
			length += geo.Length(g)
		}
	}
	switch l.letter() {
	case 'a':
		l.info.Area = rounded(area, 1)
	case 'l':
		l.info.Length = rounded(length, 1)
	}
}

// nobody watches.
type nobody struct{}

func (nobody) Stage(string, int) {}
func (nobody) Step(int)          {}
