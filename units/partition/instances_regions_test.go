package partition_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"renewal/geo/vector"
	"renewal/units/partition"
)

// guerry is France in 1830: six moral statistics of 85 departments.
func guerry(t *testing.T) (partition.Problem, map[string][]float64) {
	table := dbf(instance(t, "guerry/Guerry.dbf"))
	var columns [][]float64
	for _, name := range []string{"Crm_prs", "Crm_prp", "Litercy", "Donatns", "Infants", "Suicids"} {
		columns = append(columns, table[name])
	}
	return partition.Problem{
		Nodes: len(columns[0]), Edges: queen(instance(t, "guerry/Guerry.shp")),
		Features: standardized(columns), Spread: partition.Squares,
	}, table
}

// Best known 0.445298; the best of GeoDa's methods finds 0.424289.
func TestGuerryFiveRegions(t *testing.T) {
	p, _ := guerry(t)
	p.Groups = 5
	s := solved(t, p)
	share := 1 - s.Cost/504
	t.Logf("BSS/TSS %.6f, at most %.6f", share, 1-s.Bound/504)
	if share < 0.4443 {
		t.Errorf("BSS/TSS %.6f, below 0.4443", share)
	}
}

// Nine groups is as many as there can be. GeoDa finds 0.48995 at best, with eight.
func TestGuerryMostRegions(t *testing.T) {
	p, table := guerry(t)
	p.Most = true
	p.Sums = []partition.Sum{{Name: "people", Values: table["Pop1831"], Min: 3236.67}}
	s := solved(t, p)
	share := 1 - s.Cost/504
	t.Logf("%d groups of at most %d, BSS/TSS %.6f", s.Components[0].Groups, s.MostGroups, share)
	if s.Components[0].Groups != 9 || s.MostGroups != 9 || share < 0.52 {
		t.Errorf("%d groups of at most %d, BSS/TSS %.6f", s.Components[0].Groups, s.MostGroups, share)
	}
}

// Mexico's states by product a head; spopt finds 2,228,900 and 5,894,582.
func TestMexico(t *testing.T) {
	table := dbf(instance(t, "mexico/mexicojoin.dbf"))
	p := partition.Problem{Edges: queen(instance(t, "mexico/mexicojoin.shp")), Spread: partition.Pairs, Most: true}
	p.Nodes = len(table["PCGDP1950"])
	one := make([]float64, p.Nodes)
	p.Features = make([][]float64, p.Nodes)
	for v := range p.Nodes {
		one[v] = 1
		for year := 1950; year <= 2000; year += 10 {
			p.Features[v] = append(p.Features[v], table[fmt.Sprintf("PCGDP%d", year)][v])
		}
	}
	for _, c := range []struct{ least, groups, best float64 }{{4, 8, 1642106}, {10, 3, 5712686}} {
		p.Sums = []partition.Sum{{Name: "states", Values: one, Min: c.least}}
		s := solved(t, p)
		t.Logf("at least %g: %d groups, %.0f, %.4f of the best known; bound %.0f", c.least, s.Components[0].Groups, s.Cost, s.Cost/c.best, s.Bound)
		if s.Components[0].Groups != int(c.groups) || s.Cost > 1.02*c.best {
			t.Errorf("at least %g: %d groups at %.0f, best known %.0f", c.least, s.Components[0].Groups, s.Cost, c.best)
		}
	}
}

// Tracts of Los Angeles; published 18 groups, best known 11,680,899.
func TestLosAngeles(t *testing.T) {
	instance(t, "lacity/LACity.gpkg")
	layer, err := vector.Read(context.Background(), vector.Source{File: instances + "/lacity/LACity.gpkg"})
	if err != nil {
		t.Fatal(err)
	}
	p := partition.Problem{Nodes: layer.Len(), Spread: partition.Pairs, Most: true}
	people := make([]float64, p.Nodes)
	p.Features = make([][]float64, p.Nodes)
	for v := range p.Nodes {
		people[v] = float64(layer.Column("pop2010").Integers[v])
		p.Features[v] = []float64{float64(layer.Column("households").Integers[v])}
	}
	p.Sums = []partition.Sum{{Name: "people", Values: people, Min: 200_000}}
	for _, line := range strings.Split(strings.TrimSpace(string(instance(t, "lacity/adj_rook.csv"))), "\n")[1:] {
		a, b, _ := strings.Cut(strings.TrimSpace(line), ",")
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		p.Edges = append(p.Edges, partition.Edge{A: min(x, y), B: max(x, y)})
	}
	s := solved(t, p)
	t.Logf("%d groups of at most %d, %.0f, %.4f of the best known", s.Components[0].Groups, s.MostGroups, s.Cost, s.Cost/11_680_899)
	if s.Components[0].Groups < 18 || s.Cost > 1.03*11_680_899 {
		t.Errorf("%d groups at %.0f", s.Components[0].Groups, s.Cost)
	}
}

