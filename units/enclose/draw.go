package enclose

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/ring"
	"renewal/units/enclose/linenames"
	"renewal/units/enclose/wording"
)

// Draw draws the areas of a request in a metric system. An area that does not close
// is no error: the report says what is missing.
func Draw(ctx context.Context, r *Request, working crs.CRS) (*Report, error) {
	if !working.Metric() || working.Shifted() {
		return nil, fmt.Errorf("crs: %w: %s is no plane in metres of the ground", geo.ErrBadCRS, working)
	}
	lines, err := readLines(ctx, r, working)
	if err != nil {
		return nil, err
	}
	lonlat, err := crs.Parse("EPSG:4326")
	if err != nil {
		return nil, err
	}
	degrees, err := crs.NewTransform(working, lonlat)
	if err != nil {
		return nil, err
	}
	d := &drawing{Request: r, named: lines, degrees: degrees}
	if d.opt, err = r.rings(); err != nil {
		return nil, err
	}
	report := &Report{CRS: working.Definition()}
	for _, a := range r.Areas {
		drawn, err := d.area(ctx, a)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", strings.TrimPrefix(a.At+": "+a.Name, ": "), err)
		}
		report.Areas = append(report.Areas, drawn)
	}
	return report, nil
}

// drawing is what all areas of a request share.
type drawing struct {
	*Request
	*named
	degrees *crs.Transform
	opt     ring.Options // all of them given
}

// sought is an edge with the lines found for it.
type sought struct {
	label string
	lines ring.Edge
	from  []int // line → position among uses
	uses  []Use
	none  []string // names that no line has
}

func (d *drawing) area(ctx context.Context, a Area) (AreaReport, error) {
	out := AreaReport{Name: a.Name, Kind: a.Kind, At: a.At, Text: a.Text, Notes: a.Notes, Bridges: []BridgeReport{}}
	if published := a.Statement.Area; published > 0 {
		out.Published = &published
	}
	all := make([]sought, len(a.Edges))
	for i, e := range a.Edges {
		all[i] = d.seek(e, a.Aliases)
		out.Lines = append(out.Lines, all[i].lines)
		out.Edges = append(out.Edges, EdgeReport{Names: e.Names, Side: string(e.Side), Note: e.Note, Uses: all[i].uses})
	}
	for i, s := range all {
		// An edge of several names may do without one of them, but that is said.
		for _, name := range s.none {
			out.Missing = append(out.Missing, d.unnamed(name, a.Aliases, neighbours(all, i)))
		}
	}
	if slices.ContainsFunc(all, func(s sought) bool { return len(s.lines) == 0 }) {
		return out, nil
	}
	opt := d.opt
	opt.Fixed = a.Order == wording.Sides
	found, err := ring.Find(ctx, out.Lines, opt)
	if err != nil {
		return out, fmt.Errorf("%s: %w", labels(all), err)
	}
	if len(found.Rings) > 0 {
		return out, d.take(&out, a, all, found.Rings)
	}
	d.open(&out, a, all, found.Open)
	return out, nil
}

// open reports what keeps an area open: in the order given, if it nearly closes so.
func (d *drawing) open(out *AreaReport, a Area, all []sought, rings []ring.Ring) {
	if len(rings) == 0 {
		out.Missing = append(out.Missing, Missing{Words: "no ring follows " + labels(all) + ": some of them come nowhere near each other, or a ring would cross itself"})
		return
	}
	out.OpenArea, out.Reordered = rings[0].Area, rings[0].Reordered
	d.follow(out, a, all, rings[0])
	out.Bridges = slices.DeleteFunc(out.Bridges, func(b BridgeReport) bool { return b.Length > d.opt.Gap }) // those are missing
	out.Bridged = 0
	for _, b := range out.Bridges {
		out.Bridged += b.Length
	}
	out.Missing = append(out.Missing, d.apart(rings[0], all)...)
	for _, r := range rings[1:] {
		out.Instead = &Instead{Area: r.Area, Missing: d.apart(r, all)}
		for _, e := range r.Order {
			out.Instead.Edges = append(out.Instead.Edges, all[e].label)
		}
	}
}

