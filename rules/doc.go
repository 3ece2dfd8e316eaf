// Package rules judges renewal units by a ruleset: a file that holds every
// threshold, weight, filter and formula together with its source.
//
// The package knows numbers and attributes, not shapes. Its caller measures the
// [Statistic] values of a ruleset on each unit and hands them over as [Facts];
// [Ruleset.Judge] derives the measures, tests the criteria and names the class.
//
// What is not known stays not known. A [Quantity] is the interval of what a
// value can be given the data that is missing, an [Outcome] is pass, fail or
// unknown, and a class is given only if every completion of the missing data
// gives the same one. So the following holds, and is tested with random
// completions: data that comes in later turns unknown into pass or fail, but
// never pass into fail or one class into another. Ranks are the exception that
// their definition asks for: they compare a unit with the units whose value is
// known, so data for one unit can move the rank of another.
//
// A difference that is less than 10⁻¹² of what it is taken between is 0: it is what
// rounding leaves of land measured in two ways.
//
// Everything is in file order, and nothing depends on the order of the units.
// A [Ruleset] is not changed once it is loaded; many callers may use it at once.
package rules
