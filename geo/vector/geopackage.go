package vector

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
)

const sqliteMagic = "SQLite format 3\x00"

// A GeoPackage is an SQLite database that says so at byte 68. Older ones do not;
// those go by their ending.
var geoPackage = driver{
	name: "GPKG", endings: []string{".gpkg"},
	magic: func(head []byte) bool {
		return bytes.HasPrefix(head, []byte(sqliteMagic)) && len(head) >= 72 &&
			string(head[68:70]) == "GP" // "GPKG", before 1.2 "GP10" and "GP11"
	},
	dialect: sqliteSQL, open: openSQLite, check: checkSQLite,
}

// Any other SQLite database may have SpatiaLite's or FDO's tables of shapes.
var spatiaLite = driver{
	name: "SQLite", endings: []string{".sqlite", ".sqlite3", ".db"},
	magic: func(head []byte) bool {
		return bytes.HasPrefix(head, []byte(sqliteMagic)) && len(head) >= 72 && binary.BigEndian.Uint32(head[68:]) == 0
	},
	dialect: sqliteSQL, open: openSQLite, check: checkSQLite,
}

// openSQLite keeps SQLite from writing beside the file, as it would to read a
// database in WAL mode. Where a log with changes lies beside it, both are read
// from a copy. Functions of GDAL's may not be called from within the file, and
// its views and computed columns may cost so much and no more.
func openSQLite(p place, _ string, a *access) error {
	a.opening.Steps, a.opening.Bytes = freeSteps+stepsPerByte*p.unpacked(), maxValue
	a.opening.Settings = append(a.opening.Settings, "OGR_SQLITE_PRAGMA=trusted_schema=0", "OGR_SQLITE_LOAD_EXTENSIONS=")
	if p.archive != "" {
		return nil
	}
	head := p.first(20)
	if len(head) < 20 || head[18] != 2 && head[19] != 2 {
		return nil
	}
	if log, err := os.Stat(p.path + "-wal"); err != nil || log.Size() == 0 {
		a.opening.Options = append(a.opening.Options, "IMMUTABLE=YES")
		return nil
	}
	folder, err := os.MkdirTemp("", "renewal-*")
	if err != nil {
		return err
	}
	a.done = func() { os.RemoveAll(folder) }
	a.path = filepath.Join(folder, filepath.Base(p.path))
	for _, ending := range []string{"", "-wal"} {
		if err := copyFile(a.path+ending, p.path+ending); err != nil {
			a.done()
			return err
		}
	}
	return nil
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
