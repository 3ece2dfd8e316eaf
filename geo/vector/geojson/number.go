package geojson

import (
	"encoding/binary"
	"math"
	"strconv"
)

// number is what a bare word of JSON means.
type number struct {
	real    float64
	integer int64
	whole   bool // written as an integer, and fits one
	big     bool // written as an integer, and does not fit one
}

var powers = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// parseNumber reads a number exactly (to the nearest float64). A number of up to
// 15 digits is a quotient or product of two exact floats, which needs no more
// than one rounding (Clinger, "How to read floating point numbers accurately",
// 1990); others go to strconv.
func parseNumber(word []byte) (n number, ok bool) {
	i, negative := 0, false
	if i < len(word) && word[i] == '-' {
		negative = true
		i++
	}
	var mantissa uint64
	digits, fraction := 0, 0
	from := i
	for ; i < len(word) && word[i] >= '0' && word[i] <= '9'; i++ {
		if mantissa < 1e17 {
			mantissa = mantissa*10 + uint64(word[i]-'0')
		}
		digits++
	}
	if digits == 0 {
		return infinite(word)
	}
	if digits > 1 && word[from] == '0' {
		return n, false
	}
	if i == len(word) {
		return integerNumber(word, mantissa, negative, digits), true
	}
	if word[i] == '.' {
		i++
		for ; i < len(word) && word[i] >= '0' && word[i] <= '9'; i++ {
			if mantissa < 1e17 {
				mantissa = mantissa*10 + uint64(word[i]-'0')
			}
			fraction++
		}
		if fraction == 0 {
			return n, false
		}
	}
	if i == len(word) && mantissa < 1<<53 && fraction < len(powers) {
		n.real = float64(mantissa) / powers[fraction]
		if negative {
			n.real = -n.real
		}
		return n, true
	}
	if i < len(word) && !exponent(word[i:]) {
		return n, false
	}
	n.real, _ = strconv.ParseFloat(string(word), 64) // too large a number gives infinity
	return n, true
}

// plainNumber reads a number without an exponent from b, behind blanks, as
// parseNumber does. It returns the position behind it, which is in b, or -1 if
// the number is not so plain or does not end in b.
func plainNumber(b []byte, i int) (v float64, end int) {
	for i < len(b) && b[i] == ' ' {
		i++
	}
	from := i
	negative := i < len(b) && b[i] == '-'
	if negative {
		i++
	}
	first := i
	var mantissa uint64
	for ; i < len(b) && b[i]-'0' < 10; i++ {
		mantissa = mantissa*10 + uint64(b[i]-'0')
	}
	digits := i - first
	if digits == 0 || digits > 1 && b[first] == '0' {
		return 0, -1
	}
	fraction := 0
	if i < len(b) && b[i] == '.' {
		i++
		dot := i
		if i+8 <= len(b) {
			if w := binary.LittleEndian.Uint64(b[i:]); eightDigits(w) {
				mantissa = mantissa*1e8 + valueOfEight(w)
				i += 8
			}
		}
		for ; i < len(b) && b[i]-'0' < 10; i++ {
			mantissa = mantissa*10 + uint64(b[i]-'0')
		}
		fraction = i - dot
		if fraction == 0 {
			return 0, -1
		}
	}
	const most = 19 // digits that always fit
	if i >= len(b) || digits+fraction > most || inWord[b[i]] {
		return 0, -1
	}
	if mantissa >= 1<<53 {
		v, _ = strconv.ParseFloat(string(b[from:i]), 64)
		return v, i
	}
	v = float64(mantissa) / powers[fraction]
	if negative {
		v = -v
	}
	return v, i
}

// eightDigits reports whether the bytes of w are all digits: their upper halves
// are 3, and stay so when 6 is added.
func eightDigits(w uint64) bool {
	const upper = 0xF0F0F0F0F0F0F0F0
	return (w&upper)|((w+0x0606060606060606)&upper)>>4 == 0x3333333333333333
}

// valueOfEight is the number that eight digits make, of which the first is in
// the lowest byte: pairs, fours and then all of them are put together.
func valueOfEight(w uint64) uint64 {
	w -= 0x3030303030303030
	w = w*10 + w>>8
	const low = 0x000000FF000000FF
	return ((w&low)*(100+1000000<<32) + (w>>16&low)*(1+10000<<32)) >> 32
}

func integerNumber(word []byte, mantissa uint64, negative bool, digits int) (n number) {
	if digits <= 17 {
		n.integer, n.whole = int64(mantissa), true
		n.real = float64(mantissa)
		if negative {
			n.integer, n.real = -n.integer, -n.real
		}
		return n
	}
	v, err := strconv.ParseInt(string(word), 10, 64)
	n.integer, n.whole, n.big = v, err == nil, err != nil
	n.real, _ = strconv.ParseFloat(string(word), 64)
	return n
}

// exponent reports whether b is e, a sign or none, and digits.
func exponent(b []byte) bool {
	if b[0] != 'e' && b[0] != 'E' {
		return false
	}
	b = b[1:]
	if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
		b = b[1:]
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// infinite reads what is no number in JSON and stands in files all the same.
func infinite(word []byte) (n number, ok bool) {
	switch string(word) {
	case "NaN", "nan":
		n.real = math.NaN()
	case "Infinity", "inf":
		n.real = math.Inf(1)
	case "-Infinity", "-inf":
		n.real = math.Inf(-1)
	default:
		return n, false
	}
	return n, true
}

// isValue reports whether a bare word is a JSON value.
func isValue(word []byte) bool {
	switch string(word) {
	case "null", "true", "false":
		return true
	}
	_, ok := parseNumber(word)
	return ok
}
