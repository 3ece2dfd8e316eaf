// Package units draws renewal units (城市更新单元) and classes them.
//
// [Delineate] is the whole program in one function. Each stage is a file, hands
// on frozen data, and keeps its promise:
//
//	prepare   files → layers      one metric CRS; shapes valid; sorted by unique IDs; every change recorded
//	weave     layers → fabric     atoms tile; those of a control unit add up to it; every border has a basis
//	measure   atoms → tallies     sums over atoms are sums over the study; what no layer tells is missing, not 0
//	group     atoms → groups      connected, in one district, no hard barrier between; cost and bound reported
//	shape     groups → units      exact unions: every vertex of a unit is one of the fabric
//	classify  units → verdicts    each class names its tests, values, thresholds and margins
//	guide     units → guidance    the six rows of the negative list always; missing data is not_evaluated
//	write     everything → files  whole or not at all; the same bytes for the same input
//
// Folders below know one thing each and no stage: study the study file, partition
// groups of a graph, lineage which areas go on from earlier ones, workbook, qgis and
// plate the files that people open. Packages report, compare and inspect stand beside
// the story: they read its results, or the layers before it.
//
// # Reading
//
// Nothing is changed in silence. Every change made to a feature before use is a
// [Repair] with its place; what was guessed, such as an encoding that no file
// states, is a warning. An invalid shape is mended if no more than max_repair of
// the land that it may mean is in doubt: the land on which ways to read its rings
// do not agree, which bounds what the mend can have moved. Beyond that it is an
// error. Codes of land use are translated from the scheme of their column, layer
// or study; blanks and NUL around IDs and values are taken off,
// and numbers in words that can be read in one way only (1998年, 35%) are read.
//
// Features that where leaves out are not read. A role without a layer is not
// known, unless the study says that there is none ([study.Absence]): then what is
// measured of it is 0, and the verdict names the study's word as the reason.
//
// # Fabric
//
// Control units are cleaned into a coverage on a grid of 1 mm (package
// coverage): overlaps go to one of them, gaps narrower than gap are filled, and
// where borders were drawn twice vertices within match of each other become one.
// Then they are cut where districts really differ from them, then where hard
// barriers cross them. A district edge within follow of a control unit's edge
// is that edge, and so is a barrier within follow_barrier. Pieces too small or
// too thin stay with their control unit, and the report says so.
//
// # Measures
//
// A statistic of the ruleset is measured on each atom and rolls up to units by
// addition. Where data is missing its value is an interval: the least and the
// most that it can be. Layers are laid over atoms by the area kernel of package
// area; features that overlap are dissolved first. What of a line runs along the
// border of two atoms belongs half to each.
//
// Areas are those of the plane of the working CRS or, with area_method: ellipsoid,
// of the same shapes on the ellipsoid under it: the areal scale of the projection
// integrated over each shape. Either adds up: what a shape is cut into is the shape.
// The report compares every atom with the polygon of geodesics between its vertices
// (Karney 2013). Lengths and distances are those of the plane either way, and so
// are the areas by which the fabric is cut.
//
// # Cost
//
// Groups minimise
//
//	J = plan     · km of control-unit border inside units, and of border between units inside control units
//	  + resource · ha of resource clusters cut apart, the smaller side, at each border between units
//	  + barrier  · km of soft barrier along borders inside units, by kind
//	  + size     · how far each unit's area is off its range, relative
//	  + mix      · km² of each unit times its spread of policy zones, and of its land of a known function that of functions (Simpson 1949)
//	  + shape    · km of each unit's perimeter beyond that of a circle of its area
//	  + left     · ha of resources in atoms left out of all units, which have no size, mix and shape
//
// with the weights of the ruleset, by package partition. How many changes the search
// may weigh for each atom is an option of the study, search: a million of them take
// about a third of a second, and 500, the default, are enough for parts of the study
// of some hundred atoms. How far J can be from the least possible is reported with it,
// in all and for each part of the study; mostly it is proved that there is no better.
//
// An atom with less than the ruleset's share of resources (leave) need not be in a
// unit; one that is left out stands by itself, and its borders count as those of a
// unit. An override can leave any atom out. Which units are renewal units, the rules
// say afterwards. Every unit is reported with what it adds to J and what else it
// could have been: kept whole, merged with each neighbour, split.
package units
