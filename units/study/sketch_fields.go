package study

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// idColumns lists, by role and then for all, what columns of IDs are called.
// Row numbers such as OBJECTID change when a layer is edited: they come last,
// and after them the numbers that the file keeps itself.
var idColumns = map[string][]string{
	ControlUnits: {"DYBH", "单元编号", "control_unit_id", "unit_id"},
	Districts:    {"XZQDM", "行政区代码", "adcode", "district_id"},
	Parcels:      {"DKBH", "地块编号", "parcel_id"},
	"":           {"id", "BSM", "标识码", "code", "bh", "编号", "gid", "objectid"},
}

// kindColumns lists what columns of kinds are called, beside the names that the
// vocabulary has for them.
var kindColumns = []string{"kind", "type", "class", "fclass", "highway", "railway", "waterway", "category", "zone_kind"}

// kindWords are words for kinds beyond the names of the vocabulary. Roads are
// as OpenStreetMap and Chinese plans class them.
var kindWords = map[string]map[string][]string{
	Barriers: {
		"railway":    {"rail", "高铁", "普速铁路"},
		"expressway": {"motorway", "motorway_link", "trunk", "trunk_link", "高速", "高速公路", "快速路", "城市快速路"},
		"river":      {"canal", "water", "riverbank", "河道", "水系", "运河"},
		"arterial":   {"primary", "primary_link", "主干道", "城市主干路"},
		"secondary":  {"secondary_link", "次干道", "城市次干路"},
		"other":      {"tertiary", "支路"},
	},
	PolicyZones: {
		"old_city": {"老城", "老城区", "旧城"}, "new_city": {"新城", "新区"}, "strategic": {"战略片区", "战略区域", "战略区"}, "key_area": {"重点片区", "重点区域"},
		"axis": {"轴"}, "belt": {"带"}, "centre": {"中心"}, "industrial_block": {"工业区块"}, "park": {"园区"},
		"heritage_site": {"文物", "文物保护", "保护范围"}, "ecological_redline": {"生态红线"}, "basic_farmland": {"基本农田"}, "reserve": {"留白", "预留区"},
	},
	Stations:  {"interchange": {"换乘"}, "terminal": {"枢纽", "终点站"}},
	Greens:    {"park": {"公园"}, "other": {"防护绿地"}},
	Districts: {"statutory": {"市辖区"}, "management": {"开发区", "功能区"}},
}

// guessFields finds the columns of a layer that mean something in its role. The
// numbers that a file gives its features are no IDs: they change with the order
// of the features, where IDs made from the shapes do not.
func guessFields(l foundLayer, role string) (id string, fields []FieldMapping, kind *FieldMapping, rest []string) {
	id = firstColumn(l.columns, slices.Concat(idColumns[role], idColumns[""]))
	if id == "" {
		id = likeID(l.columns)
	}
	kind = guessKind(l, role, id)
	taken := map[string]bool{}
	for _, column := range l.columns {
		attr := meant(role, column)
		switch {
		case column == id, kind != nil && column == kind.Field:
		case attr != "" && !taken[attr]:
			taken[attr] = true
			fields = append(fields, FieldMapping{Attr: attr, Field: column, Scale: guessScale(l, role, attr, column)})
		default:
			rest = append(rest, column)
		}
	}
	order := namesOf(attributesOf(role))
	slices.SortStableFunc(fields, func(a, b FieldMapping) int {
		return slices.Index(order, a.Attr) - slices.Index(order, b.Attr)
	})
	return id, fields, kind, rest
}

func firstColumn(columns, wanted []string) string {
	for _, w := range wanted {
		for _, c := range columns {
			if plainName(c) == plainName(w) {
				return c
			}
		}
	}
	return ""
}

// likeID is the one column whose name ends as those of IDs do; where several
// do, most point to other layers.
func likeID(columns []string) string {
	like := ""
	for _, c := range columns {
		if plain := strings.ToLower(c); strings.HasSuffix(plain, "_id") || strings.HasSuffix(plain, "编号") {
			if like != "" {
				return ""
			}
			like = c
		}
	}
	return like
}

// guessScale is that of percents for a column of shares in which some value is too
// much for a share and none for a percent, and 0 for any other.
func guessScale(l foundLayer, role, attr, column string) float64 {
	if Attribute(role, attr).Unit != "share" {
		return 0
	}
	if most, ok := l.greatest(column); !ok || most <= 1 || most > 100 {
		return 0
	}
	return 0.01
}

