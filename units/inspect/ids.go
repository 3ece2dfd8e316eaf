package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/units/study"
)

// letterOf is a, l or p for areas, lines and points, 0 for nothing.
func letterOf(g orb.Geometry) rune {
	if _, ok := geo.Polygons(g); ok {
		return 'a'
	}
	if _, ok := geo.Lines(g); ok {
		return 'l'
	}
	if _, ok := geo.Points(g); ok {
		return 'p'
	}
	return 0
}

var letterNames = map[rune]string{'a': "area", 'l': "line", 'p': "point"}

// checkKind looks for shapes of a kind that the role has no use for, and the
// columns that a study names.
func (l *layer) checkKind() {
	if want := study.ShapesFor(l.role); want != "" {
		for i, g := range l.Shapes {
			if k := letterOf(g); k != 0 && !strings.ContainsRune(want, k) {
				l.found.add(WrongKind, l.at(Finding{Features: []string{l.ref(i)}, Message: fmt.Sprintf("the feature is a %s, which %s has no use for", letterNames[k], l.role)}, geo.Bound(g).Center()))
			}
		}
	}
	if l.roleBy != byStudy || l.err != nil || l.Len() == 0 {
		return
	}
	missing := func(column, what string) {
		if column != "" && l.Column(column) == nil {
			l.found.add(MissingField, Finding{Message: fmt.Sprintf("the study takes %s from the field %q, which the layer does not have", what, column)})
		}
	}
	missing(l.id, "IDs")
	for _, f := range l.fields {
		missing(f.Field, f.Attr)
	}
}

// checkIDs looks for IDs that are empty or there twice.
func (l *layer) checkIDs() {
	c := l.Column(l.id)
	if c == nil {
		return
	}
	type named struct {
		id string
		i  int
	}
	all := make([]named, 0, l.Len())
	for i := range l.Len() {
		id, _ := c.Text(i)
		if id = strings.TrimSpace(id); id == "" {
			l.found.add(MissingID, l.at(Finding{Features: []string{l.ref(i)}, Message: fmt.Sprintf("%s is empty", l.id)}, placeOf(l.Shapes[i])))
			continue
		}
		all = append(all, named{id, i})
	}
	slices.SortStableFunc(all, func(p, q named) int { return cmp.Compare(p.id, q.id) })
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].id == all[i].id {
			j++
		}
		if n := j - i; n > 1 {
			l.found.add(DuplicateID, l.at(Finding{
				Features: []string{l.ref(all[i].i)}, Count: n, weight: float64(n), Message: fmt.Sprintf("%d features have the %s %s", n, l.id, shorten(all[i].id)),
			}, placeOf(l.Shapes[all[i+1].i])))
		}
		i = j
	}
}

// placeOf is a place to look for a shape: its first point, or (0, 0).
func placeOf(g orb.Geometry) orb.Point {
	at, found := orb.Point{}, false
	eachPath(g, func(path []orb.Point) {
		if !found && len(path) > 0 {
			at, found = path[0], true
		}
	})
	return at
}
