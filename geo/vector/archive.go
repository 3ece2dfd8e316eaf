package vector

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// locateMember takes apart the name of a file in an archive.
func locateMember(file, rest string) (place, []byte, error) {
	rest = path.Clean(strings.NewReplacer("{", "", "}", "").Replace(rest))
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