// follow reports what the legs of a ring follow, and its bridges.
func (d *drawing) follow(out *AreaReport, a Area, all []sought, r ring.Ring) {
	for _, b := range r.Bridges {
		out.Bridges = append(out.Bridges, d.bridge(b, all))
	}
	out.Bridged = r.Bridged
	out.Paths = make([]orb.LineString, len(all))
	for k, leg := range r.Legs {
		e := &out.Edges[leg.Edge]
		e.Place, e.Length, out.Paths[leg.Edge] = k+1, geo.Length(leg.Path), leg.Path
		e.OtherSide = !liesAt(r, leg, a.Edges[leg.Edge].Side)
		for _, u := range leg.Uses {
			e.Uses[all[leg.Edge].from[u.Line]].Length += u.Length
		}
	}
}
func labels(all []sought) string {
	var words []string
	for _, s := range all {
		words = append(words, s.label)
	}
	return strings.Join(words, ", ")
}

// neighbours are the edges before and after edge i.
func neighbours(all []sought, i int) []string {
	n := len(all)
	return []string{all[(i+n-1)%n].label, all[(i+1)%n].label}
}

// seek finds the lines of an edge.
func (d *drawing) seek(e wording.Edge, own linenames.Aliases) sought {
	s := sought{label: strings.Join(e.Names, "、"), uses: []Use{}}
	taken := map[string]bool{}
	for _, name := range e.Names {
		matches := d.find(name, own)
		if len(matches) == 0 {
			s.none = append(s.none, name)
		}
		for _, m := range matches {
			if taken[m.Name] {
				continue
			}
			taken[m.Name] = true
			lines := d.lines[m.Name]
			s.lines = append(s.lines, lines...)
			s.from = append(s.from, slices.Repeat([]int{len(s.uses)}, len(lines))...)
			s.uses = append(s.uses, Use{Name: m.Name, For: name, By: string(m.By), Lines: len(lines)})
		}
	}
	return s
}

func (d *drawing) find(name string, own linenames.Aliases) []linenames.Match {
	if found := d.table.Find(name, own); len(own) > 0 && len(found) > 0 && found[0].By == linenames.Alias {
		return found
	}
	return d.table.Find(name, d.Aliases)
}

// take reports the ring that is chosen.
func (d *drawing) take(out *AreaReport, a Area, all []sought, rings []ring.Ring) error {
	chosen, by, others := choose(rings, a, d.opt.Touch)
	out.Closed, out.Chosen, out.Reordered = true, by, chosen.Reordered
	out.Area = chosen.Area
	out.Deviation = deviation(chosen.Area, out.Published)
	for _, r := range others {
		out.Alternatives = append(out.Alternatives, Alternative{Area: r.Area, Length: geo.Length(r.Shape), Bridged: r.Bridged, Deviation: deviation(r.Area, out.Published)})
	}
	d.follow(out, a, all, chosen)
	out.Shape = orb.MultiPolygon{chosen.Shape}
	if out.Inset = a.HalfWidth; out.Inset == 0 {
		out.Inset = d.HalfWidth
	}
	return inset(out)
}

// inset takes from the shape what lies within the half width of its outline.
func inset(out *AreaReport) error {
	if out.Inset == 0 {
		return nil
	}
	shrunk, err := geo.Buffer(out.Shape, -out.Inset)
	if err != nil {
		return fmt.Errorf("inset: %w", err)
	}
	if len(shrunk) == 0 {
		return fmt.Errorf("inset: nothing is left %g m inside of the edges", out.Inset)
	}
	out.Shape, out.InsetArea = shrunk, geo.Area(shrunk)
	return nil
}

func deviation(area float64, published *float64) *float64 {
	if published == nil {
		return nil
	}
	share := area / *published - 1
	return &share
}
