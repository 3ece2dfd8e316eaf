// Package landuse translates land-use codes to those of 用地用海 (2023), which the
// rules are written in.
//
// The same code means different things in different schemes: 1001 is industry
// in 用地用海 and railway in 三调, 0601 village road and industry, 0702 community
// services and rural homestead, 1101 warehouses and river. So a study states its
// scheme; [Detect] helps where it does not, and refuses where the codes do not
// tell. Tables are data files with their source in front.
package landuse

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed *.tsv
var tables embed.FS

// Names of the schemes.
const (
	YDYH    = "ydyh2023" // 用地用海 2023
	Sandiao = "sandiao"  // 三调
	GB50137 = "gb50137"  // 城市用地分类与规划建设用地标准
)

// Schemes lists the schemes.
func Schemes() []string { return []string{YDYH, Sandiao, GB50137} }

// Scheme is a classification of land use.
type Scheme struct {
	Name   string
	Zh, En string
	Source string
	Codes  []Code // in the order of the standard

	positions map[string]int
}

// Code is one class of a scheme.
type Code struct {
	Code   string
	Zh, En string

	// YDYH is the narrowest class of 用地用海 that holds all of it, "" if none
	// does. May says what it can be where that is coarser than the class.
	YDYH string
	May  string
}

// Lookup returns a scheme by its name.
func Lookup(scheme string) (*Scheme, error) {
	if !slices.Contains(Schemes(), scheme) {
		return nil, fmt.Errorf("land-use scheme %q is none of %s", scheme, strings.Join(Schemes(), ", "))
	}
	data, err := tables.ReadFile(scheme + ".tsv")
	if err != nil {
		return nil, fmt.Errorf("land-use scheme %s: %w", scheme, err)
	}
	return read(scheme, string(data))
}

func read(name, table string) (*Scheme, error) {
	s := &Scheme{Name: name, positions: map[string]int{}}
	var head []string
	for n, line := range strings.Split(strings.TrimRight(table, "\n"), "\n") {
		if text, ok := strings.CutPrefix(line, "# "); ok {
			head = append(head, text)
			continue
		}
		f := append(strings.Split(line, "\t"), "")
		if len(f) < 5 || len(f) > 6 {
			return nil, fmt.Errorf("land-use scheme %s: line %d has %d fields, not 4 or 5", name, n+1, len(f)-1)
		}
		if _, twice := s.positions[f[0]]; twice {
			return nil, fmt.Errorf("land-use scheme %s: line %d: code %s is there twice", name, n+1, f[0])
		}
		s.positions[f[0]] = len(s.Codes)
		s.Codes = append(s.Codes, Code{Code: f[0], Zh: f[1], En: f[2], YDYH: f[3], May: f[4]})
	}
	if len(head) < 3 {
		return nil, fmt.Errorf("land-use scheme %s: has no head", name)
	}
	s.Zh, s.En, s.Source = head[0], head[1], head[2]
	return s, nil
}

// Find returns a class by its code as the standard writes it.
func (s *Scheme) Find(code string) (Code, bool) {
	i, ok := s.positions[code]
	if !ok {
		return Code{}, false
	}
	return s.Codes[i], true
}
