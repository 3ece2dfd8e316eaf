package inspect

// Severity says how much a finding matters.
type Severity string

// An error makes a result wrong or stops a run; a warning moves borders, areas or
// classes by amounts that show; a note is to be known.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// rank orders severities, the worst first.
func (s Severity) rank() int {
	switch s {
	case Error:
		return 0
	case Warning:
		return 1
	}
	return 2
}

// Reaches reports whether s is as bad as limit, or worse.
func (s Severity) Reaches(limit Severity) bool { return s.rank() <= limit.rank() }

// Kind names one way in which layers are wrong.
type Kind string

// Kinds of findings.
const (
	Unreadable     Kind = "unreadable"
	Empty          Kind = "empty"
	NoCRS          Kind = "no_crs"
	BadCRS         Kind = "bad_crs"
	SuspectCRS     Kind = "suspect_crs"
	WrongDatum     Kind = "wrong_datum"
	DatumUnknown   Kind = "datum_unknown"
	Unmeasured     Kind = "unmeasured"
	ShiftedLayer   Kind = "shifted_layer"
	Mojibake       Kind = "mojibake"
	GuessedCharset Kind = "guessed_encoding"
	FarAway        Kind = "far_away"
	MissingField   Kind = "missing_field"
	WrongKind      Kind = "wrong_kind"

	NotFinite     Kind = "not_finite"
	NoShape       Kind = "no_shape"
	NotClosed     Kind = "not_closed"
	TooFewPoints  Kind = "too_few_points"
	Repeated      Kind = "repeated_points"
	Spike         Kind = "spike"
	BowTie        Kind = "bow_tie"
	SelfCrossing  Kind = "self_crossing"
	SelfTouching  Kind = "self_touching"
	HoleOutside   Kind = "hole_outside"
	HoleAcross    Kind = "hole_across"
	NestedHoles   Kind = "nested_holes"
	PartsOverlap  Kind = "parts_overlap"
	OtherInvalid  Kind = "invalid"
	Orientation   Kind = "orientation"
	Tiny          Kind = "tiny"
	Sliver        Kind = "sliver"
	MissingID     Kind = "missing_id"
	DuplicateID   Kind = "duplicate_id"
	DuplicateForm Kind = "duplicate_shape"
	Stacked       Kind = "stacked_points"

	Overlap      Kind = "overlap"
	Gap          Kind = "gap"
	Unclaimed    Kind = "unclaimed"
	Unmatched    Kind = "unmatched_edges"
	Hole         Kind = "hole"
	Pinhole      Kind = "pinhole"
	HoleFilled   Kind = "hole_filled"
	Enclave      Kind = "enclave"
	TooLarge     Kind = "outline_too_large"
	TooSmall     Kind = "outline_too_small"
	Displaced    Kind = "displaced"
	Apart        Kind = "outlines_apart"
	DistrictEdge Kind = "district_edge"
	OffRoad      Kind = "off_road"

	ZeroLength Kind = "zero_length"
	Undershoot Kind = "undershoot"
	Overshoot  Kind = "overshoot"

	AreaUnit    Kind = "area_unit"
	AreaField   Kind = "area_field"
	Scheme      Kind = "landuse_scheme"
	SchemeClash Kind = "landuse_clash"
	LostZero    Kind = "lost_zero"
	UnknownCode Kind = "unknown_code"
	OddValue    Kind = "odd_value"
)

// kindSpec is what is said of every finding of a kind.
type kindSpec struct {
	kind     Kind
	severity Severity
	zh, en   string
	advice   string // what to do about it
}

