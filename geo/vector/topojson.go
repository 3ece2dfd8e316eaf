package vector

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"

	"renewal/geo"
)

// TopoJSON: shapes name the lines ("arcs") that they are made of, which other
// shapes name as well.
var topoJSON = driver{
	name: "TopoJSON", system: geo.ByFormat,
	magic: func(head []byte) bool {
		return isObject(head) && bytes.Contains(head, []byte(`"Topology"`)) && !bytes.Contains(head, []byte(`"FeatureCollection"`))
	},
	open: func(p place, _ string, _ *access) error { return checkTopology(p.path, p.size()) },
}

// A topology may have freePoints in its shapes, and pointsPerByte more for each
// byte. A line that two areas share takes six bytes for a point of both.
const (
	freePoints    = 4 << 20
	pointsPerByte = 4
)

// checkTopology counts the points that the shapes of a topology have. GDAL copies
// them as it opens the file, and a line of thousands of points can be named by
// thousands of shapes.
func checkTopology(file string, size int64) error {
	f, err := os.Open(file)
	if err != nil {
		return cause(err)
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if begin, _ := in.Peek(3); string(begin) == "\uFEFF" {
		in.Discard(3)
	}
	t := topology{scanner: newScanner(context.Background(), in, 1<<16), named: map[int64]int64{}}
	points, most := t.points(), freePoints+pointsPerByte*size
	switch {
	case t.err != nil:
		return t.err
	case points > most:
		return fmt.Errorf("its shapes share lines so often that they have more than %d points in %d bytes", most, size)
	}
	return nil
}

type topology struct {
	*scanner
	lengths []int64         // points of each line
	named   map[int64]int64 // how often, by the position of the line
}

// points is how many the shapes have, or more than can be where that is not a
// number.
func (t *topology) points() int64 {
	t.take('{')
	for first := true; t.more(&first, '}'); {
		switch string(t.key()) {
		case "arcs":
			t.lines()
		case "objects":
			t.names(1, false)
		default:
			t.skip(1)
		}
	}
	const most = 1 << 60
	total := int64(0)
	for line, times := range t.named {
		if line < int64(len(t.lengths)) && t.lengths[line] > 0 {
			total += min(times, most/t.lengths[line]) * t.lengths[line]
			total = min(total, most)
		}
	}
	return total
}

// lines counts the points of the lines.
func (t *topology) lines() {
	t.take('[')
	for first := true; t.more(&first, ']'); {
		n := int64(0)
		if t.next() != '[' {
			t.skip(2)
		} else {
			t.take('[')
			for first := true; t.more(&first, ']'); n++ {
				t.skip(3)
			}
		}
		t.lengths = append(t.lengths, n)
	}
}

// names counts the numbers in members "arcs", where ~n is line n backwards.
func (t *topology) names(depth int, within bool) {
	if depth > maxNesting {
		t.fail("nested more than %d deep", maxNesting)
		return
	}
	switch c := t.next(); {
	case c == '[':
		t.pos++
		for first := true; t.more(&first, ']'); {
			t.names(depth+1, within)
		}
	case c == '{':
		t.pos++
		for first := true; t.more(&first, '}'); {
			t.names(depth+1, string(t.key()) == "arcs")
		}
	case within && c != '"':
		word := t.word()
		if !isValue(word) {
			t.badWord(word)
			return
		}
		line, err := strconv.ParseInt(string(word), 10, 64)
		if err != nil {
			return // GDAL says what it makes of it
		}
		if line < 0 {
			line = ^line
		}
		t.named[line]++
	default:
		t.skip(depth)
	}
}
