package wording

import (
	"regexp"
	"slices"
	"strings"
)

const compass = `西北|东北|东南|西南|[东西南北]`

var (
	// 西至, 东侧为, 南以, 北临 …: the name comes after.
	ahead = regexp.MustCompile(`(` + compass + `)(?:面|侧|边|部|端|界|起点)?(?:起自|起于|起|至|到|抵|达|止于|临近|临|紧邻|紧靠|毗邻|相邻|邻|靠近|靠|接|连|依|濒|边界为|边界是|边界至|边界:|界为|界|以|沿|为|是|:)于?`)

	// …以东, …以西: the name comes before, and lies on the other side of the area. The
	// empty group is where these words end.
	after = regexp.MustCompile(`以(` + compass + `)()(?:的|以及|及|和|与|区域|范围|地区|、|,|;|。|-|\(|围|所|$)`)

	// … 为东界: the name comes before.
	bordering = regexp.MustCompile(`为(` + compass + `)(?:部|侧|面)?边?界线?()`)

	// 东、西、南、北分别至 …: names in the same order.
	together = regexp.MustCompile(`((?:[东西南北][、,]?){2,4})(?:四至|四面|四侧|四边|面|侧)?(?:分别|依次|各)?(?:至|到|以|为|临|是|沿|界为|抵)`)

	// What ends the names of the last side.
	ending = regexp.MustCompile(`。|;|\n|,?(?:总|规划|用地|总用地|占地|建设用地)?面积|,?约[0-9]|,?共(?:计)?[0-9]|围合|合围|所围|围成|的(?:区域|范围|地区|地块|片区|用地)|(?:区域|范围)(?:内|,|。|$)|为界|为边界`)
)

// sidesIn reads sides from one sentence; nil if it gives fewer than two. Where a side
// comes again the next area begins.
func sidesIn(text string) []Statement {
	for _, read := range []func(string) []Statement{sidesTogether, sidesBordering, sidesAhead, sidesAfter} {
		if all := slices.DeleteFunc(read(text), func(s Statement) bool { return len(s.Edges) < 2 }); len(all) > 0 {
			return all
		}
	}
	return nil
}

func sidesAhead(text string) []Statement {
	marks := slices.DeleteFunc(ahead.FindAllStringSubmatchIndex(text, -1), func(m []int) bool {
		return strings.HasSuffix(text[:m[0]], "以") // 以东以及 …
	})
	var c collector
	for i, m := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		stretch := upToEnding(text[m[1]:end])
		c.add(text, m[0], m[1]+len(stretch), end, sideWords[text[m[2]:m[3]]], stretch)
	}
	return c.done()
}

func sidesAfter(text string) []Statement { return sidesBehind(text, after, Side.Opposite) }

func sidesBordering(text string) []Statement {
	return sidesBehind(text, bordering, func(s Side) Side { return s })
}

// sidesBehind reads sides that are told after the name, each of them in words that mean
// another.
func sidesBehind(text string, told *regexp.Regexp, means func(Side) Side) []Statement {
	var c collector
	start := 0
	marks := told.FindAllStringSubmatchIndex(text, -1)
	for i, m := range marks {
		until := len(text)
		if i+1 < len(marks) {
			until = marks[i+1][0]
		}
		name := lastPart(text[start:m[0]])
		c.add(text, m[0]-len(name), m[4], until, means(sideWords[text[m[2]:m[3]]]), name)
		start = m[4]
	}
	return c.done()
}

func upToEnding(text string) string {
	if e := ending.FindStringIndex(text); e != nil {
		return text[:e[0]]
	}
	return text
}

// leadingNote is what brackets say of the side before.
var leadingNote = regexp.MustCompile(`^\([^()]*\)`)

// lastPart is the name right before 以东: what stands before the last comma, or before
// a word that leads in, is of the sentence.
func lastPart(stretch string) string {
	stretch = strings.TrimLeft(leadingNote.ReplaceAllString(stretch, ""), "的、,;及和与 ")
	if i := strings.LastIndexAny(stretch, ",;:。"); i >= 0 {
		stretch = strings.TrimPrefix(stretch[i:], "。")
		stretch = strings.TrimLeft(stretch, ",;:")
	}
	return afterLead(stretch)
}

func sidesTogether(text string) []Statement {
	var c collector
	for _, m := range together.FindAllStringSubmatchIndex(text, -1) {
		var sides []Side
		for _, w := range text[m[2]:m[3]] {
			if s, ok := sideWords[string(w)]; ok {
				sides = append(sides, s)
			}
		}
		stretch := upToEnding(text[m[1]:])
		names, _ := namesOf(stretch)
		if len(names) != len(sides) || len(sides) < 3 && !strings.Contains(text[m[0]:m[1]], "分别") { // 东南至 … is one side
			continue
		}
		for k, side := range sides {
			c.add(text, m[0], m[1]+len(stretch), len(text), side, names[k])
		}
	}
	return c.done()
}
