package workbook

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
)

// pack is a zip whose entries have no times and come in the order of their names:
// the library hands the sheets over in an order of chance. Entries are kept packed
// until then.
type pack struct {
	to      io.Writer
	entries []*entry
}

type entry struct {
	name   string
	packed bytes.Buffer
	flate  *flate.Writer
	crc    uint32
	size   uint64
}

// Create begins an entry, which ends where the next one begins.
func (p *pack) Create(name string) (io.Writer, error) {
	e := &entry{name: name}
	w, err := flate.NewWriter(&e.packed, flate.BestSpeed)
	e.flate = w
	p.entries = append(p.entries, e)
	return e, err
}

func (e *entry) Write(data []byte) (int, error) {
	e.crc = crc32.Update(e.crc, crc32.IEEETable, data)
	e.size += uint64(len(data))
	return e.flate.Write(data)
}

// AddFS is there for the library's sake, which does not call it.
func (p *pack) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (p *pack) Close() error {
	slices.SortFunc(p.entries, func(a, b *entry) int { return cmp.Compare(a.name, b.name) })
	z := zip.NewWriter(p.to)
	for _, e := range p.entries {
		if err := e.flate.Close(); err != nil {
			return err
		}
		w, err := z.CreateRaw(&zip.FileHeader{Name: e.name, Method: zip.Deflate, CRC32: e.crc, CompressedSize64: uint64(e.packed.Len()), UncompressedSize64: e.size})
		if err != nil {
			return err
		}
		if _, err := e.packed.WriteTo(w); err != nil {
			return err
		}
	}
	return z.Close()
}
