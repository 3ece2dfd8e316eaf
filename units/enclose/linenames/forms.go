package linenames

import (
	"regexp"
	"slices"
	"strings"
)

// synonyms are endings that mean the same, in groups.
var synonyms = [][]string{
	{"铁路", "线", "铁路线", "铁路干线"},
	{"高速", "高速公路", "高速路"},
	{"环", "环路", "环线"},
	{"环高架", "环高架路"},
	{"快速路", "快速通道"},
	{"大道", "大街道"},
}

var (
	national = regexp.MustCompile(`^(?:国道)?G?([0-9]{2,4})(?:国道)?(?:线)?$`)
	regional = regexp.MustCompile(`^(?:省道)?S?([0-9]{2,4})(?:省道)?(?:线)?$`)
)

// forms lists other ways to write a name, in a fixed order.
func forms(plain string) []string {
	var all []string
	add := func(form string) {
		if form != plain && !slices.Contains(all, form) {
			all = append(all, form)
		}
	}
	for _, group := range synonyms {
		for _, ending := range group {
			stem, ok := strings.CutSuffix(plain, ending)
			if !ok || stem == "" {
				continue
			}
			for _, other := range group {
				add(stem + other)
			}
		}
	}
	for letter, road := range map[string]*regexp.Regexp{"G": national, "S": regional} {
		word := map[string]string{"G": "国道", "S": "省道"}[letter]
		m := road.FindStringSubmatch(plain)
		if m == nil || !strings.Contains(plain, letter) && !strings.Contains(plain, word) {
			continue
		}
		for _, form := range []string{letter + m[1], m[1] + word, word + m[1], letter + m[1] + word} {
			add(form)
		}
	}
	return all
}

var (
	directed = regexp.MustCompile(`^(.+?)([东西南北中])(路|街|道|大道|大街|铁路|线)$`)
	section  = regexp.MustCompile(`^(.+?)(?:[一二三四五六七八九十0-9]+段|[东西南北中上下][段延]?段?|(?:东|西|南|北)?延长?线?|延伸段?|辅路|主路|辅道|高架|高架桥|隧道|立交桥|立交|大桥|桥)$`)
)

// wholes lists of what a name may be a part: 嵩山北路 of 嵩山路, 文化路二段 of 文化路, 东三环北路 of
// 东三环 and of 东三环路.
func wholes(plain string) []string {
	var all []string
	if m := directed.FindStringSubmatch(plain); m != nil {
		all = append(all, m[1]+m[3])
		if strings.HasSuffix(m[1], "环") {
			all = append(all, m[1])
		}
	}
	if m := section.FindStringSubmatch(plain); m != nil && len([]rune(m[1])) > 1 {
		all = append(all, m[1])
		if d := directed.FindStringSubmatch(m[1]); d != nil {
			all = append(all, d[1]+d[3])
		}
	}
	return slices.Compact(all)
}
