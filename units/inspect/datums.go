package inspect

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/units/study"
)

// drawn is a layer as lines, to be compared with others.
type drawn struct {
	*layer
	lines  []orb.LineString
	length float64
}

// checkDatums compares layers with each other for a systematic shift. Each is
// measured against the layer that tells most: lines before areas, long before
// short. Where most of the others lie off it by one shift, it is the one that is
// off, unless they are where a datum puts them. Of a layer that shows neither
// agreement nor a shift it is said that nothing is known. Points tell nothing, and
// are not looked at.
func checkDatums(ctx context.Context, layers []*layer) error {
	var all []drawn
	for _, l := range layers {
		if !l.common || !followsStreets(l.role) {
			continue
		}
		if d := asLines(l); d.length > 0 {
			all = append(all, d)
		}
	}
	slices.SortStableFunc(all, func(a, b drawn) int {
		return cmp.Or(cmp.Compare(b.rank(), a.rank()), cmp.Compare(b.length, a.length), cmp.Compare(a.name, b.name))
	})
	if len(all) < 2 {
		return nil
	}
	var off []shifted
	agree := 0
	near := newBeside(all[0].edges(math.MaxInt))
	for i := 1; i < len(all); i++ {
		if all[i].runsAlong(near) {
			agree++
			continue
		}
		s, found, err := measureShift(ctx, all[i], all[0])
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			all[i].found.add(DatumUnknown, Finding{Message: fmt.Sprintf("could not be compared with %s: %v", all[0].name, err)})
		case found:
			off = append(off, s)
		case s.Share >= agreeing:
			agree++
		default:
			all[i].found.add(DatumUnknown, Finding{Message: fmt.Sprintf("could not be compared with %s: too little of the two runs along the same lines", all[0].name)})
		}
	}
	for _, s := range off {
		// Of two that disagree the reference is to blame where others side with the
		// one compared, or where a datum explains only that; not where a datum explains
		// only the others, which may well come from one web map.
		alike := 0
		for _, o := range off {
			if math.Hypot(o.X-s.X, o.Y-s.Y) <= oneShift {
				alike++
			}
		}
		_, fits := s.Datum(s.place)
		_, reversed := s.Reversed().Datum(s.place)
		onlyTheirs, onlyIts := fits && !reversed, reversed && !fits
		if alike > 1 && alike > agree && !onlyTheirs || len(off) == 1 && agree == 0 && onlyIts {
			s.layer, s.reference, s.Shift = all[0], s.layer, s.Reversed()
			s.report()
			return nil
		}
	}
	for _, s := range off {
		s.report()
	}
	return nil
}

// oneShift is how far, in metres, measured shifts may differ and be one: what
// that of a datum varies by over a city.
const oneShift = 60

// followsStreets reports whether layers of a role mostly follow streets and each
// other, so that a shift between them shows. Zones and sites lie anywhere.
func followsStreets(role string) bool {
	switch role {
	case study.Barriers, study.ControlUnits, study.Districts, study.Parcels, study.Reference, "":
		return true
	}
	return false
}

// Two layers agree without further measuring if half of one runs within 15 m of
// the other: shifted by chance onto streets that are 100 m apart, a third would.
// It is looked at in a few thousand places.
const (
	alongSide  = 15
	alongShare = 0.5
	alongEdges = 4000
)

// edges lists at most so many of the pieces of d, evenly spread.
func (d drawn) edges(most int) []edge {
	total := 0
	for _, line := range d.lines {
		total += max(len(line)-1, 0)
	}
	step, k := 1+total/most, 0
	var edges []edge
	for _, line := range d.lines {
		for i := 1; i < len(line); i++ {
			if k++; k%step == 0 && line[i-1] != line[i] {
				edges = append(edges, edge{a: line[i-1], b: line[i]})
			}
		}
	}
	return edges
}

// runsAlong reports whether d runs beside other lines for half of its length.
func (d drawn) runsAlong(near *beside) bool {
	beside, all := 0.0, 0.0
	for _, e := range d.edges(alongEdges) {
		far := near.distances(e, alongSide)
		for _, f := range far {
			if all += e.length() / float64(len(far)); f <= alongSide {
				beside += e.length() / float64(len(far))
			}
		}
	}
	return beside >= alongShare*all
}

// agreeing is the share of a layer's length along the reference from which the
// two agree; below it, too little of them means the same lines.
const agreeing = 0.2

// shifted is a layer that lies off another.
type shifted struct {
	layer, reference drawn
	crs.Shift
	place orb.Point // longitude and latitude amid the layer
}

func (d drawn) rank() int {
	if d.letter() == 'l' {
		return 1
	}
	return 0
}

// asLines takes the lines or outlines of a layer.
func asLines(l *layer) drawn {
	d := drawn{layer: l}
	for i, g := range l.Shapes {
		if l.areas != nil {
			g = l.areas[i] // without invalid coordinates of any kind
		}
		if lines, ok := geo.Lines(g); ok {
			d.lines = append(d.lines, lines...)
			d.length += geo.Length(g)
		}
	}
	return d
}

func measureShift(ctx context.Context, a, reference drawn) (shifted, bool, error) {
	box := geo.Bound(nil)
	for i, b := range a.bounds {
		switch {
		case a.Shapes[i] == nil || b.IsEmpty():
		case box.IsEmpty():
			box = b
		default:
			box = box.Union(b)
		}
	}
	at := []orb.Point{box.Center()}
	s := shifted{layer: a, reference: reference}
	var opt crs.ShiftOptions
	if a.lonlat != nil && a.lonlat.Points(at) == nil {
		s.place = at[0]
		if a.plane != nil {
			opt.Expected, _ = crs.ExpectedShifts(*a.plane, box.Center())
		}
	}
	var found bool
	var err error
	s.Shift, found, err = crs.MeasureShift(ctx, a.lines, reference.lines, opt)
	return s, found, err
}

// report says how far the layer lies off, which is the other way than it would
// have to be moved.
func (s *shifted) report() {
	east, north := -s.X, -s.Y
	message := fmt.Sprintf("lies %s off %s: %s and %s", metres(math.Hypot(east, north)), s.reference.name,
		towards(east, "east", "west"), towards(north, "north", "south"))
	kind := WrongDatum
	if c, ok := s.Datum(s.place); ok {
		message += fmt.Sprintf("; that is what %s does here", c)
	} else {
		kind = ShiftedLayer
		message += "; no datum known here explains it"
	}
	l := s.layer.layer
	l.found.add(kind, l.at(Finding{
		Shift: &[2]float64{*rounded(east, 1), *rounded(north, 1)}, Width: rounded(math.Hypot(east, north), 1), weight: math.Hypot(east, north), Message: message,
	}, placeOf(orb.MultiLineString(s.layer.lines))))
}

func towards(v float64, positive, negative string) string {
	if v < 0 {
		return fmt.Sprintf("%.0f m %s", -v, negative)
	}
	return fmt.Sprintf("%.0f m %s", v, positive)
}
