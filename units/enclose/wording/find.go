package wording

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Find returns the areas that a text bounds by names, in its order. The text may be a
// whole plan: roads that are named one after another without a word that they bound
// anything are no area.
func Find(text string) []Statement {
	var all []Statement
	heading := ""
	for _, paragraph := range strings.Split(plain(text), "\n") {
		var here []Statement
		for _, sentence := range strings.SplitAfter(paragraph, "。") {
			here = append(here, inSentence(sentence)...)
		}
		for i := range here {
			if here[i].Name == "" {
				here[i].Name = heading
			}
		}
		all = append(all, here...)
		if name := nameBefore(paragraph); len(here) == 0 && name != "" {
			heading = name
		}
	}
	return all
}

func inSentence(sentence string) []Statement {
	if all := sidesIn(sentence); all != nil {
		return all
	}
	if s, ok := aroundIn(sentence, false); ok {
		return []Statement{s}
	}
	if s, ok := listIn(sentence); ok {
		return []Statement{s}
	}
	return nil
}

// ErrNoArea says that a text does not bound an area by names that can be told.
var ErrNoArea = errors.New("no area is bounded by names here")

// ErrSeveral says that a text bounds several areas.
var ErrSeveral = errors.New("several areas are bounded here")

// Parse reads the one area that a text is known to bound: names alone will do, with
// dashes or 、 or commas between them.
func Parse(text string) (Statement, error) {
	all := Find(text)
	switch {
	case len(all) == 1:
		return all[0], nil
	case len(all) > 1:
		return Statement{}, ErrSeveral
	}
	text = plain(text)
	if s, ok := aroundIn(text, true); ok {
		return s, nil
	}
	names, _ := namesOf(upToEnding(text))
	if len(names) < 2 {
		return Statement{}, ErrNoArea
	}
	names[0] = afterLead(names[0])
	s := Statement{Order: Listed, Text: text, Area: sizeOf(text)}
	for _, n := range names {
		s.Edges = append(s.Edges, Edge{Names: []string{n}})
	}
	return s, nil
}

var (
	chain    = regexp.MustCompile(`[^,;。:、\n-]+(?:-[^,;。:、\n-]+){2,}`)
	bounding = regexp.MustCompile(`围合|合围|所围|围成|围起|包围|环绕|闭合|为界|为边界|之间的?(?:区域|范围|地区|地块)|界定`)
	bounded  = regexp.MustCompile(`范围|四至|边界|界线`)
)

// aroundIn reads names with dashes between them. Unless it is known that they bound
// an area, the text has to say so.
func aroundIn(text string, known bool) (Statement, bool) {
	m := chain.FindStringIndex(text)
	if m == nil {
		return Statement{}, false
	}
	words := text[m[0]:m[1]]
	if !known && !bounding.MatchString(text[m[0]:]) && !bounded.MatchString(text[:m[0]]) {
		return Statement{}, false
	}
	s := Statement{Order: Around, Area: sizeOf(text), Name: nameBefore(text[:m[0]])}
	parts := strings.Split(words, "-")
	last := len(parts) - 1
	if name := afterLead(parts[0]); name != parts[0] {
		if s.Name == "" {
			s.Name = nameBefore(strings.TrimSuffix(parts[0], name))
		}
		parts[0] = name
	}
	parts[last] = upToEnding(parts[last])
	if parts[last] == "" {
		parts = parts[:last]
	}
	if len(parts) > 3 && parts[0] == parts[len(parts)-1] {
		parts = parts[:len(parts)-1] // back where it began
	}
	for _, p := range parts {
		names, note := namesOf(p)
		if len(names) == 0 || !known && !likeName.MatchString(names[0]) {
			return Statement{}, false
		}
		s.Edges = append(s.Edges, Edge{Names: names, Note: note})
	}
	s.Text = strings.Join(parts, "-")
	return s, true
}

// listIn reads names before a word that they bound something.
func listIn(text string) (Statement, bool) {
	m := bounding.FindStringIndex(text)
	if m == nil {
		return Statement{}, false
	}
	words := text[:m[0]]
	if i := strings.LastIndexAny(words, ":;"); i >= 0 {
		words = words[i+1:]
	}
	parts := strings.FieldsFunc(jointed(words), func(c rune) bool { return strings.ContainsRune("、,", c) })
	var edges []Edge
	lead := false
	for i := len(parts) - 1; i >= 0 && !lead; i-- {
		name := afterLead(parts[i])
		lead = name != parts[i]
		names, note := namesOf(name)
		if len(names) != 1 || !likeName.MatchString(names[0]) {
			break
		}
		edges = append([]Edge{{Names: names, Note: note}}, edges...)
	}
	if len(edges) < 2 {
		return Statement{}, false
	}
	begin := strings.Index(text, edges[0].Names[0])
	return Statement{Name: nameBefore(text[:begin]), Edges: edges, Order: Listed, Area: sizeOf(text[m[0]:]), Text: text[begin:m[0]]}, true
}

var likeName = regexp.MustCompile(`^.{0,14}` + lineEnding + `$`)

// lead is what leads in a list: 由 … 围合, 以 … 为界. 自由路 is a road.
var lead = regexp.MustCompile(`^.*?(?:[^自]由|^由|以|沿着?|位于|范围[为是]?|:|在|即|(?:区|园|城|镇|段|带|心|地块)为)`)

// afterLead is what comes after words that lead in names, if enough is left for one.
func afterLead(text string) string {
	for {
		m := lead.FindStringIndex(text)
		if m == nil || utf8.RuneCountInString(text[m[1]:]) < 2 {
			return text
		}
		text = text[m[1]:]
	}
}
