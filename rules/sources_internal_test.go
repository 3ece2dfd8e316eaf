package rules

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	planLine = regexp.MustCompile(`^L(\d+)(?: (.+))?$`)
	anID     = regexp.MustCompile(`^[A-Z][A-Z0-9]*\d*$`)
	english  = regexp.MustCompile(`[a-z]{2,}`)
)

func itemsOf(t *testing.T) (*Ruleset, []line) {
	t.Helper()
	rs, err := Load("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	return rs, rs.outline(Chinese)
}

// plan is the text of the plan by lines, nil without it.
func plan(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../shared/domain/000_*.txt")
	if err != nil || len(files) == 0 {
		return nil
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n")
}

// A source that a reader cannot look up is none: what is the plan's names a line of it,
// with words that stand there, and what names an item names one of this ruleset.
func TestSourcesCanBeLookedUp(t *testing.T) {
	_, items := itemsOf(t)
	ids := map[string]bool{}
	for _, i := range items {
		id, _, _ := strings.Cut(i.ID, ".")
		ids[id] = true
	}
	text := plan(t)
	if text == nil {
		t.Log("no ../shared: the words of the plan are not looked up")
	}
	for _, i := range items {
		if i.Source.Tag == "PLAN" && !strings.HasPrefix(i.Source.Ref, "L") {
			t.Errorf("%s %s is of the plan, of which line? %q", i.section, i.ID, i.Source.Ref)
		}
		for _, part := range strings.Split(i.Source.Ref, "; ") {
			m := planLine.FindStringSubmatch(part)
			switch {
			case m != nil:
				n, _ := strconv.Atoi(m[1])
				if n < 9 || n > 304 {
					t.Errorf("%s %s: the plan has no line %d", i.section, i.ID, n)
				} else if text != nil && strings.TrimSpace(text[n-1]) == "" {
					t.Errorf("%s %s: line %d of the plan is empty", i.section, i.ID, n)
				} else if text != nil && !strings.Contains(squeezed(text[n-1]), squeezed(m[2])) {
					t.Errorf("%s %s: line %d of the plan has no %q", i.section, i.ID, n, m[2])
				}
			case strings.HasPrefix(part, "D") || anID.MatchString(part):
				for _, id := range strings.Split(part, "、") {
					if id != "" && !ids[id] {
						t.Errorf("%s %s names %s, which is not in the ruleset", i.section, i.ID, id)
					}
				}
			case english.MatchString(strings.NewReplacer("bxgis", "", "Polsby-Popper", "").Replace(part)):
				t.Errorf("%s %s: %q is not in Chinese", i.section, i.ID, part)
			}
		}
	}
}

func squeezed(text string) string { return strings.ReplaceAll(text, " ", "") }

// What the ruleset gives as the plan's words stands in the lines that it names.
func TestWordsOfThePlan(t *testing.T) {
	text := plan(t)
	if text == nil {
		t.Skip("no ../shared with the text of the plan")
	}
	rs, _ := itemsOf(t)
	check := func(i Item, words string) {
		ref, _, _ := strings.Cut(i.Source.Ref, "; ")
		m := planLine.FindStringSubmatch(ref)
		if i.Source.Tag != "PLAN" || m == nil {
			return
		}
		n, _ := strconv.Atoi(m[1])
		for _, part := range strings.FieldsFunc(words, func(c rune) bool { return strings.ContainsRune("；，、：。", c) }) {
			if !strings.Contains(squeezed(text[n-1]), squeezed(part)) {
				t.Errorf("%s: line %d of the plan has no %q", i.ID, n, part)
			}
		}
	}
	for i := range rs.Categories {
		check(rs.Categories[i].Item, rs.Categories[i].Zh+"，"+rs.Categories[i].NoteZh)
	}
	for _, m := range rs.Modes[:2] {
		check(m.Item, m.Zh+"，"+m.NoteZh)
	}
	for _, reason := range rs.Modes[2].Parts {
		check(reason.Item, reason.Zh)
	}
	for _, action := range rs.Actions {
		check(action.Item, action.Zh)
		for _, project := range action.Parts {
			check(project.Item, project.Zh)
		}
	}
	said := strings.NewReplacer("三增一减一控", "“三增、一减、一控”", "加强管控，不提出更新模式", "应加强管控")
	for i := range rs.Guidance {
		check(rs.Guidance[i].Item, said.Replace(rs.Guidance[i].Zh))
	}
	for _, c := range rs.Checks {
		if c.List == "negative" {
			check(c.Item, c.Zh)
		}
	}
}

// The Chinese print is Chinese: beside IDs, names of standards and codes no word of it
// is in another language.
func TestChinesePrintIsChinese(t *testing.T) {
	rs, items := itemsOf(t)
	ids := []string{}
	for _, i := range items {
		ids = append(ids, i.ID)
	}
	for i := range rs.Criteria {
		ids = append(ids, rs.Criteria[i].ID)
	}
	slices.SortFunc(ids, func(a, b string) int { return len(b) - len(a) })
	for _, i := range items {
		for what, text := range map[string]string{"name": i.Zh, "rule": i.says, "note": Chinese.note(i.Note, i.NoteZh)} {
			words := regexp.MustCompile(`\[[a-z0-9_]+\]`).ReplaceAllString(text, "")
			for _, id := range ids {
				words = strings.ReplaceAll(words, id+" ", "")
			}
			words = strings.NewReplacer("follow_barrier", "").Replace(words)
			if english.MatchString(words) {
				t.Errorf("%s of %s %s: %s", what, i.section, i.ID, text)
			}
		}
	}
}
