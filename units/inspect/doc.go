// Package inspect tells what layers hold and what is wrong with them, before
// anything is drawn from them.
//
// Nothing is repaired and nothing is refused: a file that cannot be read is a
// finding, and the others are looked at all the same. Each finding has a kind, a
// severity, the features it is about, a place, what was measured, and a sentence
// for the person who has to mend it.
//
// # What the caller may rely on
//
// Findings are measured in one plane in metres, the working system of the study
// or the one that a sketch of a study proposes; places are given in the
// coordinates of the file and in longitude and latitude. Where a layer has no
// coordinate system and no metres, what would need them is not looked for, and
// the report says so.
//
// Thresholds are lengths in metres and shares of a layer's own geometry; each is
// a named constant with its reason. Counts are exact. Places are kept for the
// worst [MaxPlaces] of a kind in a layer.
//
// The same layers give the same report, byte for byte, on any number of cores,
// and in any order of features that have IDs.
package inspect
