package geojson

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// scanner takes JSON apart as it streams by. The first error stays: from then on
// next returns 0 and nothing moves. Beyond JSON it lets pass NaN and Infinity
// for numbers, and control characters in strings, because files have them.
type scanner struct {
	ctx      context.Context
	r        io.Reader // nil once it is at its end
	buf      []byte
	pos, end int
	base     int64 // position in the file of buf[0]
	read     int64 // bytes read
	began    int64 // where the last word stands
	line     int   // counted from 1
	fixed    bool  // position and line stay: buf is a copy of what stood there
	lenient  bool  // bytes that are not UTF-8 become U+FFFD, instead of errNotUTF8
	err      error
	text     []byte // room for a string or number
}

func newScanner(ctx context.Context, r io.Reader, size int) *scanner {
	return &scanner{ctx: ctx, r: r, buf: make([]byte, size), line: 1}
}

// reset makes s read a piece of text that begins at the given place.
func (s *scanner) reset(piece []byte, at int64, line int) {
	s.r, s.buf, s.pos, s.end = nil, piece, 0, len(piece)
	s.base, s.line, s.fixed, s.err = at, line, false, nil
}

func (s *scanner) offset() int64 {
	if s.fixed {
		return s.base
	}
	return s.base + int64(s.pos)
}

func (s *scanner) fail(format string, args ...any) { s.failAt(s.offset(), format, args...) }

func (s *scanner) failAt(at int64, format string, args ...any) {
	if s.err == nil {
		s.err = &textError{s.line, at, fmt.Errorf(format, args...)}
		s.pos, s.end, s.r = 0, 0, nil
	}
}

// textError says where in a text something is wrong.
type textError struct {
	line int
	at   int64
	err  error
}

func (e *textError) Error() string { return fmt.Sprintf("line %d, byte %d: %v", e.line, e.at, e.err) }
func (e *textError) Unwrap() error { return e.err }

var errTruncated = errors.New("the file ends too early")

// unexpected fails at the byte that comes next, which should be something else.
func (s *scanner) unexpected(want string) {
	switch {
	case s.err != nil:
	case s.pos >= s.end:
		s.fail("%w: %s expected", errTruncated, want)
	default:
		s.fail("%s expected, not %q", want, s.buf[s.pos])
	}
}

// fill gets more bytes behind those from pos on, and reports whether it got any.
func (s *scanner) fill() bool {
	if s.r == nil {
		return false
	}
	if err := s.ctx.Err(); err != nil {
		s.fail("%w", err)
		return false
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.base += int64(s.pos)
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		return false
	}
	for tries := 0; tries < 100; tries++ {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		s.read += int64(n)
		if err != nil {
			s.r = nil
			if err != io.EOF {
				if errors.Is(err, io.ErrUnexpectedEOF) {
					err = errTruncated
				}
				// What came before the failure does not count either.
				s.pos = s.end
				s.fail("%w", err)
				return false
			}
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.fail("%w", io.ErrNoProgress)
	return false
}

// next skips white space and returns the byte that comes, without taking it; 0
// at the end or after an error.
func (s *scanner) next() byte {
	for {
		for s.pos < s.end {
			switch c := s.buf[s.pos]; c {
			case '\n':
				if !s.fixed {
					s.line++
				}
				s.pos++
			case ' ', '\t', '\r':
				s.pos++
			default:
				return c
			}
		}
		if !s.fill() {
			return 0
		}
	}
}

// take skips white space and takes the byte c, or fails.
func (s *scanner) take(c byte) bool {
	if s.pos < s.end && s.buf[s.pos] == c {
		s.pos++
		return true
	}
	if s.next() != c || s.pos >= s.end {
		s.unexpected(string(rune(c)))
		return false
	}
	s.pos++
	return true
}

// more is the head of a loop over the items of an array or object, which has
// been opened; first is true before the first. It takes commas and the end.
func (s *scanner) more(first *bool, end byte) bool {
	c := s.next()
	if c == end && s.err == nil && s.pos < s.end {
		s.pos++
		return false
	}
	if !*first {
		if !s.take(',') {
			return false
		}
		if s.next() == end {
			s.unexpected("an item after the comma")
			return false
		}
	} else if c == 0 {
		s.unexpected(string(rune(end)))
	}
	*first = false
	return s.err == nil
}

// word takes a number or a bare word. The bytes last until the next call.
func (s *scanner) word() []byte {
	s.next()
	s.began = s.offset()
	if s.end-s.pos < 64 {
		s.fill()
	}
	for i := s.pos; i < s.end; i++ {
		if !inWord[s.buf[i]] {
			word := s.buf[s.pos:i]
			s.pos = i
			return s.short(word)
		}
	}
	s.text = s.text[:0] // it goes on beyond the buffer, or ends the file
	for {
		i := s.pos
		for i < s.end && inWord[s.buf[i]] {
			i++
		}
		s.text = append(s.text, s.buf[s.pos:i]...)
		s.pos = i
		if len(s.text) > maxWord || i < s.end || !s.fill() {
			return s.short(s.text)
		}
	}
}

func (s *scanner) short(word []byte) []byte {
	if len(word) > maxWord {
		s.failAt(s.began, "a number or word of more than %d bytes", maxWord)
		return nil
	}
	return word
}

var inWord = func() (in [256]bool) {
	for _, c := range []byte("+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		in[c] = true
	}
	return in
}()

// capture takes any value and appends it to dst, without white space.
func (s *scanner) capture(dst []byte, depth int) []byte {
	if depth > maxNesting {
		s.fail("nested more than %d deep", maxNesting)
		return dst
	}
	if len(dst) > maxKept {
		s.fail("a value of more than %d bytes", maxKept)
		return dst
	}
	switch c := s.next(); c {
	case '{', '[':
		end := c + 2 // in ASCII, for both
		s.pos++
		dst = append(dst, c)
		for first := true; ; {
			comma := !first
			if !s.more(&first, end) {
				return append(dst, end)
			}
			if comma {
				dst = append(dst, ',')
			}
			if c == '{' {
				dst = append(appendString(dst, s.key()), ':')
			}
			dst = s.capture(dst, depth+1)
		}
	case '"':
		return appendString(dst, s.str())
	default:
		word := s.word()
		if !isValue(word) {
			s.badWord(word)
		}
		return append(dst, word...)
	}
}

// skip takes any value.
func (s *scanner) skip(depth int) {
	if depth > maxNesting {
		s.fail("nested more than %d deep", maxNesting)
		return
	}
	switch c := s.next(); c {
	case '{', '[':
		s.pos++
		for first := true; s.more(&first, c+2); {
			if c == '{' {
				s.key()
			}
			s.skip(depth + 1)
		}
	case '"':
		s.str()
	default:
		if word := s.word(); !isValue(word) {
			s.badWord(word)
		}
	}
}

func (s *scanner) badWord(word []byte) {
	if len(word) == 0 {
		s.unexpected("a value")
		return
	}
	s.failAt(s.began, "%.40q is no value", word)
}
