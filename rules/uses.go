package rules

// StatisticsOf lists the IDs of the statistics that a measure is worked out from,
// directly or by way of other measures, in file order; of all units for ranks and
// totals. It is empty for a measure that the ruleset does not have.
func (rs *Ruleset) StatisticsOf(measure string) []string {
	j := rs.judge
	slot, ok := j.slots[measure]
	if !ok {
		return nil
	}
	needed := make([]bool, len(j.domains))
	needed[slot] = true
	for i := len(j.derived) - 1; i >= 0; i-- { // each uses only those before it
		if needed[j.derived[i].slot] {
			for _, use := range j.derived[i].uses {
				needed[use] = true
			}
		}
	}
	var ids []string
	for i := range rs.Statistics {
		if needed[i] {
			ids = append(ids, rs.Statistics[i].ID)
		}
	}
	return ids
}
