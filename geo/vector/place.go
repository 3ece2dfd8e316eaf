package vector

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// place is where a file lies: on the disk, in an archive on it, or in a database.
type place struct {
	file    string // as people call it, without passwords
	path    string // as GDAL calls it
	folder  bool
	archive string // the ZIP archive, "" if there is none
	member  string // what is meant in it
	names   string // how the archive encodes names, as GDAL calls it; "" if it says so itself
}

var virtual = regexp.MustCompile(`^(/vsi|[A-Za-z][A-Za-z0-9_+.-]+:)`)

// Virtual reports whether a name looks like one that GDAL does not look up on the
// disk: "PG:dbname=city", GPKG:a.gpkg, /vsizip/…; "C:" is a disk. A file may have
// such a name all the same, and if there is one, it is meant.
func Virtual(name string) bool { return virtual.MatchString(name) }

// locate finds a file, and its first bytes if it is one.
func locate(file string) (place, []byte, error) {
	if isPostgres(file) {
		return place{file: Redacted(file), path: file}, []byte(postgresMagic), nil
	}
	if rest, ok := strings.CutPrefix(file, "/vsizip/"); ok {
		return locateMember(file, rest)
	}
	if Virtual(file) && !exists(file) {
		return place{}, nil, unreadable(Redacted(file), errors.New("only files, folders, ZIP archives and PostgreSQL are read, no networks and no virtual files"))
	}
	first, err := head(file)
	if err != nil {
		return place{}, nil, err
	}
	p := place{file: file, path: file, folder: first == nil}
	if bytes.HasPrefix(first, []byte("PK\x03\x04")) {
		if words := refused[strings.ToLower(filepath.Ext(file))]; words != "" { // workbooks are archives
			return place{}, nil, unreadable(file, errors.New("it is "+words))
		}
		if !strings.EqualFold(filepath.Ext(file), ".kmz") {
			return p.unzip(file, "")
		}
		if err := checkArchive(file); err != nil { // GDAL unpacks it
			return place{}, nil, err
		}
	}
	if !filepath.IsAbs(file) && Virtual(file) {
		p.path = "./" + file // a file whose name looks like a connection
	}
	return p, first, nil
}

func (p place) settings() []string {
	if p.names == "" {
		return nil
	}
	return []string{"CPL_ZIP_ENCODING=" + p.names}
}

// inner is the name whose ending tells the format.
func (p place) inner() string {
	if p.member != "" {
		return p.member
	}
	return strings.TrimSuffix(p.file, "/")
}

// shapefiles are the places of the Shapefiles of a folder, sorted by name.
func (p place) shapefiles() []place {
	var names []string
	if p.archive == "" {
		entries, _ := os.ReadDir(p.path) // of a folder that cannot be read GDAL says so
		for _, e := range entries {
			names = append(names, e.Name())
		}
	} else if z, err := zip.OpenReader(p.archive); err == nil {
		defer z.Close()
		for _, f := range z.File {
			if name := p.decoded(f); path.Dir(name) == p.member {
				names = append(names, path.Base(name))
			}
		}
	}
	slices.Sort(names)
	var places []place
	for _, name := range names {
		if strings.EqualFold(path.Ext(name), ".shp") {
			one := p
			one.folder, one.path = false, strings.TrimSuffix(p.path, "/")+"/"+name
			if p.archive != "" {
				one.member = path.Join(p.member, name)
			}
			places = append(places, one)
		}
	}
	return places
}

// within lists what could be read in a folder that is no layer itself: files, and
// folders with Shapefiles.
func (p place) within() []string {
	var found []string
	if !p.folder || p.archive != "" {
		return nil
	}
	entries, _ := os.ReadDir(p.path)
	for _, e := range entries {
		ending := strings.ToLower(filepath.Ext(e.Name()))
		readable := ending == ".geojson" || slices.ContainsFunc(drivers(), func(d *driver) bool { return slices.Contains(d.endings, ending) })
		if !readable && e.IsDir() {
			inner := place{path: filepath.Join(p.path, e.Name())}
			readable = len(inner.shapefiles()) > 0
		}
		if readable {
			found = append(found, e.Name())
		}
	}
	return found
}

// size is that of the files in bytes, more than any where it says little: of
// databases, and of what is packed nothing.
func (p place) size() int64 {
	switch {
	case p.archive != "":
		return 0
	case isPostgres(p.path):
		return 1 << 40
	}
	info, err := os.Stat(p.path)
	if err != nil {
		return 0
	}
	total := info.Size()
	if info.IsDir() {
		entries, _ := os.ReadDir(p.path)
		for _, e := range entries {
			if info, err := e.Info(); err == nil {
				total += info.Size()
			}
		}
	} else if strings.EqualFold(filepath.Ext(p.path), ".shp") {
		if info, err := os.Stat(sibling(p.path, ".dbf")); err == nil {
			total += info.Size()
		}
	}
	return total
}

// beside reads the first bytes of the file that differs in its ending only,
// whatever its case; nil if there is none.
func (p place) beside(ending string, most int64) []byte {
	var in io.ReadCloser
	if p.archive == "" {
		name := sibling(p.path, ending)
		if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
			return nil
		}
		f, err := os.Open(name)
		if err != nil {
			return nil
		}
		in = f
	} else {
		z, err := zip.OpenReader(p.archive)
		if err != nil {
			return nil
		}
		defer z.Close()
		wanted := strings.TrimSuffix(p.member, path.Ext(p.member)) + ending
		i := slices.IndexFunc(z.File, func(f *zip.File) bool { return strings.EqualFold(p.decoded(f), wanted) })
		if i < 0 {
			return nil
		}
		if in, err = z.File[i].Open(); err != nil {
			return nil
		}
	}
	defer in.Close()
	content, _ := io.ReadAll(io.LimitReader(in, most)) // what is there is looked at; GDAL says what is missing
	return content
}

// first reads the first bytes of the file itself.
func (p place) first(most int64) []byte { return p.beside(path.Ext(p.inner()), most) }

// sibling is the file with another extension, whatever its case.
func sibling(file, extension string) string {
	base := strings.TrimSuffix(file, filepath.Ext(file))
	for _, e := range []string{extension, strings.ToUpper(extension)} {
		if exists(base + e) {
			return base + e
		}
	}
	return base + extension
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
