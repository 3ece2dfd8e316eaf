package units

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// why tells why a choice lost: the terms that rise most, and what would be saved.
func why(total float64, by []CostTerm) (zh, en string) {
	rises, falls := sides(by, 1), sides(by, -1)
	say := func(terms []CostTerm, name func(t CostTerm) string) string {
		var parts []string
		for _, t := range terms {
			parts = append(parts, fmt.Sprintf("%s %+.3g", name(t), t.Cost))
		}
		return strings.Join(parts, ", ")
	}
	switch {
	case total == 0:
		zh, en = "代价相同，保持现状", "costs the same, so nothing was changed"
	case total < 0:
		zh, en = fmt.Sprintf("代价减少 %.3g，搜索未及", -total), fmt.Sprintf("costs %.3g less, which the search did not find", -total)
	default:
		zh = fmt.Sprintf("代价增加 %.3g：", total) + strings.ReplaceAll(say(rises, func(t CostTerm) string { return t.Zh }), ", ", "，")
		en = fmt.Sprintf("costs %.3g more: ", total) + say(rises, func(t CostTerm) string { return t.En })
	}
	if len(falls) > 0 {
		zh += "；可省 " + strings.ReplaceAll(say(falls, func(t CostTerm) string { return t.Zh }), ", ", "，")
		en += "; would save " + say(falls, func(t CostTerm) string { return t.En })
	}
	return zh, en
}

// sides are the terms that change in one direction, the largest change first.
func sides(by []CostTerm, sign float64) []CostTerm {
	var all []CostTerm
	for _, t := range by {
		if sign*t.Cost > 0 {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b CostTerm) int { return cmp.Compare(sign*b.Cost, sign*a.Cost) })
	return all
}

// forbidden says which rule forbids that groups take the place of units; "" if
// none does.
func (x *explainer) forbidden(units []int, groups [][]int) (zh, en string) {
	atoms := x.g.j.f.atoms
	for _, i := range units[1:] {
		if x.units[i].District != x.units[units[0]].District {
			return "跨行政区", "lies in another district"
		}
	}
	for _, lock := range x.fixed.of(groups) {
		if slices.ContainsFunc(groups, func(g []int) bool { return meets(g, lock) && !slices.Equal(g, sorted(lock)) }) {
			return "更新单元已锁定", "an override fixes the unit as it is"
		}
	}
	for _, lock := range x.together.of(groups) {
		if slices.ContainsFunc(groups, func(g []int) bool { return meets(g, lock) && !holds(g, lock) }) {
			return "锁定为同一单元", "an override keeps the atoms together"
		}
	}
	for _, lock := range x.apart.of(groups) {
		for _, g := range groups {
			if both := shared(g, lock); len(both) > 1 {
				for _, k := range x.g.j.at[both[0]] {
					if b := &x.g.j.inner[k]; b.Hard && b.A+b.B-both[0] == both[1] {
						return "隔有硬屏障", fmt.Sprintf("a hard barrier lies between %s and %s", atoms[both[0]].ID, atoms[both[1]].ID)
					}
				}
				return "锁定为不同单元", "an override keeps the atoms apart"
			}
		}
	}
	for _, g := range groups {
		if !x.connected(g) {
			return "不连通", "would not be connected"
		}
	}
	return "", ""
}

// connected says whether atoms hang together by borders that are not hard.
func (x *explainer) connected(atoms []int) bool {
	reached := map[int]bool{atoms[0]: true}
	for front := []int{atoms[0]}; len(front) > 0; {
		a := front[0]
		front = front[1:]
		for _, k := range x.g.j.at[a] {
			b := &x.g.j.inner[k]
			other := b.A + b.B - a
			if has(atoms, other) && !b.Hard && !reached[other] {
				reached[other] = true
				front = append(front, other)
			}
		}
	}
	return len(reached) == len(atoms)
}

func sorted(list []int) []int { return slices.Compact(slices.Sorted(slices.Values(list))) }

// shared lists what of a list is in a group, ascending.
func shared(group, list []int) []int {
	var both []int
	for _, v := range list {
		if has(group, v) {
			both = append(both, v)
		}
	}
	if len(both) < 2 {
		return both
	}
	return sorted(both)
}

// has reports whether a group, which is ascending, has an element.
func has(group []int, v int) bool { _, in := slices.BinarySearch(group, v); return in }

// meets and holds report whether a group has any or all of a list.
func meets(group, list []int) bool {
	return slices.ContainsFunc(list, func(v int) bool { return has(group, v) })
}

func holds(group, list []int) bool {
	return !slices.ContainsFunc(list, func(v int) bool { return !has(group, v) })
}
