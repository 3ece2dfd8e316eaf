package coverage_test

// jtsBetter are the cases in which Clean does not do as the Java suite expects,
// with the difference and the reason.
var jtsBetter = map[string]struct{ how, why string }{
	"testDuplicateItems": {"cell 1 would vanish",
		"the suite leaves the second of two equal cells empty; here nothing vanishes without an error"},
	"testCoveredItem": {"cell 0 has 22 m², not 40; cell 1 has 18 m², not 0",
		"the suite lets a cell drawn inside another vanish; here it is an enclave and keeps its land"},
	"testCoveredItemMultiPolygon": {"cell 0 has 16 m², not 22; cell 1 has 6 m², not 0",
		"a cell that covers a part of another has no other land, and keeps it"},
	"testPolygonsSnappedCollapse": {"cell 1 has 27.6 m², not 28; cell 2 has 0.4 m², not 0",
		"the suite lets a cell narrower than the distance vanish; here its vertices are not matched with each other"},
	"testPolygonSnappedPreserved": {"cell 0 has 1201 m², not 1200",
		"the suite snaps a spike of a cell onto its own edge; here a cell that is valid keeps its own shape"},
	"testPolygonsSnappedPreserved": {"cell 0 has 10.04 m², not 10.01",
		"the same, with a neighbour"},
}
