package vector_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/vector"
)

const twoFeatures = `{"type":"FeatureCollection","features":[
{"type":"Feature","id":7,"properties":{"名称":"老旧小区","n":1},"geometry":{"type":"Point","coordinates":[113.6,34.75,80.5]}},
{"geometry":{"coordinates":[[[0,0],[1,0],[1,1],[0,0]]],"type":"Polygon"},"properties":null,"type":"Feature"}
]}`

// A field called by Esri's name does not make a file Esri's.
func TestGeoJSONWithEsriFields(t *testing.T) {
	path := file(t, "a.json", `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"esri_oid":7,"kind":"Topology"}}]}`)
	if got := read(t, vector.Source{File: path}); got.Origin.Format != "GeoJSON" || got.Columns[0].Integers[0] != 7 {
		t.Errorf("got %+v", got)
	}
}

func TestGeoJSONSystem(t *testing.T) {
	for _, c := range []struct{ member, want string }{
		{``, "EPSG:4326"},
		{`"crs":null,`, ""},
		{`"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3826"}},`, "EPSG:3826"},
		{`"crs":{"type":"name","properties":{"name":"EPSG:4547"}},`, "EPSG:4547"},
		{`"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},`, "EPSG:4326"},
		{`"crs":{"type":"name","properties":{"name":"OGC:CRS84"}},`, "EPSG:4326"},
		{`"crs":{"type":"EPSG","properties":{"code":4547}},`, "EPSG:4547"},
		{`"crs":{"type":"EPSG","properties":{"code":"4547"}},`, "EPSG:4547"},
		{`"crs":{"type":"link","properties":{"href":"http://spatialreference.org/ref/epsg/4547/proj4/","type":"proj4"}},`, "EPSG:4547"},
		{`"crs":{"type":"link","properties":{"href":"http://www.opengis.net/def/crs/EPSG/0/4490"}},`, "EPSG:4490"},
	} {
		path := file(t, "a.geojson", `{"type":"FeatureCollection",`+c.member+`"features":[]}`)
		if got := read(t, vector.Source{File: path}); got.CRS != c.want {
			t.Errorf("%s: got %q", c.member, got.CRS)
		}
		if got := read(t, vector.Source{File: path, CRS: "EPSG:4490"}); got.CRS != "EPSG:4490" {
			t.Errorf("%s: overridden %q", c.member, got.CRS)
		}
	}
	for _, member := range []string{`{"type":"link","properties":{"href":"x"}}`, `{"type":"name","properties":{"name":"EPSG:99"}}`, `7`} {
		path := file(t, "a.geojson", `{"type":"FeatureCollection","crs":`+member+`,"features":[]}`)
		if _, err := vector.Read(context.Background(), vector.Source{File: path}); !errors.Is(err, geo.ErrBadCRS) {
			t.Errorf("%s: got %v", member, err)
		}
	}
}

// An error begins with the file, and a field that is not there is none of its.
func TestGeoJSONErrors(t *testing.T) {
	path := file(t, "a.geojson", twoFeatures[:40])
	_, err := vector.Read(context.Background(), vector.Source{File: path})
	if !errors.Is(err, geo.ErrUnreadable) || !strings.HasPrefix(err.Error(), path+": cannot be read: line 1, byte 40: ") {
		t.Errorf("cut short: %v", err)
	}
	path = file(t, "a.geojson", twoFeatures)
	_, err = vector.Read(context.Background(), vector.Source{File: path, Fields: []string{"DLDM"}})
	if !errors.Is(err, geo.ErrNoField) || !strings.HasPrefix(err.Error(), path+": ") || !strings.Contains(err.Error(), `"名称"`) {
		t.Errorf("a field that is not there: %v", err)
	}
	for _, c := range []vector.Condition{
		{Field: "none", Op: vector.IsNull}, {Field: "n", Op: vector.Less, Values: []string{"x"}}, {Field: "n", Op: "~"},
	} {
		_, err := vector.Read(context.Background(), vector.Source{File: path, Where: []vector.Condition{c}})
		if !errors.Is(err, geo.ErrNoField) && !errors.Is(err, vector.ErrCondition) || !strings.HasPrefix(err.Error(), path+": ") {
			t.Errorf("%v: got %v", c, err)
		}
	}
}

// Conditions go by the types that the whole file demands, even where its first
// features show others.
func TestGeoJSONConditions(t *testing.T) {
	var text strings.Builder
	for i := range 300 {
		code := fmt.Sprint(i)
		if i > 150 {
			code = `"` + code + `"`
		}
		fmt.Fprintf(&text, `{"type":"Feature","id":"f%d","properties":{"i":%d,"code":%s},"geometry":{"type":"Point","coordinates":[%d,0]}}`+"\n", i, i, code, i)
	}
	path := file(t, "a.geojsonl", text.String())
	got := read(t, vector.Source{File: path,
		Where: []vector.Condition{
			{Field: "code", Op: vector.AtLeast, Values: []string{"2"}}, // as texts
			{Field: "i", Op: vector.NotIn, Values: []string{"7", "21"}},
			{Field: "id", Op: vector.Less, Values: []string{"f25"}},
		},
		Within: &orb.Bound{Min: orb.Point{0, -1}, Max: orb.Point{201, 1}},
		Fields: []string{"i"},
	})
	if diff := cmp.Diff([]geo.Column{{Name: "i", Type: geo.Integer, Integers: []int64{2, 20, 22, 23, 24, 200, 201}}}, got.Columns); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGeoJSONLayers(t *testing.T) {
	path := file(t, "旧村.geojson", twoFeatures)
	infos, err := vector.Layers(context.Background(), path)
	want := []vector.Info{{
		Name: "旧村", Geometry: "Geometry", CRS: "EPSG:4326", CRSName: "WGS 84", Count: 2,
		Extent: orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{113.6, 34.75}},
		Fields: []vector.Field{{Name: "id", Type: geo.Integer}, {Name: "名称"}, {Name: "n", Type: geo.Integer}},
		Origin: geo.Origin{Format: "GeoJSON", Encoding: "UTF-8", EncodingBy: geo.ByFormat, CRSBy: geo.ByFormat},
	}}
	if diff := cmp.Diff(want, infos); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	read(t, vector.Source{File: path, Layer: "旧村"})
	if _, err := vector.Read(context.Background(), vector.Source{File: path, Layer: "b"}); !errors.Is(err, geo.ErrNoLayer) || !strings.Contains(err.Error(), `"旧村"`) {
		t.Errorf("got %v", err)
	}
}
