package wording_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"renewal/units/enclose/wording"
)

// written puts a statement in short: name | order | edges | hectares.
func written(s wording.Statement) string {
	var edges []string
	for _, e := range s.Edges {
		text := strings.Join(e.Names, "+")
		if e.Side != "" {
			text = string(e.Side) + "=" + text
		}
		if e.Note != "" {
			text += "(" + e.Note + ")"
		}
		edges = append(edges, text)
	}
	size := "-"
	if s.Area > 0 {
		size = fmt.Sprintf("%.4g ha", s.Area/1e4)
	}
	return fmt.Sprintf("%s | %s | %s | %s", s.Name, s.Order, strings.Join(edges, " "), size)
}

func TestFind(t *testing.T) {
	const four = "west=京广铁路 north=金水路 east=城东路 south=陇海铁路"
	for _, c := range []struct{ text, want string }{
		// sides, the verb after them
		{"西至京广铁路、东至城东路、南至陇海铁路、北至金水路，面积约9.4km²。", " | sides | " + four + " | 940 ha"},
		{"东起城东路，西至京广铁路，南起陇海铁路，北至金水路，约9.4平方公里", " | sides | " + four + " | 940 ha"},
		{"中央活力区：东至城东路；西至京广铁路；南至陇海铁路；北至金水路。", "中央活力区 | sides | " + four + " | -"},
		{"中央活力区位于老城，东临城东路，西靠京广铁路，南接陇海铁路，北邻金水路，总面积 940 公顷。", "中央活力区 | sides | " + four + " | 940 ha"},
		{"规划范围东以城东路为界，西以京广铁路为界，南以陇海铁路为界，北以金水路为界，面积14100亩。", " | sides | " + four + " | 940 ha"},
		{"东侧为城东路，西侧为京广铁路，南侧为陇海铁路，北侧为金水路", " | sides | " + four + " | -"},
		{"四至范围为：东到城东路中心线，西到京广铁路一线，南抵陇海铁路，北抵金水路道路红线。", " | sides | " + four + " | -"},
		{"中央活力区（东至城东路、西至京广铁路、南至陇海铁路、北至金水路）", "中央活力区 | sides | " + four + " | -"},
		{"东:城东路,西:京广铁路,南:陇海铁路,北:金水路", " | sides | " + four + " | -"},
		{"西 至 京广铁路 、东 至 城东路 、南 至 陇海铁路 、北 至 金水路", " | sides | " + four + " | -"},
		{"北至北环路，南至南环路，西至西环路，东至东环路。", " | sides | west=西环路 north=北环路 east=东环路 south=南环路 | -"},

		// sides of several names, and notes
		{"东至中州大道、东明路，南至陇海铁路和航海路，西至京广铁路（规划保留），北至农业路", " | sides | west=京广铁路(规划保留) north=农业路 east=中州大道+东明路 south=陇海铁路+航海路 | -"},
		{"东至东三环（郑汴路—商都路段），西至城东路，南至陇海铁路，北至商都路", " | sides | west=城东路 north=商都路 east=东三环(郑汴路至商都路段) south=陇海铁路 | -"},
		{"西南至陇海铁路，东南至航海路，北至金水路", " | sides | north=金水路 southeast=航海路 southwest=陇海铁路 | -"},
		{"南至陇海铁路，北至金水路，东至城东路，面积3平方千米", " | sides | north=金水路 east=城东路 south=陇海铁路 | 300 ha"},

		// the side after the name: what lies east of a line has it in the west
		{"京广铁路以东、城东路以西、陇海铁路以北、金水路以南区域，面积约9.4km2", " | sides | " + four + " | 940 ha"},
		{"中央活力区位于京广铁路以东，城东路以西，陇海铁路以北，金水路以南。", "中央活力区 | sides | " + four + " | -"},

		// all sides at once
		{"东、西、南、北分别至城东路、京广铁路、陇海铁路、金水路，约940公顷", " | sides | " + four + " | 940 ha"},
		{"东西南北四至分别为城东路、京广铁路、陇海铁路和金水路。", " | sides | " + four + " | -"},

		{"以城东路为东界，京广铁路为西界，陇海铁路为南界，金水路为北界，面积940公顷", " | sides | " + four + " | 940 ha"},
		{"城东路为东界、京广铁路为西边界、陇海铁路为南界、金水路为北界", " | sides | " + four + " | -"},
		{"城东路（含）以西、京广铁路以东（不含）、陇海铁路以北、金水路以南", " | sides | west=京广铁路 north=金水路 east=城东路(含) south=陇海铁路 | -"},
		{"东侧边界为城东路，西侧边界为京广铁路，南侧边界为陇海铁路，北侧边界为金水路", " | sides | " + four + " | -"},
		{"四至：东为城东路，南为陇海铁路，西为京广铁路，北为金水路。", " | sides | " + four + " | -"},
		{"东面是城东路、西面是京广铁路、南面是陇海铁路、北面是金水路", " | sides | " + four + " | -"},
		{"中央活力区，北起金水路，南至陇海铁路，西起京广铁路，东至城东路，总用地面积940.0公顷（约9.4平方公里）。", "中央活力区 | sides | " + four + " | 940 ha"},
		{"北至金水路-南至陇海铁路-东至城东路-西至京广铁路", " | sides | " + four + " | -"},
		{"东抵城东路，南达陇海铁路，西到京广铁路，北连金水路", " | sides | " + four + " | -"},
		{"位于金水区，城东路以西、京广铁路以东、陇海铁路以北、金水路以南的区域", " | sides | " + four + " | -"},
		{"东至城东路（含道路）、西至京广铁路（不含）、南至陇海铁路、北至金水路围合区域", " | sides | west=京广铁路(不含) north=金水路 east=城东路(含道路) south=陇海铁路 | -"},
		{"东、南、西、北四至分别为：城东路、陇海铁路、京广铁路、金水路", " | sides | " + four + " | -"},
		{"东至京港澳高速公路、西至G107、北至连霍高速、南至S316", " | sides | west=G107 north=连霍高速 east=京港澳高速公路 south=S316 | -"},

		// one after another
		{"由陇海铁路—东三环—郑汴路—商都路—城东路围合的区域，面积约12.7km ² 。", " | around | 陇海铁路 东三环 郑汴路 商都路 城东路 | 1270 ha"},
		{"A片区范围：陇海铁路-东三环-郑汴路-城东路", "A片区 | around | 陇海铁路 东三环 郑汴路 城东路 | -"},
		{"中央活力区由京广铁路——金水路——城东路——陇海铁路——京广铁路合围", "中央活力区 | around | 京广铁路 金水路 城东路 陇海铁路 | -"},
		{"陇海铁路→东三环（G107）→郑汴路→城东路围成的区域", " | around | 陇海铁路 东三环(G107) 郑汴路 城东路 | -"},

		// lists
		{"西三环、陇海铁路、嵩山路、建设路、秦岭路、陇海快速路、西四环、中原路围合区域，面积约18km ² 。", " | listed | 西三环 陇海铁路 嵩山路 建设路 秦岭路 陇海快速路 西四环 中原路 | 1800 ha"},
		{"中央活力区由京广铁路、金水路、城东路和陇海铁路围合而成，面积940公顷。", "中央活力区 | listed | 京广铁路 金水路 城东路 陇海铁路 | 940 ha"},
		{"以京广铁路、金水路、城东路、陇海铁路为界", " | listed | 京广铁路 金水路 城东路 陇海铁路 | -"},
		{"由自由路，文化路，红专路与花园路所围区域", " | listed | 自由路 文化路 红专路 花园路 | -"},
		{"金水河、花园路、G310、中州大道围合", " | listed | 金水河 花园路 G310 中州大道 | -"},

		{"京广铁路、金水路、城东路、陇海铁路四条线路围合区域", " | listed | 京广铁路 金水路 城东路 陇海铁路 | -"},
		{"文化路、花园路、农业路、东风路四条道路围合的区域", " | listed | 文化路 花园路 农业路 东风路 | -"},
		{"由文化路、花园路、农业路及东风路所围合的区域，约200公顷", " | listed | 文化路 花园路 农业路 东风路 | 200 ha"},
		{"位于文化路、花园路、农业路、东风路之间的区域", " | listed | 文化路 花园路 农业路 东风路 | -"},
		{"甲片区为文化路、花园路、农业路、东风路闭合区域。", "甲片区 | listed | 文化路 花园路 农业路 东风路 | -"},
		{"东风路（文化路—花园路）、花园路（东风路—农业路）、农业路、文化路合围", " | listed | 东风路(文化路至花园路) 花园路(东风路至农业路) 农业路 文化路 | -"},

		// no areas
		{"构建中原路-人民路-金水路-郑开大道东西金轴。", ""},
		{"近期至2025年，远期至2035年。", ""},
		{"完善由政府、企业、居民共同参与的机制。", ""},
		{"", ""},

		// several
		{"（1）甲片区：东至A路、西至B路、南至C路、北至D路，面积1km²；（2）乙片区：东至E路、西至F路、南至G路、北至H路，面积2km²。",
			"甲片区 | sides | west=B路 north=D路 east=A路 south=C路 | 100 ha\n乙片区 | sides | west=F路 north=H路 east=E路 south=G路 | 200 ha"},
		{"一、甲中心更新指引\n范围及面积\t由A路—B路—C路围合，面积约1km²", "甲中心 | around | A路 B路 C路 | 100 ha"},
	} {
		var got []string
		for _, s := range wording.Find(c.text) {
			got = append(got, written(s))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, strings.Join(got, "\n     "), c.want)
		}
	}
}

