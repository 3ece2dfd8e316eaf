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
//
// Codes that no scheme knows are left aside. The order of codes and repeats do
// not matter.
func Detect(codes []string) (scheme string, err error) {
	ydyh, err := Lookup(YDYH)
	if err != nil {
		return "", err
	}
	sandiao, err := Lookup(Sandiao)
	if err != nil {
		return "", err
	}
	gb, err := Lookup(GB50137)
	if err != nil {
		return "", err
	}
	only := map[string][]string{} // by scheme, the codes that only it can have
	var clashing, weak []string   // in both of two schemes; in one, but see above
	for _, given := range slices.Compact(slices.Sorted(slices.Values(codes))) {
		_, _, inGB := gb.match(given)
		y, _, inYDYH := ydyh.match(given)
		t, _, inSandiao := sandiao.match(given)
		switch {
		case inGB:
			only[GB50137] = append(only[GB50137], given)
		case inYDYH && (y.Code > "13" || sixDigits(given)):
			only[YDYH] = append(only[YDYH], given)
		case inSandiao && (!inYDYH || strings.ContainsAny(t.Code, "HAK")):
			only[Sandiao] = append(only[Sandiao], given)
		case inSandiao && inYDYH:
			clashing = append(clashing, given)
		case inYDYH:
			weak = append(weak, given)
		}
	}
	var found []string
	for _, name := range Schemes() {
		if len(only[name]) > 0 {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		if len(clashing)+len(weak) == 0 {
			return "", fmt.Errorf("land-use codes: none is of a known scheme; state one of %s", strings.Join(Schemes(), ", "))
		}
		if len(clashing) == 0 {
			return "", fmt.Errorf("land-use codes %s do not tell %s from the long form of %s; state the scheme", some(weak), YDYH, Sandiao)
		}
		return "", fmt.Errorf("land-use codes %s are in %s and in %s with different meanings; state the scheme", some(clashing), YDYH, Sandiao)
	}
	var parts []string
	for _, name := range found {
		parts = append(parts, fmt.Sprintf("%s (%s)", name, some(only[name])))
	}
	return "", fmt.Errorf("land-use codes are of several schemes: %s; state the scheme", strings.Join(parts, ", "))
}

// sixDigits reports whether a code has six digits, or five and a lost zero.
func sixDigits(code string) bool {
	code = strings.TrimSuffix(strings.TrimSpace(code), ".0")
	return (len(code) == 5 || len(code) == 6) && strings.Trim(code, "0123456789") == ""
}

// some lists at most five codes.
func some(codes []string) string {
	if len(codes) > 5 {
		return strings.Join(codes[:5], ", ") + ", …"
	}
	return strings.Join(codes, ", ")
}
