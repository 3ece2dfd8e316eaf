package rules

// The file as it is written. Field by field it is explained at the types that
// are made of it: [Ruleset], [Statistic], [Measure], [Criterion] and so on.

type rawRuleset struct {
	Ruleset     item[rawHead]                     `yaml:"ruleset"`
	Fabric      item[map[string]item[rawSetting]] `yaml:"fabric"`
	Enclosure   item[map[string]item[rawSetting]] `yaml:"enclosure"`
	Delineation item[rawDelineation]              `yaml:"delineation"`
	Categories  []item[rawCategory]               `yaml:"categories"`
	Resources   []item[rawResource]               `yaml:"resources"`
	Statistics  []item[rawStatistic]              `yaml:"statistics"`
	Measures    []item[rawMeasure]                `yaml:"measures"`
	Criteria    []item[rawCriterion]              `yaml:"criteria"`
	Screen      scalar                            `yaml:"screen"`
	Classes     []item[rawClass]                  `yaml:"classes"`
	Checks      []item[rawCheck]                  `yaml:"checks"`
	Modes       []item[rawAdvice]                 `yaml:"modes"`
	Actions     []item[rawAdvice]                 `yaml:"actions"`
	Guidance    []item[rawGuidance]               `yaml:"guidance"`
	Checkup     []item[rawIndicator]              `yaml:"checkup"`
	Priority    []item[rawTerm]                   `yaml:"priority"`
}

type rawHead struct {
	Name    scalar `yaml:"name"`
	Version scalar `yaml:"version"`
	Zh      scalar `yaml:"zh"`
	En      scalar `yaml:"en"`
	Note    scalar `yaml:"note"`
	NoteZh  scalar `yaml:"note_zh"`
}

type rawSource struct {
	Tag scalar `yaml:"tag"`
	Ref scalar `yaml:"ref"`
}

type rawSetting struct {
	Value  scalar          `yaml:"value"`
	Unit   scalar          `yaml:"unit"`
	Zh     scalar          `yaml:"zh"`
	En     scalar          `yaml:"en"`
	Source item[rawSource] `yaml:"source"`
	Note   scalar          `yaml:"note"`
	NoteZh scalar          `yaml:"note_zh"`
}

type rawDelineation struct {
	Weights  item[map[string]item[rawSetting]] `yaml:"weights"`
	Limits   item[map[string]item[rawSetting]] `yaml:"limits"`
	Barriers []item[rawBarrier]                `yaml:"barriers"`
}

type rawBarrier struct {
	ID       scalar          `yaml:"id"`
	Zh       scalar          `yaml:"zh"`
	En       scalar          `yaml:"en"`
	Kind     scalar          `yaml:"kind"`
	Where    scalar          `yaml:"where"`
	Strength scalar          `yaml:"strength"`
	Weight   scalar          `yaml:"weight"`
	Source   item[rawSource] `yaml:"source"`
	Note     scalar          `yaml:"note"`
	NoteZh   scalar          `yaml:"note_zh"`
}

type rawResource struct {
	ID        scalar                 `yaml:"id"`
	Zh        scalar                 `yaml:"zh"`
	En        scalar                 `yaml:"en"`
	Category  scalar                 `yaml:"category"`
	Recognise []item[rawRecognition] `yaml:"recognise"`
	Source    item[rawSource]        `yaml:"source"`
	Note      scalar                 `yaml:"note"`
	NoteZh    scalar                 `yaml:"note_zh"`
}

type rawRecognition struct {
	From  scalar `yaml:"from"`
	Where scalar `yaml:"where"`
}

type rawStatistic struct {
	ID       scalar           `yaml:"id"`
	Zh       scalar           `yaml:"zh"`
	En       scalar           `yaml:"en"`
	Of       scalar           `yaml:"of"`
	Take     scalar           `yaml:"take"`
	Where    scalar           `yaml:"where"`
	Value    scalar           `yaml:"value"`
	By       scalar           `yaml:"by"`
	Distance scalar           `yaml:"distance"`
	Reach    []item[rawReach] `yaml:"reach"`
	Complete scalar           `yaml:"complete"`
	Present  scalar           `yaml:"present"`
	Unit     scalar           `yaml:"unit"`
	Absent   scalar           `yaml:"absent"`
	AbsentZh scalar           `yaml:"absent_zh"`
	Source   item[rawSource]  `yaml:"source"`
	Note     scalar           `yaml:"note"`
	NoteZh   scalar           `yaml:"note_zh"`
}

type rawMeasure struct {
	ID      scalar          `yaml:"id"`
	Zh      scalar          `yaml:"zh"`
	En      scalar          `yaml:"en"`
	Unit    scalar          `yaml:"unit"`
	Formula scalar          `yaml:"formula"`
	RankOf  scalar          `yaml:"rank_of"`
	TotalOf scalar          `yaml:"total_of"`
	Source  item[rawSource] `yaml:"source"`
	Note    scalar          `yaml:"note"`
	NoteZh  scalar          `yaml:"note_zh"`
}

