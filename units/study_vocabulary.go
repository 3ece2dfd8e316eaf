package units

// vocabulary lists the attributes of each role with the names that columns have
// for them.
var vocabulary = map[string][]attribute{
	RoleControlUnits: {{Name: "name", Synonyms: []string{"DYMC", "名称", "单元名称"}}},
	RoleDistricts:    {{Name: "name", Synonyms: []string{"XZQMC", "名称", "行政区名称"}}},
	RoleParcels: {
		{Name: "landuse", Synonyms: []string{"DLDM", "DLBM", "land_use", "地类代码", "地类编码"}},
		{Name: "build_year", Synonyms: []string{"JCNF", "建成年份"}},
		{Name: "far", Synonyms: []string{"RJL", "容积率"}},
		{Name: "vacancy", Synonyms: []string{"KZL", "空置率"}},
	},
	RoleScope:       {{Name: "name"}},
	RolePolicyZones: {{Name: "name", Synonyms: []string{"MC", "名称"}}},
	RoleBarriers:    {{Name: "name", Synonyms: []string{"MC", "名称"}}},
	RoleStations:    {{Name: "name", Synonyms: []string{"MC", "名称"}}},
}
