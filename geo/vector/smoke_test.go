package vector_test

import (
	"context"
	"path/filepath"
	"testing"

	"renewal/geo/crs"
	"renewal/geo/vector"
)

func TestSmoke(t *testing.T) {
	l, err := vector.Read(context.Background(), vector.Source{File: "../../../shared/data/zhengzhou/study.gpkg", Layer: "control_units"})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(l.Len(), l.CRS, len(l.Columns))
	c, _ := crs.Parse(l.CRS)
	l.Name = "控规单元"
	p := filepath.Join(t.TempDir(), "a.gpkg")
	if err := vector.WriteGeoPackage(context.Background(), p, c, []vector.Output{{Layer: l, Title: "标题", Geometry: "MultiPolygon", Aliases: map[string]string{l.Columns[0].Name: "别名"}}}); err != nil {
		t.Fatal(err)
	}
	infos, err := vector.Layers(context.Background(), p)
	t.Logf("%+v %v", infos, err)
	infos, err = vector.Layers(context.Background(), "../../../shared/data/zhengzhou/roads_central_wgs84.geojson")
	t.Logf("%+v %v", infos, err)
}
