package rules

// Ruleset is a ruleset that has been read, checked and compiled. It is not to
// be changed. Lists are in file order.
type Ruleset struct {
	Name    string
	Version string
	Zh, En  string
	Note    string
	NoteZh  string // the note in Chinese, where the file has it
	Digest  string // SHA-256 of the file, in hexadecimal

	Fabric      Fabric
	Enclosure   Enclosure
	Delineation Delineation
	Categories  []Category // in the plan's order; a resource names one by its number
	Resources   []Resource // in order of dominance: the first kind that a place has names it
	Statistics  []Statistic
	Measures    []Measure
	Criteria    []Criterion
	Screen      string // ID of the criterion that says whether there is a unit at all
	Classes     []Class
	Checks      []Check
	Modes       []Advice // the gentlest first
	Actions     []Advice
	Guidance    []Guidance
	Indicators  []Indicator
	Priorities  []Term

	judge *judge
}

// Item is what everything in a ruleset has: an ID, names, a source and a note.
// A note says what a reader of the rule should know and the names do not tell.
type Item struct {
	ID     string `json:"id"`
	Zh     string `json:"zh"`
	En     string `json:"en"`
	Source Source `json:"source"`
	Note   string `json:"note,omitempty"`
	NoteZh string `json:"note_zh,omitempty"` // the note in Chinese, where the file has it
}

// Source tells where a rule comes from.
type Source struct {
	Tag string `json:"tag"`           // one of [Tags]
	Ref string `json:"ref,omitempty"` // line, clause or title
}

// Tags lists the kinds of sources: the Zhengzhou plan, a national rule, another
// city or province, a paper, the default of other software, our own default.
func Tags() []string { return []string{"PLAN", "NAT", "LOC", "ACA", "TOOL", "OURS"} }