// Of a known area names alone will do.
func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"京广铁路—金水路—城东路—陇海铁路", " | around | 京广铁路 金水路 城东路 陇海铁路 | -"},
		{"京广铁路-金水路-城东路", " | around | 京广铁路 金水路 城东路 | -"},
		{"京广铁路、金水路、城东路、陇海铁路", " | listed | 京广铁路 金水路 城东路 陇海铁路 | -"},
		{"京广铁路，金水路，城东路，陇海铁路，约9.4平方公里", " | listed | 京广铁路 金水路 城东路 陇海铁路 | 940 ha"},
		{"京广铁路,金水路", " | listed | 京广铁路 金水路 | -"},
		{"西至京广铁路、东至城东路、南至陇海铁路、北至金水路", " | sides | west=京广铁路 north=金水路 east=城东路 south=陇海铁路 | -"},
	} {
		s, err := wording.Parse(c.text)
		if got := written(s); err != nil || got != c.want {
			t.Errorf("%s\n got %s %v\nwant %s", c.text, got, err, c.want)
		}
	}
	for text, want := range map[string]error{
		"金水路": wording.ErrNoArea, "": wording.ErrNoArea, "这里没有边界": wording.ErrNoArea,
		"东至A路、西至B路、南至C路；东至D路、西至E路、南至F路": wording.ErrSeveral,
	} {
		if _, err := wording.Parse(text); err != want {
			t.Errorf("%q: %v, not %v", text, err, want)
		}
	}
}

