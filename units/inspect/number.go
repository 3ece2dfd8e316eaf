package inspect

import (
	"fmt"
	"math"
	"strings"
)

// rounded keeps that many decimals, of which there are as many as can be
// measured. It is nil for what is no number.
func rounded(v float64, decimals int) *float64 {
	scale := math.Pow10(decimals)
	r := math.Round(v*scale) / scale
	if math.IsNaN(r) || math.IsInf(r, 0) {
		return nil
	}
	r += 0 // no minus zero
	return &r
}

// metres writes a length as a planner would: 0.3 m, 12 m, 3.4 km.
func metres(v float64) string {
	switch {
	case v >= 10_000:
		return fmt.Sprintf("%.1f km", v/1000)
	case v >= 100:
		return fmt.Sprintf("%.0f m", v)
	case v >= 0.1:
		return fmt.Sprintf("%.1f m", v)
	default:
		return fmt.Sprintf("%.3f m", v)
	}
}

// squareMetres writes an area: 0.02 m², 350 m², 4.2 ha.
func squareMetres(v float64) string {
	switch {
	case v >= 100_000:
		return fmt.Sprintf("%.1f ha", v/10_000)
	case v >= 10:
		return fmt.Sprintf("%.0f m²", v)
	default:
		return fmt.Sprintf("%.2f m²", v)
	}
}

// counted writes "1 feature", "2 features".
func counted(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case strings.HasSuffix(one, "x"):
		return fmt.Sprintf("%d %ses", n, one)
	default:
		return fmt.Sprintf("%d %ss", n, one)
	}
}
