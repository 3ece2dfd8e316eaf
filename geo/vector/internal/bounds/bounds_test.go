package bounds_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"

	"renewal/geo/vector/internal/bounds"
)

func TestGrowth(t *testing.T) {
	for _, c := range []struct {
		packed, unpacked uint64
		ok               bool
	}{
		{0, bounds.FreeUnpacked, true}, {1, 1 << 20, true}, {1 << 20, 20 << 20, true},
		{bounds.FreeUnpacked / 100, bounds.FreeUnpacked + 1, true}, {bounds.FreeUnpacked / 1000, bounds.FreeUnpacked + 1000, false}, {1 << 30, 200 << 30, true},
	} {
		if err := bounds.Growth(c.packed, c.unpacked); (err == nil) != c.ok || err != nil && !errors.Is(err, bounds.ErrBomb) {
			t.Errorf("%d to %d: %v", c.packed, c.unpacked, err)
		}
	}
}

// zipped packs a text, as often as is said: parts follow each other in gzip.
func zipped(t testing.TB, text string, times int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.Repeat(b.Bytes(), times)
}

func TestGunzip(t *testing.T) {
	sound := zipped(t, "城中村", 1000)
	r, err := bounds.Gunzip(bytes.NewReader(sound))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(r); err != nil || string(text) != strings.Repeat("城中村", 1000) {
		t.Errorf("%d bytes, %v", len(text), err)
	}
	if r, err = bounds.Gunzip(bytes.NewReader(sound[:len(sound)-5])); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, r); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut short: %v", err)
	}
	if _, err := bounds.Gunzip(strings.NewReader("no gzip")); err == nil {
		t.Error("what is not packed is unpacked")
	}
}

// A bomb stops soon after it may not grow further.
func TestGunzipBomb(t *testing.T) {
	r, err := bounds.Gunzip(bytes.NewReader(zipped(t, strings.Repeat(" ", 1<<20), 400)))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, r); !errors.Is(err, bounds.ErrBomb) || n > 2*bounds.FreeUnpacked {
		t.Errorf("%d bytes, then %v", n, err)
	}
}
