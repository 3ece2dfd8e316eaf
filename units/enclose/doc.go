// Package enclose draws areas that are given by the names of what bounds them, on
// layers of named lines.
//
// A [Request] holds the line layers and the areas, which come from a YAML list
// ([ReadRequest]), or from sentences (package wording). Names are looked up by package
// linenames, rings are closed by package ring of geo; here they are brought together,
// and what comes out is put in words.
//
// # What holds
//
//  1. An area is drawn or it is said what is missing: a name that no line has, with
//     those most like it, or two edges that do not meet, with the distance and places.
//  2. Of a drawn area every metre of outline is accounted for: metres of each name, or
//     bridges with their places.
//  3. Of several rings that bridge equally little, the one is drawn on which all sides
//     lie where the text says, then the one whose area is nearest to the published
//     one, then the shortest. Which of these decided is said, and the others are listed.
//     The published area never changes a ring, and a poor fit is reported, not mended.
//
// # The list
//
//	crs: EPSG:4547                 # in a study: that of the study
//	lines:
//	  - {file: roads.geojson, name: name}
//	aliases:
//	  京广铁路: 京广线
//	areas:
//	  - name: 中央活力区
//	    kind: strategic
//	    text: 西至京广铁路、东至城东路、南至陇海铁路、北至金水路，面积约9.4km²
//	  - name: 商贸中心
//	    edges: [陇海铁路, 东三环, [郑汴路, 商都路], 城东路]
//	    published_km2: 12.7
//	  - name: 老城
//	    sides: {west: 京广铁路, north: 金水路, east: 城东路, south: 陇海铁路}
//
// With half_width, of the list or an area, what is drawn ends that far inside of the
// middle of its edges: at the red line of the roads.
package enclose
