package rules

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

//go:embed zhengzhou.yaml zhengzhou.examples.yaml
var builtin embed.FS

// Builtin lists the rulesets that come with the program.
func Builtin() []string { return []string{"zhengzhou"} }

// Load reads a ruleset: one of [Builtin] by its name, or a file by its path,
// which has a dot or a slash in it.
func Load(name string) (*Ruleset, error) {
	if slices.Contains(Builtin(), name) {
		data, err := builtin.ReadFile(name + ".yaml")
		if err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
		return Parse(name+".yaml", data)
	}
	if !strings.ContainsAny(name, `./\`) {
		return nil, fmt.Errorf("rules: %w: %q is neither a path nor one of %s", ErrRuleset, name, strings.Join(Builtin(), ", "))
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("rules: %w: %w", ErrRuleset, err)
	}
	return Parse(filepath.Base(name), data)
}

// SourceOf returns the text of one of [Builtin].
func SourceOf(name string) ([]byte, error) {
	data, err := builtin.ReadFile(name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("rules: no ruleset %q comes with the program", name)
	}
	return data, nil
}

// Parse reads a ruleset from the content of a file. The name is for errors,
// which are [Errors] and give line and column.
func Parse(name string, data []byte) (*Ruleset, error) {
	p := &problems{file: name, misspelt: map[place]bool{}}
	lines := strings.Split(string(data), "\n")
	raw, ok := decode(data, p)
	if !ok {
		p.within(lines)
		return nil, p.err()
	}
	sum := sha256.Sum256(data)
	b := &builder{problems: p, lines: lines, places: map[string]place{}, rs: &Ruleset{Digest: hex.EncodeToString(sum[:])}}
	b.build(&raw)
	p.within(lines)
	if err := p.err(); err != nil {
		return nil, err
	}
	return b.rs, nil
}

// builder makes a ruleset of its raw form and notes what is wrong.
type builder struct {
	*problems
	lines  []string
	rs     *Ruleset
	places map[string]place // of IDs, by "list id"
}

// build looks at every part, whatever is wrong with the others, so that one
// reading tells all.
func (b *builder) build(raw *rawRuleset) {
	b.head(&raw.Ruleset)
	b.fabric(&raw.Fabric)
	b.enclosure(&raw.Enclosure)
	b.delineation(&raw.Delineation)
	b.categories(raw.Categories)
	b.resources(raw.Resources)
	b.statistics(raw.Statistics)
	b.measures(raw.Measures)
	b.criteria(raw.Criteria)
	b.classes(raw.Classes, raw.Screen)
	b.checks(raw.Checks)
	b.rs.Modes = b.advice(raw.Modes, "mode")
	b.rs.Actions = b.advice(raw.Actions, "action")
	b.guidance(raw.Guidance)
	b.indicators(raw.Checkup)
	b.priorities(raw.Priority)
	b.reachable()
	if len(b.found) == 0 {
		b.rs.judge = newJudge(b.rs)
	}
}

// section is where a key of the top level stands, or the start of the file.
func (b *builder) section(key string) place {
	for i, line := range b.lines {
		if strings.HasPrefix(line, key+":") {
			return place{i + 1, 1}
		}
	}
	return place{}
}

func (b *builder) head(raw *item[rawHead]) {
	h := &raw.v
	b.rs.Name = b.id(h.Name, raw.at, "name")
	b.rs.Version = b.text(h.Version, raw.at, "version")
	b.rs.Zh = b.text(h.Zh, raw.at, "zh")
	b.rs.En = b.text(h.En, raw.at, "en")
	b.rs.Note = b.optional(h.Note)
	b.rs.NoteZh = b.optional(h.NoteZh)
}

var idForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// id is a name that expressions and other items can use.
func (b *builder) id(s scalar, at place, what string) string {
	id := b.text(s, at, what)
	if id != "" && !idForm.MatchString(id) {
		b.at(s.at, "%s %q is not made of letters, digits and _", what, id)
		return ""
	}
	return id
}

// own reads the ID of an entry and refuses one that is taken.
func (b *builder) own(s scalar, at place, list string) string {
	id := b.id(s, at, "id")
	if id == "" {
		return ""
	}
	if first, taken := b.places[list+" "+id]; taken {
		b.at(s.at, "%s %q is already defined in line %d", list, id, first.line)
	}
	b.places[list+" "+id] = s.at
	return id
}

// text is a text that must be there; numbers are taken as they are written.
func (b *builder) text(s scalar, at place, what string) string {
	switch s.kind {
	case aText, aNumber, aBool:
		if t := strings.TrimSpace(s.text); t != "" {
			return t
		}
		b.at(s.at, "%s is empty", what)
	case absent:
		b.missing(at, "%s is missing", what)
	case nothing:
		b.at(s.at, "%s has no value", what)
	case refused:
	default:
		b.at(s.at, "%s must be a text", what)
	}
	return ""
}

func (b *builder) optional(s scalar) string {
	if s.kind == absent {
		return ""
	}
	return b.text(s, s.at, "value")
}

func (b *builder) number(s scalar, at place, what string) float64 {
	switch s.kind {
	case aNumber:
		return s.number
	case absent:
		b.missing(at, "%s is missing", what)
	case refused:
	default:
		b.at(s.at, "%s must be a number", what)
	}
	return 0
}

// word is a text out of a list.
func (b *builder) word(s scalar, at place, what string, words []string) string {
	w := b.text(s, at, what)
	if w != "" && !slices.Contains(words, w) {
		b.at(s.at, "%s %q is none of %s", what, w, strings.Join(words, ", "))
		return ""
	}
	return w
}

func (b *builder) source(raw *item[rawSource], at place) Source {
	if raw.at == (place{}) {
		b.missing(at, "source is missing")
		return Source{}
	}
	return Source{b.word(raw.v.Tag, raw.at, "tag", Tags()), b.optional(raw.v.Ref)}
}

func (b *builder) named(id string, zh, en, note, noteZh scalar, source *item[rawSource], at place) Item {
	return Item{ID: id, Zh: b.text(zh, at, "zh"), En: b.text(en, at, "en"), Source: b.source(source, at), Note: b.optional(note), NoteZh: b.optional(noteZh)}
}
