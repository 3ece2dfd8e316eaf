// Package linenames finds the lines that a plan means by a name among the names that
// a layer has. It knows text only.
//
// A name is looked for in four ways, the first that finds something counting:
//
//	alias   the table says which names are meant
//	same    a line has that name, or it is one part of names that a line has (陇海路;金水路)
//	form    another way to write it: 铁路 for 线, G107 for 107国道, 三环 for 三环路
//
// To what was found so come the parts of the road, which have a direction or a number
// more: 嵩山路 is 嵩山北路, 嵩山南路 and 嵩山路一段 too (part). Nothing that is only alike is
// taken for a name: [Table.Nearest] offers it, and the user decides.
package linenames
