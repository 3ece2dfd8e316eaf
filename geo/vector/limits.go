package vector

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"renewal/geo/vector/internal/bounds"
)

// The bounds of every format, by short names.
const (
	maxColumns   = bounds.Columns
	maxText      = bounds.Text
	freeCells    = bounds.FreeCells
	cellsPerByte = bounds.CellsPerByte
)

func growth(packed, unpacked uint64) error { return bounds.Growth(packed, unpacked) }

// Bounds on what an archive may ask for. They are far beyond what honest ones
// need, and keep a damaged or malicious one to some seconds and 1 GB.
const (
	// maxEntries bounds the files in an archive, maxDirectory the bytes of their
	// list, and maxUnpacked what all of them hold: a File Geodatabase of a province
	// has a few hundred files and some 10 GB.
	maxEntries   = 1 << 16
	maxDirectory = 16 << 20
	maxUnpacked  = 1 << 40

	// maxTrial is how much of an archive is unpacked to see whether its list is
	// true, which takes a fraction of a second.
	maxTrial = 64 << 20
)

// checkArchive looks at the list of a ZIP archive and refuses one that is
// damaged, holds nothing but further archives, has entries that share bytes, or
// grows beyond reason. Whether the entries keep what the list promises is tried
// on their first bytes. What is no archive, or no file, passes.
func checkArchive(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	magic := make([]byte, 4)
	f.ReadAt(magic, 0)
	if string(magic) != "PK\x03\x04" && string(magic) != "PK\x05\x06" && !isArchive(file, ".zip", ".kmz", ".shz") {
		return nil
	}
	if err := checkEntries(f, info.Size()); err != nil {
		return unreadable(file, err)
	}
	return nil
}

func checkEntries(r io.ReaderAt, size int64) error {
	list := &metered{r: r, left: maxDirectory}
	z, err := zip.NewReader(list, size)
	switch {
	case list.left < 0 || err == nil && len(z.File) > maxEntries:
		return fmt.Errorf("an archive of more than %d files", maxEntries)
	case err != nil:
		return fmt.Errorf("a damaged archive: %w", err)
	}
	list.left = int64(len(z.File)+1) * (4 << 10) // for the head of each entry
	type span struct{ from, to int64 }
	var spans []span
	var total uint64
	archives, files := 0, 0
	for _, e := range z.File {
		from, err := e.DataOffset()
		to := from + int64(e.CompressedSize64)
		if err != nil || to < from || to > size {
			return fmt.Errorf("a damaged archive: %.200q lies outside", e.Name)
		}
		if e.CompressedSize64 > 0 {
			spans = append(spans, span{from, to})
		}
		if err := growth(e.CompressedSize64, e.UncompressedSize64); err != nil {
			return fmt.Errorf("%.200q: %w", e.Name, err)
		}
		if total += min(e.UncompressedSize64, maxUnpacked+1); total > maxUnpacked {
			return fmt.Errorf("%w: its files hold more than %d bytes", bounds.ErrBomb, uint64(maxUnpacked))
		}
		if strings.HasSuffix(e.Name, "/") {
			continue
		}
		files++
		if isArchive(e.Name, ".zip", ".kmz", ".shz", ".gz", ".tgz", ".tar", ".7z", ".rar") {
			archives++
		}
	}
	if files > 0 && files == archives {
		return errors.New("an archive of archives: unpack it first")
	}
	list.left = size
	trial := int64(maxTrial)
	for _, e := range z.File {
		if err := tryEntry(e, &trial); err != nil {
			return fmt.Errorf("%.200q: %w", e.Name, err)
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return int(min(max(a.from-b.from, -1), 1)) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return fmt.Errorf("%w: two of its files share bytes", bounds.ErrBomb)
		}
	}
	return nil
}

// tryEntry unpacks the begin of an entry and holds it against what is stated. It
// takes from trial what it has unpacked.
func tryEntry(e *zip.File, trial *int64) error {
	raw, err := e.OpenRaw()
	if err != nil || e.Method != zip.Deflate {
		return nil // GDAL says what is wrong with it
	}
	in := &bounds.Counter{R: raw}
	most := min(*trial, maxTrial/8)
	n, _ := io.CopyN(io.Discard, flate.NewReader(bufio.NewReaderSize(in, 512)), most)
	*trial -= n
	stated, begin := e.UncompressedSize64, uint64(n)
	if begin > stated {
		return fmt.Errorf("%w: it holds more than the %d bytes it states", bounds.ErrBomb, stated)
	}
	if n == most && begin/bounds.Ratio > in.N {
		whole := float64(begin) / float64(in.N) * float64(e.CompressedSize64)
		if whole > bounds.FreeUnpacked && whole > 2*float64(stated) {
			return fmt.Errorf("%w: it seems to hold more than the %d bytes it states", bounds.ErrBomb, stated)
		}
	}
	return nil
}

func isArchive(name string, extensions ...string) bool {
	return slices.Contains(extensions, strings.ToLower(path.Ext(name)))
}

// metered reads no more than it has left.
type metered struct {
	r    io.ReaderAt
	left int64
}

func (m *metered) ReadAt(p []byte, at int64) (int, error) {
	if m.left -= int64(len(p)); m.left < 0 {
		return 0, io.ErrUnexpectedEOF
	}
	return m.r.ReadAt(p, at)
}
