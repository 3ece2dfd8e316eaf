package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"renewal/units/compare"
)

// writeComparison prints how well two layers agree, and the worst units.
func writeComparison(w io.Writer, r *compare.Report, worst int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s → %s in %s\n\n", oneLine(sideName(r.Reference)), oneLine(sideName(r.Candidate)), r.CRS)
	writeTable(&b, cityRows(r), 2)
	if r.Classes != nil {
		b.WriteByte('\n')
		writeTable(&b, classRows(r.Classes), 2)
	}
	b.WriteByte('\n')
	shown := worstUnits(r.Units, worst)
	writeUnits(&b, shown)
	if n := len(r.Units) - len(shown); n > 0 {
		fmt.Fprintf(&b, "… and %s more; --worst 0 lists all\n", grouped(n))
	}
	for i, f := range r.New {
		if i == worst && worst > 0 {
			fmt.Fprintf(&b, "… and %s more new ones\n", grouped(len(r.New)-worst))
			break
		}
		fmt.Fprintf(&b, "new: %s, %s m²%s\n", oneLine(f.ID), metresText(f.AreaM2, 1), oneLine(landText(" from ", f.From)))
	}
	if k := len(r.NotCovered); k > 0 {
		fmt.Fprintf(&b, "left out, since the candidate does not touch them: %s units\n", grouped(k))
	}
	b.WriteByte('\n')
	writeTable(&b, limitRows(r), 3)
	_, err := io.WriteString(w, b.String())
	return err
}

// worstUnits are the first n, or all for 0, and of the rest those whose class changed.
func worstUnits(units []compare.Unit, n int) []compare.Unit {
	if n == 0 || n > len(units) {
		return units
	}
	shown := slices.Clone(units[:n])
	for _, u := range units[n:] {
		if u.Changed {
			shown = append(shown, u)
		}
	}
	return shown
}

func sideName(l compare.LayerReport) string {
	name := l.File
	if l.Layer != "" {
		name += ":" + l.Layer
	}
	if l.By != "" {
		name += " by " + l.By
	}
	return fmt.Sprintf("%s (%s units)", name, grouped(l.Units))
}

func cityRows(r *compare.Report) [][]string {
	c := r.City
	rows := [][]string{
		{"平均交并比", "mean IoU", share(&c.MeanIoU)},
		{"面积加权交并比", "area-weighted IoU", share(&c.WeightedIoU)},
		{"V 度量", "V-measure", share(c.VMeasure)},
		{"同质性", "homogeneity", share(c.Homogeneity)},
		{"完整性", "completeness", share(c.Completeness)},
		{"拟合优度", "goodness of fit", share(&c.GoodnessOfFit)},
		{"调整兰德指数", "adjusted Rand", share(c.AdjustedRand)},
		{"过分割", "over-segmentation", share(&c.OverSegmentation)},
		{"欠分割", "under-segmentation", share(&c.UnderSegmentation)},
	}
	if b := c.Boundary; b != nil {
		rows = append(rows, []string{"边界平均距离", "boundary, mean", metresText(b.MeanM, 3) + " m"},
			[]string{"豪斯多夫距离", "Hausdorff", metresText(b.HausdorffM, 3) + " m"})
		for _, w := range b.Within {
			rows = append(rows, []string{fmt.Sprintf("%g 米以内", w.Metres), fmt.Sprintf("within %g m", w.Metres), share(&w.Share)})
		}
	}
	for _, n := range c.Relations {
		if n.Units > 0 {
			rows = append(rows, []string{relationNames[n.Relation], strings.ReplaceAll(n.Relation, "_", " "), grouped(n.Units)})
		}
	}
	return rows
}

var relationNames = map[string]string{
	compare.OneToOne: "一对一", compare.Split: "拆分", compare.Merged: "合并",
	compare.Redrawn: "重划", compare.Lost: "消失", compare.New: "新增",
}

