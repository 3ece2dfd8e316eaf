package crs

import (
	"regexp"
	"strconv"
	"strings"
)

// Names in use that neither EPSG nor a spelling of EPSG's has, in lower case
// without separators: Esri's for Web Mercator, and short ones.
var aliases = map[string]string{
	"wgs1984webmercatorauxiliarysphere": "EPSG:3857",
	"wgs1984webmercator":                "EPSG:3857",
	"webmercator":                       "EPSG:3857",
	"cgcs2000":                          "EPSG:4490",
	"国家2000":                            "EPSG:4490",
	"国家2000坐标系":                         "EPSG:4490",
	"2000国家大地坐标系":                       "EPSG:4490",
	"xian1980":                          "EPSG:4610",
	"西安80":                              "EPSG:4610",
	"西安80坐标系":                           "EPSG:4610",
	"beijing1954":                       "EPSG:4214",
	"北京54":                              "EPSG:4214",
	"北京54坐标系":                           "EPSG:4214",
	"twd1997tmtaiwan":                   "EPSG:3826",
}

// esriNorth matches Esri's name of 6-degree zones of Beijing 1954 whose eastings
// bear no zone number, for all that the name does.
var esriNorth = regexp.MustCompile(`^beijing1954gkzone(1[3-9]|2[0-3])n$`)

// renamed turns a name that only we know into a code, and leaves all else.
func renamed(definition string) string {
	if len(definition) > longestName {
		return definition
	}
	name := strings.ToLower(separators.ReplaceAllString(definition, ""))
	if code, known := aliases[name]; known {
		return code
	}
	if m := esriNorth.FindStringSubmatch(name); m != nil {
		zone, _ := strconv.Atoi(m[1])
		return beijing1954.code(meridian6, zone-firstZone6)
	}
	return definition
}
