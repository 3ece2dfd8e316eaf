package landuse

import (
	"fmt"
	"strings"
	"unicode"
)

// Normalise translates a code, as it stands in somebody's data, to 用地用海. What
// files do to codes is undone, and the note says so: leading zeros lost to a
// number (701, 701.0), zeros padded to six digits (070100), small letters, a mix
// of uses (R2/B1, of which the first counts), a local class below one of the
// standard's (A334). The note also says where the class found is coarser than
// the code's, and is "" where there is nothing to say.
//
// It returns false if the scheme has no such code, or 用地用海 no single class
// for it; the note then tells which.
func (s *Scheme) Normalise(code string) (ydyh, note string, ok bool) {
	c, notes, found := s.match(code)
	if !found {
		return "", fmt.Sprintf("%q is no code of %s", strings.TrimSpace(code), s.Name), false
	}
	if c.YDYH == "" {
		return "", fmt.Sprintf("%s %s has no single class of 用地用海: %s", c.Code, c.Zh, c.May), false
	}
	if c.May != "" {
		notes = append(notes, fmt.Sprintf("%s %s taken as %s: %s", c.Code, c.Zh, c.YDYH, c.May))
	}
	return c.YDYH, strings.Join(notes, "; "), true
}

// match finds the class that a code stands for and notes what it took.
func (s *Scheme) match(code string) (c Code, notes []string, ok bool) {
	given := strings.TrimSpace(code)
	if len(given) > 40 { // no code of any scheme; and notes stay short
		return Code{}, nil, false
	}
	first, _, mixed := strings.Cut(strings.NewReplacer("+", "/", "、", "/", ",", "/", "，", "/").Replace(given), "/")
	first = strings.ToUpper(strings.TrimSpace(first))
	if mixed {
		notes = append(notes, fmt.Sprintf("%s taken as its first use %s", given, first))
	}
	plain := s.restore(first)
	if plain != first {
		notes = append(notes, fmt.Sprintf("%s read as %s", first, plain))
	}
	if c, ok = s.Find(plain); ok {
		return c, notes, true
	}
	// A local subdivision of a class that the standard does not divide.
	for n := len(plain) - 1; n >= s.shortest(); n-- {
		if c, ok = s.Find(plain[:n]); ok {
			return c, append(notes, fmt.Sprintf("%s taken as %s", plain, c.Code)), true
		}
	}
	return Code{}, nil, false
}

// shortest is how long a code must at least be to take a longer one for a local
// subdivision of it.
func (s *Scheme) shortest() int {
	if s.Name == GB50137 {
		return 2
	}
	return 4
}

// restore gives a numeric code its leading zero back and takes padding away.
// Codes have an even number of digits in front, so an odd one lost a zero.
func (s *Scheme) restore(code string) string {
	if s.Name == GB50137 || code == "" {
		return code
	}
	code = strings.TrimSuffix(code, ".0")
	digits := strings.IndexFunc(code, func(c rune) bool { return !unicode.IsDigit(c) })
	if digits < 0 {
		digits = len(code)
	}
	if digits%2 == 1 {
		code, digits = "0"+code, digits+1
	}
	for digits == len(code) && digits > 2 && strings.HasSuffix(code, "00") {
		code, digits = code[:digits-2], digits-2
	}
	return code
}
