package units

import (
	"strings"
	"unicode"
)

// attribute is something a layer of some role may tell of its features.
type attribute struct {
	Name     string
	Synonyms []string // names that columns have for it: English, Chinese, pinyin
}

// attributes lists what the layers of a role may tell. The kind is no part of
// it: it has a key of its own in the study file.
func attributes(role string) []attribute { return vocabulary[role] }

func namesOf(attrs []attribute) []string {
	var names []string
	for _, a := range attrs {
		names = append(names, a.Name)
	}
	return names
}

// meant returns the attribute of a role that a column name stands for, "" if
// it is none. Case, blanks, hyphens and underscores do not count.
func meant(role, column string) string {
	plain := plainName(column)
	for _, a := range attributes(role) {
		if plainName(a.Name) == plain {
			return a.Name
		}
		for _, s := range a.Synonyms {
			if plainName(s) == plain {
				return a.Name
			}
		}
	}
	return ""
}

func plainName(name string) string {
	return strings.Map(func(c rune) rune {
		if c == '_' || c == '-' || unicode.IsSpace(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, name)
}
