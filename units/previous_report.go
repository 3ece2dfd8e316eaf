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

// previousReport is what is read of an earlier report.json.
type previousReport struct {
	Format string `json:"format"`
	Study  struct {
		AreaMethod string `json:"area_method"`
	} `json:"study"`
	Checkup previousIndicators `json:"checkup"`
	Units   []struct {
		ID      string             `json:"id"`
		Class   string             `json:"class"`
		Checkup previousIndicators `json:"checkup"`
	} `json:"units"`
	Atoms   []AtomReport `json:"atoms"`
	Changes []Change     `json:"changes"`
}

type previousIndicators []struct {
	ID    string         `json:"id"`
	Value rules.Quantity `json:"value"`
}

func readPreviousReport(path string) (*previousReport, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", rolePrevious, path, geo.ErrNoFile)
	}
	if info.Size() > mostReport {
		return nil, fmt.Errorf("%s: %s: %w: over 1 GiB", rolePrevious, path, geo.ErrUnreadable)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", rolePrevious, path, err)
	}
	r := &previousReport{}
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("%s: %s: %w: %v", rolePrevious, path, geo.ErrUnreadable, err)
	}
	if r.Format != reportFormat {
		return nil, fmt.Errorf("%s: %s: %w: its format is %q, not %q", rolePrevious, path, geo.ErrUnreadable, r.Format, reportFormat)
	}
	return r, nil
}

// checkup puts beside every indicator of a new report what the earlier one had
// (更新成效再体检): of units by their IDs, and of the city. A unit or an indicator that
// the earlier report lacks has no earlier value.
func (p *previousReport) checkup(r *Report) {
	put := func(now []Indicator, was previousIndicators) {
		for i := range now {
			for _, w := range was {
				if w.ID == now[i].ID {
					value := w.Value
					now[i].Previous = &value
				}
			}
		}
	}
	put(r.Checkup, p.Checkup)
	of := map[string]previousIndicators{}
	for _, u := range p.Units {
		of[u.ID] = u.Checkup
	}
	for i := range r.Units {
		put(r.Units[i].Checkup, of[r.Units[i].ID])
	}
}
