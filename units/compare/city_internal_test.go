package compare

import (
	"math"
	"math/rand/v2"
	"testing"
)

// random is a table of some rows and columns, with parcels of whole square metres.
func random(rng *rand.Rand) *table {
	t := &table{rows: make([]float64, 1+rng.IntN(6)), cols: make([]float64, 1+rng.IntN(6))}
	for i := range t.rows {
		for k := range t.cols {
			if a := float64(rng.IntN(30)); a > 0 && (rng.IntN(2) == 0 || i == k) {
				t.cells = append(t.cells, cell{i, k, a})
				t.rows[i] += a
				t.cols[k] += a
				t.total += a
			}
		}
	}
	return t
}

// Homogeneity by its other definition: mutual information over the entropy of the
// rows.
func TestHomogeneityIsMutualInformation(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		x := random(rng)
		if x.total == 0 {
			continue
		}
		mutual, entropy := 0.0, 0.0
		for _, c := range x.cells {
			mutual += c.area / x.total * math.Log(c.area*x.total/(x.rows[c.row]*x.cols[c.col]))
		}
		for _, a := range x.rows {
			if a > 0 {
				entropy -= a / x.total * math.Log(a/x.total)
			}
		}
		want := 1.0
		if entropy > 1e-12 {
			want = mutual / entropy
		}
		if got := x.homogeneity(); math.Abs(got-want) > 1e-9 {
			t.Errorf("%+v: %v, not %v", x, got, want)
		}
	}
}

// Over land the Rand index is what that of counted points comes to as each square
// metre is cut ever finer.
func TestAdjustedRandIsTheLimitOfPoints(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pairs := func(n float64) float64 { return n * (n - 1) / 2 }
	for range 500 {
		x := random(rng)
		if x.total == 0 {
			continue
		}
		const fine = 1e7 // points a square metre
		both, rows, cols := 0.0, 0.0, 0.0
		for _, c := range x.cells {
			both += pairs(c.area * fine)
		}
		for _, a := range x.rows {
			rows += pairs(a * fine)
		}
		for _, a := range x.cols {
			cols += pairs(a * fine)
		}
		chance := rows * cols / pairs(x.total*fine)
		want := 1.0
		if most := (rows + cols) / 2; math.Abs(most-chance) > 1e-6*most {
			want = (both - chance) / (most - chance)
		}
		if got := x.adjustedRand(); math.Abs(got-want) > 1e-5 || got > 1+1e-12 {
			t.Errorf("%+v: %v, not %v", x, got, want)
		}
	}
}

// All measures are shares, and a table against itself has the best of each.
func TestTablesHaveShares(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	for range 500 {
		x := random(rng)
		if x.total == 0 {
			continue
		}
		for name, v := range map[string]float64{"homogeneity": x.homogeneity(), "fit": x.fit(x.rows, x.cols), "cut": x.cut(x.rows)} {
			if v < 0 || v > 1+1e-12 {
				t.Errorf("%s is %v", name, v)
			}
		}
		same := &table{rows: x.rows, cols: x.rows, total: x.total}
		some := 0
		for i, a := range x.rows {
			if a > 0 {
				same.cells = append(same.cells, cell{i, i, a})
				some++
			}
		}
		if same.homogeneity() != 1 || math.Abs(same.adjustedRand()-1) > 1e-12 || same.cut(same.rows) != 0 || math.Abs(same.fit(same.rows, same.cols)*float64(len(x.rows))-float64(some)) > 1e-9 {
			t.Errorf("%+v", same)
		}
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct{ v, want float64 }{{1.23456, 1.235}, {-0.0001, 0}, {0, 0}, {12345678.9012, 12345678.901}} {
		if got := round(c.v, 3); got != c.want || math.Signbit(got) {
			t.Errorf("%v: %v", c.v, got)
		}
	}
}
