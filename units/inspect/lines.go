package inspect

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// How far an end of a line may stop short of another, or stick out beyond it,
// and be meant to meet it: 6 m, less than the half width of an arterial street,
// which a side street drawn to its kerb stops short of. Ends nearer than a
// centimetre do meet, but for rounding.
const (
	dangle = 6
	meets  = 0.01
)

// piece is one straight piece of a line.
type piece struct {
	a, b orb.Point
	line int // position among the lines of the layer
	at   int // position in the line
}

// checkLines looks for lines without length and ends that nearly meet another
// line.
func (l *layer) checkLines(ctx context.Context) error {
	var lines []orb.LineString
	var owner []int
	for i, g := range l.Shapes {
		parts, _ := geo.Lines(g)
		if letterOf(g) != 'l' {
			continue
		}
		for _, part := range parts {
			if geo.Length(part) == 0 {
				l.found.add(ZeroLength, l.at(Finding{Features: []string{l.ref(i)}, Message: "the line has no length"}, placeOf(part)))
				continue
			}
			lines, owner = append(lines, part), append(owner, i)
		}
	}
	if !l.metric {
		return nil
	}
	n := newNet(lines)
	l.net = n
	type end struct {
		found bool
		loose looseEnd
	}
	ends := make([]end, 2*len(lines))
	err := each(ctx, len(ends), func(k int) {
		line := lines[k/2]
		if line[0] == line[len(line)-1] {
			return
		}
		ends[k].loose, ends[k].found = n.loose(k/2, k%2 == 1)
	})
	if err != nil {
		return err
	}
	for k, e := range ends {
		if !e.found {
			continue
		}
		refs := []string{l.ref(owner[k/2])}
		if other := owner[e.loose.other]; other != owner[k/2] {
			refs = append(refs, l.ref(other))
		}
		f := Finding{Features: refs, Length: rounded(e.loose.metres, 3), weight: e.loose.metres}
		if e.loose.over {
			f.Message = fmt.Sprintf("the end sticks out %s beyond the line it meets", metres(e.loose.metres))
			l.found.add(Overshoot, l.at(f, e.loose.end))
		} else {
			f.Message = fmt.Sprintf("the end stops %s short of another line", metres(e.loose.metres))
			l.found.add(Undershoot, l.at(f, e.loose.end))
		}
	}
	return nil
}

// net is lines with an index of their pieces.
type net struct {
	lines  []orb.LineString
	pieces []piece
	index  *geo.Index
}

func newNet(lines []orb.LineString) *net {
	n := &net{lines: lines}
	var boxes []orb.Bound
	for k, line := range lines {
		for i := 1; i < len(line); i++ {
			n.pieces = append(n.pieces, piece{line[i-1], line[i], k, i - 1})
			boxes = append(boxes, orb.MultiPoint{line[i-1], line[i]}.Bound())
		}
	}
	n.index = geo.NewIndex(boxes)
	return n
}

// looseEnd is an end of a line that meets no other, but nearly does.
type looseEnd struct {
	end    orb.Point
	over   bool // it sticks out
	metres float64
	other  int
}

// loose looks whether an end of a line meets no other line, but one lies within
// reach: ahead of it, or crossing the line just before the end.
func (n *net) loose(line int, last bool) (looseEnd, bool) {
	path := n.lines[line]
	end := path[0]
	if last {
		end = path[len(path)-1]
	}
	box := orb.Bound{Min: end, Max: end}.Pad(dangle)
	near := n.index.Touching(box)
	best := looseEnd{end: end, metres: dangle, other: -1}
	var met []int // lines that the end lies on
	for _, k := range near {
		p := n.pieces[k]
		if p.line == line {
			continue
		}
		d := geo.DistanceTo(end, p.a, p.b)
		if d <= meets {
			met = append(met, p.line)
		}
		if d < best.metres {
			best.metres, best.other = d, p.line
		}
	}
	if len(met) > 0 {
		out, other, ok := n.runsOver(path, last, met)
		return looseEnd{end, true, out, other}, ok
	}
	if best.other < 0 {
		return looseEnd{}, false
	}
	if out, other, ok := n.sticksOut(path, line, last, near); ok {
		return looseEnd{end, true, out, other}, true
	}
	return best, true
}

// runsOver says how far a line runs on over another that begins where it should
// have ended: at its last vertex but one.
func (n *net) runsOver(path orb.LineString, last bool, met []int) (metres float64, other int, ok bool) {
	if len(path) < 3 {
		return 0, 0, false // all of it lies there: a duplicate
	}
	end, before := path[0], path[1]
	if last {
		end, before = path[len(path)-1], path[len(path)-2]
	}
	metres = apart(before, end)
	if metres > dangle || metres <= coincide {
		return 0, 0, false
	}
	middle := orb.Point{(end[0] + before[0]) / 2, (end[1] + before[1]) / 2}
	for _, k := range met {
		other := n.lines[k]
		begins := min(apart(before, other[0]), apart(before, other[len(other)-1])) <= meets
		if begins && n.far(middle, k) <= meets {
			return metres, k, true
		}
	}
	return 0, 0, false
}

func apart(p, q orb.Point) float64 { return math.Hypot(p[0]-q[0], p[1]-q[1]) }

// far is the distance of a place from a line.
func (n *net) far(p orb.Point, line int) float64 {
	least := math.Inf(1)
	for i := 1; i < len(n.lines[line]); i++ {
		least = min(least, geo.DistanceTo(p, n.lines[line][i-1], n.lines[line][i]))
	}
	return least
}

// sticksOut follows a line back from its end, and says how far from it another
// line meets it first, if that is within reach.
func (n *net) sticksOut(path orb.LineString, line int, last bool, near []int) (metres float64, other int, ok bool) {
	step, i := 1, 0
	if last {
		step, i = -1, len(path)-1
	}
	gone := 0.0
	for gone < dangle && i+step >= 0 && i+step < len(path) {
		a, b := path[i], path[i+step]
		length := math.Hypot(b[0]-a[0], b[1]-a[1])
		best := math.Inf(1)
		for _, k := range near {
			p := n.pieces[k]
			if p.line == line {
				continue
			}
			if at, crosses := crossAt(a, b, p.a, p.b); crosses {
				if d := math.Hypot(at[0]-a[0], at[1]-a[1]); d < best {
					best, other = d, p.line
				}
			}
			if d := geo.DistanceTo(b, p.a, p.b); d <= meets && length < best {
				best, other = length, p.line
			}
			for _, q := range [2]orb.Point{p.a, p.b} { // their end on this line
				if d := geo.DistanceTo(q, a, b); d <= meets {
					if d := math.Hypot(q[0]-a[0], q[1]-a[1]); d < best {
						best, other = d, p.line
					}
				}
			}
		}
		if best <= length {
			return gone + best, other, gone+best <= dangle
		}
		gone += length
		i += step
	}
	return 0, 0, false
}
