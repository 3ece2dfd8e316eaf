package vector

import (
	"math"
	"strconv"

	"renewal/geo"
)

// table gathers columns whose types are not known beforehand.
type table struct {
	columns []*growing
	byName  map[string]*growing
	wanted  map[string]bool // nil: all
}

// growing is a column as far as it has come. Its type widens as values demand:
// integers become reals if none is changed by that, and else texts.
type growing struct {
	geo.Column
	typed  bool // some value has been seen
	skip   bool // not wanted
	filled int
	known  map[string]string // texts seen, to hold equal ones once
}

// column finds or begins the column of that name.
func (t *table) column(name []byte) *growing {
	if c := t.byName[string(name)]; c != nil {
		return c
	}
	c := &growing{Column: geo.Column{Name: string(name)}}
	c.skip = t.wanted != nil && !t.wanted[c.Name]
	if t.byName == nil {
		t.byName = map[string]*growing{}
	}
	t.byName[c.Name] = c
	t.columns = append(t.columns, c)
	return c
}

// pad gives the rows before row no value, and row itself none either. A member
// that is there twice counts the last time.
func (c *growing) pad(row int) {
	for c.filled <= row {
		c.Nulls = append(c.Nulls, true)
		switch {
		case !c.typed:
		case c.Type == geo.Integer:
			c.Integers = append(c.Integers, 0)
		case c.Type == geo.Real:
			c.Reals = append(c.Reals, 0)
		default:
			c.Texts = append(c.Texts, "")
		}
		c.filled++
	}
}

// become gives the column its first type, or a wider one.
func (c *growing) become(t geo.Type) {
	if c.typed && c.Type == t {
		return
	}
	old := c.Column
	had := c.typed
	c.typed, c.Type = true, t
	switch t {
	case geo.Integer:
		c.Integers = make([]int64, c.filled)
	case geo.Real:
		c.Reals = make([]float64, c.filled)
		for i, v := range old.Integers {
			c.Reals[i] = float64(v)
		}
		c.Integers = nil
	default:
		c.Texts = make([]string, c.filled)
		for i := range c.Texts {
			if had {
				c.Texts[i], _ = old.Text(i)
			}
		}
		c.Integers, c.Reals = nil, nil
	}
}

func (c *growing) null(row int) {
	c.pad(row)
	c.Nulls[row] = true
	switch {
	case !c.typed:
	case c.Type == geo.Integer:
		c.Integers[row] = 0
	case c.Type == geo.Real:
		c.Reals[row] = 0
	default:
		c.Texts[row] = ""
	}
}

func (c *growing) setInteger(row int, v int64) {
	c.pad(row)
	if !c.typed {
		c.become(geo.Integer)
	}
	switch c.Type {
	case geo.Integer:
		c.Integers[row] = v
	case geo.Real:
		if !exact(v) {
			c.setText(row, strconv.AppendInt(nil, v, 10))
			return
		}
		c.Reals[row] = float64(v)
	default:
		c.setText(row, strconv.AppendInt(nil, v, 10))
		return
	}
	c.Nulls[row] = false
}

// exact reports whether a float holds v without loss.
func exact(v int64) bool { return v >= -1<<53 && v <= 1<<53 }

// setReal sets a finite number; any other is no value.
func (c *growing) setReal(row int, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		c.null(row)
		return
	}
	c.pad(row)
	if !c.typed {
		c.become(geo.Real)
	}
	if c.Type == geo.Integer {
		to := geo.Real
		for i, w := range c.Integers {
			if !c.Nulls[i] && !exact(w) {
				to = geo.Text
				break
			}
		}
		c.become(to)
	}
	if c.Type == geo.Text {
		c.setText(row, strconv.AppendFloat(nil, v, 'f', -1, 64))
		return
	}
	c.Reals[row] = v
	c.Nulls[row] = false
}

func (c *growing) setText(row int, v []byte) {
	c.pad(row)
	c.become(geo.Text)
	const most = 1024
	text, ok := c.known[string(v)]
	if !ok {
		text = string(v)
		if len(c.known) < most {
			if c.known == nil {
				c.known = map[string]string{}
			}
			c.known[text] = text
		}
	}
	c.Texts[row] = text
	c.Nulls[row] = false
}

// finish returns the column for a layer of n features.
func (c *growing) finish(n int) geo.Column {
	if n > 0 {
		last := n - 1
		if c.filled < n {
			c.pad(last)
		}
	}
	if !c.typed {
		c.become(geo.Text)
	}
	any := false
	for _, null := range c.Nulls {
		any = any || null
	}
	if !any {
		c.Nulls = nil
	}
	return c.Column
}
