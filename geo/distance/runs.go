package distance

import "github.com/paulmach/orb"

// Run is a part of a line that is further than a bound all along.
type Run struct {
	Line   orb.LineString
	Length float64
	Max    float64 // the greatest distance on it
	Mean   float64
}

// Beyond are the runs of the lines that are further than r, in the order of the
// lines. A run ends where the distance comes down to r and where its line ends; on a
// closed line it goes on past the start.
func (p *Profile) Beyond(r float64) []Run {
	var all []Run
	for from := 0; from < len(p.stretches); {
		until := from + 1
		for until < len(p.stretches) && p.stretches[until].path == p.stretches[from].path {
			until++
		}
		all = append(all, beyond(p.stretches[from:until], r)...)
		from = until
	}
	for i := range all {
		if all[i].Length > 0 {
			all[i].Mean /= all[i].Length
		}
	}
	return all
}

// beyond are the runs of one line, whose Mean is an integral yet.
func beyond(line []stretch, r float64) []Run {
	var runs []Run
	open := false // the last run goes on
	for i := range line {
		s := &line[i]
		for k := range s.pieces {
			c := &s.pieces[k]
			low, high := c.near.within(c.from, c.to, r)
			if r < 0 || !(low < high) {
				low, high = c.to, c.to
			}
			for _, far := range [2]piece{{c.from, low, c.near}, {high, c.to, c.near}} {
				if far.from < far.to {
					if !open || far.from > c.from {
						runs = append(runs, Run{Line: orb.LineString{s.point(far.from)}})
					}
					runs[len(runs)-1].add(s, &far)
				}
			}
			open = high < c.to || low == c.to
		}
	}
	first, last := &line[0], &line[len(line)-1]
	if n := len(runs) - 1; n > 0 && open && first.a == last.b && runs[0].Line[0] == first.a {
		a, b := &runs[n], &runs[0]
		runs[0] = Run{append(a.Line, b.Line[1:]...), a.Length + b.Length, max(a.Max, b.Max), a.Mean + b.Mean}
		runs = runs[:n]
	}
	return runs
}

// add lengthens a run by a piece, and moves its end where that lies on the same
// segment.
func (r *Run) add(s *stretch, far *piece) {
	if n := len(r.Line); n > 1 && far.from > 0 {
		r.Line = r.Line[:n-1]
	}
	r.Line = append(r.Line, s.point(far.to))
	r.Length += far.to - far.from
	r.Max = max(r.Max, far.greatest())
	r.Mean += far.integral()
}
