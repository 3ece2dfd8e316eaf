package vector_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/geo/vector"
)

const (
	gmlBegin = `<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">`
	gmlPlace = `<gml:featureMember><ogr:a fid="a.1"><ogr:geometryProperty><gml:Point srsName="EPSG:4547"><gml:coordinates>460000,3840000</gml:coordinates></gml:Point></ogr:geometryProperty><ogr:name>`
	gmlEnd   = `</ogr:name></ogr:a></gml:featureMember></ogr:FeatureCollection>`
)

// TestMarkupOfOthers reads no other file by an entity, whatever stands before it
// and in whatever encoding, of which each leads GDAL to another parser.
func TestMarkupOfOthers(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("secret words"), 0o600); err != nil {
		t.Fatal(err)
	}
	doctype := `<!DOCTYPE x [<!ENTITY e SYSTEM "file://` + secret + `">]>`
	for _, encoding := range []string{"UTF-8", "GBK", "GB18030", "US-ASCII", "windows-1252", "ISO-2022-JP", "UTF-7", "HZ-GB-2312"} {
		for _, before := range []string{"", "<!-- a > b <c> -->", "<?x <a> ?>\n", "<!-- " + strings.Repeat("x", 2<<20) + " -->"} {
			text := `<?xml version="1.0" encoding="` + encoding + `"?>` + before + doctype + gmlBegin + gmlPlace + "&e;" + gmlEnd
			file := filepath.Join(t.TempDir(), "a.gml")
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := vector.Read(context.Background(), vector.Source{File: file}); !errors.Is(err, geo.ErrUnreadable) {
				t.Errorf("%s %.20q: error %v", encoding, before, err)
			}
		}
	}
}

// TestBrokenMarkup is an error, never a shorter layer.
func TestBrokenMarkup(t *testing.T) {
	sound := `<?xml version="1.0" encoding="UTF-8"?><!-- <!DOCTYPE> -->` + gmlBegin + gmlPlace + "one" + strings.TrimSuffix(gmlEnd, "</ogr:FeatureCollection>") + gmlPlace + "two" + gmlEnd
	second := strings.LastIndex(sound, "<ogr:name>")
	for what, text := range map[string]string{
		"sound": sound, "cut": sound[:second], "in the middle": sound[:second] + "<<&bad;" + sound[second:], "entity": strings.Replace(sound, "two", "&two;", 1),
	} {
		file := filepath.Join(t.TempDir(), "a.gml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		layer, err := vector.Read(context.Background(), vector.Source{File: file})
		switch {
		case what == "sound" && (err != nil || layer.Len() != 2):
			t.Errorf("%s: %v", what, err)
		case what != "sound" && !errors.Is(err, geo.ErrUnreadable):
			t.Errorf("%s: error %v", what, err)
		}
	}
}
