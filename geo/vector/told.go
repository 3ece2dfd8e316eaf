package vector

import (
	"fmt"
	"strings"
)

// told is an error of GDAL's as people may see it: without passwords, and in words
// that help where its own do not.
func told(err error, p place) error {
	err = hidden(err, p)
	for _, c := range []struct{ said, means string }{
		{"attempt to write a readonly database", "another program is writing it, or ended amid that and left a journal beside it: close that program, or open the file in it once"},
		{"database is locked", "another program is writing it: close that program, or try again later"},
	} {
		if strings.Contains(err.Error(), c.said) {
			return fmt.Errorf("%s (%s)", c.means, c.said)
		}
	}
	return err
}
