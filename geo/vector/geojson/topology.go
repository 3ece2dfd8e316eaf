package geojson

import (
	"context"
	"io"
	"strconv"
)

// TopologyPoints is how many points the shapes of a TopoJSON have, which name the
// lines ("arcs") that they are made of; more than can be where that is not a
// number. The text is UTF-8 without a byte order mark.
func TopologyPoints(r io.Reader) (int64, error) {
	t := topology{scanner: newScanner(context.Background(), r, 1<<16), named: map[int64]int64{}}
	points := t.points()
	return points, t.err
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
