package units_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renewal/units"
	"renewal/units/study"
)

var drawnStudy = filepath.Join("..", "testdata", "studies", "drawn", "study.yaml")

func drawnResult(t *testing.T) *units.Result {
	t.Helper()
	s, err := study.Read(drawnStudy)
	if err != nil {
		t.Fatal(err)
	}
	r, err := units.Delineate(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// folder reads all that is in a folder, by name; a folder in it has the text "/".
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]string{}
	for _, e := range entries {
		if e.IsDir() {
			held[e.Name()] = "/"
			continue
		}
		held[e.Name()] = string(read(t, filepath.Join(dir, e.Name())))
	}
	return held
}

// earlier fills a folder with what an earlier run may have left.
func earlier(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"units.gpkg", "units.qgz", "units.xlsx", "units.geojson", "report.json", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("earlier "+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func mustBeEarlier(t *testing.T, dir string) {
	t.Helper()
	held := folder(t, dir)
	if len(held) != 6 {
		t.Errorf("the folder holds %d files", len(held))
	}
	for name, text := range held {
		if text != "earlier "+name {
			t.Errorf("%s was touched", name)
		}
	}
}

// stopper cancels a run when a stage is so many steps on.
type stopper struct {
	cancel context.CancelFunc
	stage  string
	step   int

	now   string
	steps int
	met   []string
}

func (s *stopper) Stage(name string, _ int) {
	s.now, s.steps = name, 0
	s.met = append(s.met, name)
	s.stop()
}

func (s *stopper) Step(n int) {
	s.steps += n
	s.stop()
}

func (s *stopper) stop() {
	if s.now == s.stage && s.steps >= s.step {
		s.cancel()
	}
}

func TestWriteReplacesAllFiles(t *testing.T) {
	r, dir := drawnResult(t), earlier(t)
	files, err := r.Write(context.Background(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	held := folder(t, dir)
	if len(files) != 5 || len(held) != 6 || held["notes.txt"] != "earlier notes.txt" {
		t.Errorf("wrote %v; the folder holds %d files", files, len(held))
	}
	for _, f := range files {
		if strings.HasPrefix(held[filepath.Base(f)], "earlier") {
			t.Errorf("%s is the earlier one", f)
		}
	}
	again := t.TempDir()
	if _, err := drawnResult(t).Write(context.Background(), filepath.Join(again, "new", "folder"), nil); err != nil {
		t.Fatal(err)
	}
	for name, text := range folder(t, filepath.Join(again, "new", "folder")) {
		if held[name] != text {
			t.Errorf("%s has other bytes in another run", name)
		}
	}
}

// What SQLite left beside an earlier file is not played back into this one.
// What Release lets go of is in no file.
func TestReleasedResultsAreWrittenTheSame(t *testing.T) {
	r := drawnResult(t)
	write := func() map[string]string {
		dir := t.TempDir()
		if _, err := r.Write(context.Background(), dir, nil); err != nil {
			t.Fatal(err)
		}
		return folder(t, dir)
	}
	want := write()
	for range 2 {
		r.Release()
		for name, held := range write() {
			if held != want[name] {
				t.Errorf("%s is another", name)
			}
		}
	}
}

func TestWriteDropsJournals(t *testing.T) {
	dir := earlier(t)
	if err := os.WriteFile(filepath.Join(dir, "units.gpkg-wal"), []byte("earlier"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := drawnResult(t).Write(context.Background(), dir, nil); err != nil {
		t.Fatal(err)
	}
	if held := folder(t, dir); len(held) != 6 || held["units.gpkg-wal"] != "" {
		t.Errorf("the folder holds %d files", len(held))
	}
}

// A write that is cancelled after any file leaves what was there, and no draft.
func TestWriteCancelled(t *testing.T) {
	r := drawnResult(t)
	for step := range 4 {
		ctx, cancel := context.WithCancel(context.Background())
		dir := earlier(t)
		_, err := r.Write(ctx, dir, &stopper{cancel: cancel, stage: "write", step: step})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after %d files: %v", step, err)
		}
		mustBeEarlier(t, dir)
	}
}

// A place that a file cannot take is found out before any other is taken.
func TestWriteWhereItCannot(t *testing.T) {
	r := drawnResult(t)
	for _, name := range []string{"units.gpkg", "units.qgz", "units.xlsx", "units.geojson", "report.json"} {
		dir := earlier(t)
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(dir, name, "full"), 0o777); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Write(context.Background(), dir, nil); err == nil || !strings.HasPrefix(err.Error(), "write: ") {
			t.Errorf("a folder in the place of %s: %v", name, err)
		}
		for other, text := range folder(t, dir) {
			if text != "earlier "+other && !(other == name && text == "/") {
				t.Errorf("with a folder in the place of %s, %s was touched", name, other)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Write(context.Background(), file, nil); err == nil {
		t.Error("a file in the place of the folder is no error")
	}
	if os.Geteuid() != 0 { // nothing is read-only to root
		dir := earlier(t)
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Write(context.Background(), dir, nil); err == nil {
			t.Error("a folder that is read-only is no error")
		}
		mustBeEarlier(t, dir)
	}
}

// The report is one JSON object, its numbers agree with one another, and it
// tells nothing of the machine.
func TestReportHoldsTogether(t *testing.T) {
	dir := t.TempDir()
	if _, err := drawnResult(t).Write(context.Background(), dir, nil); err != nil {
		t.Fatal(err)
	}
	text := read(t, filepath.Join(dir, "report.json"))
	var report units.Report
	if err := json.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	host, _ := os.Hostname()
	for _, secret := range []string{here, filepath.Dir(here), dir, os.TempDir() + "/", "../testdata"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the report holds %q", secret)
		}
	}
	if len(host) > 5 && strings.Contains(string(text), host) {
		t.Errorf("the report holds the host %q", host)
	}
	s := report.Summary
	if s.Atoms != len(report.Atoms) || s.ControlUnits != len(report.ControlUnits) {
		t.Errorf("summary of %d atoms and %d control units, the report has %d and %d", s.Atoms, s.ControlUnits, len(report.Atoms), len(report.ControlUnits))
	}
	atoms := map[string]units.AtomReport{}
	for _, a := range report.Atoms {
		atoms[a.ID] = a
	}
	classes := map[string]int{}
	for _, u := range report.Units {
		classes[u.Class]++
		sum := 0.0
		for _, id := range u.Atoms {
			sum += atoms[id].AreaM2
			if atoms[id].Unit != u.ID || atoms[id].District != u.District {
				t.Errorf("atom %+v in unit %s of %s", atoms[id], u.ID, u.District)
			}
		}
		if d := sum - u.AreaM2; d > 1e-3 || d < -1e-3 {
			t.Errorf("%s has %g m², its atoms %g", u.ID, u.AreaM2, sum)
		}
		if len(u.Guide.Negative) != 6 || len(u.Verdict.Tests) == 0 {
			t.Errorf("%s has %d rows of the negative list and %d tests", u.ID, len(u.Guide.Negative), len(u.Verdict.Tests))
		}
	}
	for _, c := range s.Classes {
		if c.Units != classes[c.Class] {
			t.Errorf("summary of %d units of class %s, the report has %d", c.Units, c.Class, classes[c.Class])
		}
	}
	for _, c := range report.ControlUnits {
		sum := 0.0
		for _, id := range c.Atoms {
			sum += atoms[id].AreaM2
		}
		if d := sum - c.AreaM2; d > 1e-3 || d < -1e-3 {
			t.Errorf("%s has %g m², its atoms %g", c.ID, c.AreaM2, sum)
		}
	}
}

// Wherever a run is cancelled, it ends with the error of its context.
func TestDelineateCancelled(t *testing.T) {
	s, err := study.Read(drawnStudy)
	if err != nil {
		t.Fatal(err)
	}
	whole := &stopper{}
	if _, err := units.Delineate(context.Background(), s, whole); err != nil {
		t.Fatal(err)
	}
	if len(whole.met) < 5 {
		t.Fatalf("stages are %v", whole.met)
	}
	for _, stage := range whole.met {
		for _, step := range []int{0, 2} {
			ctx, cancel := context.WithCancel(context.Background())
			w := &stopper{cancel: cancel, stage: stage, step: step}
			r, err := units.Delineate(ctx, s, w)
			if ctx.Err() != nil && (!errors.Is(err, context.Canceled) || r != nil) {
				t.Errorf("cancelled at %s, step %d: %v", stage, step, err)
			}
			if last := w.met[len(w.met)-1]; ctx.Err() != nil && step == 0 && last != stage {
				t.Errorf("cancelled at %s, it went on to %s", stage, last)
			}
			cancel()
		}
	}
}
