package landuse

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TableError says what is wrong with a table of codes, and where. It prints as
//
//	codes.tsv:12:3: code "R2" again, first on line 7
type TableError struct {
	Path         string
	Line, Column int // from 1, columns in characters; 0 where the whole table is meant
	Err          error
}

func (e *TableError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("%s:%d:%d: %v", e.Path, e.Line, e.Column, e.Err)
}

func (e *TableError) Unwrap() error { return e.Err }

// maxFaults is as many faults as anyone mends before trying again.
const maxFaults = 20

// tableReader reads a table and notes all that is wrong with it.
type tableReader struct {
	path   string
	faults []error
}

func (r *tableReader) fault(line, column int, format string, args ...any) {
	if len(r.faults) < maxFaults {
		r.faults = append(r.faults, &TableError{r.path, line, column, fmt.Errorf(format, args...)})
	}
}

// parse reads a table: UTF-8 text with tabs between fields. Lines that begin with
// # are words; the first three are the Chinese name, the English name and the
// source of the scheme, and must be there. Every other line is a class: its code,
// Chinese name, English name, and code of 用地用海, which may be empty if a note in
// the fifth field says what the class may be. English names and notes may be
// empty. The codes of 用地用海 are looked up in target, unless that is nil.
func parse(name string, data []byte, target *Scheme) (*Scheme, error) {
	s := &Scheme{Name: name, positions: map[string]int{}, names: map[string]int{}}
	r := &tableReader{path: name}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var head []string
	lines := strings.Split(string(data), "\n")
	firstOn := map[string]int{}
	for n, line := range lines {
		line = strings.TrimSuffix(line, "\r")
		if text, ok := strings.CutPrefix(line, "#"); ok {
			head = append(head, strings.TrimSpace(text))
			continue
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		if !utf8.ValidString(line) {
			r.fault(n+1, 1, "not UTF-8 text: save the table as UTF-8")
			break // and so are all the others
		}
		c, ok := r.class(n+1, line, target)
		if !ok {
			continue
		}
		if first, twice := firstOn[c.Code]; twice {
			r.fault(n+1, 1, "code %q again, first on line %d", c.Code, first)
			continue
		}
		firstOn[c.Code] = n + 1
		s.positions[c.Code] = len(s.Codes)
		if _, twice := s.names[c.Zh]; twice {
			s.names[c.Zh] = -1
		} else {
			s.names[c.Zh] = len(s.Codes)
		}
		s.Codes = append(s.Codes, c)
	}
	if len(head) < 3 || head[0] == "" || head[2] == "" {
		r.fault(0, 0, "the first three lines must be # and the Chinese name, the English name and the source of the scheme")
	} else {
		s.Zh, s.En, s.Source = head[0], head[1], head[2]
	}
	if len(s.Codes) == 0 && len(r.faults) == 0 {
		r.fault(0, 0, "no class in it")
	}
	return s, errors.Join(r.faults...)
}

// class reads one line.
func (r *tableReader) class(n int, line string, target *Scheme) (Code, bool) {
	before := len(r.faults)
	fields := strings.Split(line, "\t")
	if len(fields) < 4 || len(fields) > 5 {
		r.fault(n, 1, "%d fields between tabs, not 4 or 5: code, Chinese name, English name, code of 用地用海, note", len(fields))
		return Code{}, false
	}
	fields = append(fields, "")
	column := 1
	for k, f := range fields {
		if f != strings.TrimSpace(f) {
			r.fault(n, column, "blanks around %q", strings.TrimSpace(f))
		}
		switch {
		case k == 0 && f == "":
			r.fault(n, column, "no code")
		case k == 0 && (strings.ContainsFunc(f, unplain) || len(f) > maxCode):
			r.fault(n, column, "code %q: a code has letters, digits, dots and hyphens, at most %d", shortened(f), maxCode)
		case k == 1 && f == "":
			r.fault(n, column, "no Chinese name")
		case k == 3 && f == "" && fields[4] == "":
			r.fault(n, column, "no code of 用地用海, and no note that says what it may be")
		case k == 3 && f != "" && target != nil:
			if _, ok := target.Find(f); !ok {
				r.fault(n, column, "%q is no code of %s", shortened(f), target.Name)
			}
		}
		column += utf8.RuneCountInString(f) + 1
	}
	return Code{Code: fields[0], Zh: fields[1], En: fields[2], YDYH: fields[3], May: fields[4]}, len(r.faults) == before
}

// unplain tells what no code has: it would not survive folding and splitting.
func unplain(c rune) bool {
	return c > unicode.MaxASCII || !(unicode.IsLetter(c) || unicode.IsDigit(c) || c == '.' || c == '-') || unicode.IsLower(c)
}

// shortened keeps messages short, whatever somebody's file holds.
func shortened(text string) string {
	if r := []rune(text); len(r) > maxCode {
		return string(r[:maxCode]) + "…"
	}
	return text
}
