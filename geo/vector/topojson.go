package vector

import (
	"bufio"
	"bytes"
	"fmt"
	"os"

	"renewal/geo"
	"renewal/geo/vector/geojson"
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
	points, err := geojson.TopologyPoints(in)
	most := freePoints + pointsPerByte*size
	switch {
	case err != nil:
		return err
	case points > most:
		return fmt.Errorf("its shapes share lines so often that they have more than %d points in %d bytes", most, size)
	}
	return nil
}