// kindSpecs, in the order in which kinds of one severity are told.
var kindSpecs = []kindSpec{
	{Unreadable, Error, "无法读取", "cannot be read", "Get the file again, or open and save it anew in QGIS; the other layers were looked at without it."},
	{Empty, Warning, "没有要素", "no features", "Check the name of the layer and the filter it was exported with."},
	{NoCRS, Error, "没有坐标系", "no coordinate system", "Ask who made the file, and state it with the key crs beside file in the study."},
	{BadCRS, Error, "坐标系无法识别", "unknown coordinate system", "State the system with the key crs beside file in the study."},
	{SuspectCRS, Error, "坐标系可疑", "suspected coordinate system", "Compare with a layer you trust; if the suspicion holds, state the right system with the key crs in the study."},
	{ShiftedLayer, Warning, "整层偏移", "layer shifted as a whole", "Look at both layers in GIS; ask who made this one for its coordinate system."},
	{WrongDatum, Error, "基准不符（偏移）", "wrong datum", "State the datum that fits with the key crs in the study, GCJ-02 for instance; do not move the shapes by hand."},
	{MissingField, Error, "字段缺失", "no such field", "Correct the name of the column in the study."},
	{WrongKind, Error, "图形类型不符", "wrong kind of shape", "The role asks for another kind of shape: check which layer was meant."},
	{FarAway, Error, "远离其他图层", "far from the other layers", "The coordinate system stated is most likely not the one of the numbers."},
	{Mojibake, Error, "乱码", "garbled text", "State encoding: GBK (or UTF-8) beside file in the study; if that does not help, the texts were damaged before."},
	{DatumUnknown, Note, "基准未能比对", "datum not compared", "A shift is unknown, not ruled out: look at the layer over one you trust, in GIS."},
	{Unmeasured, Note, "部分未检查", "not looked for", "What the note names is unknown, not in order: take away the cause and inspect again."},
	{GuessedCharset, Note, "编码为推断", "encoding was guessed", "If names look right, state it in the study so that it is no longer a guess."},

	{NotFinite, Error, "坐标非数值", "coordinate is no number", "Delete the point, or draw the feature anew."},
	{NoShape, Error, "没有图形", "no shape", "Draw the shape, or delete the row."},
	{NotClosed, Error, "边界未闭合", "outline not closed", "Close the outline; it is read as closed by a straight edge."},
	{TooFewPoints, Error, "点数不足", "too few points", "An outline needs three different points: draw it anew or delete it."},
	{BowTie, Error, "蝴蝶结（小自相交）", "bow-tie", "Two or three points are in the wrong order: put them right where the outline crosses itself."},
	{SelfCrossing, Error, "自相交", "outline crosses itself", "A stretch of the outline runs backwards, or a loop lies across it: draw that stretch anew."},
	{SelfTouching, Error, "边界自接触", "outline touches itself", "Make two parts of it, or a hole: the outline meets itself at a point."},
	{Spike, Error, "尖刺", "spike", "Delete the point at the tip: the outline runs out and back on itself."},
	{HoleAcross, Error, "孔洞越界", "hole across the outline", "Move the hole inside, or cut it from the outline."},
	{HoleOutside, Error, "孔洞在外", "hole outside", "Delete the hole: it lies outside of the outline."},
	{NestedHoles, Error, "孔洞嵌套", "holes overlap", "Join the holes: one lies in or across another."},
	{PartsOverlap, Error, "部件重叠", "parts overlap", "Join the parts: one lies in or across another, and its land would count twice."},
	{OtherInvalid, Error, "图形无效", "invalid shape", "Draw the shape anew at this place, or run a repair and compare the areas."},
	{Repeated, Note, "重复点", "repeated points", "Harmless; a clean-up in GIS removes them."},
	{Orientation, Note, "环方向不一致", "rings run both ways", "Harmless here; some programs take a hole for an outline."},
	{MissingID, Error, "编号缺失", "missing ID", "Fill in the ID: decisions and reports refer to it."},
	{DuplicateID, Error, "编号重复", "duplicate ID", "Give each feature its own ID, or join the parts of one."},
	{DuplicateForm, Warning, "图形重复", "duplicate shape", "Delete one of them: its land or length would count twice."},
	{Stacked, Note, "点位重叠", "points on top of each other", "Check that they are not one thing entered twice, or a default place of a geocoder."},
	{Tiny, Warning, "过小图斑", "tiny polygon", "Most likely a left-over of an overlay: join it to its neighbour."},
	{Sliver, Warning, "细碎图斑", "sliver", "Most likely a left-over of an overlay: join it to its neighbour."},

	{Overlap, Warning, "重叠", "overlap", "Decide whose land it is, and snap one outline to the other."},
	{Gap, Warning, "缝隙", "gap", "Snap one outline to the other: land between them belongs to nobody."},
	{Unclaimed, Note, "无归属用地", "land that no feature claims", "Right for a river or a road reserve; else a feature is missing."},
	{Unmatched, Note, "边界点不匹配", "edges do not match", "Add the vertices of the neighbour: the outlines run together but share no points."},
	{Hole, Warning, "空洞", "hole that nobody fills", "Fill it, or say why the land belongs to no feature."},
	{Pinhole, Note, "针孔", "pinhole", "Left by rounding or an overlay: delete the hole."},
	{HoleFilled, Note, "被占空洞", "hole filled by another", "See the enclave that fills it."},
	{Enclave, Warning, "飞地", "enclave", "Check that the detached part is meant: it lies inside another feature."},
	{TooLarge, Warning, "边界整体外扩", "outline too large", "The whole outline lies outside of its neighbours' edges: take theirs."},
	{TooSmall, Warning, "边界整体内缩", "outline too small", "The whole outline lies inside of its neighbours' edges: take theirs."},
	{Displaced, Warning, "边界整体错位", "outline displaced", "Digitised apart from its neighbours: snap it to their edges."},
	{Apart, Warning, "整层边界互不衔接", "outlines apart all over", "Snap the layer to one set of border lines as a whole, or get the version that was drawn so; single outlines are not to blame."},
	{DistrictEdge, Warning, "行政界线与单元边界不重合", "district edge beside unit edge", "Snap the district to the control units where both mean the same line."},
	{OffRoad, Note, "单元边界偏离道路", "unit edge leaves the road", "Check whether the border is meant to leave the road here; it cuts parcels."},

	{ZeroLength, Warning, "零长度线", "line without length", "Delete it."},
	{Undershoot, Warning, "悬挂（未接上）", "undershoot", "Snap the end to the line it should reach."},
	{Overshoot, Warning, "悬挂（出头）", "overshoot", "Trim the end at the line it crosses."},

	{AreaField, Warning, "面积字段与图形不符", "area field disagrees with the shape", "Compute the field anew, or find out what else it measures."},
	{AreaUnit, Note, "面积单位", "unit of an area field", "Nothing to do; state scale in the study if the field is used."},
	{SchemeClash, Error, "用地分类不明", "land-use scheme unclear", "State landuse_scheme in the study: ydyh2023, sandiao or gb50137."},
	{Scheme, Note, "用地分类", "land-use scheme", "State landuse_scheme in the study, unless it does already."},
	{UnknownCode, Warning, "用地代码未知", "unknown land-use code", "Correct the code, or translate it with values in the study; it counts as unknown."},
	{LostZero, Note, "用地代码被改写", "land-use code restored", "Nothing to do; a code that was read as a number lost its leading zero, or was padded."},
	{OddValue, Warning, "数值异常", "value that cannot be right", "Correct the value, or list it under null in the study; it counts as unknown."},
}

// specs finds the specification of a kind, and its order.
var specs, order = func() (map[Kind]kindSpec, map[Kind]int) {
	s, o := map[Kind]kindSpec{}, map[Kind]int{}
	for i, k := range kindSpecs {
		s[k.kind], o[k.kind] = k, i
	}
	return s, o
}()
