package inspect

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// checkRepeats looks for features with one shape: the same edges to the
// millimetre, wherever rings begin and whichever way they run.
func (l *layer) checkRepeats() {
	type named struct {
		number uint64
		i      int
	}
	var all []named
	step := 1.0 / grain
	if !l.metric {
		step = 1e-8 // degrees, a millimetre
	}
	for i, g := range l.Shapes {
		if g != nil {
			all = append(all, named{shapeNumber(g, step), i})
		}
	}
	slices.SortFunc(all, func(p, q named) int { return cmp.Or(cmp.Compare(p.number, q.number), cmp.Compare(p.i, q.i)) })
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].number == all[i].number && l.bounds[all[j].i] == l.bounds[all[i].i] {
			j++
		}
		if n := j - i; n > 1 {
			l.addRepeat(all[i].i, all[i+1].i, n)
		}
		i = j
	}
}

func (l *layer) addRepeat(first, second, n int) {
	g := l.Shapes[first]
	f := Finding{Features: []string{l.ref(first), l.ref(second)}, Count: n, weight: float64(n)}
	if letterOf(g) == 'p' {
		f.Message = fmt.Sprintf("%d points lie at the same place", n)
		l.found.add(Stacked, l.at(f, placeOf(g)))
		return
	}
	f.Message = fmt.Sprintf("%d features have the same shape", n)
	if l.metric && letterOf(g) == 'a' {
		f.Area = rounded(geo.Area(g), 3)
	} else if l.metric {
		f.Length = rounded(geo.Length(g), 3)
	}
	l.found.add(DuplicateForm, l.at(f, placeOf(g)))
}

// shapeNumber is the same for shapes of the same edges: a sum of hashes, in which
// order does not count.
func shapeNumber(g orb.Geometry, step float64) uint64 {
	point := func(p orb.Point) uint64 {
		return mix(mix(uint64(int64(math.Round(p[0]/step)))) ^ uint64(int64(math.Round(p[1]/step))))
	}
	sum := uint64(letterOf(g))
	eachPath(g, func(path []orb.Point) {
		if len(path) == 1 {
			sum += point(path[0])
		}
		for i := 1; i < len(path); i++ {
			if path[i] != path[i-1] {
				sum += mix(point(path[i-1]) + point(path[i])) // the same both ways
			}
		}
	})
	return sum
}
