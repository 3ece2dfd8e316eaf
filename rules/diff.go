package rules

// Difference is an item that two rulesets have differently.
type Difference struct {
	Section string // key of the file
	ID      string
	What    string // "added", "removed", or what differs: "rule", "zh", "en", "source", "note", "note_zh", "order"
	Old     string // "" where it is added
	New     string // "" where it is removed
}

// Diff lists in what a ruleset differs from an older one, in the order of the
// older file; items that only the newer has come after those, in its order. The
// order of items counts for nothing, but where it decides, as with classes and
// kinds of resources.
func Diff(older, newer *Ruleset) []Difference {
	type key struct{ section, id string }
	index := func(lines []line) map[key]line {
		all := map[key]line{}
		for _, l := range lines {
			all[key{l.section, l.ID}] = l
		}
		return all
	}
	a, b := older.outline(English), newer.outline(English)
	inA, inB := index(a), index(b)
	var all []Difference
	for _, o := range a {
		n, ok := inB[key{o.section, o.ID}]
		if !ok {
			all = append(all, Difference{o.section, o.ID, "removed", o.says, ""})
			continue
		}
		for _, f := range []struct{ what, old, new string }{
			{"rule", o.says, n.says}, {"zh", o.Zh, n.Zh}, {"en", o.En, n.En},
			{"source", o.Source.Tag + " " + o.Source.Ref, n.Source.Tag + " " + n.Source.Ref}, {"note", o.Note, n.Note}, {"note_zh", o.NoteZh, n.NoteZh},
		} {
			if f.old != f.new {
				all = append(all, Difference{o.section, o.ID, f.what, f.old, f.new})
			}
		}
	}
	for _, n := range b {
		if _, ok := inA[key{n.section, n.ID}]; !ok {
			all = append(all, Difference{n.section, n.ID, "added", "", n.says})
		}
	}
	order := func(rs *Ruleset) (classes, kinds string) {
		for i := range rs.Classes {
			classes += rs.Classes[i].ID + " "
		}
		for i := range rs.Resources {
			kinds += rs.Resources[i].ID + " "
		}
		return classes, kinds
	}
	oldClasses, oldKinds := order(older)
	newClasses, newKinds := order(newer)
	for _, f := range []struct{ section, old, new string }{{"classes", oldClasses, newClasses}, {"resources", oldKinds, newKinds}, {"screen", older.Screen, newer.Screen}} {
		if f.old != f.new {
			all = append(all, Difference{f.section, "", "order", f.old, f.new})
		}
	}
	return all
}
