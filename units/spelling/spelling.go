// Package spelling tells what a word with a slip of the pen was meant to be.
//
// Words are compared character by character, in any script; how far two are apart
// is the edit distance of Levenshtein (1966): the least number of characters to put in,
// take out or change that makes one of the other.
package spelling

import "strings"

// Nearest returns the known word that the fewest changes turn into the given one,
// in whatever case, and "" if even that takes more than a third of the word (at
// least two, so that short words with swapped letters are found). Ties go to the
// earlier word.
func Nearest(word string, known []string) string {
	word = strings.ToLower(word)
	best, fewest := "", max(2, len([]rune(word))/3)+1
	for _, k := range known {
		if d := Distance(word, strings.ToLower(k)); d < fewest && d < len([]rune(k)) {
			best, fewest = k, d
		}
	}
	return best
}

// Distance is how many characters have to change.
func Distance(a, b string) int {
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
