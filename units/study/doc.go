// Package study is the study file: the layers of one run by role, the working
// coordinate system, the ruleset and the options, as a planner writes them in YAML.
//
// [Read] is strict. A key that is unknown or given twice, a word with a slip of the
// pen, a role that is missing and a file that does not exist are faults, and all
// of them come at once, each with its line, its column and, where it can be guessed,
// what was meant. A [Study] that it returns can be run: every role, kind, attribute
// and option in it is one that there is. Text stays as it is written, so that the code
// 0701 never becomes a number.
//
// Reading looks at no layer. Whether a file holds the columns that a study names is
// found out when [Source.Read] opens it.
//
// [Sketch] goes the other way: it looks at files and writes the study that they seem to
// be meant for, with a comment on every guess.
package study
