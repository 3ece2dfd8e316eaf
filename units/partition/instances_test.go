package partition_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"renewal/units/partition"
)

// Public instances with known answers; ../shared from the root of the
// repository holds them.
const instances = "../../../shared/data/regionalization"

func instance(t *testing.T, name string) []byte {
	data, err := os.ReadFile(filepath.Join(instances, name))
	if err != nil {
		t.Skip("no shared data: ", err)
	}
	return data
}

// Guerry's France, 85 departments in 5 groups. Published: SKATER 0.3763, REDCAP
// 0.4227, AZP 0.4243, spatially constrained Ward (GeoDa) 0.4242.
func TestGuerry(t *testing.T) {
	table := dbf(instance(t, "guerry/Guerry.dbf"))
	var columns [][]float64
	for _, name := range []string{"Crm_prs", "Crm_prp", "Litercy", "Donatns", "Infants", "Suicids"} {
		columns = append(columns, table[name])
	}
	features := standardized(columns)
	p := partition.Problem{Nodes: len(features), Edges: queen(instance(t, "guerry/Guerry.shp"))}
	if p.Nodes != 85 || len(p.Edges) != 210 {
		t.Fatalf("%d nodes and %d edges, want 85 and 210", p.Nodes, len(p.Edges))
	}
	groups, err := partition.Ward(context.Background(), p, features, 5)
	if err != nil {
		t.Fatal(err)
	}
	total := within(features, make([]int, p.Nodes))
	share := 1 - within(features, groups)/total
	t.Logf("BSS/TSS %.10f", share)
	if math.Abs(total-504) > 1e-9 || math.Abs(share-0.4241728843) > 1e-9 {
		t.Errorf("total %g, want 504; BSS/TSS %.10f, want that of GeoDa, 0.4241728843", total, share)
	}
}

// Kong's simulated grid, 120 cells in 5 groups that are known; 50 of its 100
// simulations are here. The mean adjusted Rand index is to be no less than the best
// published of all 100, rounded down, and the share of the sum of squares that lies
// between groups no less than asked. FULL=1 takes all of them, else five a level.
func TestKong(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(instance(t, "kong/g120_5a.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(instance(t, "kong/g120_edges.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	p := partition.Problem{Nodes: len(rows) - 1, Groups: 5, Spread: partition.Squares}
	for _, l := range lines[1:] {
		if a, b := number(l[0]), number(l[1]); a < b {
			p.Edges = append(p.Edges, partition.Edge{A: int(a), B: int(b)})
		}
	}
	truth := make([]int, p.Nodes)
	for i, name := range rows[0] {
		if name == "CLUSTER_5_" {
			for v := range truth {
				truth[v] = int(number(rows[v+1][i]))
			}
		}
	}
	for _, want := range []struct {
		level       string
		share, rand float64
	}{{"SIM_2_", 0.901, 0.80}, {"SIM_3_", 0.952, 0.94}, {"SIM_4_", 0.971, 0.975}} {
		var share, rand, ward, n, proved, bound float64
		for i, name := range rows[0] {
			if !strings.HasPrefix(name, want.level) || os.Getenv("FULL") == "" && n == 5 {
				continue
			}
			p.Features = make([][]float64, p.Nodes)
			for v := range p.Features {
				p.Features[v] = []float64{number(rows[v+1][i])}
			}
			total := within(p.Features, make([]int, p.Nodes))
			s := solved(t, p)
			groups, err := partition.Ward(context.Background(), p, p.Features, 5)
			if err != nil {
				t.Fatal(err)
			}
			n++
			share += 1 - s.Cost/total
			bound += 1 - s.Bound/total
			ward += 1 - within(p.Features, groups)/total
			rand += agreement(s.Group, truth)
			if s.Exact {
				proved++
			}
		}
		t.Logf("%s: R² %.4f (Ward %.4f, at most %.4f), adjusted Rand index %.4f, over %g, proved %g",
			want.level, share/n, ward/n, bound/n, rand/n, n, proved)
		if n == 50 && (share/n < want.share || rand/n < want.rand) {
			t.Errorf("%s: R² %.4f, want %.3f; adjusted Rand index %.4f, want %.3f", want.level, share/n, want.share, rand/n, want.rand)
		}
	}
}

// agreement is the adjusted Rand index (Hubert and Arabie 1985).
func agreement(a, b []int) float64 {
	pairs := func(n float64) float64 { return n * (n - 1) / 2 }
	both, as, bs := map[[2]int]float64{}, map[int]float64{}, map[int]float64{}
	for v := range a {
		both[[2]int{a[v], b[v]}]++
		as[a[v]]++
		bs[b[v]]++
	}
	var index, x, y float64
	for _, n := range both {
		index += pairs(n)
	}
	for _, n := range as {
		x += pairs(n)
	}
	for _, n := range bs {
		y += pairs(n)
	}
	expected := x * y / pairs(float64(len(a)))
	return (index - expected) / ((x+y)/2 - expected)
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(strings.Trim(s, " \x00"), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// dbf reads the number columns of a dBASE table.
func dbf(data []byte) map[string][]float64 {
	rows := int(binary.LittleEndian.Uint32(data[4:]))
	head, width := int(binary.LittleEndian.Uint16(data[8:])), int(binary.LittleEndian.Uint16(data[10:]))
	table := map[string][]float64{}
	at := 1 // the first byte of a row is its deletion mark
	for f := 32; data[f] != '\r'; f += 32 {
		name := string(bytes.TrimRight(data[f:f+11], "\x00"))
		size := int(data[f+16])
		for r := range rows {
			start := head + r*width + at
			table[name] = append(table[name], number(string(data[start:start+size])))
		}
		at += size
	}
	return table
}

// queen joins the shapes of a polygon shapefile that share a point.
func queen(data []byte) []partition.Edge {
	at := map[[2]uint64][]int{} // point → shapes
	shape := 0
	for pos := 100; pos < len(data); shape++ {
		size := 2 * int(binary.BigEndian.Uint32(data[pos+4:]))
		body := data[pos+8 : pos+8+size]
		parts := int(binary.LittleEndian.Uint32(body[36:]))
		for p := 44 + 4*parts; p+16 <= len(body); p += 16 {
			point := [2]uint64{binary.LittleEndian.Uint64(body[p:]), binary.LittleEndian.Uint64(body[p+8:])}
			if s := at[point]; len(s) == 0 || s[len(s)-1] != shape {
				at[point] = append(s, shape)
			}
		}
		pos += 8 + size
	}
	near := make([][]bool, shape)
	for i := range near {
		near[i] = make([]bool, shape)
	}
	for _, s := range at {
		for i, a := range s {
			for _, b := range s[i+1:] {
				near[a][b] = true
			}
		}
	}
	var edges []partition.Edge
	for a := range near {
		for b := a + 1; b < shape; b++ {
			if near[a][b] {
				edges = append(edges, partition.Edge{A: a, B: b})
			}
		}
	}
	return edges
}
