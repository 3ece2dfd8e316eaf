package rules

// vocabulary says what the layers of each role can tell. Synonyms are column
// names seen for an attribute, of these standards: 三调 (DLBM, XZQDM), 空间规划用地
// (GHYDLDM, RJL), the Hangzhou detailed-plan database (DKBH, DYBH, DYMC) and the
// Hebei renewal resource submission (JCNF, JZMJ, HS, SJYT). JZMD is coverage
// (建筑密度) and JZMJ floor area (建筑面积): they are easily confused.
//
// It is read and never changed.
var vocabulary = []struct {
	role, zh   string
	attributes []Attribute
}{
	{"control_units", "控规单元", []Attribute{area,
		{Name: "name", Type: Text, Zh: "单元名称", En: "name", Synonyms: []string{"DYMC", "单元名称", "规划编制单元名称", "MC", "名称"}},
		{Name: "code", Type: Text, Zh: "单元编号", En: "code", Synonyms: []string{"DYBH", "单元编号", "规划编制单元编号", "编号"}},
		{Name: "district", Type: Text, Zh: "行政区", En: "district", Synonyms: []string{"XZQMC", "XZQDM", "行政区", "行政区名称"}},
		{Name: "function", Type: Text, Zh: "主导功能", En: "dominant function", Synonyms: []string{"DYGN", "单元功能", "主导功能"}},
		{Name: "population", Type: Integer, Unit: "person", Zh: "人口规模", En: "population", Max: unbounded, Synonyms: []string{"RK", "人口", "人口规模"}},
		{Name: "checkup_year", Type: Integer, Unit: "year", Zh: "体检年份", En: "year of the city checkup", Min: firstYear, Max: lastYear,
			ZeroUnknown: true, Synonyms: []string{"TJNF", "体检年份"}},
	}},
	{"districts", "行政区划", []Attribute{area,
		{Name: "kind", Type: Text, Zh: "类型", En: "kind", Synonyms: []string{"LX", "类型"}, Values: []Choice{
			{"statutory", "行政区", "statutory district"}, {"management", "管理区", "management area"}}},
		{Name: "name", Type: Text, Zh: "名称", En: "name", Synonyms: []string{"XZQMC", "行政区名称", "名称", "MC", "NAME"}},
		{Name: "code", Type: Text, Zh: "代码", En: "code", Synonyms: []string{"XZQDM", "行政区代码", "adcode"}},
	}},
	{"parcels", "地块", parcelAttributes},
	{"scope", "规划范围", []Attribute{area, name}},
	{"policy_zones", "政策分区", []Attribute{area, name,
		{Name: "kind", Type: Text, Zh: "类型", En: "kind", Values: zoneKinds, Synonyms: []string{"LX", "类型", "分区类型", "GXFQ"}},
		{Name: "level", Type: Text, Zh: "级别", En: "level", Synonyms: []string{"JB", "级别", "等级"}},
		{Name: "established", Type: Integer, Unit: "year", Zh: "设立年份", En: "year established", Min: firstYear, Max: lastYear,
			ZeroUnknown: true, Synonyms: []string{"SLNF", "设立年份", "批准年份"}},
		{Name: "max_height", Type: Real, Unit: "m", Zh: "限高", En: "limit of height", Max: unbounded, ZeroUnknown: true, Synonyms: []string{"XG", "限高", "建筑限高"}},
	}},
	{"barriers", "边界要素", []Attribute{name,
		{Name: "kind", Type: Text, Zh: "类型", En: "kind", Values: barrierKinds, Synonyms: []string{"LX", "类型", "DLDJ", "道路等级", "fclass"}},
		{Name: "width", Type: Real, Unit: "m", Zh: "宽度", En: "width", Max: unbounded, ZeroUnknown: true,
			Synonyms: []string{"KD", "宽度", "HXKD", "红线宽度"}},
	}},
	{"resources", "更新资源", []Attribute{area, name,
		{Name: "kind", Type: Text, Zh: "更新资源类型", En: "kind of resource", Synonyms: []string{"ZYLX", "资源类型", "更新资源类型"}},
		{Name: "category", Type: Integer, Zh: "更新对象类别", En: "category of the plan, 1 to 7", Min: 1, Max: 7, Derived: true},
	}},
	{"stations", "轨道站点", []Attribute{name,
		{Name: "kind", Type: Text, Zh: "类型", En: "kind", Synonyms: []string{"LX", "类型", "站点类型"}, Values: []Choice{
			{"ordinary", "一般站", "ordinary station"}, {"interchange", "换乘站", "interchange"}, {"terminal", "枢纽站", "terminal"}}},
		{Name: "line", Type: Text, Zh: "线路", En: "line", Synonyms: []string{"XL", "线路", "所属线路"}},
	}},
	{"buildings", "建筑", buildingAttributes},
	{"vitality", "活力设施点", []Attribute{name,
		{Name: "category", Type: Text, Zh: "类别", En: "category", Synonyms: []string{"LB", "类别", "type", "大类"}},
		{Name: "weight", Type: Real, Zh: "权重", En: "weight", Max: unbounded, Synonyms: []string{"QZ", "权重"}},
	}},
	{"greens", "绿地", []Attribute{area, name,
		{Name: "kind", Type: Text, Zh: "类型", En: "kind", Synonyms: []string{"LX", "类型", "绿地类型"}, Values: []Choice{
			{"park", "公园绿地", "park"}, {"riverfront", "滨水空间", "riverfront"}, {"greenway", "绿道廊道", "greenway"},
			{"square", "广场", "square"}, {"other", "其他", "other"}}},
		{Name: "low_quality", Type: Flag, Zh: "品质不高", En: "quality is low", Synonyms: []string{"SFDX", "品质不高"}},
	}},
	{"projects", "更新项目", projectAttributes},
}

