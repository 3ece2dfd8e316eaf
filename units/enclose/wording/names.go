package wording

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// lineEnding is what names of lines end in; after one of them 和 or 与 joins two names.
const lineEnding = `(?:路|街|道|线|河|渠|环|巷|桥|江|湖|沟|溪|水|堤|岸|高速|国道|省道|铁路|公路|运河|胡同|里|[0-9]|段|站|站场)`

var (
	joint = regexp.MustCompile(`(` + lineEnding + `)(?:以及|和|与|及|并|至)`)

	// What stands around a name and is not of it.
	before = regexp.MustCompile(`^(?:分别|大致|基本|均|皆|则|其|为|是|至|到|起|于|自|由|以|沿|临|接|靠|邻|抵|达|:|,|、|现状|规划的|规划中的)+`)
	behind = regexp.MustCompile(`(?:[二两三四五六七八九十0-9]+条(?:城市)?(?:道路|干道|主干道|线路|街道|路|街|线)?|为界|为边界|为止|一线|一带|沿线|两侧|道路中心线|中心线|中线|道路红线|红线|边线|边界线|用地边界|边界|围合|合围|所围|围成|之间|等|止|,|、|:|;|-)+$`)
)

// jointed writes 、 for 和 and the like between names, but for what brackets hold.
func jointed(text string) string {
	var b strings.Builder
	from := 0
	for _, m := range brackets.FindAllStringIndex(text, -1) {
		b.WriteString(joint.ReplaceAllString(text[from:m[0]], "$1、"))
		b.WriteString(text[m[0]:m[1]])
		from = m[1]
	}
	b.WriteString(joint.ReplaceAllString(text[from:], "$1、"))
	return b.String()
}

// namesOf splits a stretch of plain text into names: at 、 and commas, and at 和 or 与
// behind what a name ends in. What brackets say comes back as a note.
func namesOf(text string) (names []string, note string) {
	text, note = withoutNotes(text)
	for _, name := range strings.FieldsFunc(jointed(text), func(c rune) bool { return strings.ContainsRune("、,;/|-", c) }) {
		if name = trimmed(name); name != "" {
			names = append(names, name)
		}
	}
	return names, note
}

// trimmed takes off what belongs to the sentence and not to a name, unless nothing
// would be left of it.
func trimmed(name string) string {
	for _, around := range []*regexp.Regexp{before, behind} {
		if short := around.ReplaceAllString(name, ""); utf8.RuneCountInString(short) > 1 {
			name = short
		}
	}
	return strings.Trim(name, "\"'“”‘’《》「」。.:;,、-·* ")
}
