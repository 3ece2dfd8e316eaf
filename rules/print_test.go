package rules_test

import (
	"regexp"
	"strings"
	"testing"

	"renewal/rules"
)

func printed(t *testing.T, rs *rules.Ruleset, l rules.Language) string {
	t.Helper()
	var b strings.Builder
	if err := rs.Print(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every item of the ruleset is printed, with what it comes to and its source.
func TestPrint(t *testing.T) {
	rs := zhengzhou(t)
	zh, en := printed(t, rs, rules.Chinese), printed(t, rs, rules.English)
	for _, want := range []string{
		"K0.M             三区十片：中等条件：三区十片占比 [structure_share] 不小于 0.3  [自拟 K0]",
		"满足任一（商业用地占比 [commercial_share] 不小于 0.3；",
		"至少满足2项（K0.M 三区十片；",
		"N1               符合“三区三线”管控要求：同时满足（生态红线与永农内面积 [no_go_m2] 不大于 1 平方米；",
		"P_need           急难愁盼：0.35 × 需求迫切程度",
		"A1_3             老旧厂房转型蝶变：老旧厂房、老旧仓储  [规划 L211]",
		"A5_3             公共服务设施完善：市政与公共服务设施；条件 service_gap 公共服务有短板  [规划 L219]",
		"near_park        公园绿地服务半径覆盖居住用地：地块：位于下列范围内的面积；条件 现状地类代码以“0701”开头，或",
		"范围：绿地周边500 米以内，条件 类型为“公园绿地”，且面积不小于5000 平方米；",
		"old_factory      老旧厂房：第2类；地块：现状地类代码以“1001”开头，且（建成年份不大于2000 年，或是否闲置为“是”）",
		"resource_lq      更新资源区位商：= 更新资源 ÷ 现状建设用地 ÷ （全域更新资源 ÷ 全域建设用地）",
		"cv_goal          打造国际文旅消费中心：更新目标 ← 中央活力区内占比不小于0.3  [规划 L273]",
	} {
		if !strings.Contains(zh, want) {
			t.Errorf("the Chinese print has no %q", want)
		}
	}
	for _, want := range []string{"strategic and key areas: medium: share in strategic and key areas [structure_share] at least 0.3  [ours K0]", "at least 2 of (K0.M", "within 500 m of greens where kind"} {
		if !strings.Contains(en, want) {
			t.Errorf("the English print has no %q", want)
		}
	}
	for i := range rs.Checks {
		if !strings.Contains(zh, rs.Checks[i].Zh) || !strings.Contains(en, rs.Checks[i].En) {
			t.Errorf("%s is not printed", rs.Checks[i].ID)
		}
	}
}

// Whoever reads Chinese finds every note in it.
func TestNotesAreInTheLanguage(t *testing.T) {
	for line := range strings.Lines(printed(t, zhengzhou(t), rules.Chinese)) {
		if note, ok := strings.CutPrefix(strings.TrimSpace(line), "注："); ok && regexp.MustCompile(`[a-z]{3} [a-z]`).MatchString(note) {
			t.Errorf("an English note: %s", note)
		}
	}
	own, err := rules.Parse("own.yaml", []byte(`ruleset: {name: own, version: "1", zh: 一, en: one, note: only English}`))
	if err == nil && !strings.Contains(printed(t, own, rules.Chinese), "only English") {
		t.Error("a note in one language only is not printed in the other")
	}
}

// A text of a ruleset cannot take hold of a terminal, nor leave its line.
func TestPrintIsPlain(t *testing.T) {
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), "zh: 三区十片占比", `zh: "三区\u001b[31m十\u202e片\n占比\" <script>"`, 1)
	rs, err := rules.Parse("own.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	out := printed(t, rs, rules.Chinese)
	if strings.ContainsAny(out, "\x1b\u202e") || !strings.Contains(out, "三区�[31m十�片 占比\" <script>") {
		t.Error("a control character of a ruleset is printed")
	}
}

func TestDiff(t *testing.T) {
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, change := range [][2]string{
		{"strong: {measure: structure_share, op: \">=\", threshold: 0.50}", "strong: {measure: structure_share, op: \">=\", threshold: 0.60}"},
		{"gap: {value: 2,", "gap: {value: 3,"},
		{"  - {id: D23, severity: info,", "  - {id: D24, severity: info,"},
		{"zh: 商圈内占比", "zh: 位于商圈占比"},
		{"build_year <= 2000'}]\n    source: {tag: PLAN, ref: \"L73 老旧小区;", "build_year <= 2005'}]\n    source: {tag: PLAN, ref: \"L73 老旧小区;"},
	} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("no %q", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	own, err := rules.Parse("own.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if same := rules.Diff(zhengzhou(t), zhengzhou(t)); len(same) != 0 {
		t.Errorf("a ruleset differs from itself: %v", same)
	}
	var got []string
	for _, d := range rules.Diff(zhengzhou(t), own) {
		got = append(got, d.Section+" "+d.ID+" "+d.What)
	}
	want := "fabric gap rule|resources old_residential rule|measures business_circle_share zh|criteria K0.S rule|checks D23 removed|checks D24 added"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
