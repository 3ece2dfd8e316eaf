package vector

import "bytes"

// A file with an index has its features in the order of that index.
var flatGeobuf = driver{
	name: "FlatGeobuf", endings: []string{".fgb"},
	magic: func(head []byte) bool { return bytes.HasPrefix(head, []byte("fgb\x03fgb")) },
}
