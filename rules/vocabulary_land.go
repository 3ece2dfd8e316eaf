package rules

var parcelAttributes = []Attribute{area,
	{Name: "landuse", Type: Code, Zh: "现状地类代码", En: "existing land use, code of 用地用海 2023",
		Synonyms: []string{"DLDM", "DLBM", "地类代码", "地类编码", "用地代码", "YDDM", "YDYHFLDM", "用地用海分类代码", "现状用地", "SJYT"}},
	{Name: "planned_landuse", Type: Code, Zh: "规划用地代码", En: "planned land use, code of 用地用海 2023",
		Synonyms: []string{"GHYDLBDM", "GHYDLDM", "GHDLDM", "规划用地代码", "规划地类代码", "规划用地类别代码", "GHYT"}},
	{Name: "build_year", Type: Integer, Unit: "year", Zh: "建成年份", En: "year of building", Min: firstYear, Max: lastYear, ZeroUnknown: true,
		Synonyms: []string{"JCNF", "建成年份", "建成年代", "JCND", "建筑年代", "年份", "built"}},
	{Name: "far", Type: Real, Zh: "现状容积率", En: "floor area ratio", Max: unbounded, Synonyms: []string{"RJL", "容积率", "现状容积率", "XZRJL"}},
	{Name: "planned_far", Type: Real, Zh: "规划容积率", En: "planned floor area ratio", Max: unbounded, Synonyms: []string{"GHRJL", "规划容积率"}},
	{Name: "coverage", Type: Real, Unit: "share", Zh: "建筑密度", En: "building coverage", Max: 1, Synonyms: []string{"JZMD", "建筑密度", "bcr"}},
	{Name: "vacancy", Type: Real, Unit: "share", Zh: "空置率", En: "vacancy", Max: 1, Synonyms: []string{"KZL", "空置率"}},
	{Name: "gfa", Type: Real, Unit: "m2", Zh: "建筑面积", En: "floor area", Max: unbounded, Synonyms: []string{"JZMJ", "建筑面积", "总建筑面积"}},
	{Name: "idle", Type: Flag, Zh: "是否闲置", En: "stands idle", Synonyms: []string{"SFXZ", "是否闲置", "闲置"}},
	{Name: "idle_years", Type: Real, Unit: "years", Zh: "闲置年限", En: "years it has stood idle", Max: lastYear - firstYear,
		Synonyms: []string{"XZDXYXNX", "闲置年限", "闲置低效运行年限"}},
	{Name: "danger_grade", Type: Text, Zh: "危房等级", En: "danger grade of the worst building, A to D", Values: dangerGrades,
		Synonyms: []string{"WFDJ", "危房等级", "鉴定等级"}},
	{Name: "households", Type: Integer, Zh: "户数", En: "households", Max: unbounded, Synonyms: []string{"HS", "户数"}},
	{Name: "population", Type: Integer, Unit: "person", Zh: "人口", En: "residents", Max: unbounded, Synonyms: []string{"RK", "人口", "RKS", "常住人口"}},
	{Name: "jobs", Type: Integer, Unit: "person", Zh: "就业岗位", En: "jobs", Max: unbounded, Synonyms: []string{"JYGW", "就业岗位", "岗位数"}},
	{Name: "character", Type: Flag, Zh: "是否特色", En: "has character worth keeping (特色)", Synonyms: []string{"SFTS", "特色", "是否特色"}},
	{Name: "heritage", Type: Flag, Zh: "是否历史文化资源", En: "is heritage", Synonyms: []string{"SFLSWH", "历史文化", "是否历史文化资源"}},
	{Name: "low_efficiency", Type: Flag, Zh: "是否低效用地", En: "recorded as low-efficiency land", Synonyms: []string{"SFDXYD", "是否低效用地", "低效用地"}},
	{Name: "demand", Type: Flag, Zh: "更新需求", En: "renewal asked for by owners, or a checkup indicator fails", Synonyms: []string{"GXXQ", "更新需求", "SFGX", "SFNRGZJH"}},
}

var buildingAttributes = []Attribute{area, name,
	{Name: "landuse", Type: Code, Zh: "用途代码", En: "use, code of 用地用海 2023", Synonyms: []string{"DLDM", "YT", "用途", "建筑用途", "SJYT"}},
	{Name: "build_year", Type: Integer, Unit: "year", Zh: "建成年份", En: "year of building", Min: firstYear, Max: lastYear, ZeroUnknown: true,
		Synonyms: []string{"JCNF", "建成年份", "建成年代", "JCND", "建筑年代"}},
	{Name: "floors", Type: Integer, Zh: "层数", En: "floors", Max: unbounded, Synonyms: []string{"CS", "层数", "DSCS", "地上层数", "floor"}},
	{Name: "gfa", Type: Real, Unit: "m2", Zh: "建筑面积", En: "floor area", Max: unbounded, Synonyms: []string{"JZMJ", "建筑面积"}},
	{Name: "vacancy", Type: Real, Unit: "share", Zh: "空置率", En: "vacancy", Max: 1, Synonyms: []string{"KZL", "空置率"}},
	{Name: "danger_grade", Type: Text, Zh: "危房等级", En: "danger grade, A to D", Values: dangerGrades, Synonyms: []string{"WFDJ", "危房等级", "鉴定等级"}},
	{Name: "protected", Type: Flag, Zh: "是否保护建筑", En: "protected building", Synonyms: []string{"SFBH", "保护建筑", "历史建筑", "是否历史建筑"}},
	{Name: "illegal", Type: Flag, Zh: "是否违法建筑", En: "built against the law", Synonyms: []string{"SFWZ", "违法建筑", "是否违建"}},
}

var dangerGrades = []Choice{
	{"A", "A级", "sound"}, {"B", "B级", "sound but for parts"},
	{"C", "C级", "dangerous in part"}, {"D", "D级", "dangerous as a whole"},
}
