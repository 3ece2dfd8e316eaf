package coverage_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// jtsCase is a call in the test suites of the Java Topology Suite.
type jtsCase struct {
	Suite, Test, Call string
	Args              []any
}

// texts is an argument that is a text, or a list of texts.
func (c jtsCase) texts(arg int) []string {
	list, ok := c.Args[arg].([]any)
	if !ok {
		return []string{c.Args[arg].(string)}
	}
	var texts []string
	for _, t := range list {
		texts = append(texts, t.(string))
	}
	return texts
}

func (c jtsCase) shapes(arg int) []orb.MultiPolygon {
	var all []orb.MultiPolygon
	for _, text := range c.texts(arg) {
		all = append(all, jtsAreas(text)...)
	}
	return all
}

func (c jtsCase) lines(arg int) []orb.MultiLineString {
	var all []orb.MultiLineString
	for _, text := range c.texts(arg) {
		all = append(all, jtsLines(text))
	}
	return all
}

func (c jtsCase) number(arg int) float64 { return c.Args[arg].(float64) }

// jtsAreas reads the areas of a text, those of a collection one by one. Some
// texts have a bracket too many, so a polygon ends where its second bracket
// closes. Rings that bound nothing are left out, as repairs do.
func jtsAreas(text string) []orb.MultiPolygon {
	all := []orb.MultiPolygon{}
	for _, part := range strings.Split(text, "POLYGON")[1:] {
		shape := orb.MultiPolygon{}
		var polygon orb.Polygon
		for _, ring := range strings.Split(part, ")") {
			if at := strings.LastIndex(ring, "("); at >= 0 {
				r := orb.Ring(jtsPoints(ring[at+1:]))
				if strings.Contains(ring, "((") && polygon != nil { // the next polygon begins
					shape, polygon = append(shape, polygon), nil
				}
				if geo.RingArea(r) != 0 {
					polygon = append(polygon, r)
				}
			}
		}
		if polygon != nil {
			shape = append(shape, polygon)
		}
		all = append(all, shape)
	}
	return all
}

// jtsLines reads the lines of a text.
func jtsLines(text string) orb.MultiLineString {
	var all orb.MultiLineString
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '(' || r == ')' }) {
		if l := jtsPoints(part); len(l) > 1 {
			all = append(all, l)
		}
	}
	return all
}

func jtsPoints(text string) orb.LineString {
	var l orb.LineString
	for _, pair := range strings.Split(text, ",") {
		words := strings.Fields(pair)
		if len(words) != 2 {
			continue
		}
		x, errX := strconv.ParseFloat(words[0], 64)
		y, errY := strconv.ParseFloat(words[1], 64)
		if errX == nil && errY == nil {
			l = append(l, orb.Point{x, y})
		}
	}
	return l
}

// undirected writes a line or ring the same whichever way and from wherever it
// runs.
func undirected(l orb.LineString) string {
	l = slices.Clone(l)
	if l[0] == l[len(l)-1] {
		open := l[:len(l)-1]
		least := 0
		for i := range open {
			if fmt.Sprint(open[i]) < fmt.Sprint(open[least]) {
				least = i
			}
		}
		l = append(append(slices.Clone(open[least:]), open[:least]...), open[least])
	}
	back := slices.Clone(l)
	slices.Reverse(back)
	return min(fmt.Sprint(l), fmt.Sprint(back))
}
