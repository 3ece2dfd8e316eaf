package inspect

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"renewal/geo"
)

// areaUnits are the units that area fields are in, with their m². 万m² is the
// hectare.
var areaUnits = []struct {
	name string
	m2   float64
}{
	{"m²", 1}, {"亩 (666.67 m²)", 2000.0 / 3}, {"ha (公顷, 万m²)", 1e4}, {"km²", 1e6},
}

// A unit fits if the median of field over shape is within a fifth of it: the
// nearest two units are 15 times apart, and areas by another method or date
// differ by less. A single feature disagrees from a hundredth on, beyond what
// the ellipsoid and a plane in the right zone differ by (0.04 % at most), and
// more than the decimals of the field leave open.
const (
	unitFits  = 1.2
	areaDiffs = 0.01
)

// isAreaField reports whether a field is called like one that holds the area of
// the shape, and not that of buildings or of a part.
func isAreaField(name string) bool {
	plain := strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(name))
	switch plain {
	case "mj", "tbmj", "dymj", "ydmj", "dkmj", "zdmj", "pfmj", "xzqmj", "gxdymj", "shapearea", "starea", "areaha", "aream2", "areakm2", "areamu", "面积":
		return true
	}
	for _, other := range []string{"建筑", "建面", "拆", "绿", "保护", "计容", "套内", "扣除", "地类"} {
		if strings.Contains(plain, other) {
			return false
		}
	}
	return plain == "area" || strings.HasSuffix(plain, "面积") || strings.HasPrefix(plain, "面积")
}

// checkAreaFields finds the units of fields that hold areas, and compares them
// with the shapes.
func (l *layer) checkAreaFields() {
	if !l.metric {
		return
	}
	for k := range l.Columns {
		if c := &l.Columns[k]; isAreaField(c.Name) {
			l.checkAreaField(c)
		}
	}
}

func (l *layer) checkAreaField(c *geo.Column) {
	type row struct {
		i           int
		held, shape float64
	}
	var rows []row
	var ratios []float64
	for i := range l.Len() {
		held, ok := c.Real(i)
		shape := geo.Area(l.areas[i])
		if !ok || held <= 0 || shape <= 0 {
			continue
		}
		rows = append(rows, row{i, held, shape})
		ratios = append(ratios, shape/held)
	}
	if len(rows) == 0 {
		return
	}
	slices.Sort(ratios)
	m2 := ratios[len(ratios)/2]
	unit := -1
	for k, u := range areaUnits {
		if math.Abs(math.Log(m2/u.m2)) < math.Log(unitFits) {
			unit = k
		}
	}
	if unit < 0 {
		l.found.add(AreaField, Finding{Count: len(rows), weight: math.Inf(1),
			Message: fmt.Sprintf("%s is no area of the shapes in any unit: 1 of it is %.4g m² as a rule", c.Name, m2)})
		return
	}
	u := areaUnits[unit]
	half := u.m2 * math.Pow10(-decimalsOf(c)) / 2
	differ := 0
	for _, r := range rows {
		held := r.held * u.m2
		off := math.Abs(held - r.shape)
		if off <= areaDiffs*r.shape || off <= half*1.01 {
			continue
		}
		differ++
		l.found.add(AreaField, l.at(Finding{
			Features: []string{l.ref(r.i)}, Area: rounded(off, 3), weight: off,
			Message: fmt.Sprintf("%s says %s, the shape has %s (%+.1f%%)", c.Name, squareMetres(held), squareMetres(r.shape), 100*(held-r.shape)/r.shape),
		}, geo.InteriorPoint(l.areas[r.i])))
	}
	l.found.add(AreaUnit, Finding{Count: len(rows),
		Message: fmt.Sprintf("%s is in %s; it agrees with the shape to %g%% in %d of %d features", c.Name, u.name, 100*areaDiffs, len(rows)-differ, len(rows))})
}

// decimalsOf is how many decimals the values of a column have, at most: what it
// was rounded to.
func decimalsOf(c *geo.Column) int {
	most := 0
	for i := range c.Len() {
		text, ok := c.Text(i)
		if _, after, found := strings.Cut(text, "."); ok && found {
			most = max(most, len(after))
		}
	}
	return most
}
