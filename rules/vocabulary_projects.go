package rules

// projectAttributes are what a renewal project (更新项目) tells of itself.
var projectAttributes = []Attribute{area, name,
	{Name: "mode", Type: Text, Zh: "更新方式", En: "mode", Synonyms: []string{"GXFS", "更新方式"}, Values: []Choice{
		{"rehabilitation", "整治提升", "rehabilitation"}, {"alteration", "改建完善", "alteration"}, {"demolition", "拆除重建", "demolition and rebuilding"}}},
	{Name: "function", Type: Text, Zh: "项目功能", En: "function", Synonyms: []string{"XMGN", "项目功能", "功能类型"}, Values: []Choice{
		{"manufacturing", "制造", "manufacturing"}, {"innovation", "创新", "innovation"}, {"consumption", "消费", "consumption"},
		{"culture", "文化", "culture"}, {"housing", "居住", "housing"}, {"services", "公共服务", "public services"}, {"other", "其他", "other"}}},
	{Name: "stage", Type: Integer, Zh: "生命周期阶段", En: "stage of the life cycle, 1 to 10", Min: 1, Max: 10, Synonyms: []string{"SMZQJD", "阶段"}},
	{Name: "demolished_gfa", Type: Real, Unit: "m2", Zh: "拆除建筑面积", En: "floor area demolished", Max: unbounded, Synonyms: []string{"CCJZMJ", "拆除建筑面积"}},
	{Name: "exempt_gfa", Type: Real, Unit: "m2", Zh: "违法及危险建筑拆除面积", En: "of it illegal, or certified dangerous beyond repair", Max: unbounded, Synonyms: []string{"WFWXCC", "违法危险建筑拆除面积"}},
	{Name: "new_gfa", Type: Real, Unit: "m2", Zh: "新建建筑面积", En: "floor area built", Max: unbounded, Synonyms: []string{"XJJZMJ", "新建建筑面积"}},
	{Name: "demolished_land", Type: Real, Unit: "m2", Zh: "拆除用地面积", En: "land cleared", Max: unbounded, Synonyms: []string{"CCYDMJ", "拆除用地面积"}},
	{Name: "public_land", Type: Real, Unit: "m2", Zh: "公益用地面积", En: "land given to the public", Max: unbounded, Synonyms: []string{"GYYDMJ", "公益用地面积"}},
	{Name: "relocated", Type: Integer, Zh: "搬迁户数", En: "households relocated", Max: unbounded, Synonyms: []string{"BQHS", "搬迁户数"}},
	{Name: "resettled", Type: Integer, Zh: "就地就近安置户数", En: "of them resettled in place or nearby", Max: unbounded, Synonyms: []string{"AZHS", "安置户数"}},
	{Name: "rent_increase", Type: Real, Unit: "share", Zh: "租金年增长率", En: "yearly increase of rents", Min: -1, Max: unbounded, Synonyms: []string{"ZJZF", "租金年涨幅"}},
	{Name: "willingness", Type: Real, Unit: "share", Zh: "更新意愿率", En: "share of owners in favour", Max: 1, Synonyms: []string{"GXYY", "更新意愿", "JMGZYY"}},
	{Name: "owners", Type: Integer, Zh: "产权人数", En: "owners", Max: unbounded, Synonyms: []string{"CQRS", "产权人数"}},
	{Name: "planned_height", Type: Real, Unit: "m", Zh: "规划建筑高度", En: "greatest height planned", Max: unbounded, Synonyms: []string{"GHGD", "规划高度", "规划建筑高度"}},
	{Name: "transport_load", Type: Real, Unit: "ratio", Zh: "交通承载率", En: "traffic over capacity, once built", Max: unbounded, Synonyms: []string{"JTCZL", "交通承载率"}},
	{Name: "utility_load", Type: Real, Unit: "ratio", Zh: "市政承载率", En: "load on utilities over capacity, once built", Max: unbounded, Synonyms: []string{"SZCZL", "市政承载率"}},
	{Name: "service_load", Type: Real, Unit: "ratio", Zh: "公共服务承载率", En: "load on public services over capacity, once built", Max: unbounded, Synonyms: []string{"GFCZL", "公共服务承载率"}},
	{Name: "other_breach", Type: Flag, Zh: "其他不符合情形", En: "breaks another rule of planning and building, in the judgement of a person", Synonyms: []string{"QTBF", "其他不符合"}},
}
