package enclose

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo/ring"
	"renewal/units/enclose/linenames"
)

// offered is how many names like a missing one are offered.
const offered = 5

// unnamed says that no line has a name, or any that its alias stands for.
func (d *drawing) unnamed(name string, own linenames.Aliases, between []string) Missing {
	m := Missing{Name: name, Between: between, Nearest: d.table.Nearest(name, offered)}
	m.Words = fmt.Sprintf("no line is named %s, which stands between %s and %s", name, between[0], between[1])
	for _, aliases := range []linenames.Aliases{own, d.Aliases} {
		if others := aliases.Of(name); others != nil {
			m.Words += fmt.Sprintf("; nor is any named %s, which the aliases say it is", strings.Join(others, ", "))
			break
		}
	}
	if len(m.Nearest) > 0 {
		m.Words += "; names like it: " + strings.Join(m.Nearest, ", ")
	}
	return m
}

// apart says where edges do not meet.
func (d *drawing) apart(open ring.Ring, all []sought) []Missing {
	var missing []Missing
	for _, b := range open.Bridges {
		if b.Length <= d.opt.Gap {
			continue
		}
		gap := d.bridge(b, all)
		m := Missing{Between: []string{gap.Edges[0], gap.Edges[1]}, Gap: &gap}
		if b.A == b.B {
			m.Between = m.Between[:1]
			m.Words = fmt.Sprintf("%s breaks off for %.0f m", gap.Edges[0], b.Length)
		} else {
			m.Words = fmt.Sprintf("%s and %s do not meet: %.0f m are missing", gap.Edges[0], gap.Edges[1], b.Length)
		}
		from, to := d.lonlat(b.From), d.lonlat(b.To)
		m.Words += fmt.Sprintf(", from %.5f, %.5f to %.5f, %.5f", from[0], from[1], to[0], to[1])
		missing = append(missing, m)
	}
	return missing
}

func (d *drawing) bridge(b ring.Bridge, all []sought) BridgeReport {
	return BridgeReport{
		Edges: [2]string{all[b.A].label, all[b.B].label}, Length: b.Length, From: b.From, To: b.To,
		LonLat: d.lonlat(orb.Point{(b.From[0] + b.To[0]) / 2, (b.From[1] + b.To[1]) / 2}),
	}
}

// lonlat is a place in degrees, as it is looked up on a map.
func (d *drawing) lonlat(p orb.Point) [2]float64 {
	at := []orb.Point{p}
	if err := d.degrees.Points(at); err != nil {
		return [2]float64{}
	}
	return at[0]
}