// Precincts of Florida, all of whose partitions in three are known.
func TestFlorida(t *testing.T) {
	var collection struct {
		Features []struct{ Properties map[string]any }
	}
	var answers struct {
		Exact map[string]struct {
			MinSSD float64 `json:"min_ssd"`
			Cut    float64 `json:"min_cut"`
			Dev    float64 `json:"min_dev"`
		}
	}
	decode(t, "fl25/fl25.geojson", &collection)
	decode(t, "fl25/exact_optima.json", &answers)
	p := partition.Problem{Nodes: len(collection.Features), Groups: 3}
	columns, people, total := make([][]float64, 3), make([]float64, p.Nodes), 0.0
	for v, f := range collection.Features {
		of := func(name string) float64 { x, _ := f.Properties[name].(float64); return x }
		share := func(a, b float64) float64 {
			if b == 0 {
				return 0
			}
			return a / b
		}
		columns[0] = append(columns[0], share(of("obama"), of("obama")+of("mccain")))
		columns[1] = append(columns[1], share(of("BlackVAP"), of("vap")))
		columns[2] = append(columns[2], share(of("HispVAP"), of("vap")))
		people[v] = of("pop")
		total += people[v]
	}
	for v, line := range strings.Split(strings.TrimSpace(string(instance(t, "fl25/fl25_adj.txt"))), "\n") {
		_, list, _ := strings.Cut(line, " ")
		for _, text := range strings.Split(strings.TrimSpace(list), ",") {
			if u, err := strconv.Atoi(text); err == nil && u > v {
				p.Edges = append(p.Edges, partition.Edge{A: v, B: u})
			}
		}
	}
	plans, least := 0, math.Inf(1)
	for groups := range partition.All(p) {
		sums := [25]float64{}
		for v, g := range groups {
			sums[g] += people[v]
		}
		worst := 0.0
		for _, s := range sums {
			if s > 0 {
				worst = max(worst, math.Abs(s/(total/3)-1))
			}
		}
		plans, least = plans+1, min(least, worst)
	}
	if plans != 117688 || math.Abs(least-answers.Exact["none"].Dev) > 1e-12 {
		t.Errorf("%d partitions, the most even off by %.12f", plans, least)
	}
	features := standardized(columns)
	for name, want := range answers.Exact {
		if allowed, err := strconv.ParseFloat(strings.TrimPrefix(name, "dev<="), 64); err == nil {
			p.Sums = []partition.Sum{{Name: "people", Values: people, Min: total / 3 * (1 - allowed), Max: total / 3 * (1 + allowed)}}
		} else {
			p.Sums = nil
		}
		p.Features, p.Spread = features, partition.Squares
		squares := solved(t, p)
		p.Features, p.Spread = nil, partition.NoSpread
		q := p
		q.Edges = nil
		for _, e := range p.Edges {
			e.Cut = 1
			q.Edges = append(q.Edges, e)
		}
		cuts := solved(t, q)
		t.Logf("%s: squares %.9f (%t), cut edges %g (%t)", name, squares.Cost, squares.Exact, cuts.Cost, cuts.Exact)
		if math.Abs(squares.Cost-want.MinSSD) > 1e-9 || cuts.Cost != want.Cut || !squares.Exact || !cuts.Exact {
			t.Errorf("%s: squares %.12f, want %.12f; cut edges %g, want %g", name, squares.Cost, want.MinSSD, cuts.Cost, want.Cut)
		}
	}
}

func decode(t *testing.T, name string, into any) {
	if err := json.Unmarshal(instance(t, name), into); err != nil {
		t.Fatal(err)
	}
}

// solved solves a problem, and logs the time.
func solved(t *testing.T, p partition.Problem) partition.Solution {
	t.Helper()
	begun := time.Now()
	s, err := partition.Solve(context.Background(), p, partition.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("SEED") != "" || testing.Verbose() {
		t.Logf("%.2f s", time.Since(begun).Seconds())
	}
	return s
}
