package units

import (
	"renewal/rules"
	"renewal/units/lineage"
)

// name is what people call something, in Chinese and English.
type name struct{ zh, en string }

var basisNames = map[string]name{
	BasisControlUnit: {"控规单元边界", "control-plan unit"},
	BasisDistrict:    {"行政区划", "district"},
	BasisPolicyZone:  {"政策分区", "policy zone"},
	BasisScope:       {"规划范围", "scope of the plan"},
	BasisNone:        {"无对应要素", "no source"},
	"railway":        {"铁路", "railway"},
	"expressway":     {"快速路", "expressway"},
	"river":          {"河流", "river"},
	"arterial":       {"主干路", "arterial road"},
	"secondary":      {"次干路", "secondary road"},
}

// BasisName says what people call a source that borders follow. A kind of barrier
// that is not among the usual ones is called as the ruleset has it.
func BasisName(rs *rules.Ruleset, basis string) (zh, en string) {
	if n, ok := basisNames[basis]; ok {
		return n.zh, n.en
	}
	for _, b := range rs.Delineation.Barriers {
		if b.Kind == basis {
			return b.Zh, b.En
		}
	}
	return basis, basis
}

var repairNames = map[string]name{
	RepairDuplicate:   {"重复要素", "feature there twice"},
	RepairDuplicateID: {"编号重复", "ID there twice"},
	RepairNoID:        {"缺少编号", "no ID"},
	RepairBlanks:      {"多余空白字符", "stray blanks"},
	RepairNumber:      {"数字写作文字", "number in words"},
	RepairNoShape:     {"缺少图形", "no shape"},
	RepairShape:       {"图形错误", "invalid shape"},
	RepairCode:        {"用地代码不规范", "land-use code"},
	RepairValue:       {"属性值不合理", "impossible value"},
	RepairCovered:     {"行政区被覆盖", "district covered by others"},
	RepairMatched:     {"顶点匹配", "vertices matched"},
	RepairOverlap:     {"压盖", "overlap"},
	RepairGap:         {"空隙", "gap"},
	RepairSliver:      {"碎面", "sliver"},
	RepairStray:       {"孤立碎面（未处理）", "stray sliver, left"},
	RepairRoad:        {"道路预留用地", "road reserve"},
	RepairHole:        {"较宽空隙（未处理）", "wide gap, left open"},
	RepairDistrict:    {"与行政区边界不符", "land of another district"},
	RepairNoDistrict:  {"不在任何行政区", "in no district"},
	RepairKept:        {"屏障未切割", "not cut by a barrier"},
}

// RepairName says what people call a kind of repairs.
func RepairName(kind string) (zh, en string) {
	if n, ok := repairNames[kind]; ok {
		return n.zh, n.en
	}
	return kind, kind
}

var changeNames = map[string]name{
	lineage.Kept:    {"未变", "kept"},
	lineage.Changed: {"调整", "changed"},
	lineage.Split:   {"拆分", "split"},
	lineage.Merged:  {"合并", "merged"},
	lineage.New:     {"新增", "new"},
	lineage.Gone:    {"撤销", "gone"},
	changeRetired:   {"历史编号", "retired"},
}

// ChangeName says what people call what became of a unit.
func ChangeName(change string) (zh, en string) {
	n := changeNames[change]
	return n.zh, n.en
}
