// Package geo holds shapes and layers: features read from files, with their
// attributes, boxes and sizes. It knows nothing of urban renewal.
//
// Shapes are orb types. Coordinates are (x, y): easting before northing, and
// longitude before latitude, whatever axis order the coordinate system
// declares. Lengths and areas are planar, in the units of the coordinates.
//
// A feature is named by a [Ref], which joins its layer and its ID. Within one
// run features are also named by position; positions never leave the run.
package geo