// guessKind maps the column of kinds if there is one and what it holds can be
// looked at, and else one of which most values are kinds, whatever it is called; else
// it takes the kind from the name of the layer. Values that no kind is known for are
// left to the reader of the study.
func guessKind(l foundLayer, role, id string) *FieldMapping {
	spec, _ := roleNamed(role)
	if spec.kind == kindNever {
		return nil
	}
	column := firstColumn(l.columns, slices.Concat(synonymsOfKind(role), kindColumns))
	if f, known := mapKinds(l, role, column); known > 0 {
		return f
	}
	if Kinds(role) != nil { // else any word can be a kind
		for _, c := range l.columns {
			if c == id || c == column {
				continue
			}
			if f, known := mapKinds(l, role, c); 2*known > len(f.Values) {
				return f
			}
		}
	}
	if kind := kindByName(l, role); kind != "" {
		return &FieldMapping{Attr: "kind", Const: kind}
	}
	return nil
}

// mapKinds maps what a column holds to kinds, and counts the values that a kind is
// known for.
func mapKinds(l foundLayer, role, column string) (f *FieldMapping, known int) {
	f = &FieldMapping{Attr: "kind", Field: column, Values: map[string]string{}}
	if column == "" {
		return f, 0
	}
	for _, v := range l.values(column) {
		if f.Values[v] = kindOf(v, role); f.Values[v] != "" {
			known++
		}
	}
	return f, known
}

// kindOf translates one value, "" where no kind is known for it. Where the
// ruleset decides, whatever can be a kind is taken for one.
func kindOf(value, role string) string {
	plain := strings.ToLower(strings.TrimSpace(value))
	known := Kinds(role)
	for _, k := range known {
		if plain == k.Value || plain == k.Zh || plain == k.En || slices.Contains(kindWords[role][k.Value], plain) {
			return k.Value
		}
	}
	if known == nil && kindForm.MatchString(value) {
		return value
	}
	return ""
}

// guessCRS proposes the system of the control units, or else of the parcels and
// so on, and where that has degrees, or the metres of a web map, a zone for the
// place.
func guessCRS(layers []sketched) (crs, why string) {
	for _, l := range layers {
		if l.crs == "" {
			continue
		}
		lon, lat, degrees := lonLat(l.foundLayer)
		if !degrees {
			return l.crs, fmt.Sprintf("that of %s (%s)", l.named(), l.crsName)
		}
		return gridZone(lon, lat, l)
	}
	return "", ""
}

// lonLat is the middle of a layer in degrees, and true if its coordinates are
// degrees or web mercator, which are no metres on the ground.
func lonLat(l foundLayer) (lon, lat float64, ok bool) {
	x, y := (l.box[0]+l.box[2])/2, (l.box[1]+l.box[3])/2
	if l.crs == "EPSG:3857" {
		const radius = 6378137
		return x / radius * 180 / math.Pi, (2*math.Atan(math.Exp(y/radius)) - math.Pi/2) * 180 / math.Pi, true
	}
	degrees := l.box[0] >= -180 && l.box[2] <= 360 && l.box[1] >= -90 && l.box[3] <= 90
	return x, y, degrees && l.count > 0
}

// gridZone is the 3-degree zone of CGCS2000 by central meridian, EPSG:4534 at 75° E
// to EPSG:4554 at 135° E, and a zone of UTM outside China.
func gridZone(lon, lat float64, l sketched) (crs, why string) {
	from := fmt.Sprintf("%s is in %s, which has no true metres; its middle is at %.2f, %.2f", l.named(), l.crs, lon, lat)
	if lon >= 73.5 && lon < 136.5 && lat > 3 && lat < 54 {
		n := int(math.Floor((lon - 73.5) / 3))
		return fmt.Sprintf("EPSG:%d", 4534+n), fmt.Sprintf("CGCS2000, 3-degree zone at %d° E: %s", 75+3*n, from)
	}
	n := min(max(int(math.Floor((lon+180)/6))+1, 1), 60)
	base := 32600
	if lat < 0 {
		base = 32700
	}
	return fmt.Sprintf("EPSG:%d", base+n), fmt.Sprintf("WGS 84, UTM zone %d: %s", n, from)
}
