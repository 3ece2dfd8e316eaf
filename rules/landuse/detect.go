package landuse

import (
	"fmt"
	"slices"
	"strings"
)

// Detect finds the scheme that codes are of, or says why they do not tell. Only
// codes that no other scheme can have count:
//
//   - letters in front, as R2: GB 50137
//   - H inside or A or K behind, as 05H1, 0810A, and numbers that 用地用海 does not
//     have, as 0508 or 1004: 三调
//   - six digits, as 070102 or 070100, and first levels above 12, as 1401: 用地用海.
//     Fewer digits do not count even where 三调 lacks them, since its long form
//     (GB/T 21010) has them: 0801 to 0808, 0901 to 0906
//   - codes with the name that only one scheme gives them, as "1001 工业用地"
//
// Names without a code and codes that no scheme knows are left aside. The order
// of codes and repeats do not matter.
func Detect(codes []string) (scheme string, err error) {
	e, err := evidenceOf(codes)
	if err != nil {
		return "", err
	}
	var found []string
	for _, name := range Schemes() {
		if len(e.only[name]) > 0 {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		if len(e.clashing)+len(e.weak) == 0 {
			return "", fmt.Errorf("land-use codes: none is of a known scheme; state one of %s", strings.Join(Schemes(), ", "))
		}
		if len(e.clashing) == 0 {
			return "", fmt.Errorf("land-use codes %s do not tell %s from the long form of %s; state the scheme", some(e.weak), YDYH, Sandiao)
		}
		return "", fmt.Errorf("land-use codes %s are in %s and in %s with different meanings; state the scheme", some(e.clashing), YDYH, Sandiao)
	}
	var parts []string
	for _, name := range found {
		parts = append(parts, fmt.Sprintf("%s (%s)", name, some(e.only[name])))
	}
	return "", fmt.Errorf("land-use codes are of several schemes: %s; state the scheme", strings.Join(parts, ", "))
}

// Contradicting lists codes that speak against a stated scheme: those that only
// another built-in scheme can have, by that scheme, as "sandiao (05H1, 08H1)"; and
// how many of the distinct codes the stated scheme does not know. Codes that are
// empty count as none.
func (s *Scheme) Contradicting(codes []string) (others []string, unknown int, err error) {
	e, err := evidenceOf(codes)
	if err != nil {
		return nil, 0, err
	}
	for _, name := range Schemes() {
		if name != s.Name && len(e.only[name]) > 0 && slices.Contains(Schemes(), s.Name) {
			others = append(others, fmt.Sprintf("%s (%s)", name, some(e.only[name])))
		}
	}
	for _, code := range distinct(codes) {
		if _, _, ok := s.match(code); !ok {
			unknown++
		}
	}
	return others, unknown, nil
}

// evidence is what codes tell of the scheme that they are of.
type evidence struct {
	only           map[string][]string // by scheme, the codes that only it can have
	clashing, weak []string            // in both of two schemes; in one, but see Detect
}

func evidenceOf(codes []string) (e evidence, err error) {
	ydyh, err := Lookup(YDYH)
	if err != nil {
		return e, err
	}
	sandiao, err := Lookup(Sandiao)
	if err != nil {
		return e, err
	}
	gb, err := Lookup(GB50137)
	if err != nil {
		return e, err
	}
	e.only = map[string][]string{}
	for _, given := range distinct(codes) {
		symbol, name := parted(strings.TrimSpace(fold(given)))
		if symbol == "" {
			continue
		}
		_, _, inGB := gb.match(given)
		y, _, inYDYH := ydyh.match(given)
		t, _, inSandiao := sandiao.match(given)
		switch {
		case inGB:
			e.only[GB50137] = append(e.only[GB50137], given)
		case inYDYH && (y.Code > "13" || sixDigits(symbol) || !inSandiao && y.Zh == name):
			e.only[YDYH] = append(e.only[YDYH], given)
		case inSandiao && (!inYDYH || strings.ContainsAny(t.Code, "HAK")):
			e.only[Sandiao] = append(e.only[Sandiao], given)
		case inSandiao && inYDYH:
			e.clashing = append(e.clashing, given)
		case inYDYH:
			e.weak = append(e.weak, given)
		}
	}
	return e, nil
}

// distinct lists codes that are not empty, each once, sorted.
func distinct(codes []string) []string {
	all := slices.Compact(slices.Sorted(slices.Values(codes)))
	return slices.DeleteFunc(all, func(code string) bool { return strings.TrimSpace(code) == "" })
}

// sixDigits reports whether a code has six digits, or five and a lost zero.
func sixDigits(code string) bool {
	code = withoutDecimals(code)
	return (len(code) == 5 || len(code) == 6) && strings.Trim(code, "0123456789") == ""
}

// some lists at most five codes.
func some(codes []string) string {
	if len(codes) > 5 {
		return strings.Join(codes[:5], ", ") + ", …"
	}
	return strings.Join(codes, ", ")
}
