package inspect

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// oneSided is the share of what is off that must lie to one side for an outline
// to be too large or too small rather than displaced: a shift has as much on one
// side as on the other.
const oneSided = 0.85

// An outline drawn too large or too small is so by the same distance nearly
// everywhere: evenShare of what is off lies within evenly of the median. A shift,
// or careless tracing, varies.
const (
	evenShare = 0.7
	evenly    = 0.25
)

// outline is a cell whose outline is off against its neighbours as a whole.
type outline struct {
	cell    int32
	kind    Kind
	typical float64 // median distance from the neighbours' edges, in metres
	widest  float64
	place   orb.Point // where it is off the most
}

// findOutlines finds the cells that are off as a whole, the worst first: what
// one of them explains does not count against its neighbours any more. If they are
// most of the layer, it is told of the layer, once.
func (t *tiling) findOutlines() {
	byCell := map[int32][]*contact{}
	for i := range t.contacts {
		if c := &t.contacts[i]; math.Abs(c.offset) > coincide {
			byCell[c.cell] = append(byCell[c.cell], c)
		}
	}
	guilty := guiltyCells(t.shared, t.contacts)
	var found []Finding
	for _, k := range slices.Sorted(maps.Keys(guilty)) {
		o, f := t.judgeOutline(k, byCell[k], guilty)
		t.outlines, found = append(t.outlines, o), append(found, f)
	}
	if all := t.bordering(); all >= fewCells && float64(len(found)) > wholeLayer*float64(all) {
		t.addApart(all)
		return
	}
	for i, o := range t.outlines {
		t.found.add(o.kind, found[i])
	}
}

// Where more than wholeLayer of the cells with neighbours are off, nobody can say
// which of them are right: it is the layer that is off. Of fewer than fewCells each
// can be looked at.
const (
	wholeLayer = 0.5
	fewCells   = 10
)

// bordering is how many cells have a border with others.
func (t *tiling) bordering() int {
	has := make([]bool, len(t.areas))
	for k, metres := range t.shared {
		has[k] = metres > 0
	}
	for i := range t.contacts {
		has[t.contacts[i].cell] = true
	}
	n := 0
	for _, is := range has {
		if is {
			n++
		}
	}
	return n
}

// addApart tells once that outlines are off all over the layer, of so many cells.
func (t *tiling) addApart(all int) {
	typical := make([]float64, len(t.outlines))
	worst := t.outlines[0]
	for i, o := range t.outlines {
		if typical[i] = o.typical; o.widest > worst.widest {
			worst = o
		}
	}
	slices.Sort(typical)
	median := typical[len(typical)/2]
	t.found.add(Apart, t.at(Finding{
		Count: len(typical), Width: rounded(median, 3), weight: median,
		Message: fmt.Sprintf("%d of %d outlines lie beside their neighbours' edges, by %s as a rule and %s at most: the layer as a whole does not join up", len(typical), all, metres(median), metres(worst.widest)),
	}, worst.place))
}

// judgeOutline says how an outline is off. Neighbours that are off themselves
// tell less, and are listened to only where there are no others.
func (t *tiling) judgeOutline(k int32, of []*contact, guilty map[int32]bool) (outline, Finding) {
	good := slices.DeleteFunc(slices.Clone(of), func(c *contact) bool { return guilty[c.other] })
	if length(good) < shortBorder {
		good = of
	}
	inside, total := 0.0, length(good)
	for _, c := range good {
		if c.offset > 0 {
			inside += c.length
		}
	}
	slices.SortStableFunc(good, func(p, q *contact) int { return cmp.Compare(math.Abs(p.offset), math.Abs(q.offset)) })
	half := 0.0
	o := outline{cell: k, kind: Displaced}
	for _, c := range good {
		if half += c.length; half >= total/2 {
			o.typical = math.Abs(c.offset)
			break
		}
	}
	even := 0.0
	for _, c := range good {
		if math.Abs(math.Abs(c.offset)-o.typical) <= evenly*o.typical {
			even += c.length
		}
	}
	widest := good[len(good)-1]
	o.widest, o.place = math.Abs(widest.offset), widest.middle()
	message := fmt.Sprintf("the outline lies beside its neighbours' edges, by %s as a rule and %s at most", metres(o.typical), metres(o.widest))
	switch {
	case even < evenShare*total:
	case inside >= oneSided*total:
		o.kind = TooLarge
		message = fmt.Sprintf("the whole outline lies %s outside of its neighbours' edges, %s at most", metres(o.typical), metres(o.widest))
	case inside <= (1-oneSided)*total:
		o.kind = TooSmall
		message = fmt.Sprintf("the whole outline lies %s inside of its neighbours' edges, %s at most", metres(o.typical), metres(o.widest))
	}
	return o, t.at(Finding{
		Features: t.refs(k), Width: rounded(o.typical, 3), Length: rounded(total, 3), weight: o.typical * total,
		Message: message, shape: outlineOf(t.areas[k]),
	}, o.place)
}

func length(of []*contact) float64 {
	sum := 0.0
	for _, c := range of {
		sum += c.length
	}
	return sum
}

// outlineOf is the shells of an area as lines.
func outlineOf(g orb.MultiPolygon) orb.MultiLineString {
	var lines orb.MultiLineString
	for _, polygon := range g {
		if len(polygon) > 0 {
			lines = append(lines, orb.LineString(polygon[0]))
		}
	}
	return lines
}
