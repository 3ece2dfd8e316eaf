package wording

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	numbering = regexp.MustCompile(`^(?:\(?[一二三四五六七八九十0-9]+[)、.:]|第[一二三四五六七八九十0-9]+[章节条,、]?|[①-⑳•·*-])+`)

	// What follows the name of an area before its bounds are given.
	introduced = regexp.MustCompile(`,|:|;|位于|地处|坐落|东临|范围|四至|边界|界线|总面积|面积|是由|是|为|由|以|即|涉及|包括|\(`)

	headed = regexp.MustCompile(`(?:片区)?(?:更新|规划|建设|城市设计)?(?:指引|导则|概况|简介|情况)$`)

	general = regexp.MustCompile(`^(?:本|该|其|此)?(?:次|总)?(?:规划|研究|片区|区域|用地|地块|项目|图例.*)$`)
)

// longestTitle is how many characters a name of an area has at most.
const longestTitle = 24

// nameBefore reads the name of an area out of what stands before its bounds; "" if
// nothing there looks like one.
func nameBefore(text string) string {
	text = strings.TrimLeft(text, ",;:、")
	if i := strings.LastIndexAny(strings.TrimRight(text, ";。\n"), ";。\n"); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		text = text[i+size:]
	}
	text = numbering.ReplaceAllString(strings.TrimLeft(text, ";"), "")
	least := 2
	if m := introduced.FindStringIndex(text); m != nil {
		if text[m[0]] == ':' {
			least = 1 // 甲: …
		}
		text = text[:m[0]]
	}
	text = strings.Trim(headed.ReplaceAllString(text, ""), "\"'“”‘’《》「」。.:;,、-")
	if n := utf8.RuneCountInString(text); n < least || n > longestTitle || general.MatchString(text) {
		return ""
	}
	return text
}
