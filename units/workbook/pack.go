package workbook

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"io"
)

// pack is the zip that a workbook is. Its entries have no times, and are packed as
// fast as can be: most of a sheet repeats what stands above it, and slower ways gain
// a tenth of its size.
type pack struct{ *zip.Writer }

func newPack(w io.Writer) pack {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	return pack{z}
}

// entry adds a file, after the header that all files have.
func (p pack) entry(name string, write func(w io.Writer) error) error {
	w, err := p.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 1<<16)
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}
