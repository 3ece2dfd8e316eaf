package landuse

import (
	"fmt"
	"strings"
	"unicode"
)

// maxCode is longer than any code with its name; what is longer is something else,
// and notes stay short.
const maxCode = 40

// Normalise translates a code, as it stands in somebody's data, to 用地用海. What
// files do to codes is undone, and the note says so: leading zeros lost to a
// number (701, 701.0), zeros padded to six digits (070100), small and full-width
// letters and digits (r2, ０７０１), a name behind the code (R2二类居住用地) or instead
// of it (工业用地), a mix of uses (R2/B1, of which the first counts), a local class
// below one of the standard's (A334). The note also says where the class found is
// coarser than the code's, and is "" where there is nothing to say.
//
// It returns false if the scheme has no such code, if the name beside a code is
// that of another class, or if 用地用海 has no single class for it; the note then
// tells which. A number 0 is no code in any scheme.
func (s *Scheme) Normalise(code string) (ydyh, note string, ok bool) {
	c, notes, found := s.match(code)
	if !found {
		if notes != nil {
			return "", strings.Join(notes, "; "), false
		}
		return "", fmt.Sprintf("%q is no code of %s", shortened(strings.TrimSpace(code)), s.Name), false
	}
	if c.YDYH == "" {
		return "", fmt.Sprintf("%s %s has no single class of 用地用海: %s", c.Code, c.Zh, c.May), false
	}
	if c.May != "" {
		notes = append(notes, fmt.Sprintf("%s %s taken as %s: %s", c.Code, c.Zh, c.YDYH, c.May))
	}
	return c.YDYH, strings.Join(notes, "; "), true
}

// match finds the class that a code stands for and notes what it took. Notes of a
// class that was not found say why, if more is to be said than that.
func (s *Scheme) match(code string) (c Code, notes []string, ok bool) {
	given := strings.TrimSpace(code)
	if len([]rune(given)) > maxCode {
		return Code{}, nil, false
	}
	first, _, mixed := strings.Cut(strings.NewReplacer("+", "/", "、", "/", ",", "/").Replace(fold(given)), "/")
	first = strings.TrimSpace(first)
	if mixed {
		notes = append(notes, fmt.Sprintf("%s taken as its first use %s", given, first))
		given = first
	}
	symbol, name := parted(first)
	if symbol == "" {
		if c, ok = s.Named(name); ok {
			return c, append(notes, fmt.Sprintf("%s read as %s", given, c.Code)), true
		}
		return Code{}, nil, false
	}
	c, steps, ok := s.find(symbol)
	if !ok {
		return Code{}, nil, false
	}
	if other, known := s.Named(name); known && other.Code != c.Code && !strings.HasPrefix(c.Code, other.Code) && !strings.HasPrefix(other.Code, c.Code) {
		return Code{}, []string{fmt.Sprintf("%s contradicts itself in %s: %s is %s, and %s is %s", given, s.Name, symbol, c.Zh, name, other.Code)}, false
	}
	if plain := s.restored(symbol); plain != given {
		notes = append(notes, fmt.Sprintf("%s read as %s", given, plain))
	}
	return c, append(notes, steps...), true
}

// find finds the class of a code that stands alone.
func (s *Scheme) find(symbol string) (c Code, notes []string, ok bool) {
	plain := s.restored(symbol)
	if c, ok = s.Find(plain); ok {
		return c, nil, true
	}
	// A local subdivision of a class that the standard does not divide.
	for n := len(plain) - 1; n >= s.form.subdiv && s.form.subdiv > 0; n-- {
		if c, ok = s.Find(plain[:n]); ok {
			return c, []string{fmt.Sprintf("%s taken as %s", plain, c.Code)}, true
		}
	}
	return Code{}, nil, false
}

// restored gives a numeric code its leading zero back and takes padding away. In
// a table that somebody brings along that is only done if the table has no such
// code but has the other.
func (s *Scheme) restored(code string) string {
	if _, ok := s.Find(code); ok {
		return code
	}
	code = withoutDecimals(code)
	digits := strings.IndexFunc(code, func(c rune) bool { return c < '0' || c > '9' })
	if digits < 0 {
		digits = len(code)
	}
	if s.form.pairs {
		if digits%2 == 1 && code != "0" {
			code, digits = "0"+code, digits+1
		}
		for digits == len(code) && digits > 2 && strings.HasSuffix(code, "00") {
			code, digits = code[:digits-2], digits-2
		}
		return code
	}
	if _, ok := s.Find("0" + code); ok && digits > 0 && code != "0" {
		return "0" + code
	}
	return code
}

// withoutDecimals takes away the ".0" of a number that was written with decimals.
func withoutDecimals(code string) string {
	whole, decimals, ok := strings.Cut(code, ".")
	if ok && whole != "" && decimals != "" && strings.Trim(whole, "0123456789") == "" && strings.Trim(decimals, "0") == "" {
		return whole
	}
	return code
}

// parted parts a code from the name behind it. The code ends where Chinese begins;
// blanks, hyphens, colons and brackets between the two belong to neither.
func parted(text string) (code, name string) {
	const between = " -:()_"
	i := strings.IndexFunc(text, func(c rune) bool { return unicode.Is(unicode.Han, c) })
	if i < 0 {
		return strings.ToUpper(text), ""
	}
	return strings.ToUpper(strings.TrimRight(text[:i], between)), strings.Trim(text[i:], between)
}

// fold makes full-width letters, digits, marks and blanks the usual ones.
func fold(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '！' && c <= '～':
			return c - '！' + '!'
		case c == '\u3000':
			return ' '
		case c == 0:
			return -1
		}
		return c
	}, text)
}
