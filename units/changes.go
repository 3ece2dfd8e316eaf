package units

import (
	"cmp"
	"slices"

	"renewal/units/lineage"
)

// Change tells what became of a unit, or of land that is none, since the earlier
// result: of every one that is there, and then of those that no longer are. Package
// lineage says what each kind means; retired is an ID that was gone in the earlier
// result already, and no other unit has. What is less than 1 m² has not moved.
type Change struct {
	Change      string   `json:"change"`
	Unit        string   `json:"unit"`
	ClassBefore string   `json:"class_before,omitempty"`
	Class       string   `json:"class,omitempty"`
	BeforeHa    *float64 `json:"before_ha,omitempty"` // only where it was there
	NowHa       *float64 `json:"now_ha,omitempty"`    // only where it is there
	GainedHa    float64  `json:"gained_ha"`
	LostHa      float64  `json:"lost_ha"`
	From        []Moved  `json:"from,omitempty"` // where what it gained was, the most first
	To          []Moved  `json:"to,omitempty"`   // where what it lost is
}

// Moved is land that went from one unit to another.
type Moved struct {
	Unit   string  `json:"unit"` // "" for land that is, or was, in none
	AreaHa float64 `json:"area_ha"`
}

// changeRetired is the one change that lineage does not know.
const changeRetired = "retired"

// ChangeKinds lists what can have become of a unit, in the order of reports.
func ChangeKinds() []string {
	return []string{lineage.Kept, lineage.Changed, lineage.Split, lineage.Merged, lineage.New, lineage.Gone, changeRetired}
}

// leastMoved is how much land counts as moved, in m²: what the ruleset's D19 takes for
// no gap, and more than writing coordinates in degrees moves.
const leastMoved = 1.0

// Told reports whether there is more to tell than that a unit is as it was.
func (c *Change) Told() bool { return c.Change != lineage.Kept || c.ClassBefore != c.Class }

// changes lists what changed since the earlier result, none without one.
func (r *Result) changes() []Change {
	all := []Change{}
	s := r.previous
	if s == nil {
		return all
	}
	gained, lost := s.moves()
	at := make(map[string]int, len(s.ids)) // ID → position as traced
	times := make([]float64, len(s.ids))   // m² on the ground for an m² that was traced
	for i, id := range s.ids {
		at[id] = i
	}
	for k := range r.units {
		u := &r.units[k]
		i := at[u.ID]
		times[i] = u.Area / s.now[i].Area
		c := Change{Unit: u.ID, Class: u.Verdict.Class, NowHa: hectares(u.Area)}
		was, there := s.Then(i)
		if there {
			c.ClassBefore, c.BeforeHa = s.then[was].class, hectares(s.then[was].Area*times[i])
			c.To, c.LostHa = lost[was].on(times[i])
		} else if !s.whole && isNone(u) && len(s.LinkedThen(i)) == 0 {
			continue // the earlier result does not tell what this land was
		}
		c.From, c.GainedHa = gained[i].on(times[i])
		c.Change = s.Of(i, len(c.From)+len(c.To) > 0)
		all = append(all, c)
	}
	middle := [2]float64(r.Bound().Center())
	for i := range s.then {
		if _, there := s.Now(i); there {
			continue
		}
		k := 1.0
		if links := s.LinkedNow(i); len(links) > 0 {
			k = times[links[0]]
		} else if !s.byAtoms {
			k = r.prepared.ground.times(nil, &middle)
		}
		c := Change{Change: s.OfGone(i), Unit: s.then[i].ID, ClassBefore: s.then[i].class, BeforeHa: hectares(s.then[i].Area * k)}
		c.To, c.LostHa = lost[i].on(k)
		all = append(all, c)
	}
	for _, f := range s.retired {
		all = append(all, Change{Change: changeRetired, Unit: f.ID, ClassBefore: f.class})
	}
	return all
}

// changeSummary counts changes by kind.
func changeSummary(changes []Change) []ChangeSummary {
	var all []ChangeSummary
	for _, kind := range ChangeKinds() {
		c := ChangeSummary{Change: kind}
		c.Zh, c.En = ChangeName(kind)
		for i := range changes {
			if changes[i].Change == kind {
				c.Units++
			}
		}
		all = append(all, c)
	}
	return all
}

// movement is land that a unit gained or lost, in m² as traced.
type movement []struct {
	unit string // at the other time, "" for none
	area float64
}

// moves are the land that each unit of now gained and each of before lost: what it
// has not in common with itself.
func (s *succession) moves() (gained, lost []movement) {
	gained, lost = make([]movement, len(s.now)), make([]movement, len(s.then))
	fresh, left := make([]float64, len(s.now)), make([]float64, len(s.then)) // land that no unit had, or has
	for i := range s.now {
		fresh[i] = s.now[i].Area
	}
	for i := range s.then {
		left[i] = s.then[i].Area
	}
	for _, c := range s.common {
		fresh[c.Now] -= c.Area
		left[c.Before] -= c.Area
		if was, there := s.Then(c.Now); !there || was != c.Before {
			gained[c.Now].add(s.then[c.Before].ID, c.Area)
			lost[c.Before].add(s.ids[c.Now], c.Area)
		}
	}
	for i, area := range fresh {
		gained[i].add("", area)
	}
	for i, area := range left {
		lost[i].add("", area)
	}
	return gained, lost
}

func (m *movement) add(unit string, area float64) {
	if area >= leastMoved {
		*m = append(*m, struct {
			unit string
			area float64
		}{unit, area})
	}
}

// on is the land on the ground, the most first and that of no unit last, and its sum;
// times is how many m² an m² as traced is there.
func (m movement) on(times float64) (all []Moved, ha float64) {
	sum := 0.0
	for _, land := range m {
		sum += land.area
		all = append(all, Moved{land.unit, *hectares(land.area * times)})
	}
	slices.SortFunc(all, func(a, b Moved) int {
		if a.Unit == "" || b.Unit == "" {
			return cmp.Compare(b.Unit, a.Unit)
		}
		return cmp.Or(cmp.Compare(b.AreaHa, a.AreaHa), cmp.Compare(a.Unit, b.Unit))
	})
	return all, *hectares(sum * times)
}

// hectares rounds an area as DYMJ.
func hectares(m2 float64) *float64 {
	v := round(m2/10_000, 4)
	return &v
}
