package wording

import "slices"

// collector gathers edges into areas.
type collector struct {
	all     []Statement
	current Statement
	text    string
	from    int // where the words of the current area begin
	to      int // and end
	until   int // as far as its area may stand
	last    int // where the words of the one before ended
}

func (c *collector) add(text string, from, to, until int, side Side, stretch string) {
	names, note := namesOf(stretch)
	if len(names) == 0 {
		return
	}
	c.text = text
	if slices.ContainsFunc(c.current.Edges, func(e Edge) bool { return e.Side == side }) {
		c.finish()
	}
	if len(c.current.Edges) == 0 {
		c.from = from
	}
	c.to, c.until = to, until
	c.current.Edges = append(c.current.Edges, Edge{Names: names, Side: side, Note: note})
}

func (c *collector) finish() {
	if len(c.current.Edges) == 0 {
		return
	}
	s := c.current
	slices.SortStableFunc(s.Edges, func(a, b Edge) int { return CompareSides(a.Side, b.Side) })
	s.Order, s.Text = Sides, c.text[c.from:c.to]
	s.Area = sizeOf(c.text[c.to:c.until])
	s.Name = nameBefore(c.text[c.last:c.from])
	c.all = append(c.all, s)
	c.current, c.last = Statement{}, c.to
}

func (c *collector) done() []Statement {
	c.finish()
	return c.all
}