type rawCriterion struct {
	ID     scalar          `yaml:"id"`
	Zh     scalar          `yaml:"zh"`
	En     scalar          `yaml:"en"`
	Group  scalar          `yaml:"group"`
	Test   *item[rawTree]  `yaml:"test"`
	Medium *item[rawTree]  `yaml:"medium"`
	Strong *item[rawTree]  `yaml:"strong"`
	Source item[rawSource] `yaml:"source"`
	Note   scalar          `yaml:"note"`
	NoteZh scalar          `yaml:"note_zh"`
}

type rawTree struct {
	Any       []item[rawTree] `yaml:"any"`
	All       []item[rawTree] `yaml:"all"`
	AtLeast   scalar          `yaml:"at_least"`
	Of        []item[rawTree] `yaml:"of"`
	Not       *item[rawTree]  `yaml:"not"`
	Criterion scalar          `yaml:"criterion"`
	Measure   scalar          `yaml:"measure"`
	Op        scalar          `yaml:"op"`
	Threshold scalar          `yaml:"threshold"`
	Unit      scalar          `yaml:"unit"`
}

type rawClass struct {
	ID        scalar          `yaml:"id"`
	Zh        scalar          `yaml:"zh"`
	En        scalar          `yaml:"en"`
	Colour    scalar          `yaml:"colour"`
	Criterion scalar          `yaml:"criterion"`
	Review    scalar          `yaml:"review"`
	Source    item[rawSource] `yaml:"source"`
	Note      scalar          `yaml:"note"`
	NoteZh    scalar          `yaml:"note_zh"`
}

type rawCheck struct {
	ID       scalar          `yaml:"id"`
	Zh       scalar          `yaml:"zh"`
	En       scalar          `yaml:"en"`
	List     scalar          `yaml:"list"`
	Severity scalar          `yaml:"severity"`
	Test     *item[rawTree]  `yaml:"test"`
	Source   item[rawSource] `yaml:"source"`
	Note     scalar          `yaml:"note"`
	NoteZh   scalar          `yaml:"note_zh"`
}

type rawReach struct {
	Of       scalar `yaml:"of"`
	Where    scalar `yaml:"where"`
	Distance scalar `yaml:"distance"`
}

type rawCategory struct {
	ID     scalar          `yaml:"id"`
	Zh     scalar          `yaml:"zh"`
	En     scalar          `yaml:"en"`
	Source item[rawSource] `yaml:"source"`
	Note   scalar          `yaml:"note"`
	NoteZh scalar          `yaml:"note_zh"`
}

type rawAdvice struct {
	ID      scalar            `yaml:"id"`
	Zh      scalar            `yaml:"zh"`
	En      scalar            `yaml:"en"`
	For     []scalar          `yaml:"for"`
	When    scalar            `yaml:"when"`
	Caution scalar            `yaml:"caution"`
	Parts   []item[rawAdvice] `yaml:"parts"`
	Source  item[rawSource]   `yaml:"source"`
	Note    scalar            `yaml:"note"`
	NoteZh  scalar            `yaml:"note_zh"`
}

type rawGuidance struct {
	ID        scalar          `yaml:"id"`
	Column    scalar          `yaml:"column"`
	Class     scalar          `yaml:"class"`
	Criterion scalar          `yaml:"criterion"`
	Zone      scalar          `yaml:"zone"`
	Least     scalar          `yaml:"least"`
	Zh        scalar          `yaml:"zh"`
	En        scalar          `yaml:"en"`
	Source    item[rawSource] `yaml:"source"`
	Note      scalar          `yaml:"note"`
	NoteZh    scalar          `yaml:"note_zh"`
}

type rawIndicator struct {
	ID      scalar          `yaml:"id"`
	Zh      scalar          `yaml:"zh"`
	En      scalar          `yaml:"en"`
	Measure scalar          `yaml:"measure"`
	Op      scalar          `yaml:"op"`
	Target  scalar          `yaml:"target"`
	Source  item[rawSource] `yaml:"source"`
	Note    scalar          `yaml:"note"`
	NoteZh  scalar          `yaml:"note_zh"`
}

type rawTerm struct {
	ID      scalar          `yaml:"id"`
	Zh      scalar          `yaml:"zh"`
	En      scalar          `yaml:"en"`
	Measure scalar          `yaml:"measure"`
	Weight  scalar          `yaml:"weight"`
	Source  item[rawSource] `yaml:"source"`
	Note    scalar          `yaml:"note"`
	NoteZh  scalar          `yaml:"note_zh"`
}