// The plan itself names three areas with bounds, and no other text in it is one.
func TestPlan(t *testing.T) {
	text, err := os.ReadFile("../../../../shared/domain/000_5042ed24254dd7de.txt")
	if err != nil {
		t.Skip("the text of the plan is absent")
	}
	var got []string
	for _, s := range wording.Find(string(text)) {
		got = append(got, written(s))
	}
	want := []string{
		"中央活力区 | sides | west=京广铁路 north=金水路 east=城东路 south=陇海铁路 | 940 ha",
		"城市西客厅 | listed | 西三环 陇海铁路 嵩山路 建设路 秦岭路 陇海快速路 西四环 中原路 | 1800 ha",
		"国际商贸流通服务中心 | around | 陇海铁路 东三环 郑汴路 商都路 城东路 | 1270 ha",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Whatever the text, nothing but names comes out, and nothing panics.
func FuzzFind(f *testing.F) {
	f.Add("西至京广铁路、东至城东路、南至陇海铁路、北至金水路，面积约9.4km²。")
	f.Add("由陇海铁路—东三环—郑汴路围合（约12.7km²）")
	f.Add("A路以东、B路以西、C路以南、D路以北")
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range wording.Find(text) {
			if len(s.Edges) < 2 {
				t.Errorf("%q: %d edges", text, len(s.Edges))
			}
			for _, e := range s.Edges {
				if len(e.Names) == 0 {
					t.Errorf("%q: an edge without a name", text)
				}
			}
		}
	})
}
