package units

import (
	"encoding/json"
	"fmt"
	"os"

	"renewal/geo"
	"renewal/rules"
)

// mostReport bounds an earlier report, in bytes: a city of ten thousand units has
// less.
const mostReport = 1 << 30

// After puts beside every indicator of the checkup what an earlier report of the
// same place had (更新成效再体检): of units by their IDs, and of the city. A unit or an
// indicator that the earlier report lacks has no earlier value.
func (r *Result) After(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, geo.ErrNoFile)
	}
	if info.Size() > mostReport {
		return fmt.Errorf("%s: %w: over 1 GiB", path, geo.ErrUnreadable)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	type indicators []struct {
		ID    string         `json:"id"`
		Value rules.Quantity `json:"value"`
	}
	var earlier struct {
		Format  string     `json:"format"`
		Checkup indicators `json:"checkup"`
		Units   []struct {
			ID      string     `json:"id"`
			Checkup indicators `json:"checkup"`
		} `json:"units"`
	}
	if err := json.Unmarshal(data, &earlier); err != nil {
		return fmt.Errorf("%s: %w: %v", path, geo.ErrUnreadable, err)
	}
	if earlier.Format != r.Report.Format {
		return fmt.Errorf("%s: %w: its format is %q, not %q", path, geo.ErrUnreadable, earlier.Format, r.Report.Format)
	}
	put := func(now []Indicator, was indicators) {
		for i := range now {
			for _, w := range was {
				if w.ID == now[i].ID {
					value := w.Value
					now[i].Previous = &value
				}
			}
		}
	}
	put(r.Report.Checkup, earlier.Checkup)
	of := map[string]indicators{}
	for _, u := range earlier.Units {
		of[u.ID] = u.Checkup
	}
	for i := range r.Report.Units {
		put(r.Report.Units[i].Checkup, of[r.Report.Units[i].ID])
	}
	return nil
}
