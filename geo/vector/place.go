package vector

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
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

// virtual matches names that GDAL would not look up on the disk, as GPKG:a.gpkg
// or /vsicurl/…; "C:" is a disk.
var virtual = regexp.MustCompile(`^(/vsi|[A-Za-z][A-Za-z0-9_+.-]+:)`)

// locate finds a file, and its first bytes if it is one.
func locate(file string) (place, []byte, error) {
	if isPostgres(file) {
		return place{file: redacted(file), path: file}, []byte(postgresMagic), nil
	}
	if rest, ok := strings.CutPrefix(file, "/vsizip/"); ok {
		return locateMember(file, rest)
	}
	if virtual.MatchString(file) && !exists(file) {
		return place{}, nil, unreadable(redacted(file), errors.New("only files, folders, ZIP archives and PostgreSQL are read, no networks and no virtual files"))
	}
	first, err := head(file)
	if err != nil {
		return place{}, nil, err
	}
	p := place{file: file, path: file, folder: first == nil}
	if bytes.HasPrefix(first, []byte("PK\x03\x04")) && !strings.EqualFold(filepath.Ext(file), ".kmz") {
		return p.unzip(file, "")
	}
	if !filepath.IsAbs(file) && virtual.MatchString(file) {
		p.path = "./" + file // a file whose name looks like a connection
	}
	return p, first, nil
}

// locateMember takes apart the name of a file in an archive.
func locateMember(file, rest string) (place, []byte, error) {
	rest = strings.ReplaceAll(strings.ReplaceAll(rest, "{", ""), "}", "")
	for archive := rest; archive != "" && archive != "/" && archive != "."; archive = path.Dir(archive) {
		if info, err := os.Stat(archive); err == nil && info.Mode().IsRegular() {
			p := place{file: file}
			return p.unzip(archive, strings.TrimPrefix(rest[len(archive):], "/"))
		}
	}
	return place{}, nil, unreadable(file, errors.New("there is no such archive"))
}

// unzip finds what is meant in an archive: the member named, or the only one
// that can be read. A folder of Shapefiles counts as one.
func (p place) unzip(archive, member string) (place, []byte, error) {
	if err := checkArchive(archive); err != nil {
		return p, nil, err
	}
	z, err := zip.OpenReader(archive)
	if err != nil {
		return p, nil, unreadable(p.file, err)
	}
	defer z.Close()
	p.archive, p.names = archive, nameEncoding(z.File)
	var found []string
	add := func(name string) {
		if !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	shapefiles := map[string]int{} // by folder
	for _, f := range z.File {
		name := p.decoded(f)
		switch ending := strings.ToLower(path.Ext(name)); {
		case strings.HasPrefix(path.Base(name), ".") || strings.HasPrefix(name, "__MACOSX/"):
		case strings.EqualFold(path.Ext(path.Dir(name)), ".gdb"):
			add(path.Dir(name))
		case ending == ".shp":
			shapefiles[path.Dir(name)]++
			if member == name {
				add(name)
			} else if shapefiles[path.Dir(name)] == 1 {
				add(name)
			}
		case ending == ".shx" || ending == ".dbf" || ending == ".mid": // parts of others
		case ending == ".json" || ending == ".geojson":
			add(name)
		default:
			if slices.ContainsFunc(drivers(), func(d *driver) bool { return slices.Contains(d.endings, ending) }) {
				add(name)
			}
		}
	}
	if member != "" {
		found = slices.DeleteFunc(found, func(name string) bool { return name != member })
	}
	switch len(found) {
	case 0:
		if member != "" {
			return p, nil, unreadable(p.file, fmt.Errorf("the archive has no layer %q", member))
		}
		return p, nil, unreadable(p.file, errors.New("the archive holds no file that is read here"))
	case 1:
	default:
		return p, nil, unreadable(p.file, fmt.Errorf("the archive holds several: name one as /vsizip/%s/…: %s", archive, quoted(found)))
	}
	p.member = found[0]
	if folder := path.Dir(p.member); member == "" && shapefiles[folder] > 1 {
		p.member, p.folder = folder, true
	}
	p.path = "/vsizip/{" + archive + "}"
	if p.member != "." {
		p.path += "/" + p.member
	}
	return p, nil, nil
}

// nameEncoding is that of the names in an archive that does not say. Those that
// Chinese programs write are in GBK; GDAL takes them for CP437.
func nameEncoding(files []*zip.File) string {
	found := ""
	for _, f := range files {
		switch {
		case !f.NonUTF8 || !beyondASCII(f.Name):
		case utf8.ValidString(f.Name):
			found = "UTF-8"
		default:
			return "GB18030"
		}
	}
	return found
}

func beyondASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0
}

// decoded is the name of a member in UTF-8.
func (p place) decoded(f *zip.File) string {
	if f.NonUTF8 && p.names == "GB18030" {
		if name, err := simplifiedchinese.GB18030.NewDecoder().String(f.Name); err == nil {
			return name
		}
	}
	return strings.ToValidUTF8(f.Name, "\uFFFD")
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
		f, err := os.Open(sibling(p.path, ending))
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
