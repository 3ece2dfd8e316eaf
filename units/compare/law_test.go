package compare_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"renewal/units/compare"
)

const seed = 17

// town is n by n blocks with bent borders, some of them joined.
func town(rng *rand.Rand, n int) *compare.Layer {
	corner := make([][]orb.Point, n+1)
	for y := range corner {
		for x := range n + 1 {
			corner[y] = append(corner[y], orb.Point{500_000 + 100*float64(x) + 40*rng.Float64(), 4e6 + 100*float64(y) + 40*rng.Float64()})
		}
	}
	l := &compare.Layer{Classes: []string{}}
	for y := range n {
		for x := range n {
			a, b, c, d := corner[y][x], corner[y][x+1], corner[y+1][x+1], corner[y+1][x]
			l.IDs = append(l.IDs, fmt.Sprintf("U%02d", y*n+x))
			l.Classes = append(l.Classes, []string{"key", "general"}[rng.IntN(2)])
			l.Shapes = append(l.Shapes, orb.MultiPolygon{{{a, b, c, d, a}}})
		}
	}
	return l
}

func moved(l *compare.Layer, dx, dy float64) *compare.Layer {
	m := &compare.Layer{IDs: l.IDs, Classes: l.Classes}
	for _, s := range l.Shapes {
		s = s.Clone()
		for i := range s[0][0] {
			s[0][0][i][0] += dx
			s[0][0][i][1] += dy
		}
		m.Shapes = append(m.Shapes, s)
	}
	return m
}

func TestTheSame(t *testing.T) {
	l := town(rand.New(rand.NewPCG(seed, 1)), 6)
	r := compared(t, l, l, compare.Options{})
	c := r.City
	for name, v := range map[string]float64{"mean IoU": c.MeanIoU, "weighted IoU": c.WeightedIoU, "homogeneity": *c.Homogeneity, "completeness": *c.Completeness,
		"V-measure": *c.VMeasure, "adjusted Rand": *c.AdjustedRand, "fit": c.GoodnessOfFit, "agreement": *r.Classes.AgreementArea, "within a metre": c.Boundary.Within[0].Share} {
		if v != 1 {
			t.Errorf("%s is %v", name, v)
		}
	}
	if c.Boundary.HausdorffM != 0 || c.Boundary.MeanM != 0 || c.OverSegmentation != 0 || c.UnderSegmentation != 0 || !r.Passed {
		t.Errorf("%+v %+v", c, c.Boundary)
	}
}

func TestAShiftIsTheHausdorffDistanceOfEveryUnit(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 2))
	l := town(rng, 6)
	for range 20 {
		sin, cos := math.Sincos(2 * math.Pi * rng.Float64())
		d := 0.01 + 20*rng.Float64()
		r := compared(t, l, moved(l, d*cos, d*sin), compare.Options{})
		for i := range r.Units {
			if got := r.Units[i].Boundary.HausdorffM; math.Abs(got-d) > 1e-6 {
				t.Errorf("%s moved by %v: %v", r.Units[i].ID, d, got)
			}
		}
	}
}

// What has no direction is the same with the layers exchanged, and what has changes
// places; so does each unit and its counterpart.
func TestSymmetry(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 3))
	for range 20 {
		a, b := town(rng, 5), town(rng, 5)
		there, back := compared(t, a, b, compare.Options{}), compared(t, b, a, compare.Options{})
		x, y := there.City, back.City
		for name, v := range map[string][2]float64{
			"V-measure": {*x.VMeasure, *y.VMeasure}, "adjusted Rand": {*x.AdjustedRand, *y.AdjustedRand}, "fit": {x.GoodnessOfFit, y.GoodnessOfFit},
			"homogeneity": {*x.Homogeneity, *y.Completeness}, "over-segmentation": {x.OverSegmentation, y.UnderSegmentation},
			"Hausdorff": {x.Boundary.HausdorffM, y.Boundary.HausdorffM}, "mean distance": {x.Boundary.MeanM, y.Boundary.MeanM},
			"agreement": {*there.Classes.AgreementArea, *back.Classes.AgreementArea}, "shared": {x.SharedM2, y.SharedM2},
		} {
			if math.Abs(v[0]-v[1]) > 2e-6*max(1, v[0]) {
				t.Errorf("%s: %v and back %v", name, v[0], v[1])
			}
		}
		of := map[string]compare.Unit{}
		for _, u := range back.Units {
			of[u.ID] = u
		}
		for _, u := range there.Units {
			v := of[u.Counterpart]
			if v.Counterpart != u.ID {
				continue
			}
			if u.IoU != v.IoU || u.OutM2 != v.InM2 || u.InM2 != v.OutM2 || math.Abs(u.Boundary.HausdorffM-v.Boundary.HausdorffM) > 1e-6 || u.Boundary.Out != v.Boundary.Back {
				if u.Relation == compare.OneToOne {
					t.Errorf("%s: %+v, back %+v", u.ID, u, v)
				}
			}
		}
	}
}

// What moves out of a unit and what stays make up its land.
func TestLandAddsUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 4))
	for range 20 {
		a, b := town(rng, 5), town(rng, 5)
		for _, u := range compared(t, a, b, compare.Options{}).Units {
			sum := 0.0
			for _, l := range u.To {
				sum += l.AreaM2
			}
			if math.Abs(sum-u.OutM2) > float64(len(a.IDs)) { // less than a square metre is not listed
				t.Errorf("%s: %v m² moved out, %v are listed", u.ID, u.OutM2, sum)
			}
			if math.Abs(u.IoU-u.SharedM2/(u.AreaM2+u.NowM2-u.SharedM2)) > 1e-7 { // areas are rounded
				t.Errorf("%s: IoU %v", u.ID, u.IoU)
			}
		}
	}
}

func TestCoresAndStartOfRingsDoNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 5))
	a, b := town(rng, 6), town(rng, 6)
	want := compared(t, a, b, compare.Options{Workers: 1})
	if d := cmp.Diff(want, compared(t, a, b, compare.Options{Workers: 8}), cmpopts.IgnoreUnexported(compare.Report{}, compare.Unit{})); d != "" {
		t.Error(d)
	}
	turned := moved(b, 0, 0)
	for _, s := range turned.Shapes {
		ring := s[0][0][:4]
		s[0][0] = append(slices.Concat(ring[2:], ring[:2]), ring[2])
	}
	got := compared(t, a, turned, compare.Options{}).City
	if math.Abs(got.MeanIoU-want.City.MeanIoU) > 1e-9 || math.Abs(got.Boundary.MeanM-want.City.Boundary.MeanM) > 2e-6 {
		t.Errorf("rings that start elsewhere: %+v, not %+v", got, want.City)
	}
}
