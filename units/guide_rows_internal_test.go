package units

import (
	"strings"
	"testing"

	"renewal/units/study"
)

// The seven columns are always there, in the plan's order; one that nothing
// speaks to is empty and left for a person.
func TestGuideRows(t *testing.T) {
	r := running(t, drawn(t, twoUnits(t), layerOf(t, study.Parcels,
		drawing{"estate", box(0, 0, 25, 10), attrs{"landuse": "070102", "build_year": 1980, "danger_grade": "A", "vacancy": 0, "idle": 0, "idle_years": 0, "heritage": 0, "character": 0}},
		drawing{"road", box(100, 0, 200, 100), attrs{"landuse": "1207", "heritage": 0, "idle": 0, "idle_years": 0}})))
	rows := r.unit("W").Guide.Rows
	var ids []string
	for _, row := range rows {
		ids = append(ids, row.ID)
		if row.Derived != (row.TextZh != "") || row.Derived != (row.TextEn != "") || row.Derived != (row.Source != "") {
			t.Errorf("%s is derived %v and says %q, %q from %q", row.ID, row.Derived, row.TextZh, row.TextEn, row.Source)
		}
	}
	if got := strings.Join(ids, " "); got != "extent objects goal mode function tasks policy" {
		t.Errorf("columns are %s", got)
	}
	for id, want := range map[string]string{
		"extent":   "公顷",
		"objects":  "老旧小区0.03公顷（1处）",
		"function": "居住用地（100%）", // roads are no function
	} {
		for _, row := range rows {
			if row.ID == id && !strings.Contains(row.TextZh, want) {
				t.Errorf("%s is %q, want %s", id, row.TextZh, want)
			}
		}
	}
}
