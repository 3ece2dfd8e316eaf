package geojson

import (
	"bytes"
	"math"
	"strconv"

	"renewal/geo"
)

// table gathers columns whose types are not known beforehand. Columns hold what
// has been set and nothing for the rest, so that a member which is rare costs
// little.
type table struct {
	columns []*growing
	byName  map[string]*growing
	next    int             // position of the column that was asked for last, plus one
	wanted  map[string]bool // nil: all
	texts   []byte          // of all columns
	rows    int             // to expect in each of the first columns
	expects int             // number of columns that the rows are expected in
}

// growing is a column as far as it has come: value k is that of row rows[k]. Its
// type widens as values demand: integers become reals if none is changed by
// that, and else texts.
type growing struct {
	name     string
	kind     geo.Type
	typed    bool // a value has been seen
	skip     bool // not wanted
	table    *table
	room     int // for values, to begin with
	rows     []int32
	integers []int64
	reals    []float64
	texts    []span
	recent   []span // texts seen of late, to hold equal ones once
}

// span is a piece of table.texts.
type span struct{ at, n int }

// column finds or begins the column of that name. It returns nil if there are
// too many.
func (t *table) column(name []byte) *growing {
	// Features tend to have the same members in the same order.
	if t.next < len(t.columns) && t.columns[t.next].name == string(name) {
		t.next++
		return t.columns[t.next-1]
	}
	if c := t.byName[string(name)]; c != nil {
		for i := range min(len(t.columns), 64) {
			if t.columns[i] == c {
				t.next = i + 1
				break
			}
		}
		return c
	}
	if len(t.columns) >= maxColumns && !t.wanted[string(name)] {
		return nil
	}
	c := &growing{name: string(name), table: t}
	if len(t.columns) < t.expects {
		c.room = t.rows
	}
	c.skip = t.wanted != nil && !t.wanted[c.name]
	if t.byName == nil {
		t.byName = map[string]*growing{}
	}
	t.byName[c.name] = c
	t.columns = append(t.columns, c)
	t.next = len(t.columns)
	return c
}

// at makes room for the value of a row, and reports whether the row had one. A
// member that is there twice counts the last time.
func (c *growing) at(row int) (again bool) {
	if n := len(c.rows); n > 0 && c.rows[n-1] == int32(row) {
		return true
	}
	if c.rows == nil {
		c.rows = make([]int32, 0, c.room)
	}
	c.rows = append(c.rows, int32(row))
	return false
}

// null takes back what the row may have had.
func (c *growing) null(row int) {
	n := len(c.rows) - 1
	if n < 0 || c.rows[n] != int32(row) {
		return
	}
	c.rows = c.rows[:n]
	c.integers = c.integers[:min(n, len(c.integers))]
	c.reals = c.reals[:min(n, len(c.reals))]
	c.texts = c.texts[:min(n, len(c.texts))]
}

// become gives the column its first type, or a wider one.
func (c *growing) become(t geo.Type) {
	if c.typed && c.kind == t {
		return
	}
	room := max(c.room, len(c.rows))
	switch t {
	case geo.Integer:
		c.integers = make([]int64, 0, room)
	case geo.Real:
		c.reals = make([]float64, 0, room)
		for _, v := range c.integers {
			c.reals = append(c.reals, float64(v))
		}
		c.integers = nil
	default:
		c.texts = make([]span, 0, room)
		for _, v := range c.integers {
			c.texts = append(c.texts, c.table.hold(strconv.AppendInt(nil, v, 10)))
		}
		for _, v := range c.reals {
			c.texts = append(c.texts, c.table.hold(strconv.AppendFloat(nil, v, 'f', -1, 64)))
		}
		c.integers, c.reals = nil, nil
	}
	c.typed, c.kind = true, t
}

func (c *growing) setInteger(row int, v int64) {
	switch {
	case !c.typed:
		c.become(geo.Integer)
	case c.kind == geo.Real && exact(v):
		c.setReal(row, float64(v))
		return
	case c.kind != geo.Integer:
		c.setText(row, strconv.AppendInt(nil, v, 10))
		return
	}
	if c.at(row) {
		c.integers = c.integers[:len(c.integers)-1]
	}
	c.integers = append(c.integers, v)
}

// exact reports whether a float holds v without loss.
func exact(v int64) bool { return v >= -1<<53 && v <= 1<<53 }

// setReal sets a finite number; any other is no value.
func (c *growing) setReal(row int, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		c.null(row)
		return
	}
	switch {
	case !c.typed:
		c.become(geo.Real)
	case c.kind == geo.Integer:
		to := geo.Real
		for _, w := range c.integers {
			if !exact(w) {
				to = geo.Text
				break
			}
		}
		c.become(to)
	}
	if c.kind == geo.Text {
		c.setText(row, strconv.AppendFloat(nil, v, 'f', -1, 64))
		return
	}
	if c.at(row) {
		c.reals = c.reals[:len(c.reals)-1]
	}
	c.reals = append(c.reals, v)
}

func (c *growing) setText(row int, v []byte) {
	c.become(geo.Text)
	if c.at(row) {
		c.texts = c.texts[:len(c.texts)-1]
	}
	const slots = 256 // codes and class names are few
	if c.recent == nil {
		c.recent = make([]span, slots)
	}
	slot := &c.recent[hash(v)%slots]
	if kept := c.table.texts[slot.at : slot.at+slot.n]; !bytes.Equal(kept, v) {
		*slot = c.table.hold(v)
	}
	c.texts = append(c.texts, *slot)
}

func (t *table) hold(v []byte) span {
	at := len(t.texts)
	t.texts = append(t.texts, v...)
	return span{at, len(v)}
}

// hash is FNV-1a of the text, or of the ends of a long one.
func hash(v []byte) (h uint32) {
	h = 2166136261 + uint32(len(v))
	if len(v) > 32 {
		h = hash(v[len(v)-16:])
		v = v[:16]
	}
	for _, c := range v {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}
