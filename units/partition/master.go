package partition

import "math"

// column is a group that may be one of a partition: atoms, ascending, and what it
// costs with the gain of its edges.
type column struct {
	atoms []int32
	cost  float64
}

// master is the linear program whose solutions in whole numbers are partitions:
// the least cost of shares of columns such that every atom is covered once. It is
// solved by the simplex method with a dense inverse. Its duals are prices of atoms.
type master struct {
	columns []column
	basis   []int // column by row; -1 where the atom is covered at a prohibitive cost
	inverse [][]float64
	share   []float64 // of the columns in the basis
	price   []float64 // by atom
	dear    float64   // the prohibitive cost
}

func newMaster(n int, dear float64) *master {
	m := &master{basis: make([]int, n), inverse: make([][]float64, n), share: make([]float64, n), price: make([]float64, n), dear: dear}
	for v := range n {
		m.basis[v] = -1
		m.inverse[v] = make([]float64, n)
		m.inverse[v][v] = 1
		// Covering each atom a tiny bit more than once, by different bits, keeps
		// the method from going in circles; prices bound the cost all the same.
		m.share[v] = 1 + 1e-7*(1+math.Mod(float64(v+1)*math.Phi, 1))
	}
	return m
}

func (m *master) cost(row int) float64 {
	if m.basis[row] < 0 {
		return m.dear
	}
	return m.columns[m.basis[row]].cost
}

// solve brings columns into the basis until none would lower the cost, and sets the
// prices.
func (m *master) solve() {
	n := len(m.basis)
	step := make([]float64, n)
	for range 100 * (n + 10) {
		m.setPrices()
		enter, least := -1, -1e-9
		for k := range m.columns {
			if r := m.reduced(&m.columns[k]); r < least {
				enter, least = k, r
			}
		}
		if enter < 0 {
			return
		}
		leave, ratio := -1, math.Inf(1)
		for i := range n {
			step[i] = 0
			for _, v := range m.columns[enter].atoms {
				step[i] += m.inverse[i][v]
			}
			if step[i] > 1e-9 && m.share[i]/step[i] < ratio {
				leave, ratio = i, m.share[i]/step[i]
			}
		}
		if leave < 0 {
			return // rounding alone brings that about: shares are bounded
		}
		m.pivot(enter, leave, step)
	}
}

func (m *master) pivot(enter, leave int, step []float64) {
	row := m.inverse[leave]
	by := step[leave]
	for v := range row {
		row[v] /= by
	}
	m.share[leave] /= by
	for i := range m.inverse {
		if i == leave || step[i] == 0 {
			continue
		}
		for v := range row {
			m.inverse[i][v] -= step[i] * row[v]
		}
		m.share[i] = max(0, m.share[i]-step[i]*m.share[leave])
	}
	m.basis[leave] = enter
}

func (m *master) setPrices() {
	clear(m.price)
	for i := range m.basis {
		c := m.cost(i)
		for v, x := range m.inverse[i] {
			m.price[v] += c * x
		}
	}
}

// reduced is what a column costs beyond the prices of its atoms.
func (m *master) reduced(c *column) float64 {
	cost := c.cost
	for _, v := range c.atoms {
		cost -= m.price[v]
	}
	return cost
}

// whole gives the group of each atom, if the shares are whole.
func (m *master) whole() ([]int32, bool) {
	group := make([]int32, len(m.basis))
	covered := 0
	for i, k := range m.basis {
		if m.share[i] < 0.5 {
			continue
		}
		if k < 0 || m.share[i] < 0.999 {
			return nil, false
		}
		for _, v := range m.columns[k].atoms {
			group[v] = m.columns[k].atoms[0]
		}
		covered += len(m.columns[k].atoms)
	}
	return group, covered == len(group)
}
