package geojson

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"sync"
)

const (
	// blockSize is how much of a file is looked at at a time: enough that handing
	// a block over costs nothing beside reading it.
	blockSize = 1 << 20

	// leastBlock is what is worth handing over.
	leastBlock = 1 << 15
)

// job is a run of features, or of objects of a sequence, to be read.
type job struct {
	text     *[]byte // from blocks, and given back
	at       int64
	line     int
	sequence bool
	lenient  bool
}

var blocks = sync.Pool{New: func() any { return new([]byte) }}

// crew reads blocks of features. Where they end depends on the text alone, so
// the result is the same for any number of cores.
type crew = line[job, *batch]

// newCrew hands batches to sink in the order of the file.
func newCrew(wanted map[string]bool, sink func(*batch)) *crew {
	return &crew{sink: sink, worker: func() func(job) *batch {
		g := &geoReader{table: table{wanted: wanted}, s: &scanner{}}
		return func(j job) *batch {
			g.s.reset(*j.text, j.at, j.line)
			g.s.lenient = j.lenient
			g.block(j.sequence)
			b := g.take()
			b.err = g.s.err
			blocks.Put(j.text)
			return b
		}
	}}
}

// block reads the features of an array as they stand behind the first one, each
// with a comma before it, or objects of a sequence.
func (g *geoReader) block(sequence bool) {
	for g.s.err == nil {
		switch c := g.s.next(); {
		case c == 0 && g.s.pos == g.s.end:
			return
		case !sequence:
			if g.s.take(',') {
				g.feature()
			}
		case c == 0x1E:
			g.s.pos++
		case c == '{':
			g.top()
		default:
			g.s.unexpected("an object")
		}
	}
}

// split hands over what lies in the buffer, up to the end of the last object at
// the outermost level, and reports whether there was enough. An object that is
// larger than the buffer is left to be read as it streams by.
func (g *geoReader) split(sequence bool) bool {
	s := g.s
	if s.err != nil || s.r == nil && s.end-s.pos < leastBlock {
		return false
	}
	for s.end-s.pos < len(s.buf) && s.fill() {
	}
	if s.err != nil {
		return false
	}
	text := s.buf[s.pos:s.end]
	cut := boundary(text)
	if cut == 0 || cut < leastBlock && s.r == nil {
		return false
	}
	if len(g.shapes) > 0 {
		g.crew.pass(g.take())
	}
	text = text[:cut]
	block := blocks.Get().(*[]byte)
	*block = append((*block)[:0], text...)
	g.crew.put(job{text: block, at: s.offset(), line: s.line, sequence: sequence, lenient: s.lenient})
	s.line += bytes.Count(text, []byte("\n"))
	s.pos += cut
	return true
}

// boundary returns the end of the last object in a text that begins at the
// outermost level, before an array that holds it ends. Eight bytes are looked at
// at a time: brackets do not count, as only braces make objects.
func boundary(text []byte) (cut int) {
	depth := 0
	for i := 0; i < len(text); {
		if i+8 <= len(text) && depth > 0 {
			n := unquoted(binary.LittleEndian.Uint64(text[i:]))
			if i += n; n == 8 {
				continue
			}
		}
		c := text[i]
		i++
		switch c {
		case '"':
			n := stringEnd(text[i:])
			if n < 0 {
				return cut
			}
			i += n
		case '{':
			depth++
		case '}':
			if depth--; depth <= 0 {
				cut = i
			}
		case ']':
			if depth <= 0 {
				return cut
			}
		}
	}
	return cut
}

// unquoted counts the bytes of w, from the lowest, before the first that may be a
// quote or a brace.
func unquoted(w uint64) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	quote := w ^ ones*'"'
	brace := (w | ones*6) ^ ones*0x7F // { and }, and y and DEL, which do no harm
	zero := (quote - ones) &^ quote & tops
	zero |= (brace - ones) &^ brace & tops
	return bits.TrailingZeros64(zero) / 8
}

// stringEnd returns the position behind the quote that ends a string, or -1.
func stringEnd(text []byte) int {
	for i := 0; ; {
		n := bytes.IndexByte(text[i:], '"')
		if n < 0 {
			return -1
		}
		i += n
		slashes := 0
		for k := i - 1; k >= 0 && text[k] == '\\'; k-- {
			slashes++
		}
		i++
		if slashes%2 == 0 {
			return i
		}
	}
}
