package units_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"renewal/geo"
	"renewal/units"
	"renewal/units/study"
)

// A report set after itself has the values of before beside equal ones of now.
func TestAfter(t *testing.T) {
	folder := filepath.Join("..", "testdata", "studies", "drawn")
	s, err := study.Read(filepath.Join(folder, "study.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := units.Delineate(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Report.Checkup[0].Previous != nil {
		t.Error("without an earlier report there is an earlier value")
	}
	if err := r.After(filepath.Join(folder, "want", "report.json")); err != nil {
		t.Fatal(err)
	}
	all := [][]units.Indicator{r.Report.Checkup}
	for _, u := range r.Report.Units {
		all = append(all, u.Checkup)
	}
	for _, list := range all {
		for _, n := range list {
			if n.Previous == nil || n.Previous.Low != n.Value.Low || n.Previous.High != n.Value.High {
				t.Errorf("%s is %v and was %v", n.ID, n.Value, n.Previous)
			}
		}
	}
	bad := filepath.Join(t.TempDir(), "report.json")
	for _, text := range []string{"", "[]", `{"format": "renewal-report/0"}`, `{"format": "renewal-report/1", "checkup": [{"value": "many"}]}`} {
		if err := os.WriteFile(bad, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := r.After(bad); !errors.Is(err, geo.ErrUnreadable) {
			t.Errorf("%q gives %v", text, err)
		}
	}
	if err := r.After(bad + "x"); !errors.Is(err, geo.ErrNoFile) {
		t.Errorf("no file gives %v", err)
	}
}
