package compare

import (
	"fmt"
	"io"
	"strings"
)

// shown is how many units a summary lists.
const shown = 20

// WriteMarkdown writes a summary to post under a pull request: what failed, how well
// the layers agree, and the units that differ most.
func (r *Report) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	verdict := "✅ passed"
	if !r.Passed {
		verdict = fmt.Sprintf("❌ failed: %d units", len(r.Failures))
	}
	fmt.Fprintf(&b, "### Boundaries 边界比对: %s\n\n%s (%d units) → %s (%d units), in %s\n\n", verdict,
		escaped(r.Reference.File), r.Reference.Units, escaped(r.Candidate.File), r.Candidate.Units, escaped(r.CRS))
	b.WriteString("| limit | value | |\n| --- | ---: | --- |\n")
	for _, l := range r.Limits {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", escaped(l.Limit), optional(l.Value, 6), map[string]string{Pass: "✅", Fail: "❌", Unknown: "not measured"}[l.Outcome])
	}
	c := r.City
	fmt.Fprintf(&b, "\n| mean IoU | weighted IoU | V-measure | fit | adjusted Rand | Hausdorff, m |\n| ---: | ---: | ---: | ---: | ---: | ---: |\n| %.6f | %.6f | %s | %.6f | %s | %s |\n",
		c.MeanIoU, c.WeightedIoU, optional(c.VMeasure, 6), c.GoodnessOfFit, optional(c.AdjustedRand, 6), optional(hausdorff(c.Boundary), 5))
	if len(r.Failures) > 0 {
		b.WriteString("\n| unit | fails by |\n| --- | --- |\n")
		for i, f := range r.Failures {
			if i == shown {
				fmt.Fprintf(&b, "| … | and %d more |\n", len(r.Failures)-shown)
				break
			}
			fmt.Fprintf(&b, "| %s | %s |\n", escaped(f.name()), escaped(f.why()))
		}
	}
	r.writeUnits(&b)
	for _, warning := range r.Warnings {
		fmt.Fprintf(&b, "\n> %s\n", escaped(warning))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeUnits lists the units that differ at all.
func (r *Report) writeUnits(b *strings.Builder) {
	var rows []string
	for i := range r.Units {
		u := &r.Units[i]
		if u.Relation == OneToOne && u.OutM2 < listed && u.InM2 < listed && !u.Changed {
			continue
		}
		class := ""
		if u.Changed {
			class = u.ClassFrom + " → " + u.ClassTo
		}
		var most *float64
		if u.Boundary != nil {
			most = &u.Boundary.HausdorffM
		}
		rows = append(rows, fmt.Sprintf("| %s | %s | %.4f | %.1f | %.1f | %s | %s |\n", escaped(u.ID), strings.ReplaceAll(u.Relation, "_", " "), u.IoU, u.OutM2, u.InM2, optional(most, 4), escaped(class)))
	}
	for i := range r.New {
		rows = append(rows, fmt.Sprintf("| %s | new | 0 | | %.1f | | %s |\n", escaped(r.New[i].ID), r.New[i].AreaM2, escaped(r.New[i].Class)))
	}
	if len(rows) == 0 {
		b.WriteString("\nNothing moved. 无变化。\n")
		return
	}
	b.WriteString("\n| unit | what | IoU | out, m² | in, m² | Hausdorff, m | class |\n| --- | --- | ---: | ---: | ---: | ---: | --- |\n")
	b.WriteString(strings.Join(rows[:min(shown, len(rows))], ""))
	if n := len(rows) - shown; n > 0 {
		fmt.Fprintf(b, "\n… and %d more.\n", n)
	}
}

func hausdorff(b *CityBoundary) *float64 {
	if b == nil {
		return nil
	}
	return &b.HausdorffM
}

func optional(v *float64, digits int) string {
	if v == nil {
		return "–"
	}
	return fmt.Sprintf("%.*g", digits, *v)
}

// escaped is text of strangers in a cell of a table.
func escaped(text string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "&", "&amp;", "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`).Replace(clean(text))
}
