package study

import "strings"

// nearest returns the known word that the fewest changes of a character turn
// into the given one, and "" if even that takes more than a third of the word
// (at least two, so that short words with swapped letters are found). Ties go
// to the earlier word.
func nearest(word string, known []string) string {
	word = strings.ToLower(word)
	best, fewest := "", max(2, len([]rune(word))/3)+1
	for _, k := range known {
		if d := editDistance(word, strings.ToLower(k)); d < fewest && d < len([]rune(k)) {
			best, fewest = k, d
		}
	}
	return best
}

// editDistance is the edit distance of Levenshtein (1966), in characters.
func editDistance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range to {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(to)]
}

func CommaList(words []string) string { return strings.Join(words, ", ") }
