package vector

import "bytes"

// What Esri's servers answer, saved to a file. What is called .json and is neither
// this nor TopoJSON is GeoJSON.
var esriJSON = driver{name: "ESRIJSON", magic: func(head []byte) bool {
	return isObject(head) && (bytes.Contains(head, []byte(`"esriGeometry`)) || bytes.Contains(head, []byte(`"esriFieldType`)))
}}

func isObject(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(head, "\uFEFF \t\r\n"), []byte("{"))
}
