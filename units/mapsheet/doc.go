// Package mapsheet draws areas by class as a sheet: a map with a title, a legend, a
// scale bar and an arrow to the north, as SVG or PNG.
//
// A sheet is data; [Sheet.SVG] and [Sheet.PNG] draw the same of it, at the same places,
// and the same sheet gives the same bytes. An SVG names fonts and leaves it to the
// reader's machine to have one; for a PNG there must be a font here that has Chinese,
// which [FindFont] looks for where systems keep theirs: none is built in, since the
// smallest that would do has ten megabytes.
//
// The package knows nothing of renewal.
package mapsheet
