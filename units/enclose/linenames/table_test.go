package linenames_test

import (
	"slices"
	"strings"
	"testing"

	"renewal/units/enclose/linenames"
)

var city = []string{
	"京广线", "陇海线", "城东路", "城东南路", "金水路", "金水东路", "金水路立交桥", "西环路", "西四环", "东环路",
	"嵩山北路", "嵩山南路", "建设路", "建设东路", "建设西路", "中原东路", "中原中路", "中原西路", "中原大桥",
	"陇海东路", "陇海中路", "陇海西路", "文化路一段", "文化路二段", "G107", "310国道", "京港澳高速",
	"商都路;G310", "东三环北路", "西环村路", "农业路(规划)", "城东路", "南三环路",
}

func TestFind(t *testing.T) {
	table := linenames.New(city)
	aliases := linenames.Aliases{"京广铁路": {"京广线"}, "西三环": {"西环路"}, "东三环": {"G107", "G310"}, "无": {"没有"}}
	for _, c := range []struct{ name, want string }{
		{"城东路", "城东南路:part 城东路:same"},
		{"金水路", "金水东路:part 金水路:same 金水路立交桥:part"},
		{"嵩山路", "嵩山北路:part 嵩山南路:part"},
		{"建设路", "建设东路:part 建设西路:part 建设路:same"},
		{"建设东路", "建设东路:same"}, // a part is not the whole
		{"中原路", "中原东路:part 中原中路:part 中原西路:part"},
		{"文化路", "文化路一段:part 文化路二段:part"},
		{"京广铁路", "京广线:alias"},
		{"陇海铁路", "陇海线:form"},
		{"西三环", "西环路:alias"},
		{"107国道", "G107:form"},
		{"国道310", "310国道:form 商都路;G310:form"},
		{"G310", "商都路;G310:same"},
		{"商都路", "商都路;G310:same"},
		{"京港澳高速公路", "京港澳高速:form"},
		{"南三环", "南三环路:form"},
		{"东三环路", "东三环北路:part"},
		{"农业路", "农业路(规划):same"},
		{"Ｇ１０７", "G107:same"},
		{" 城 东 南 路 ", "城东南路:same"},
		{"陇海快速路", ""},
		{"北三环", ""},
		{"无", ""},
		{"", ""},
	} {
		var got []string
		for _, m := range table.Find(c.name, aliases) {
			got = append(got, m.Name+":"+string(m.By))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, not %s", c.name, strings.Join(got, " "), c.want)
		}
	}
}

// An alias may name what it stands for in another writing, and itself.
func TestAliasOfItself(t *testing.T) {
	got := linenames.New(city).Find("建设路", linenames.Aliases{"建设路": {"建设路", "建 设 东 路"}})
	want := []linenames.Match{{Name: "建设东路", By: linenames.Alias}, {Name: "建设路", By: linenames.Alias}}
	if !slices.Equal(got, want) {
		t.Error(got)
	}
}

func TestNearest(t *testing.T) {
	table := linenames.New(city)
	for _, c := range []struct{ name, first string }{
		{"陇海快速路", "陇海东路"}, // the road below it
		{"京广快速路", "京广线"},
		{"西三环", "西环路"}, // not 西四环, which is another ring
		{"金水大道", "金水路"},
		{"成东路", "城东路"},
		{"嵩山大街", "嵩山北路"},
		{"中原路大桥", "中原大桥"},
	} {
		got := table.Nearest(c.name, 3)
		if len(got) == 0 || got[0] != c.first {
			t.Errorf("%s: %v, not %s", c.name, got, c.first)
		}
	}
	if got := table.Nearest("人民南路四段", 3); len(got) > 0 {
		t.Errorf("nothing is like 人民南路四段, but %v", got)
	}
}

// A name is the nearest to itself, and the order of names makes no difference.
func TestNearestIsItself(t *testing.T) {
	back := slices.Clone(city)
	slices.Reverse(back)
	for _, name := range city {
		a, b := linenames.New(city).Nearest(name, 5), linenames.New(back).Nearest(name, 5)
		if len(a) == 0 || a[0] != name || !slices.Equal(a, b) {
			t.Errorf("%s: %v, %v", name, a, b)
		}
	}
}
