package units

import (
	"fmt"
	"strconv"

	"renewal/geo"
	"renewal/units/study"
)

// warnUnread names the columns of numbers of which more values count as unknown
// than are read: years written as dates, shares as percents. Each value is a
// repair too, but whoever reads those has already used the result. l is raw as
// adopted, feature by feature.
func (p *prepared) warnUnread(src *study.Source, raw, l *geo.Layer) {
	for k := range src.Fields {
		f := &src.Fields[k]
		held, read, attr := raw.Column(f.Field), l.Column(f.Attr), study.Attribute(src.Role, f.Attr)
		if held == nil || read.Type != geo.Real || f.Values != nil {
			continue
		}
		kept, lost, percents, example := 0, 0, 0, ""
		for i := range raw.Len() {
			text, known := held.Text(i)
			if text = trimmed(text); !known || text == "" || f.IsNull(text) {
				continue
			}
			if !read.Null(i) {
				kept++
				continue
			}
			v, err := strconv.ParseFloat(text, 64)
			if err == nil && v == 0 && attr.ZeroUnknown {
				continue
			}
			if err == nil && v > 1 && v <= 100 {
				percents++
			}
			if lost++; example == "" || text < example {
				example = text
			}
		}
		if lost <= kept {
			continue
		}
		en := fmt.Sprintf("%s (%s): %d of %d values of %s count as unknown, such as %q: no %s can be so", src.Role, raw.Source, lost, lost+kept, f.Attr, example, f.Attr)
		zh := fmt.Sprintf("%s（%s）：%s（%s）的 %d 个值中有 %d 个不合理，如“%s”，按未知处理", src.Role, raw.Source, attr.Zh, f.Field, lost+kept, lost, example)
		if attr.Unit == "share" && f.Scale == 0 && percents == lost {
			hint := fmt.Sprintf("{field: %s, scale: 0.01}", f.Field)
			en, zh = en+"; if they are percents, say "+hint, zh+"；若为百分数，请写 "+hint
		}
		p.warnings.add(en, zh)
	}
}
