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
	"fabric": {"空间基底参数", "Fabric"}, "enclosure": {"边界文字围合参数", "Areas by named edges"}, "weights": {"划定权重", "Weights"}, "limits": {"划定限值", "Limits"}, "barriers": {"屏障", "Barriers"},
	"categories": {"更新对象类别", "Categories of objects"}, "resources": {"更新资源识别", "Resources"}, "statistics": {"统计量", "Statistics"}, "measures": {"指标", "Measures"},
	"criteria": {"判定准则", "Criteria"}, "classes": {"更新单元分类", "Classes"}, "checks": {"检查", "Checks"}, "modes": {"更新方式", "Modes"}, "actions": {"更新行动与工程", "Actions and projects"},
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
		where := strings.TrimSpace(kindOf("barriers", b.Kind, l) + l.say("，", " ") + b.Where.said(l))
		add("barriers", b.Item, "%s%s%s", strings.TrimSuffix(where, "，"), l.say("：", " "), strength)
	}
	for i := range rs.Categories {
		add("categories", rs.Categories[i].Item, l.say("第%d类", "category %d"), i+1)
	}
	for i := range rs.Resources {
		r := &rs.Resources[i]
		var from []string
		for k := range r.Recognise {
			from = append(from, l.role(r.Recognise[k].From)+l.say("：", ": ")+r.Recognise[k].Where.said(l))
		}
		if from == nil {
			from = []string{l.say("由更新资源图层给出", "from a layer of resources")}
		}
		add("resources", r.Item, l.say("第%d类；%s", "category %d; %s"), r.Category, strings.Join(from, l.say("；或 ", " or ")))
	}
	for i := range rs.Statistics {
		add("statistics", rs.Statistics[i].Item, "%s", rs.Statistics[i].taking(l))
	}
	for i := range rs.Measures {
		m := &rs.Measures[i]
		text := rs.formula(m.Formula, l)
		switch {
		case m.RankOf != "":
			text = l.say("全部单元中的百分位：", "percentile of ") + rs.called(m.RankOf, l)
		case m.TotalOf != "":
			text = l.say("全部单元合计：", "total of ") + rs.called(m.TotalOf, l)
		}
		words := unitWords[m.Unit]
		if unit := l.say(words[0], words[1]); unit != "" {
			text += l.say("（", " (") + unit + l.say("）", ")")
		}
		add("measures", m.Item, "= %s", text)
	}
	for i := range rs.Criteria {
		c := &rs.Criteria[i]
		level := map[string]string{"medium": l.say("中等条件：", "medium: "), "strong": l.say("强条件：", "strong: ")}[c.Level]
		add("criteria", c.Item, "%s%s", level, rs.condition(&c.Tree, l))
	}
	for i := range rs.Classes {
		c := &rs.Classes[i]
		text := rs.cited(c.Criterion, l)
		if c.Review != "" {
			text += l.say("；同时满足时复核：", "; second look if also ") + rs.cited(c.Review, l)
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
			var kinds []string
			for _, kind := range a.For {
				r, _ := rs.Resource(kind)
				kinds = append(kinds, l.say(r.Zh, kind))
			}
			text := strings.Join(kinds, l.say("、", ", "))
			if a.When != "" {
				text = strings.Trim(text+l.say("；条件 ", "; criterion ")+rs.cited(a.When, l), "； ;")
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
		to := rs.cited(g.Criterion, l)
		if c, ok := rs.Class(g.Class); ok {
			to = l.say(c.Zh, g.Class)
		}
		if g.Zone != "" {
			to = fmt.Sprintf(l.say("%s内占比%s%s", "%s %s %s"), g.Zone, opWords[">="][l], number(g.Least))
		}
		add("guidance", g.Item, "%s ← %s", l.say(columnWords[g.Column], g.Column), to)
	}
	for i := range rs.Indicators {
		n := &rs.Indicators[i]
		text := rs.called(n.Measure, l)
		if n.Op != "" {
			m, _ := rs.Measure(n.Measure)
			text += fmt.Sprintf(l.say("，目标%s %s", ", target %s %s"), opWords[n.Op][l], l.amount(n.Target, m.Unit))
		}
		add("checkup", n.Item, "%s", text)
	}
	for i := range rs.Priorities {
		add("priority", rs.Priorities[i].Item, "%s × %s", number(rs.Priorities[i].Weight), rs.called(rs.Priorities[i].Measure, l))
	}
	return all
}

// called is a statistic or measure by its name, in English by its ID.
func (rs *Ruleset) called(id string, l Language) string {
	zh, _ := rs.nameOf(id)
	return l.say(zh, id)
}

// cited is a criterion by its ID, with its name in Chinese; "" for none.
func (rs *Ruleset) cited(id string, l Language) string {
	c, _ := rs.Criterion(id)
	return strings.TrimSpace(id + l.say(" "+c.Zh, ""))
}

// kindOf is a value of the attribute kind.
func kindOf(role, kind string, l Language) string {
	a := attribute(role, "kind")
	if a == nil {
		return kind
	}
	for _, c := range a.Values {
		if c.Value == kind {
			return l.say(c.Zh, kind)
		}
	}
	return kind
}

type placedSetting struct {
	section string
	Setting
}

// settings lists the numbers of the fabric, of enclosures and of the delineation.
func (rs *Ruleset) settings() []placedSetting {
	var all []placedSetting
	d := &rs.Delineation
	for _, s := range rs.fabricSlots() {
		all = append(all, placedSetting{"fabric", *s.to})
	}
	for _, s := range rs.enclosureSlots() {
		all = append(all, placedSetting{"enclosure", *s.to})
	}
	for _, s := range d.weightSlots() {
		all = append(all, placedSetting{"weights", *s.to})
	}
	for _, s := range d.limitSlots() {
		all = append(all, placedSetting{"limits", *s.to})
	}
	return all
}
