// Package report makes of a result what people read.
//
// [Page] is a page in one file: a map, the city in figures, a sheet for each unit, the
// quality of the data, the rules. It opens from disk without a network, in Chinese and,
// at a click, in English, and prints with each unit on a page of its own. Leaflet draws
// the map.
//
// The same result gives the same bytes. Texts of the study are only ever texts: they
// come as JSON in which no markup can begin, and the page makes text nodes of them.
package report
