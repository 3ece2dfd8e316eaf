package study

import (
	"slices"
	"strings"
	"unicode"

	"renewal/rules"
)

// attributesOf lists what the columns of a layer may tell. The kind is no part of
// it, since it has a key of its own, nor is anything that is computed.
func attributesOf(role string) []rules.Attribute {
	vocabulary := rules.Vocabulary(role)
	if own, ok := ownVocabulary[role]; ok {
		vocabulary = own
	}
	var attrs []rules.Attribute
	for _, a := range vocabulary {
		if !a.Derived && a.Name != "kind" {
			attrs = append(attrs, a)
		}
	}
	return attrs
}

// ownVocabulary is that of the roles which no rule looks at.
var ownVocabulary = map[string][]rules.Attribute{
	Overrides: {
		{Name: "name", Synonyms: []string{"MC", "名称"}},
		{Name: "group", Synonyms: []string{"FZ", "分组"}}, // what belongs together, or apart
	},
	Reference: {
		{Name: "name", Synonyms: []string{"GXDYMC", "更新单元名称", "MC", "名称"}},
		{Name: "class", Synonyms: []string{"GXDYLX", "更新单元类型", "unit_class"}},
	},
}

// Attribute finds an attribute of a role; one that no vocabulary has is text.
func Attribute(role, name string) rules.Attribute {
	for _, a := range slices.Concat(rules.Vocabulary(role), ownVocabulary[role]) {
		if a.Name == name {
			return a
		}
	}
	return rules.Attribute{Name: name, Type: rules.Text}
}

// Kinds lists the kinds of a role, nil where the ruleset decides them.
func Kinds(role string) []rules.Choice {
	if role == Overrides {
		return overrideKinds
	}
	for _, a := range rules.Vocabulary(role) {
		if a.Name == "kind" {
			return a.Values
		}
	}
	return nil
}

// synonymsOfKind lists names that columns of kinds have in a role.
func synonymsOfKind(role string) []string {
	for _, a := range rules.Vocabulary(role) {
		if a.Name == "kind" {
			return a.Synonyms
		}
	}
	return nil
}

var overrideKinds = []rules.Choice{
	{Value: "together", Zh: "合并", En: "in one unit"}, {Value: "apart", Zh: "分开", En: "in different units"},
	{Value: "fixed", Zh: "固定", En: "a unit as drawn"}, {Value: "excluded", Zh: "排除", En: "in no unit"},
	{Value: OverrideCorridor, Zh: "走廊", En: "both banks of a river or both sides of a railway"},
}

// OverrideCorridor is the kind of override that declares a corridor unit: both
// banks of a river (一河两岸), or a rail belt. What it covers for the most part is
// neither cut nor kept apart by hard barriers, and becomes one unit in each
// district that it runs through.
const OverrideCorridor = "corridor"

func choiceValues(choices []rules.Choice) []string {
	var values []string
	for _, c := range choices {
		values = append(values, c.Value)
	}
	return values
}

func namesOf(attrs []rules.Attribute) []string {
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
	for _, a := range attributesOf(role) {
		if plainName(a.Name) == plain {
			return a.Name
		}
	}
	for _, a := range attributesOf(role) {
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
