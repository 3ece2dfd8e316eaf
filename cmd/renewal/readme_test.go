package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// What the README says the program prints is what it prints, but for the names
// of the files.
func TestReadmeShowsWhatIsPrinted(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	study := filepath.FromSlash("../../testdata/studies/drawn/study.yaml")
	if code := run([]string{"delineate", study, "-o", t.TempDir()}, nil, &out, &errs); code != exitOK {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	var printed []string
	for line := range strings.Lines(out.String()) {
		if filepath.Ext(strings.TrimSpace(line)) == ".gpkg" {
			break
		}
		printed = append(printed, line)
	}
	if want := "```\n" + strings.Join(printed, "") + "```\n"; !strings.Contains(string(readme), want) {
		t.Errorf("the README does not show what is printed:\n%s", want)
	}
}

// The check in GitHub's notation calls commands and flags that there are.
func TestReadmeWorkflow(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(readme), "```yaml\n")
	text, _, _ := strings.Cut(after, "```\n")
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(text), &workflow); err != nil {
		t.Fatal(err)
	}
	called := 0
	for _, step := range workflow.Jobs["boundaries"].Steps {
		line, _, _ := strings.Cut(step.Run, " ||")
		if args, ours := strings.CutPrefix(line, "scripts/run.sh "); ours {
			called++
			if _, err := understand(newApp(streams{}), strings.Fields(args)); err != nil {
				t.Errorf("%s: %v", step.Run, err)
			}
		}
	}
	if called != 2 {
		t.Errorf("%d calls of the program in\n%s", called, text)
	}
}
