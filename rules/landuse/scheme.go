// Package landuse translates land-use codes to those of 用地用海 (2023), which the
// rules are written in.
//
// The same code means different things in different schemes: 1001 is industry
// in 用地用海 and railway in 三调, 0601 village road and industry, 0702 community
// services and rural homestead, 1101 warehouses and river. So a study states its
// scheme; [Detect] helps where it does not, and refuses where the codes do not
// tell, and [Scheme.Contradicting] finds the codes that speak against what was
// stated.
// Tables are data files with their source in front; cities may bring their own.
package landuse

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

//go:embed *.tsv
var tables embed.FS

// Names of the built-in schemes.
const (
	YDYH    = "ydyh2023" // 用地用海 2023
	Sandiao = "sandiao"  // 三调
	GB50137 = "gb50137"  // 城市用地分类与规划建设用地标准
)

// Schemes lists the built-in schemes.
func Schemes() []string { return []string{YDYH, Sandiao, GB50137} }

// Scheme is a classification of land use.
type Scheme struct {
	Name   string // of a built-in scheme, or of the file of a table, without its folder
	Zh, En string
	Source string
	Codes  []Code // in the order of the table

	positions map[string]int // by code
	names     map[string]int // by Chinese name
	form      form
}

// form is how the codes of a scheme are written. The zero value is that of a table
// somebody brings along: codes are as they stand there.
type form struct {
	pairs  bool // digits come in pairs, so that an odd number lost a zero and 00 at the end is padding
	subdiv int  // a longer code may be a local subdivision of one this long; 0: of none
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

// Lookup returns a built-in scheme by its name. It is the same for all who ask, and
// not to be changed.
func Lookup(scheme string) (*Scheme, error) {
	k := slices.Index(Schemes(), scheme)
	if k < 0 {
		return nil, fmt.Errorf("land-use scheme %q is none of %s", scheme, strings.Join(Schemes(), ", "))
	}
	return builtIn[k]()
}

// builtIn are the built-in schemes, each read when first asked for.
var builtIn = func() (all []func() (*Scheme, error)) {
	for _, scheme := range Schemes() {
		all = append(all, sync.OnceValues(func() (*Scheme, error) { return readBuiltIn(scheme) }))
	}
	return all
}()

func readBuiltIn(scheme string) (*Scheme, error) {
	data, err := tables.ReadFile(scheme + ".tsv")
	if err != nil {
		return nil, fmt.Errorf("land-use scheme %s: %w", scheme, err)
	}
	s, err := parse(scheme, data, nil)
	if err != nil {
		return nil, err
	}
	switch scheme {
	case GB50137:
		s.form = form{subdiv: 2}
	default:
		s.form = form{pairs: true, subdiv: 4}
	}
	return s, nil
}

// maxTable is far beyond any classification; it keeps a mistaken path to a data
// file from being read as a table.
const maxTable = 1 << 20

// Load returns a built-in scheme by its name, or reads the table of another. What
// has a dot or a slash is a file. Faults of a table come joined, each a
// [TableError].
func Load(scheme string) (*Scheme, error) {
	if !strings.ContainsAny(scheme, `/\.`) {
		return Lookup(scheme)
	}
	info, err := os.Stat(scheme)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no file")
	}
	if err == nil && info.Size() > maxTable {
		err = errors.New("over 1 MiB, too large for a table of codes")
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(scheme)
	}
	if err != nil {
		var at *fs.PathError
		if errors.As(err, &at) {
			err = at.Err // whose path stands in front
		}
		return nil, fmt.Errorf("%s: land-use scheme: %w", scheme, err)
	}
	target, err := Lookup(YDYH)
	if err != nil {
		return nil, err
	}
	s, err := parse(scheme, data, target)
	if err != nil {
		return nil, err
	}
	s.Name = filepath.Base(scheme)
	return s, nil
}

// Find returns a class by its code as the table writes it.
func (s *Scheme) Find(code string) (Code, bool) { return s.at(s.positions, code) }

// Named returns a class by its Chinese name as the table writes it; none if
// several have that name.
func (s *Scheme) Named(zh string) (Code, bool) { return s.at(s.names, zh) }

func (s *Scheme) at(positions map[string]int, key string) (Code, bool) {
	i, ok := positions[key]
	if !ok || i < 0 {
		return Code{}, false
	}
	return s.Codes[i], true
}
