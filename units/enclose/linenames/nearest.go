package linenames

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"renewal/units/spelling"
)

var kind = regexp.MustCompile(`(?:铁路线?|高速公路|高速|快速路|快速通道|公路|大道|大街|路|街|道|线|河|渠|巷)$`)

// Nearest lists at most n names that are like a name, the nearest first. Names are
// alike by how few characters have to change, most of all in what
// names the road: what kind of road it is and in what direction matter less, but
// another direction or another number in the place of one is another road.
func (t *Table) Nearest(name string, n int) []string {
	plain := Plain(name)
	type candidate struct {
		name  string
		score float64
	}
	var all []candidate
	for _, have := range t.names {
		best := -1.0
		for _, one := range append(split(have), Plain(have)) {
			if s := unlike(plain, one); best < 0 || s < best {
				best = s
			}
		}
		if best >= 0 && best <= farthest(plain) {
			all = append(all, candidate{have, best})
		}
	}
	slices.SortFunc(all, func(p, q candidate) int {
		return cmp.Or(cmp.Compare(p.score, q.score), strings.Compare(p.name, q.name))
	})
	var names []string
	for _, c := range all[:min(n, len(all))] {
		names = append(names, c.name)
	}
	return names
}

// farthest is how unlike a name may be and still be worth an offer: half of it changed.
func farthest(plain string) float64 { return max(2, float64(len([]rune(plain)))/2+0.5) }

const (
	directions = "东西南北中"
	numbers    = "一二三四五六七八九十0123456789"
)

// unlike says how much two names differ: the changes in what names the road, a quarter
// of those in the rest, one for each direction or number that stands in the place of
// another, and a quarter for one that only one of them has.
func unlike(a, b string) float64 {
	stemA, stemB := stem(a), stem(b)
	if stemA == "" || stemB == "" {
		return float64(spelling.Distance(a, b))
	}
	score := float64(spelling.Distance(stemA, stemB)) + float64(spelling.Distance(a, b))/4
	for _, set := range []string{directions, numbers} {
		in := func(text string) string {
			return strings.Map(func(c rune) rune {
				if strings.ContainsRune(set, c) {
					return c
				}
				return -1
			}, text)
		}
		switch p, q := in(a), in(b); {
		case p == q:
		case p == "" || q == "":
			score += 0.25
		default:
			score++
		}
	}
	return score
}

// stem is what names the road: without its kind, and without a direction or number
// before the kind or the name.
func stem(plain string) string {
	short := []rune(kind.ReplaceAllString(plain, ""))
	if len(short) > 2 && strings.ContainsRune(directions, short[len(short)-1]) {
		short = short[:len(short)-1]
	}
	return string(short)
}
