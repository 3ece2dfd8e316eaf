// Package bounds says what a file may ask for, whatever its format. The bounds are
// far beyond what honest files need, and keep a damaged or malicious one to some
// seconds and 1 GB.
package bounds

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

const (
	// Columns bounds the fields of a layer. SQLite takes 2,000 and a Shapefile 255.
	Columns = 4096

	// Every field costs memory in every feature, with a value or without. A file
	// may have FreeCells cells and CellsPerByte more for each of its bytes: the
	// shortest member that fills one, as "a":1, has six bytes.
	FreeCells    = 16 << 20
	CellsPerByte = 4

	// Text bounds the bytes of one text.
	Text = 64 << 20

	// Packed data may grow by Ratio once it has grown beyond FreeUnpacked. A
	// GeoJSON grows 5 to 20 times, a table of blanks some 200 times; what DEFLATE
	// makes of nothing but zeros grows 1,032 times.
	FreeUnpacked = 64 << 20
	Ratio        = 250
)

// ErrBomb is data that grows beyond that.
var ErrBomb = errors.New("what is packed in it grows beyond reason")

// Growth checks the size of packed data against what it becomes. The error is
// ErrBomb.
func Growth(packed, unpacked uint64) error {
	if unpacked > FreeUnpacked && unpacked/Ratio > packed {
		return fmt.Errorf("%w: %d bytes become %d or more", ErrBomb, packed, unpacked)
	}
	return nil
}

// Counter counts what is read through it.
type Counter struct {
	R io.Reader
	N uint64 // bytes so far
}

func (c *Counter) Read(p []byte) (int, error) {
	n, err := c.R.Read(p)
	c.N += uint64(n)
	return n, err
}

// Gunzip returns what r holds packed by gzip, up to where it grows beyond reason.
func Gunzip(r io.Reader) (io.Reader, error) {
	g := &gunzip{in: Counter{R: r}}
	var err error
	g.z, err = gzip.NewReader(bufio.NewReaderSize(&g.in, 1<<16))
	return g, err
}

type gunzip struct {
	z   *gzip.Reader
	in  Counter
	out uint64
}

func (g *gunzip) Read(p []byte) (int, error) {
	n, err := g.z.Read(p)
	g.out += uint64(n)
	if e := Growth(g.in.N, g.out); e != nil {
		return 0, e
	}
	return n, err
}
