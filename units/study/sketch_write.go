package study

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"renewal/rules/landuse"
)

// writeSketch writes the study file. Text from the files goes into YAML quoted
// where need be, and into comments without line breaks.
func writeSketch(g guesses) []byte {
	var b bytes.Buffer
	b.WriteString(`# A study for renewal, written by "renewal init" from the files found. Every line
# is a guess: read it, correct it, then run: renewal delineate STUDY
`)
	fmt.Fprintf(&b, "\nname: %s\n", yamlScalar(orElse(g.name, "study")))
	if g.crs != "" {
		fmt.Fprintf(&b, "\n# Working coordinate system, projected and in metres:\n# %s.\ncrs: %s\n", yamlComment(g.crsWhy), yamlScalar(g.crs))
	} else {
		b.WriteString("\n# Working coordinate system, projected and in metres. No file states one.\n# crs: EPSG:4547\n")
	}
	fmt.Fprintf(&b, `
# What the land-use codes mean: %s. It is not guessed, since
# codes are the same with other meanings (1001 is industry, or railway).
# landuse_scheme: ydyh2023

ruleset: %s

layers:
`, commaList(landuse.Schemes()), defaultRuleset)
	for i := 0; i < len(g.layers); {
		role := g.layers[i].role
		of := g.layers[i:]
		if end := slices.IndexFunc(of, func(l sketched) bool { return l.role != role }); end >= 0 {
			of = of[:end]
		}
		i += len(of)
		if role == "" {
			writeUnused(&b, of)
			continue
		}
		writeRole(&b, role, of)
	}
	for _, r := range roleSpecs {
		if r.required && len(g.of(r.name)) == 0 {
			fmt.Fprintf(&b, "\n  # Needed, and not found:\n  # %s: {file: FILE, layer: LAYER, id: COLUMN}\n", r.name)
		}
	}
	b.WriteString(`
# What the study area has none of; a role that has no layer is not known otherwise.
# none: [greens, policy_zones.axis]

# What the ruleset has defaults for; metres and square metres.
# options:
#   gap: 2               # narrower gaps between control units are filled
#   follow: 10           # closer edges of districts and control units are the same
#   overlap: longest_border   # who keeps an overlap: ` + commaList(overlapOwners) + `
#   no_district: error   # land in no district: ` + commaList(noDistricts) + `
`)
	return b.Bytes()
}

func writeRole(b *bytes.Buffer, role string, of []sketched) {
	fmt.Fprintf(b, "\n  %s:\n", role)
	for _, l := range of {
		fmt.Fprintf(b, "    # %s. Guessed by %s.\n", yamlComment(l.described()), yamlComment(l.why))
		first, indent := "    ", "    "
		if len(of) > 1 {
			first, indent = "    - ", "      "
		}
		fmt.Fprintf(b, "%sfile: %s\n", first, yamlScalar(l.written))
		if !l.alone {
			fmt.Fprintf(b, "%slayer: %s\n", indent, yamlScalar(l.layer))
		}
		if l.crs == "" {
			fmt.Fprintf(b, "%s# The file states no coordinate system.\n%s# crs: EPSG:4326\n", indent, indent)
		}
		if l.id != "" {
			fmt.Fprintf(b, "%sid: %s\n", indent, yamlScalar(l.id))
		} else {
			fmt.Fprintf(b, "%s# No column looks like IDs; they are made from the shapes.\n%s# id: COLUMN\n", indent, indent)
		}
		writeKind(b, indent, l)
		if len(l.fields) > 0 {
			if share := l.firstShare(); share.Attr != "" {
				fmt.Fprintf(b, "%s# Shares go from 0 to 1. Percents are {field: %s, scale: 0.01}.\n", indent, yamlComment(yamlScalar(share.Field)))
			}
			fmt.Fprintf(b, "%sfields:\n", indent)
			for _, f := range l.fields {
				if f.Scale != 0 {
					fmt.Fprintf(b, "%s  %s: {field: %s, scale: %g}   # it goes beyond 1, as percents do\n", indent, f.Attr, yamlScalar(f.Field), f.Scale)
				} else {
					fmt.Fprintf(b, "%s  %s: %s\n", indent, f.Attr, yamlScalar(f.Field))
				}
			}
		}
		if len(l.rest) > 0 {
			fmt.Fprintf(b, "%s# other columns: %s\n", indent, yamlComment(commaList(l.rest)))
		}
	}
}

