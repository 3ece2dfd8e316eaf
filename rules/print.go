package rules

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Print writes a ruleset for people to read: item by item, in the order of the
// file, with names, what it comes to, source and note. Names and notes are taken
// as the file has them, without what a terminal would obey.
func (rs *Ruleset) Print(w io.Writer, l Language) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  (%s %s)\n", plain(l.say(rs.Zh, rs.En)), rs.Name, plain(rs.Version))
	if note := l.note(rs.Note, rs.NoteZh); note != "" {
		fmt.Fprintf(&b, "%s\n", plain(note))
	}
	section := ""
	for _, line := range rs.outline(l) {
		if line.section != section {
			section = line.section
			words := sectionWords[section]
			fmt.Fprintf(&b, "\n%s\n\n", l.say(words[0], words[1]))
		}
		fmt.Fprintf(&b, "  %-16s %s", line.ID, plain(l.say(line.Zh, line.En)))
		if line.says != "" {
			fmt.Fprintf(&b, "%s%s", l.say("：", ": "), plain(line.says))
		}
		fmt.Fprintf(&b, "  [%s", l.tag(line.Source.Tag))
		if line.Source.Ref != "" {
			fmt.Fprintf(&b, " %s", plain(line.Source.Ref))
		}
		b.WriteString("]\n")
		if note := l.note(line.Note, line.NoteZh); note != "" {
			fmt.Fprintf(&b, "  %-16s %s%s\n", "", l.say("注：", "note: "), plain(note))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var tagWords = map[string][2]string{
	"PLAN": {"规划", "plan"}, "NAT": {"国家标准", "national"}, "LOC": {"地方做法", "other place"}, "ACA": {"文献", "paper"}, "TOOL": {"软件默认", "software"}, "OURS": {"自拟", "ours"},
}

func (l Language) tag(tag string) string {
	words := tagWords[tag]
	return l.say(words[0], words[1])
}

// note is a note in the language, or in the other where the file has it in that alone.
func (l Language) note(en, zh string) string { return l.say(cmp.Or(zh, en), cmp.Or(en, zh)) }

// plain keeps a text on its line: whatever controls a terminal or turns the
// direction of writing is replaced.
func plain(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t':
			return ' '
		case unicode.IsControl(c) || unicode.Is(unicode.Cf, c):
			return unicode.ReplacementChar
		}
		return c
	}, text)
}
