package vector

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo/vector/internal/charset"
)

// nameBytes is how many bytes the name of a field has in a .dbf file at most.
const nameBytes = 10

// ShapefileNames are the names that fields get in a Shapefile in the encoding, ""
// (UTF-8) or "GBK": cut between letters to at most 10 bytes, and unlike each other
// whatever the case. Of names that would be alike the later ones end in _1, _2 and
// so on; a name that fits is never changed. A caller that shows what was renamed
// compares them with what it gave.
func ShapefileNames(names []string, encoding string) ([]string, error) {
	e, err := shapefileEncoder(encoding)
	if err != nil {
		return nil, err
	}
	short := make([]string, len(names))
	taken := map[string]bool{}
	for i, name := range names {
		size, err := encodedSize(e, name)
		if err != nil {
			return nil, fmt.Errorf("field %q: %w", name, err)
		}
		if size <= nameBytes {
			short[i] = name
			taken[strings.ToLower(name)] = true
		}
	}
	for i, name := range names {
		for n := 0; short[i] == "" && name != ""; n++ {
			tail := ""
			if n > 0 {
				tail = "_" + strconv.Itoa(n)
			}
			candidate := cutTo(e, name, nameBytes-len(tail)) + tail
			if key := strings.ToLower(candidate); !taken[key] {
				short[i], taken[key] = candidate, true
			}
		}
	}
	return short, nil
}

// cutTo is the longest start of a text that takes no more bytes.
func cutTo(e *encoding.Encoder, text string, most int) string {
	for {
		if size, err := encodedSize(e, text); err == nil && size <= most {
			return text
		}
		_, last := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-last]
	}
}

func encodedSize(e *encoding.Encoder, text string) (int, error) {
	encoded, err := encoded(e, text)
	return len(encoded), err
}

// encoded is a text in the bytes of an encoding; a nil encoder is for UTF-8.
func encoded(e *encoding.Encoder, text string) (string, error) {
	if e == nil || !beyondASCII(text) {
		return text, nil
	}
	s, err := e.String(text)
	if err != nil || strings.ContainsRune(text, '€') { // a byte of its own that most readers do not know
		return "", fmt.Errorf("%.60q cannot be written in GBK", text)
	}
	return s, nil
}

func shapefileEncoder(name string) (*encoding.Encoder, error) {
	switch normal, err := charset.Normal(name); {
	case err != nil:
		return nil, err
	case normal == "" || normal == "UTF-8":
		return nil, nil
	case normal == "GBK":
		return simplifiedchinese.GBK.NewEncoder(), nil
	default:
		return nil, fmt.Errorf("a Shapefile is written in UTF-8 or GBK, not in %s", normal)
	}
}
