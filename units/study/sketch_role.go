package study

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// roleClue tells the layers of a role from others: by words in the name of the
// layer or its file, by columns, and by the shapes they can have.
type roleClue struct {
	role    string
	kind    string   // the kind that goes without saying, "" if none does
	words   []string // plain names; Chinese ones may stand anywhere in a name
	columns []string
	shapes  string // letters of: p points, l lines, a areas
}

// roleClues, the more special before the more general: the first of equals wins.
var roleClues = []roleClue{
	{role: ControlUnits, words: []string{"controlunits", "controlunit", "units", "kgdy", "dydy", "控规单元", "规划单元", "编制单元", "控制单元", "单元"}, columns: []string{"DYBH", "DYMC", "单元编号", "control_unit_id"}, shapes: "a"},
	{role: Districts, words: []string{"districts", "district", "admin", "counties", "county", "xzq", "xzqh", "行政区", "市辖区", "区划", "区县"}, columns: []string{"XZQDM", "XZQMC", "adcode", "行政区代码"}, shapes: "a"},
	{role: Districts, kind: "management", words: []string{"managementareas", "功能区", "管理区", "管委会", "开发区"}, columns: []string{"XZQDM", "XZQMC"}, shapes: "a"},
	{role: Scope, words: []string{"scope", "studyarea", "extent", "ghfw", "规划范围", "研究范围", "范围"}, shapes: "a"},
	{role: Barriers, kind: "railway", words: []string{"railways", "railway", "rail", "rails", "tielu", "铁路"}, columns: []string{"railway"}, shapes: "la"},
	{role: Barriers, kind: "river", words: []string{"rivers", "river", "water", "waterways", "waterway", "heliu", "河流", "水系", "河道"}, columns: []string{"waterway"}, shapes: "la"},
	{role: Barriers, kind: "expressway", words: []string{"expressways", "expressway", "motorways", "highways", "快速路", "高速"}, shapes: "la"},
	{role: Barriers, words: []string{"barriers", "barrier", "roads", "road", "streets", "daolu", "道路", "路网", "屏障", "边界要素"}, columns: []string{"highway", "fclass"}, shapes: "la"},
	{role: Stations, words: []string{"stations", "station", "metrostations", "subway", "zhandian", "站点", "车站", "地铁站", "轨道站"}, shapes: "pa"},
	{role: Buildings, words: []string{"buildings", "building", "footprints", "jianzhu", "jzw", "建筑", "房屋"}, columns: []string{"floors", "LDS"}, shapes: "a"},
	{role: Vitality, words: []string{"vitality", "poi", "pois", "huoli", "活力", "兴趣点"}, shapes: "p"},
	{role: Greens, words: []string{"greens", "green", "parks", "park", "lvdi", "绿地", "公园"}, shapes: "a"},
	{role: Resources, kind: "urban_village", words: []string{"czc", "urbanvillages", "urbanvillage", "城中村"}, shapes: "a"},
	{role: Resources, kind: "old_residential", words: []string{"czljxq", "czljxqm", "老旧小区"}, shapes: "a"},
	{role: Resources, kind: "old_factory", words: []string{"ljcq", "老旧厂区", "旧厂"}, shapes: "a"},
	{role: Resources, kind: "old_market", words: []string{"ljsmsc", "老旧市场", "商贸市场"}, shapes: "a"},
	{role: Resources, words: []string{"resources", "resource", "资源"}, shapes: "a"},
	{role: PolicyZones, kind: "historic_district", words: []string{"gztslswhjq", "historicdistricts", "历史文化街区"}, shapes: "a"},
	{role: PolicyZones, kind: "heritage_site", words: []string{"heritage", "protection", "保护范围", "文物"}, shapes: "a"},
	{role: PolicyZones, kind: "industrial_block", words: []string{"industrialblocks", "工业区块线", "工业区块"}, shapes: "a"},
	{role: PolicyZones, kind: "ecological_redline", words: []string{"redline", "生态红线", "保护红线"}, shapes: "a"},
	{role: PolicyZones, kind: "basic_farmland", words: []string{"farmland", "基本农田", "永农"}, shapes: "a"},
	{role: PolicyZones, words: []string{"policyzones", "policyzone", "policy", "zones", "zone", "zcfq", "政策分区", "政策区", "分区", "片区"}, shapes: "a"},
	{role: Projects, words: []string{"projects", "project", "xm", "项目"}, shapes: "a"},
	{role: Reference, words: []string{"reference", "renewalunits", "gxdy", "更新单元"}, shapes: "a"},
	{role: Parcels, words: []string{"parcels", "parcel", "plots", "plot", "lots", "landuse", "zoning", "dk", "dltb", "ydfl", "地块", "用地", "宗地", "图斑"}, columns: []string{"DLDM", "DLBM", "DKBH", "landuse", "land_use", "YDDM", "地类代码", "地类编码", "用地代码"}, shapes: "a"},
}

// What a clue weighs. A whole name says more than a column, and a column more
// than a word in a longer name, since columns are copied from layer to layer.
const (
	wholeName  = 8
	ownColumn  = 3
	wordInName = 2
)

// guessRole returns the likeliest role of a layer, what for, and how likely;
// no role where nothing speaks for any, and none for a table without shapes.
func guessRole(l foundLayer) (role, why string, score int) {
	if l.geometry == "None" {
		return "", "", 0
	}
	shape := shapeLetter(l.geometry)
	for _, c := range roleClues {
		if shape != 0 && !strings.ContainsRune(c.shapes, shape) {
			continue
		}
		s, w := c.weigh(l)
		if s > score {
			role, why, score = c.role, w, s
		}
	}
	return role, why, score
}

// kindByName is the kind that the name of a layer gives away, "" if it does
// not.
func kindByName(l foundLayer, role string) string {
	kind, most := "", 0
	for _, c := range roleClues {
		if c.role != role {
			continue
		}
		if s, _ := c.weigh(l); s > most {
			kind, most = c.kind, s
		}
	}
	return kind
}

func (c *roleClue) weigh(l foundLayer) (score int, why string) {
	var reasons []string
	switch word, whole := c.wordIn(l.layer); {
	case whole:
		score, reasons = wholeName, append(reasons, "its name")
	case word != "":
		score, reasons = wordInName, append(reasons, fmt.Sprintf("%q in its name", word))
	}
	for _, column := range l.columns {
		if slices.ContainsFunc(c.columns, func(known string) bool { return plainName(known) == plainName(column) }) {
			score += ownColumn
			reasons = append(reasons, "column "+column)
			break
		}
	}
	return score, strings.Join(reasons, " and ")
}

// wordIn finds a word of the clue in a name. Words in Latin letters must stand
// apart: "dk" is no part of "sidkick".
func (c *roleClue) wordIn(name string) (word string, whole bool) {
	plain := plainName(name)
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) || r > unicode.MaxLatin1 })
	for _, w := range c.words {
		if w == plain {
			return w, true
		}
	}
	for _, w := range c.words {
		latin := w[0] < 0x80
		if latin && slices.Contains(parts, w) || !latin && strings.Contains(plain, w) {
			return w, false
		}
	}
	return "", false
}

// shapeLetter is p, l or a, and 0 for a layer of any or unknown shapes.
func shapeLetter(geometry string) rune {
	g := strings.ToLower(geometry)
	switch {
	case strings.Contains(g, "point"):
		return 'p'
	case strings.Contains(g, "line"), strings.Contains(g, "curve") && !strings.Contains(g, "polygon"):
		return 'l'
	case strings.Contains(g, "polygon"), strings.Contains(g, "surface"):
		return 'a'
	default:
		return 0
	}
}
