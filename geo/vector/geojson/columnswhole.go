package geojson

import (
	"slices"
	"strconv"

	"renewal/geo"
)

// whole is a column of the layer, in the pieces that came in. Its type is that
// of one growing column with all the values.
type whole struct {
	name   string
	pieces []piece
	has    [3]bool // values of these types have been seen
	long   bool    // an integer has been seen that no float holds
}

// piece is what a batch has of a column: value k is that of row rows[k] of the
// batch, which is row from+rows[k] of the layer.
type piece struct {
	from     int
	rows     []int32
	kind     geo.Type
	integers []int64
	reals    []float64
	texts    []string
}

// piece takes out what has been gathered. Blob is the table's texts.
func (c *growing) piece(blob string) piece {
	p := piece{rows: c.rows, kind: c.kind, integers: c.integers, reals: c.reals}
	if c.typed && c.kind == geo.Text {
		p.texts = make([]string, len(c.texts))
		for i, s := range c.texts {
			p.texts[i] = blob[s.at : s.at+s.n]
		}
	}
	return p
}

// note widens the type of the column to hold the values of p.
func (w *whole) note(p *piece) {
	if len(p.rows) == 0 {
		return
	}
	w.has[p.kind] = true
	for _, v := range p.integers {
		w.long = w.long || !exact(v)
	}
}

// kind is the type of the column, and whether there is any value to tell it by.
func (w *whole) kind() (kind geo.Type, known bool) {
	switch {
	case w.has[geo.Text], w.has[geo.Real] && w.long:
		return geo.Text, true
	case w.has[geo.Real]:
		return geo.Real, true
	case w.has[geo.Integer]:
		return geo.Integer, true
	}
	return geo.Text, false
}

// column returns a column of n rows. The pieces are used up.
func (w *whole) column(n int) geo.Column {
	kind, _ := w.kind()
	c := dense(w.name, kind, n, w.pieces)
	w.pieces = nil
	return c
}

// dense puts pieces into a column of the given type, which is as wide as theirs.
func dense(name string, kind geo.Type, n int, pieces []piece) geo.Column {
	c := geo.Column{Name: name, Type: kind, Nulls: make([]bool, n)}
	for i := range c.Nulls {
		c.Nulls[i] = true
	}
	switch kind {
	case geo.Integer:
		c.Integers = make([]int64, n)
	case geo.Real:
		c.Reals = make([]float64, n)
	default:
		c.Texts = make([]string, n)
	}
	values := 0
	for i := range pieces {
		p := &pieces[i]
		for k, row := range p.rows {
			at := p.from + int(row)
			c.Nulls[at] = false
			switch {
			case kind == geo.Integer:
				c.Integers[at] = p.integers[k]
			case kind == geo.Real && p.kind == geo.Real:
				c.Reals[at] = p.reals[k]
			case kind == geo.Real:
				c.Reals[at] = float64(p.integers[k])
			case p.kind == geo.Text:
				c.Texts[at] = p.texts[k]
			case p.kind == geo.Real:
				c.Texts[at] = strconv.FormatFloat(p.reals[k], 'f', -1, 64)
			default:
				c.Texts[at] = strconv.FormatInt(p.integers[k], 10)
			}
		}
		values += len(p.rows)
		*p = piece{}
	}
	if values == n {
		c.Nulls = nil
	}
	return c
}

// pick returns the piece that has the given rows only, in ascending order, and
// shares nothing with p.
func (p *piece) pick(rows []int) piece {
	picked := piece{kind: p.kind}
	for i, row := range rows {
		k, ok := slices.BinarySearch(p.rows, int32(row))
		if !ok {
			continue
		}
		picked.rows = append(picked.rows, int32(i))
		switch p.kind {
		case geo.Integer:
			picked.integers = append(picked.integers, p.integers[k])
		case geo.Real:
			picked.reals = append(picked.reals, p.reals[k])
		default:
			picked.texts = append(picked.texts, string([]byte(p.texts[k])))
		}
	}
	return picked
}
