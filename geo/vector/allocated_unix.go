//go:build unix

package vector

import (
	"io/fs"
	"syscall"
)

// allocated is how many bytes a file takes on the disk, where that is known; else
// its size.
func allocated(info fs.FileInfo) int64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return int64(s.Blocks) * 512
	}
	return info.Size()
}
