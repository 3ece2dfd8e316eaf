package units

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/study"
)

// asNumbers rewrites the numbers that people write as texts and that can be read in
// one way only (see [plainNumber]), but for those that the study lists as they
// are. It tells which features had any, and gives one for an example. The column
// given stays as it is.
func asNumbers(attr rules.Attribute, f *study.FieldMapping, held *geo.Column) (c *geo.Column, of []int, example string) {
	if held == nil || held.Type != geo.Text || !attr.Type.Numeric() {
		return held, nil, ""
	}
	texts := held.Texts
	for i, text := range held.Texts {
		if held.Null(i) || f.Listed(text) || slices.Contains(f.Null, text) {
			continue
		}
		plain, ok := plainNumber(text, attr, f.Scale)
		if !ok {
			continue
		}
		if len(of) == 0 {
			texts = slices.Clone(texts)
		}
		texts[i], of = plain, append(of, i)
		if one := fmt.Sprintf("%q as %s", text, plain); example == "" || one < example {
			example = one
		}
	}
	made := *held
	made.Texts = texts
	return &made, of, example
}

var (
	thousands = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$`)
	yearOnly  = regexp.MustCompile(`^(\d{4})年$`)
	date      = regexp.MustCompile(`^(\d{4})([-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月(\d{1,2}日)?)([ T].*)?$`)
	wide      = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
		"．", ".", "，", ",", "％", "%", "－", "-")
)

// plainNumber reads digits of full width, thousands set off by commas, a percent sign
// where a share is asked for, and the year of "1998年" and of a date where a year
// is; false where there is nothing to rewrite. A percent sign says all: the number
// comes out such that the scale of the column makes it the share.
func plainNumber(text string, attr rules.Attribute, scale float64) (string, bool) {
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return "", false // as nearly all are
	}
	plain := wide.Replace(text)
	if thousands.MatchString(plain) {
		plain = strings.ReplaceAll(plain, ",", "")
	}
	switch number, percent := strings.CutSuffix(plain, "%"); {
	case attr.Unit == "year":
		if m := yearOnly.FindStringSubmatch(plain); m != nil {
			plain = m[1]
		} else if m := date.FindStringSubmatch(plain); m != nil {
			plain = m[1]
		}
	case attr.Unit == "share" && percent:
		v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil {
			return "", false
		}
		if v /= 100; scale != 0 {
			v /= scale
		}
		plain = strconv.FormatFloat(v, 'g', 15, 64)
	}
	_, err := strconv.ParseFloat(plain, 64)
	return plain, err == nil
}
