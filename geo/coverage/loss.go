package coverage

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// LossError says that a cell would vanish or lose too much of its land.
type LossError struct {
	Cell          int // position
	To            int // position of the cell that took most of it
	Before, After float64
	Place         orb.Point
}

func (e *LossError) Error() string {
	return fmt.Sprintf("cleaning leaves %.1f of %.1f m²", e.After, e.Before)
}

// checkLoss compares what each cell claimed with what it kept of that.
func (c *cleaning) checkLoss(before, kept []float64, done *Cleaned) error {
	for k := range c.cells {
		if !c.lost(before[k], kept[k]) {
			continue
		}
		loss := &LossError{Cell: k, To: -1, Before: before[k], After: kept[k]}
		taken := map[int]float64{}
		widest := math.Inf(-1)
		for _, ch := range done.Changes {
			if ch.Kind == Matched || ch.To == k || !slices.Contains(ch.Claims, k) {
				continue
			}
			taken[ch.To] += ch.Area
			if loss.To < 0 || taken[ch.To] > taken[loss.To] {
				loss.To = ch.To
			}
			if ch.Width > widest {
				widest, loss.Place = ch.Width, ch.Place
			}
		}
		return loss
	}
	return nil
}
