package rules

import (
	"fmt"
	"strings"
)

// line is one item of a ruleset in words.
type line struct {
	section string // key of the file
	Item
	says string // what it comes to
}

var sectionWords = map[string][2]string{
	"fabric": {"空间基底参数", "Fabric"}, "weights": {"划定权重", "Weights"}, "limits": {"划定限值", "Limits"}, "barriers": {"屏障", "Barriers"},
	"categories": {"更新对象类别", "Categories of objects"}, "resources": {"更新资源识别", "Resources"}, "statistics": {"统计量", "Statistics"}, "measures": {"指标", "Measures"},
	"criteria": {"判定准则", "Criteria"}, "classes": {"更新单元分类", "Classes"}, "checks": {"检查", "Checks"}, "modes": {"更新模式", "Modes"}, "actions": {"更新行动与工程", "Actions and projects"},
	"guidance": {"更新指引", "Guidance"}, "checkup": {"城市体检指标", "Checkup"}, "priority": {"项目优先度", "Priority"},
}

// outline lists every item in file order.
func (rs *Ruleset) outline(l Language) []line {
	var all []line
	add := func(section string, i Item, format string, args ...any) {
		all = append(all, line{section, i, strings.TrimSpace(fmt.Sprintf(format, args...))})
	}
	for _, s := range rs.settings() {
		add(s.section, s.Item, "%s", l.amount(s.Value, s.Unit))
	}
	for i := range rs.Delineation.Barriers {
		b := &rs.Delineation.Barriers[i]
		strength := l.say("硬屏障，不得跨越", "hard")
		if !b.Hard {
			strength = fmt.Sprintf(l.say("软屏障，权重每公里 %s", "soft, %s a km"), number(b.Weight))
		}
		add("barriers", b.Item, "%s %s %s", b.Kind, b.Where.Text(), strength)
	}
	for i := range rs.Categories {
		add("categories", rs.Categories[i].Item, "%d", i+1)
	}
	for i := range rs.Resources {
		r := &rs.Resources[i]
		var from []string
		for k := range r.Recognise {
			from = append(from, r.Recognise[k].From+l.say("：", ": ")+r.Recognise[k].Where.Text())
		}
		add("resources", r.Item, l.say("第%d类；%s", "category %d; %s"), r.Category, strings.Join(from, l.say(" 或 ", " or ")))
	}
	for i := range rs.Statistics {
		add("statistics", rs.Statistics[i].Item, "%s", rs.Statistics[i].taking(l))
	}
	for i := range rs.Measures {
		m := &rs.Measures[i]
		text := m.Formula
		switch {
		case m.RankOf != "":
			text = l.say("百分位：", "percentile of ") + m.RankOf
		case m.TotalOf != "":
			text = l.say("全域合计：", "total of ") + m.TotalOf
		}
		words := unitWords[m.Unit]
		if unit := l.say(words[0], words[1]); unit != "" {
			text += l.say("（", " (") + unit + l.say("）", ")")
		}
		add("measures", m.Item, "= %s", text)
	}
	for i := range rs.Criteria {
		c := &rs.Criteria[i]
		level := map[string]string{"medium": l.say("中度：", "medium: "), "strong": l.say("强度：", "strong: ")}[c.Level]
		add("criteria", c.Item, "%s%s", level, rs.condition(&c.Tree, l))
	}
	for i := range rs.Classes {
		c := &rs.Classes[i]
		text := c.Criterion
		if c.Review != "" {
			text += l.say("；同时满足时复核：", "; second look if also ") + c.Review
		}
		add("classes", c.Item, "%s", text)
	}
	for i := range rs.Checks {
		c := &rs.Checks[i]
		severity := map[string]string{"fail": l.say("必须", "must"), "warn": l.say("应当", "should"), "info": l.say("参考", "note")}[c.Severity]
		add("checks", c.Item, "%s%s%s", severity, l.say("：", ": "), rs.condition(&c.Tree, l))
	}
	var advise func(section string, list []Advice)
	advise = func(section string, list []Advice) {
		for i := range list {
			a := &list[i]
			text := strings.Join(a.For, l.say("、", ", "))
			if a.When != "" {
				text = strings.Trim(text+l.say("；准则 ", "; criterion ")+a.When, "； ;")
			}
			if a.Caution != "" {
				text += " ‼ " + a.Caution
			}
			add(section, a.Item, "%s", text)
			advise(section, a.Parts)
		}
	}
	advise("modes", rs.Modes)
	advise("actions", rs.Actions)
	for i := range rs.Guidance {
		g := &rs.Guidance[i]
		to := g.Class + g.Criterion
		if g.Zone != "" {
			to = fmt.Sprintf("%s %s %s", g.Zone, opWords[">="][l], number(g.Least))
		}
		add("guidance", g.Item, "%s ← %s", g.Column, to)
	}
	for i := range rs.Indicators {
		n := &rs.Indicators[i]
		text := n.Measure
		if n.Op != "" {
			m, _ := rs.Measure(n.Measure)
			text += fmt.Sprintf(l.say("，目标%s %s", ", target %s %s"), opWords[n.Op][l], l.amount(n.Target, m.Unit))
		}
		add("checkup", n.Item, "%s", text)
	}
	for i := range rs.Priorities {
		add("priority", rs.Priorities[i].Item, "%s × %s", number(rs.Priorities[i].Weight), rs.Priorities[i].Measure)
	}
	return all
}

type placedSetting struct {
	section string
	Setting
}

// settings lists the numbers of the fabric and of the delineation.
func (rs *Ruleset) settings() []placedSetting {
	var all []placedSetting
	d := &rs.Delineation
	for _, s := range rs.fabricSlots() {
		all = append(all, placedSetting{"fabric", *s.to})
	}
	for _, s := range d.weightSlots() {
		all = append(all, placedSetting{"weights", *s.to})
	}
	for _, s := range d.limitSlots() {
		all = append(all, placedSetting{"limits", *s.to})
	}
	return all
}