var (
	area = Attribute{Name: "area", Type: Real, Unit: "m2", Zh: "面积", En: "planar area in the working CRS", Max: unbounded, Derived: true}
	name = Attribute{Name: "name", Type: Text, Zh: "名称", En: "name", Synonyms: []string{"MC", "名称", "NAME", "XMMC", "项目名称", "ZDMC", "站点名称"}}
)

var zoneKinds = []Choice{
	{"old_city", "老城片区", "old city"},
	{"new_city", "城市新区", "new city"},
	{"strategic", "三大战略区域", "strategic area"},
	{"key_area", "十大重点区域", "key area"},
	{"axis", "更新轴", "axis"},
	{"belt", "更新带", "belt"},
	{"centre", "城市中心", "planned centre"},
	{"business_circle", "商圈", "business circle"},
	{"industrial_block", "工业区块线", "industrial block line"},
	{"park", "产业园区", "industrial or science park"},
	{"historic_district", "历史文化街区", "historic district"},
	{"conservation_area", "历史文化风貌区", "conservation area"},
	{"heritage_site", "文物保护范围", "protection area of a monument"},
	{"ecological_redline", "生态保护红线", "ecological redline"},
	{"basic_farmland", "永久基本农田", "permanent basic farmland"},
	{"urban_boundary", "城镇开发边界", "urban development boundary"},
	{"reserve", "战略预留区", "strategic reserve"},
	{"rail_belt", "铁路防护带", "protection belt of a railway"},
	{"flood_risk", "洪涝风险区", "area at risk of floods"},
	{"hazard", "污染与安全隐患区", "polluted or hazardous area"},
	{"height_limit", "高度控制区", "zone with a limit of height"},
	{"community", "社区", "community"},
	{"complete_community", "完整社区", "complete community"},
	{"other", "其他", "other"},
}

var barrierKinds = []Choice{
	{"railway", "铁路", "main-line railway"},
	{"expressway", "高速公路、快速路", "motorway or urban expressway"},
	{"river", "河流", "river"},
	{"arterial", "主干路", "arterial road"},
	{"secondary", "次干路", "secondary road"},
	{"branch", "支路", "branch road"},
	{"other", "其他", "other"},
}
