package geojson

import (
	"bytes"
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

var errNotUTF8 = errors.New("a text that is not UTF-8")

// key takes a member's name and the colon. The bytes last until the next call.
func (s *scanner) key() []byte {
	name := s.str()
	if s.pos < s.end && s.buf[s.pos] == ':' {
		s.pos++
		return name
	}
	s.text = append(s.text[:0], name...) // the buffer may move
	s.take(':')
	return s.text
}

// str takes a string. The bytes last until the next call.
func (s *scanner) str() []byte {
	if !s.take('"') {
		return nil
	}
	var seen byte
	for i, c := range s.buf[s.pos:s.end] {
		if c == '"' {
			text := s.buf[s.pos : s.pos+i]
			s.pos += i + 1
			if seen >= utf8.RuneSelf {
				return s.sound(text)
			}
			return text
		}
		if c == '\\' || c == '\n' {
			break
		}
		seen |= c
	}
	return s.long()
}

// long takes the rest of a string that has escapes or line breaks, or goes on
// beyond the buffer.
func (s *scanner) long() []byte {
	s.text = s.text[:0]
	for {
		piece := s.buf[s.pos:s.end]
		i := 0
		for i < len(piece) && piece[i] != '"' && piece[i] != '\\' {
			if piece[i] == '\n' && !s.fixed {
				s.line++
			}
			i++
		}
		s.text = append(s.text, piece[:i]...)
		s.pos += i
		if len(s.text) > maxText {
			s.fail("a text of more than %d bytes", maxText)
			return nil
		}
		switch {
		case i == len(piece):
			if !s.fill() {
				s.unexpected("the end of a string")
				return nil
			}
		case piece[i] == '"':
			s.pos++
			return s.sound(s.text)
		default:
			if !s.escape() {
				return nil
			}
		}
	}
}

// sound returns a text that is UTF-8.
func (s *scanner) sound(text []byte) []byte {
	if utf8.Valid(text) {
		return text
	}
	if !s.lenient {
		s.fail("%w: %.40q", errNotUTF8, text)
		return nil
	}
	s.text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	return s.text
}

// escape takes what begins with a backslash.
func (s *scanner) escape() bool {
	for s.end-s.pos < 12 && s.fill() {
	}
	rest := s.buf[s.pos:s.end]
	if len(rest) < 2 {
		s.pos = s.end
		s.unexpected("the end of a string")
		return false
	}
	const from, to = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if i := bytes.IndexByte([]byte(from), rest[1]); i >= 0 {
		s.text = append(s.text, to[i])
		s.pos += 2
		return true
	}
	r, ok := hex4(rest)
	if !ok {
		s.fail("bad escape in a string")
		return false
	}
	s.pos += 6
	if utf16.IsSurrogate(r) {
		low, ok := hex4(rest[6:])
		if pair := utf16.DecodeRune(r, low); ok && pair != utf8.RuneError {
			r = pair
			s.pos += 6
		} else {
			r = utf8.RuneError
		}
	}
	s.text = utf8.AppendRune(s.text, r)
	return true
}

// hex4 reads the escape of one UTF-16 unit: \u and four hexadecimal digits.
func hex4(b []byte) (r rune, ok bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}
