package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
