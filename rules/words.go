package rules

import (
	"fmt"
	"strconv"
	"strings"
)

// Language is what a ruleset is printed in.
type Language uint8

const (
	Chinese Language = iota
	English
)

// say picks one of two texts.
func (l Language) say(zh, en string) string {
	if l == Chinese {
		return zh
	}
	return en
}

// number writes a number as people do: no exponent, no zeros at the end.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

var unitWords = map[string][2]string{
	"share": {"", ""}, "ratio": {"", ""}, "m": {"米", "m"}, "km": {"公里", "km"}, "m2": {"平方米", "m²"}, "ha": {"公顷", "ha"}, "km2": {"平方公里", "km²"},
	"per_ha": {"每公顷", "a ha"}, "per_km2": {"每平方公里", "a km²"}, "km_per_km2": {"公里/平方公里", "km/km²"}, "count": {"个", ""}, "person": {"人", "persons"},
	"year": {"年", ""}, "years": {"年", "years"}, "number": {"", ""}, "per_km": {"每公里", "a km"}, "per_unit": {"每单元", "a unit"},
}

// amount writes a number with its unit.
func (l Language) amount(v float64, unit string) string {
	words, ok := unitWords[unit]
	switch w := l.say(words[0], words[1]); {
	case !ok:
		return number(v) + " " + unit
	case w == "":
		return number(v)
	default:
		return number(v) + " " + w
	}
}

var opWords = map[string][2]string{
	">=": {"不小于", "at least"}, ">": {"大于", "over"}, "<=": {"不大于", "at most"}, "<": {"小于", "under"}, "==": {"等于", "equal to"}, "!=": {"不等于", "other than"},
}

// condition writes a tree as a sentence; measures by their names and, in
// brackets, their IDs.
func (rs *Ruleset) condition(t *Tree, l Language) string {
	switch t.Kind {
	case TestOf:
		m, _ := rs.Measure(t.Measure)
		op := opWords[t.Op]
		return fmt.Sprintf("%s [%s] %s %s", l.say(m.Zh, m.En), m.ID, l.say(op[0], op[1]), l.amount(t.Threshold, m.Unit))
	case CriterionRef:
		c, _ := rs.Criterion(t.Criterion)
		return fmt.Sprintf("%s %s", t.Criterion, l.say(c.Zh, c.En))
	case NotOf:
		return l.say("不满足（", "not (") + rs.condition(&t.Of[0], l) + l.say("）", ")")
	}
	parts := make([]string, len(t.Of))
	for i := range t.Of {
		parts[i] = rs.condition(&t.Of[i], l)
	}
	joined := l.say("（", "(") + strings.Join(parts, l.say("；", "; ")) + l.say("）", ")")
	switch t.Kind {
	case AnyOf:
		return l.say("满足任一", "any of ") + joined
	case AllOf:
		return l.say("同时满足", "all of ") + joined
	}
	return fmt.Sprintf(l.say("至少满足%d项", "at least %d of "), t.N) + joined
}

var takeWords = map[string][2]string{
	"area": {"占地面积", "area covered"}, "near": {"距离%s以内面积", "area within %s"}, "length": {"长度", "length"}, "count": {"个数", "count"}, "sum": {"合计", "sum"},
	"largest": {"最大连片面积（间距%s以内算一片）", "largest patch (one if %s apart)"}, "whole": {"整体位于其中的个数", "count of those wholly inside"},
	"mix": {"混合度（熵）", "mix (entropy)"}, "majority": {"最大类占比", "share of the largest group"}, "within": {"位于下列范围内的面积", "area in reach"},
	"least": {"最小值", "least value"}, "most": {"最大值", "greatest value"}, "given": {"随单元给出", "given with the unit"},
}

// role is a role of layers: in English its key.
func (l Language) role(role string) string {
	for i := range vocabulary {
		if vocabulary[i].role == role {
			return l.say(vocabulary[i].zh, role)
		}
	}
	return role
}

// taking says what a statistic takes, of what.
func (s *Statistic) taking(l Language) string {
	words := takeWords[s.Take]
	text := l.say(words[0], words[1])
	if strings.Contains(text, "%s") {
		text = fmt.Sprintf(text, l.amount(s.Distance, "m"))
	}
	if s.Of != "" {
		text = l.role(s.Of) + l.say("：", ": ") + text
	}
	for _, part := range [][2]string{{"值 = ", s.Value.said(l)}, {"分组 = ", s.By.said(l)}, {"条件 ", s.Where.said(l)}} {
		if part[1] != "" {
			text += l.say("；", "; ") + l.say(part[0], map[string]string{"值 = ": "value = ", "分组 = ": "by ", "条件 ": "where "}[part[0]]) + part[1]
		}
	}
	for i := range s.Reach {
		r := &s.Reach[i]
		reach := fmt.Sprintf(l.say("%s周边%s以内", "within %[2]s of %[1]s"), l.role(r.Of), l.amount(r.Distance, "m"))
		if r.Distance == 0 {
			reach = l.say("", "within ") + l.role(r.Of) + l.say("之内", "")
		}
		text += l.say("；范围：", "; ") + reach
		if w := r.Where.said(l); w != "" {
			text += l.say("，条件 ", " where ") + w
		}
	}
	return text
}
