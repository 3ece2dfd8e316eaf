package vector

import (
	"bytes"

	"renewal/geo"
)

// What Esri's servers answer, saved to a file; and TopoJSON. What is called .json
// and is neither is GeoJSON.
var esriJSON = driver{name: "ESRIJSON", magic: func(head []byte) bool {
	return isObject(head) && (bytes.Contains(head, []byte(`"esriGeometry`)) || bytes.Contains(head, []byte(`"esriFieldType`)))
}}

var topoJSON = driver{name: "TopoJSON", system: geo.ByFormat, magic: func(head []byte) bool {
	return isObject(head) && bytes.Contains(head, []byte(`"Topology"`)) && !bytes.Contains(head, []byte(`"FeatureCollection"`))
}}

func isObject(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(head, "\uFEFF \t\r\n"), []byte("{"))
}