// Setting is one number of the ruleset.
type Setting struct {
	Item
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

// Fabric holds what cleaning and cutting go by.
type Fabric struct {
	Grid          Setting // m: coordinates are multiples of it
	Gap           Setting // m: narrower gaps between control units are filled
	Match         Setting // m: vertices of control units this near are one, where they overlap or leave a narrow gap
	Follow        Setting // m: a district edge this near to a control-unit edge is that edge
	FollowShare   Setting // share of a control unit: a district edge cuts off no less
	FollowBarrier Setting // m: the same for a hard barrier
	MinPiece      Setting // m2: a hard barrier cuts off no smaller piece
	MaxLoss       Setting // share of its area that a control unit may lose in cleaning
	MaxRepair     Setting // share of the land that an invalid shape may mean, of which a mend may leave in doubt whether it is meant
	SliverArea    Setting // m2: smaller pieces go to a neighbour
	SliverWidth   Setting // m, twice area over perimeter: thinner pieces go to a neighbour
	RoadWidth     Setting // m: land between control units that is no wider may be a road reserve
	ShareEdge     Setting // m: shorter borders join no two pieces
}

// Enclosure holds what areas given by their edges are drawn by.
type Enclosure struct {
	Gap   Setting // m: longer gaps between the lines of edges are not bridged
	Width Setting // m: lines of one name so close beside each other are one road
	Touch Setting // m: lines that come so close meet
}

// Delineation holds what grouping goes by.
type Delineation struct {
	Weights  Weights
	Limits   Limits
	Barriers []Barrier
}

// Weights are the prices in the cost of a grouping.
type Weights struct {
	Plan     Setting // a km of control-unit border dissolved, or drawn anew
	Resource Setting // a ha of resource cluster cut apart, smaller side
	Size     Setting // a unit wholly off its range of area
	Mix      Setting // a unit wholly mixed
	Shape    Setting // a km of perimeter beyond that of a compact unit
	Left     Setting // a ha of resource left out
}

// Limits bound a unit.
type Limits struct {
	MinArea    Setting // m2
	MaxArea    Setting // m2
	ClusterGap Setting // m: resources of a kind this near are one cluster
	Leave      Setting // share: atoms with less resource need not be in a unit
}

// Barrier says how strong a kind of barrier is. The first one in file order
// whose kind is the feature's and whose Where does not fail holds for it: where
// data is missing, the earlier, which should be the stronger.
type Barrier struct {
	Item
	Kind   string
	Where  *Filter // over barriers
	Hard   bool    // no unit may straddle it
	Weight float64 // cost a km left inside a unit; 0 for hard ones
}

// Resource is a kind of land with a reason to renew. Its ID is the kind.
// Features of the role "resources" that give this kind belong to it as well.
type Resource struct {
	Item
	Category  int // from 1, its place among the categories
	Recognise []Recognition
}

// Recognition finds resources in another layer.
type Recognition struct {
	From  string // a role
	Where *Filter
}

// Takes lists what a statistic can take from the features that match.
//
//	area      m² of the unit that they cover; where they overlap, once
//	near      m² of the unit within Distance of them
//	length    m of line inside the unit
//	count     how many lie inside; an area counts where its interior point is
//	sum       Σ Value × share of the feature that lies inside; a point's is 1
//	largest   m² of the largest patch; features within Distance are one patch
//	whole     how many lie inside with at least 99 % of their area
//	mix       Shannon entropy of area over By, divided by the logarithm of the
//	          number of groups in the whole study: 0 all one use, 1 all alike
//	majority  share of the largest group of By in the area that they cover
//	within    m² of them inside the unit that lie in Reach; overlaps count once
//	least     the least Value among those that lie inside in part; nothing if none does
//	most      the greatest, likewise
//	given     a number that comes with the unit and not from a layer
func Takes() []string {
	return []string{"area", "near", "length", "count", "sum", "largest", "whole", "mix", "majority", "within", "least", "most", "given"}
}

// Statistic is something measured on a unit by overlay.
type Statistic struct {
	Item
	Of       string // a role; "" for what is given
	Take     string // one of [Takes]
	Where    *Filter
	Value    *Value  // for sum
	By       *TextOf // for mix and majority
	Distance float64 // m, for near and largest
	Reach    []Reach // for within: land that lies in any of them
	Unit     string  // "m2", "m", "count", "share", or that of the value
	Absent   string  // what it means that it is 0 where something is divided by it
	AbsentZh string  // the same in Chinese, where the file has it

	// Complete says that a kind named in Where, or in a Reach, that no layer has
	// and the study does not deny is not known, rather than counted as absent.
	Complete bool

	// Present says that without any feature that matches, in all of the study,
	// nothing is known, whatever the study denies: no boundary drawn does not mean
	// that everything lies outside.
	Present bool
}

// Reach is land within a distance of features of another layer.
type Reach struct {
	Of       string // a role
	Where    *Filter
	Distance float64 // m; 0 means the features themselves
}

// The statistic that every ruleset has without asking: area of the unit in m².
const UnitArea = "unit_area"

// Measure is a number that tests are about. It has one of Formula, RankOf and
// TotalOf.
type Measure struct {
	Item
	Unit    string
	Formula string // over statistics and measures
	RankOf  string // mid-rank of the measure, 0 to 1, among the units where it is known
	TotalOf string // sum of the statistic or measure over all units judged
}

// Criterion is a named condition.
type Criterion struct {
	Item         // the ID of a level is "K2.M" or "K2.S"
	Level string // "medium", "strong" or ""
	Group string // what it speaks for: "unit", "key", "optimization", "general", "negative", "zone"
	Tree  Tree
}

// Tree is a condition: a test, another criterion, or a count of conditions.
type Tree struct {
	Kind      TreeKind
	Of        []Tree  // for AnyOf, AllOf, AtLeastOf; one for NotOf
	N         int     // for AtLeastOf
	Criterion string  // for CriterionRef
	Measure   string  // for TestOf
	Op        string  // one of [Ops]
	Threshold float64 // in the measure's unit

	broken bool // cannot be evaluated; only in a ruleset with errors
	test   int  // position among the tests of all trees
	ref    int  // position among criteria
}

// TreeKind says what a [Tree] is.
type TreeKind uint8

const (
	TestOf TreeKind = iota
	AnyOf
	AllOf
	AtLeastOf
	NotOf
	CriterionRef
)

// Ops lists how a measure can be compared with a threshold.
func Ops() []string { return []string{">=", ">", "<=", "<", "==", "!="} }

// Class is what a unit can be. The classes with a criterion come in order: the
// first whose criterion passes is the unit's.
type Class struct {
	Item
	Colour    string // "#D7263D"
	Criterion string // "" for the last two
	Review    string // criterion that, if it passes too, asks for a second look
}

// The classes that every ruleset has at its end.
const (
	NotDelineated = "not_delineated" // no renewal unit
	Undetermined  = "undetermined"   // missing data decides
)

// Check is a condition that does not change the class.
type Check struct {
	Item
	List     string // one of [Lists]
	Severity string // "fail", "warn" or "info": how bad it is if it fails
	Tree     Tree
}

// Lists says what checks are for: how a unit is drawn, what the works planned in
// a unit or project have to keep to, the plan's negative list (L231) of both, and
// what must be there before a project is set up (L259).
func Lists() []string { return []string{"drawing", "hard", "negative", "gate"} }

// Statistic returns the statistic of that ID.
func (rs *Ruleset) Statistic(id string) (Statistic, bool) {
	return find(rs.Statistics, id, func(s *Statistic) string { return s.ID })
}

// Measure returns the measure of that ID.
func (rs *Ruleset) Measure(id string) (Measure, bool) {
	return find(rs.Measures, id, func(m *Measure) string { return m.ID })
}

// Criterion returns the criterion of that ID, such as "K2.S".
func (rs *Ruleset) Criterion(id string) (Criterion, bool) {
	return find(rs.Criteria, id, func(c *Criterion) string { return c.ID })
}

// Class returns the class of that ID.
func (rs *Ruleset) Class(id string) (Class, bool) {
	return find(rs.Classes, id, func(c *Class) string { return c.ID })
}

// Check returns the check of that ID.
func (rs *Ruleset) Check(id string) (Check, bool) {
	return find(rs.Checks, id, func(c *Check) string { return c.ID })
}

// Resource returns the resource of that kind.
func (rs *Ruleset) Resource(kind string) (Resource, bool) {
	return find(rs.Resources, kind, func(r *Resource) string { return r.ID })
}

func find[T any](items []T, id string, of func(*T) string) (found T, ok bool) {
	for i := range items {
		if of(&items[i]) == id {
			return items[i], true
		}
	}
	return found, false
}