func classRows(c *compare.Confusion) [][]string {
	rows := [][]string{{"class", "now", "units", "ha"}}
	for _, cell := range c.Cells {
		rows = append(rows, []string{oneLine(cell.Reference), oneLine(cell.Candidate), grouped(cell.Units), metresText(cell.AreaM2/10_000, 1)})
	}
	return rows
}

// writeUnits prints a table of units, and under each what there is to say of it.
func writeUnits(b *strings.Builder, units []compare.Unit) {
	rows := [][]string{{"unit", "now", "", "IoU", "out m²", "in m²", "mean m", "P95 m", "Hausdorff m"}}
	for i := range units {
		u := &units[i]
		mean, p95, most := "–", "–", "–"
		if u.Boundary != nil {
			mean, p95, most = metresText(u.Boundary.MeanM, 2), metresText(u.Boundary.P95M, 2), metresText(u.Boundary.HausdorffM, 2)
		}
		rows = append(rows, []string{oneLine(u.ID), oneLine(u.Counterpart), strings.ReplaceAll(u.Relation, "_", " "), share(&u.IoU),
			metresText(u.OutM2, 1), metresText(u.InM2, 1), mean, p95, most})
	}
	var table strings.Builder
	writeTable(&table, rows, 3)
	i := -1 // the first line is the head
	for line := range strings.Lines(table.String()) {
		b.WriteString(line)
		if i >= 0 {
			for _, note := range notes(&units[i]) {
				fmt.Fprintf(b, "    %s\n", oneLine(note))
			}
		}
		i++
	}
}

// notes say where land went and came from, and why a class changed.
func notes(u *compare.Unit) []string {
	var all []string
	if text := landText("to ", u.To); text != "" {
		all = append(all, text)
	}
	if text := landText("from ", u.From); text != "" {
		all = append(all, text)
	}
	if u.Changed {
		all = append(all, u.ClassFrom+" → "+u.ClassTo)
	}
	for _, f := range u.Flipped {
		all = append(all, flipText(f))
	}
	return all
}

// flipText says which test came out differently, and how: a value that moved, or a
// threshold that did.
func flipText(f compare.Flip) string {
	side := func(t *compare.Test) string {
		if t == nil {
			return "absent"
		}
		value := "?"
		if t.Low != nil && t.High != nil {
			if value = fmt.Sprintf("%.4g", *t.Low); *t.Low != *t.High {
				value += fmt.Sprintf("…%.4g", *t.High)
			}
		}
		threshold := "?"
		if t.Threshold != nil {
			threshold = fmt.Sprintf("%.4g", *t.Threshold)
		}
		return fmt.Sprintf("%s (%s %s %s)", t.Outcome, value, t.Op, threshold)
	}
	t := f.Reference
	if t == nil {
		t = f.Candidate
	}
	return fmt.Sprintf("%s %s: %s → %s", t.Criterion, t.Measure, side(f.Reference), side(f.Candidate))
}

// most is how many neighbours a line names.
const most = 3

func landText(before string, all []compare.Land) string {
	var words []string
	for i, l := range all {
		if i == most {
			words = append(words, "…")
			break
		}
		name := l.Unit
		if name == "" {
			name = "no unit"
		}
		words = append(words, fmt.Sprintf("%s %s m²", name, metresText(l.AreaM2, 1)))
	}
	if len(words) == 0 {
		return ""
	}
	return before + strings.Join(words, ", ")
}

func limitRows(r *compare.Report) [][]string {
	rows := [][]string{{"limit", "outcome", "source", "value", "units"}}
	for _, l := range r.Limits {
		value, n := "–", ""
		if l.Value != nil {
			value = strconv.FormatFloat(*l.Value, 'g', 6, 64)
		}
		if l.Units > 0 {
			n = grouped(l.Units)
		}
		rows = append(rows, []string{l.Limit, l.Outcome, oneLine(l.Source), value, n})
	}
	return rows
}

func share(v *float64) string {
	if v == nil {
		return "–"
	}
	return strconv.FormatFloat(*v, 'f', 6, 64)
}

func metresText(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) }
