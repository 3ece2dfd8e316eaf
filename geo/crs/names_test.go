package crs_test

import (
	"strings"
	"testing"
)

// The rest of what Esri's programs write, as their WKT has it.
const (
	greenwich = `PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`
	cgcsEsri  = `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],` + greenwich
	xianEsri  = `GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],` + greenwich
	bjEsri    = `GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],` + greenwich
	wgsEsri   = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],` + greenwich
)

func gaussKrueger(name, base, easting, meridian string) string {
	return `PROJCS["` + name + `",` + base + `,PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",` + easting +
		`],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",` + meridian +
		`],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`
}

// What the .prj files of planners hold is recognised: as it is, with a code at
// its end, with a height system, and by its name alone.
func TestProjectionFiles(t *testing.T) {
	for _, c := range []struct{ name, wkt, code string }{
		{"CGCS2000_3_Degree_GK_CM_114E", gaussKrueger("CGCS2000_3_Degree_GK_CM_114E", cgcsEsri, "500000.0", "114.0"), "EPSG:4547"},
		{"CGCS2000_3_Degree_GK_Zone_38", gaussKrueger("CGCS2000_3_Degree_GK_Zone_38", cgcsEsri, "38500000.0", "114.0"), "EPSG:4526"},
		{"CGCS2000_GK_Zone_19", gaussKrueger("CGCS2000_GK_Zone_19", cgcsEsri, "19500000.0", "111.0"), "EPSG:4497"},
		{"GCS_China_Geodetic_Coordinate_System_2000", cgcsEsri, "EPSG:4490"},
		{"Xian_1980_3_Degree_GK_CM_114E", gaussKrueger("Xian_1980_3_Degree_GK_CM_114E", xianEsri, "500000.0", "114.0"), "EPSG:2383"},
		{"Xian_1980_3_Degree_GK_Zone_38", gaussKrueger("Xian_1980_3_Degree_GK_Zone_38", xianEsri, "38500000.0", "114.0"), "EPSG:2362"},
		{"Beijing_1954_3_Degree_GK_Zone_38", gaussKrueger("Beijing_1954_3_Degree_GK_Zone_38", bjEsri, "38500000.0", "114.0"), "EPSG:2414"},
		{"WGS_1984_UTM_Zone_49N", `PROJCS["WGS_1984_UTM_Zone_49N",` + wgsEsri + `,PROJECTION["Transverse_Mercator"],` +
			`PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],` +
			`PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`, "EPSG:32649"},
		{"WGS_1984_Web_Mercator_Auxiliary_Sphere", `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",` + wgsEsri +
			`,PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],` +
			`PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],` +
			`UNIT["Meter",1.0]]`, "EPSG:3857"},
	} {
		coded := strings.TrimSuffix(c.wkt, "]") + `,AUTHORITY["EPSG","` + strings.TrimPrefix(c.code, "EPSG:") + `"]]`
		high := `COMPD_CS["with heights",` + c.wkt + `,VERT_CS["Yellow Sea 1985",VERT_DATUM["Yellow Sea 1985",2005],UNIT["metre",1],AXIS["Up",UP]]]`
		esriHigh := c.wkt + `,VERTCS["Yellow_Sea_1985",VDATUM["Yellow_Sea_1985"],PARAMETER["Vertical_Shift",0.0],PARAMETER["Direction",1.0],UNIT["Meter",1.0]]`
		for form, definition := range map[string]string{
			"WKT": c.wkt, "with a code": coded, "with heights": high, "with Esri's heights": esriHigh, "name": c.name,
		} {
			if got := parse(t, definition); got.Code() != c.code {
				t.Errorf("%s, %s: got %q %q", c.name, form, got.Code(), got.Name())
			}
		}
	}
}

func TestNamesInUse(t *testing.T) {
	for name, code := range map[string]string{
		"CGCS2000": "EPSG:4490", "cgcs 2000": "EPSG:4490", "国家2000": "EPSG:4490", "WGS_1984_Web_Mercator": "EPSG:3857",
		"GCS_WGS_1984": "EPSG:4326", "Beijing_1954_GK_Zone_19": "EPSG:21419",
		"Beijing_1954_GK_Zone_19N": "EPSG:21459", // 500 000 on 111°E, for all its name
		"Xian_1980_GK_CM_111E":     "EPSG:2344", "西安80": "EPSG:4610", "北京54坐标系": "EPSG:4214", "TWD_1997_TM_Taiwan": "EPSG:3826",
	} {
		if got := parse(t, name); got.Code() != code {
			t.Errorf("%s: got %q, want %q", name, got.Code(), code)
		}
	}
}
