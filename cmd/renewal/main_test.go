package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs the program in process. Every script finds the drawn city in
// the folder city, but for files that it brings itself. Beyond the commands of
// testscript there are:
//
//	renewal ARGS…                          run the program
//	exit CODE                              the last run ended so
//	repair REPORT KIND FEATURE [DETAIL]    the report records this repair
func TestScripts(t *testing.T) {
	// Absolute, since runs change the folder of the process.
	scripts, err := filepath.Abs("../../testdata/cli")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:   scripts,
		Setup: func(e *testscript.Env) error { return copyMissing(filepath.Join(e.WorkDir, "city"), scripts+"/city") },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"renewal": renewalCommand, "exit": exitCommand, "repair": repairCommand,
		},
	})
}

// Runs change the folder of the process, so there is one at a time.
var folderLock sync.Mutex

func runIn(ts *testscript.TestScript, args []string) int {
	folderLock.Lock()
	defer folderLock.Unlock()
	home, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer func() { ts.Check(os.Chdir(home)) }()
	code := run(args, strings.NewReader(""), ts.Stdout(), ts.Stderr())
	ts.Setenv("code", strconv.Itoa(code))
	return code
}

func renewalCommand(ts *testscript.TestScript, neg bool, args []string) {
	if code := runIn(ts, args); (code != 0) != neg {
		ts.Fatalf("renewal %s: exit %d", strings.Join(args, " "), code)
	}
}

func exitCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: exit CODE")
	}
	if got := ts.Getenv("code"); got != args[0] {
		ts.Fatalf("exit %s, not %s", got, args[0])
	}
}

func repairCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || len(args) > 4 {
		ts.Fatalf("usage: repair REPORT KIND FEATURE [DETAIL]")
	}
	var report struct {
		Repairs []struct{ Kind, Feature, Detail string }
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &report))
	for _, r := range report.Repairs {
		if r.Kind == args[1] && r.Feature == args[2] && (len(args) == 3 || r.Detail == args[3]) {
			return
		}
	}
	ts.Fatalf("no such repair among %+v", report.Repairs)
}

// copyMissing copies a folder, but leaves alone what is there already.
func copyMissing(to, from string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(from, path)
		if err = errors.Join(err, relErr); err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if _, err := os.Stat(target); err == nil {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}
