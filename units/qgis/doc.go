// Package qgis writes what QGIS shows of results: styles of layers (QML), a table
// that keeps them within a GeoPackage, and a project (.qgz) with groups, styles and a
// map sheet.
//
// A style says how features are drawn and what their fields are called; a project
// puts layers of one GeoPackage, which lies beside it, into groups. Both are plain
// data here and text when written: the same data gives the same bytes. They are
// written for QGIS 3.22 and newer. Texts may hold anything; what XML cannot hold
// is left out.
//
// The package knows nothing of renewal: which layers there are, and in which
// colours, is said by package units.
package qgis
