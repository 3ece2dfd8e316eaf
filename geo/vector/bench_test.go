package vector_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"renewal/geo/vector"
)

// The sizes are side lengths: 100² to 707² polygons with 10 attributes.
var sides = []int{100, 316, 707}

func BenchmarkReadGeoPackage(b *testing.B) {
	for _, n := range sides {
		path := filepath.Join(b.TempDir(), "quilt.gpkg")
		writePackage(b, path, n)
		b.Run(fmt.Sprintf("n=%d", n*n), func(b *testing.B) {
			for b.Loop() {
				read(b, vector.Source{File: path})
			}
		})
	}
}

func BenchmarkWriteGeoPackage(b *testing.B) {
	for _, n := range sides {
		path := filepath.Join(b.TempDir(), "quilt.gpkg")
		b.Run(fmt.Sprintf("n=%d", n*n), func(b *testing.B) {
			for b.Loop() {
				writePackage(b, path, n)
			}
		})
	}
}

func writePackage(b *testing.B, path string, n int) {
	b.Helper()
	err := vector.WriteGeoPackage(context.Background(), path, system(b, "EPSG:4547"), []vector.Output{{Layer: quilt(n)}})
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkReadGeoJSON(b *testing.B) {
	for _, n := range sides {
		path := filepath.Join(b.TempDir(), "quilt.geojson")
		var text bytes.Buffer
		if err := vector.WriteGeoJSON(context.Background(), &text, quilt(n), ""); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("n=%d", n*n), func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				read(b, vector.Source{File: path})
			}
		})
	}
}

func BenchmarkWriteGeoJSON(b *testing.B) {
	for _, n := range sides {
		layer := quilt(n)
		b.Run(fmt.Sprintf("n=%d", n*n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := vector.WriteGeoJSON(context.Background(), io.Discard, layer, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
