package compare

import "math"

// city is how well the layers agree as a whole.
func (m *matching) city(r *Report, b *bounds) City {
	var c City
	total := 0.0
	count := map[string]int{New: len(r.New)}
	for i := range r.Units {
		u := &r.Units[i]
		count[u.Relation]++
		c.MeanIoU += u.IoU
		c.WeightedIoU += u.IoU * u.AreaM2
		total += u.AreaM2
	}
	if n := len(r.Units); n > 0 && total > 0 {
		c.MeanIoU, c.WeightedIoU = round(c.MeanIoU/float64(n), 9), round(c.WeightedIoU/total, 9)
	}
	for _, relation := range Relations() {
		c.Relations = append(c.Relations, RelationCount{relation, count[relation]})
	}
	c.Boundary = b.city(r)

	t := m.table()
	c.SharedM2 = round(t.total, 4)
	if t.total > 0 {
		h, k := t.homogeneity(), t.swapped().homogeneity()
		c.Homogeneity, c.Completeness, c.VMeasure = known(h), known(k), known(0)
		if h+k > 0 {
			c.VMeasure = known(2 * h * k / (h + k))
		}
		c.AdjustedRand = known(t.adjustedRand())
	}
	c.FitReference, c.FitCandidate = round(t.fit(m.areas[0], m.areas[1]), 9), round(t.swapped().fit(m.areas[1], m.areas[0]), 9)
	c.GoodnessOfFit = max(c.FitReference, c.FitCandidate)
	c.OverSegmentation, c.UnderSegmentation = round(t.cut(m.areas[0]), 9), round(t.swapped().cut(m.areas[1]), 9)
	return c
}

func known(v float64) *float64 { v = round(v, 9); return &v }

func (b *bounds) city(r *Report) *CityBoundary {
	if b.all.length == 0 {
		return nil
	}
	d := b.all.distances()
	c := &CityBoundary{LengthM: d.LengthM, MeanM: d.MeanM, HausdorffM: d.HausdorffM}
	for i, s := range steps {
		c.Within[i] = Within{s, round(b.all.within[i]/b.all.length, 9)}
	}
	for i := range r.Units {
		if u := r.Units[i].Boundary; u != nil {
			c.WorstP95M = max(c.WorstP95M, u.P95M)
		}
	}
	return c
}

// table is a contingency table of land: units of one layer by units of the other.
type table struct {
	cells      []cell
	rows, cols []float64 // sums
	total      float64
}

type cell struct {
	row, col int
	area     float64
}

// table is of all the land that units share. Units that are left out share next to none.
func (m *matching) table() *table {
	t := &table{rows: m.shared[0], cols: m.shared[1]}
	for _, p := range m.pairs {
		t.cells = append(t.cells, cell{p.A, p.B, p.Area})
		t.total += p.Area
	}
	return t
}

func (t *table) swapped() *table {
	s := &table{rows: t.cols, cols: t.rows, total: t.total}
	for _, c := range t.cells {
		s.cells = append(s.cells, cell{c.col, c.row, c.area})
	}
	return s
}

// homogeneity is how far the columns settle the rows: 1 if each column lies in one
// row. (Rosenberg and Hirschberg 2007; over land, Nowosad and Stepinski 2018.)
func (t *table) homogeneity() float64 {
	prior, left := 0.0, 0.0
	for _, a := range t.rows {
		if a > 0 {
			prior -= a / t.total * math.Log(a/t.total)
		}
	}
	for _, c := range t.cells {
		left -= c.area / t.total * math.Log(c.area/t.cols[c.col])
	}
	if prior == 0 {
		return 1
	}
	return min(max(1-left/prior, 0), 1)
}

// adjustedRand is the Rand index over pairs of places, adjusted for chance (Hubert
// and Arabie 1985), of which there are as many as one likes: so a group of area a
// has a²/2 pairs.
func (t *table) adjustedRand() float64 {
	both, rows, cols := 0.0, 0.0, 0.0
	for _, c := range t.cells {
		both += c.area * c.area
	}
	for _, a := range t.rows {
		rows += a * a
	}
	for _, a := range t.cols {
		cols += a * a
	}
	chance, most := rows*cols/(t.total*t.total), (rows+cols)/2
	if most == chance { // one unit in both
		return 1
	}
	return (both - chance) / (most - chance)
}

// fit is the goodness of fit of the rows (Hargrove, Hoffman and Hessburg 2006): for
// each the sum over columns of the share of the one that is shared, times that of
// the other; and of these the mean, which is the area under the curve of how many
// rows fit so well. It goes by whole areas, so land without a partner does not fit.
func (t *table) fit(rows, cols []float64) float64 {
	if len(rows) == 0 {
		return 0
	}
	sum := 0.0
	for _, c := range t.cells {
		sum += c.area / rows[c.row] * (c.area / cols[c.col])
	}
	return sum / float64(len(rows))
}

// cut is the share of the rows' land outside the largest piece of each.
func (t *table) cut(rows []float64) float64 {
	largest := make([]float64, len(rows))
	for _, c := range t.cells {
		largest[c.row] = max(largest[c.row], c.area)
	}
	all, whole := 0.0, 0.0
	for i, a := range rows {
		all += a
		whole += largest[i]
	}
	if all == 0 {
		return 0
	}
	return max(0, 1-whole/all)
}
