package wording

import (
	"regexp"
	"strconv"
	"strings"
)

// units of areas in m².
var units = map[string]float64{
	"km2": 1e6, "km^2": 1e6, "平方公里": 1e6, "平方千米": 1e6,
	"公顷": 1e4, "hm2": 1e4, "hm^2": 1e4, "ha": 1e4,
	"亩": 10_000.0 / 15, "平方米": 1, "m2": 1, "m^2": 1,
}

var amount = regexp.MustCompile(`(?i)([0-9][0-9,]*(?:\.[0-9]+)?)(万|亿)?(平方公里|平方千米|平方米|km\^?2|公顷|hm\^?2|ha|亩|m\^?2)`)

// sizeOf reads the first area that a plain text gives, in m², best one after 面积; 0 if
// there is none.
func sizeOf(text string) float64 {
	if _, after, ok := strings.Cut(text, "面积"); ok && amount.MatchString(after) {
		text = after
	}
	m := amount.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
	if err != nil {
		return 0
	}
	switch m[2] {
	case "万":
		v *= 1e4
	case "亿":
		v *= 1e8
	}
	return v * units[strings.ToLower(m[3])]
}