// firstShare is the first field that is taken for shares, empty if none is.
func (l *sketched) firstShare() FieldMapping {
	for _, f := range l.fields {
		for _, a := range attributesOf(l.role) {
			if a.Name == f.Attr && a.Unit == "share" && f.Scale == 0 {
				return f
			}
		}
	}
	return FieldMapping{}
}

func writeKind(b *bytes.Buffer, indent string, l sketched) {
	spec, _ := roleNamed(l.role)
	switch {
	case l.kind != nil && l.kind.Const != "":
		fmt.Fprintf(b, "%s# by the name of the layer\n%skind: %s\n", indent, indent, yamlScalar(l.kind.Const))
	case l.kind != nil:
		fmt.Fprintf(b, "%skind:\n%s  field: %s\n%s  values:\n", indent, indent, yamlScalar(l.kind.Field), indent)
		for _, v := range slices.Sorted(maps.Keys(l.kind.Values)) {
			if kind := l.kind.Values[v]; kind != "" {
				fmt.Fprintf(b, "%s    %s: %s\n", indent, yamlScalar(v), yamlScalar(kind))
			} else {
				fmt.Fprintf(b, "%s    # %s: not used\n", indent, yamlComment(yamlScalar(v)))
			}
		}
	case spec.kind == kindRequired && Kinds(l.role) != nil:
		known := choiceValues(Kinds(l.role))
		fmt.Fprintf(b, "%s# Not known. One of %s.\n%skind: %s\n", indent, commaList(known), indent, known[len(known)-1])
	case spec.kind == kindRequired:
		fmt.Fprintf(b, "%s# Not known; the ruleset lists its kinds.\n%skind: other\n", indent, indent)
	}
}

func writeUnused(b *bytes.Buffer, layers []sketched) {
	b.WriteString("\n  # Not used, since nothing tells what they are:\n")
	for _, l := range layers {
		fmt.Fprintf(b, "  #   %s: %s\n", yamlComment(l.described()), yamlComment(commaList(l.columns)))
	}
}

func (f *foundLayer) described() string {
	features := "features"
	if f.count == 1 {
		features = "feature"
	}
	return fmt.Sprintf("%s: %s, %d %s", f.named(), orElse(f.geometry, "shapes of several kinds"), f.count, features)
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// plainScalar is text that YAML takes as it is: letters of any script, digits,
// and marks that mean nothing inside a word.
var plainScalar = regexp.MustCompile(`^[\pL_./][\pL\pN_./-]*(:[\pL\pN_./-]+)*$`)

// yamlScalar writes text so that YAML reads the same text.
func yamlScalar(text string) string {
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null", "":
		return strconv.Quote(text)
	}
	if plainScalar.MatchString(text) && !strings.HasPrefix(text, ".") && !strings.HasPrefix(text, "---") || strings.HasPrefix(text, "../") && plainScalar.MatchString(text) {
		return text
	}
	return yamlQuoted(text)
}

// yamlQuoted is text in double quotes, with escapes that YAML and JSON share.
func yamlQuoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case unicode.IsPrint(c):
			b.WriteRune(c)
		case c > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, c)
		default:
			fmt.Fprintf(&b, `\u%04x`, c)
		}
	}
	return b.String() + `"`
}

// yamlComment keeps text from other hands on its line.
func yamlComment(text string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsPrint(c) {
			return ' '
		}
		return c
	}, text)
}
